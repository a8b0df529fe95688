"""What is to be masked, and the masking of a piece of text wherever it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongkai.guard.files.replacing import replaced
from gongkai.guard.files.scan import look_into
from gongkai.guard.files.seen import Look, Piece, Seen, Sign, Stretch, Unread, piece
from gongkai.guard.findings import Finding, Severity
from gongkai.guard.rules import kinds as all_kinds
from gongkai.guard.text import scan_text

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRUCTURAL = frozenset(
    (
        "hidden_content",
        "covered_text",
        "document_properties",
        "comment",
        "tracked_change",
        "image_location",
        "macro",
    )
)


@dataclass
class Cover:
    """The kinds that are to be masked, the office's own numbers, and the notes taken on the way."""

    kinds: frozenset[str]
    office_numbers: Collection[str] = ()
    notes: dict[str, None] = field(default_factory=dict)

    def wants(self, kind: str) -> bool:
        """Whether findings of this kind are to go."""
        return kind in self.kinds

    def note(self, words: str) -> None:
        """Something the clerk should know about the masked file."""
        self.notes[words] = None

    def is_due(self, finding: Finding) -> bool:
        """Whether this finding must go. What is only shown (an office's line, a payee's account) stays."""
        if finding.kind not in self.kinds:
            return False
        return finding.kind in _STRUCTURAL or finding.severity is not Severity.NOTE

    def due(self, seen: Piece) -> list[Finding]:
        """The findings of a piece that must go, with offsets in the whole piece."""
        text = seen.text
        if len(text) < 2:
            return []
        found = scan_text(text, headers=seen.headers, office_numbers=self.office_numbers)
        return [finding for finding in found if self.is_due(finding)]

    def changes(self, seen: Piece) -> list[tuple[Stretch, str]]:
        """The stretches of a piece that change, with their new text."""
        due = self.due(seen)
        return replaced(seen, due) if due else []

    def masked(self, text: str, headers: str = "") -> str:
        """A text that stands by itself, masked."""
        changes = self.changes(piece(text, "", "文字", headers=headers, target=True))
        return changes[0][1] if changes else text

    def write(self, seen: Piece) -> bool:
        """Mask a piece in the tree it comes from; tells whether anything changed."""
        changes = self.changes(seen)
        for stretch, text in changes:
            write(stretch.target, text)
        return bool(changes)

    def is_clean(self, name: str, content: bytes) -> bool:
        """Whether a file inside another holds nothing that must go, and nothing that could not be read."""
        return not any(self._is_bad(seen) for seen in look_into(name, content, Look(look_into, depth=1)))

    def _is_bad(self, seen: Seen) -> bool:
        if isinstance(seen, Piece):
            return bool(self.due(seen))
        return isinstance(seen, Unread) or (isinstance(seen, Sign) and self.wants(seen.kind))


def cover_for(kinds: Collection[str] | None, office_numbers: Collection[str]) -> Cover:
    """A cover for these kinds, or for all that masking can put right; a secrecy mark is none of them."""
    maskable = {code for code, kind in all_kinds().items() if kind.maskable} - {"unreadable"}
    return Cover(frozenset(maskable if kinds is None else maskable & set(kinds)), office_numbers)


def write(target: Any, text: str) -> None:
    """Put a text into an element, or into an attribute given as element and key."""
    if isinstance(target, tuple):
        target[0].set(target[1], text)
        return
    target.text = text
    if isinstance(target.tag, str) and etree.QName(target).localname in ("t", "delText"):
        target.set(_SPACE, "preserve")
