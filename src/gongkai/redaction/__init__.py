"""Takes out of a file what may not be given (art. 37), rebuilds the rest, and proves that it is gone.

``redact(kind, content, marks)`` hands back a file in which nothing of the original is left but what a reader sees;
``words_of`` and ``proposed_marks`` help to place the marks. Fails closed: what cannot be proved is not handed out.
"""

from gongkai.redaction.marks import Box, CannotRedact, Mark, Proof, Redacted, StillThere
from gongkai.redaction.passages import Page, Passage, proposed_marks, words_of
from gongkai.redaction.redacting import KINDS, redact

__all__ = [
    "KINDS",
    "Box",
    "CannotRedact",
    "Mark",
    "Page",
    "Passage",
    "Proof",
    "Redacted",
    "StillThere",
    "proposed_marks",
    "redact",
    "words_of",
]
