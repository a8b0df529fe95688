"""What the guard would cover today, covered in what was public before: an old version, a reason, a stub.

A correction may have been made for the very words that must not be read any longer, and the rules may have grown
since. What is public now was looked at and answered for; it is shown as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from functools import cached_property
from html import escape
from urllib.parse import unquote

from gongkai.catalogue.queries import elements_of
from gongkai.disclosure.queries import ItemVersion, plain_text
from gongkai.foundation.markup import Span, replaced, table_cells
from gongkai.guard.findings import Finding, Severity
from gongkai.guard.rules import kind
from gongkai.guard.text import mask_text, scan_text
from gongkai.screening.queries import fingerprint, office_numbers

TEXTS = ("title", "summary", "keywords", "document_number", "attribute_reason", "haste_reason")


class Covering:
    """Covers what is shown on one page; asks once at most which numbers are offices' own."""

    def text(self, text: str, headers: str = "") -> str:
        """The text as it may be shown; ``headers`` is what stands over it or calls it."""
        return mask_text(text, self._found(text, headers)) if text else text

    def version(self, version: ItemVersion) -> ItemVersion:
        """A copy to be compared and never saved. Its attachments must have been prefetched; its table is left alone."""
        covered = copy(version)
        for name in TEXTS:
            setattr(covered, name, self.text(getattr(version, name)))
        covered.body = self._body(version.body)
        covered.elements = self._elements(version)
        for file in covered.attachments.all():
            file.name = self.text(file.name)
        return covered

    def row(self, cells: Iterable[str], headings: Iterable[str]) -> str:
        """A row of a table as one line: each cell under its heading, and then what they make together."""
        return self.text(
            " ｜ ".join(self.text(one, over) for one, over in zip(cells, headings, strict=True) if one)
        )

    @cached_property
    def _own_numbers(self) -> frozenset[str]:
        return frozenset(office_numbers().values_list("fingerprint", flat=True))

    def _found(self, text: str, headers: str) -> list[Finding]:
        found = scan_text(text, headers=headers)
        return [one for one in found if one.severity is not Severity.NOTE and not self._is_office_line(one)]

    def _is_office_line(self, one: Finding) -> bool:
        return one.kind == "mobile" and fingerprint(one.kind, one.value) in self._own_numbers

    def _elements(self, version: ItemVersion) -> dict[str, str]:
        if not version.elements or version.column_id is None:
            return {}
        names = {one.code: one.name for one in elements_of(version.column_id, retired=True)}
        return {code: self._value(value, names.get(code, "")) for code, value in version.elements.items()}

    def _value(self, value: str, name: str) -> str:
        """What stands under an element; an address is read as a browser writes it, too."""
        read = unquote(value)
        return self.text(read if self._found(read, name) else value, name)

    def _body(self, body: str) -> str:
        """Its words: table cells under their headings, then the whole, as the guard reads it before a publication."""
        over: defaultdict[str, list[str]] = defaultdict(list)
        for _row, heading, text in table_cells(body):
            over[text].append(heading)

        def spans(text: str) -> list[Span]:
            headings = ["", *over.get(" ".join(text.split()), ())]
            told = (self._found(text, heading) for heading in headings)
            found = max(told, key=len)
            return [(one.place.start, one.place.end, one.masked) for one in found if kind(one.kind).maskable]

        words = self.text(plain_text(replaced(body, spans)))
        return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))
