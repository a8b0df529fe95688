"""What is decided about one of the things that an application asks for: letter, outcome and statistics read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.replies import ReplyKind


@dataclass(frozen=True)
class Answer:
    """The decision on one thing that was asked (arts. 36-39). Not a table.

    ``wanted`` is what was asked, in the applicant's words; ``contents`` holds a text for each part that the law wants
    in a reply of this kind, by field; ``withheld`` are the codes of the kinds under which parts of it are not given.
    """

    wanted: str
    kind: ReplyKind
    contents: Mapping[str, str]
    withheld: Sequence[str] = ()
