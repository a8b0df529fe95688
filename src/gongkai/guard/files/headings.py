"""Which words stand over each column of a table."""

from __future__ import annotations

import re

_LONGEST = 24
_FIGURES = re.compile(r"[0-9０-９]{4}|^[-+0-9０-９.,%]+$")
_TOP_ROWS = 12


def is_heading(text: str) -> bool:
    """Whether a cell's text can be a heading: short words without a long number."""
    text = text.strip()
    return 0 < len(text) <= _LONGEST and not _FIGURES.search(text)


class Headings:
    """Reads the rows of a table from the top; tells what stands over each column.

    The heading row is the first with two or more headings and nothing else; a second row belongs to it where
    it stands under a merged heading. In a table without such a row the words nearest above a cell speak.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._heading_row = 0
        self._heading: dict[int, str] = {}
        self._below: dict[int, str] = {}
        self._nearest: dict[int, str] = {}

    @property
    def is_known(self) -> bool:
        """Whether a heading row has been met."""
        return bool(self._heading)

    @property
    def is_settled(self) -> bool:
        """Whether the rows of figures have begun, so that a line of headings would be another table's."""
        return self.is_known and self._rows > self._heading_row + 1

    def take(self, row: dict[int, str]) -> None:
        """The next row, column number to text, without its empty cells."""
        self._rows += 1
        if self._rows > _TOP_ROWS:
            return
        if all(map(is_heading, row.values())):
            self._take_heading(row)
        for column, text in row.items():
            if is_heading(text):
                self._nearest.setdefault(column, text)

    def _take_heading(self, row: dict[int, str]) -> None:
        if not self._heading:
            if len(row) > 1:
                self._heading, self._heading_row = row, self._rows
        elif self._rows == self._heading_row + 1 and row.keys() - self._heading.keys():
            self._below = row

    def over(self, column: int) -> str:
        """The heading over a column."""
        if not self._heading:
            return self._nearest.get(column, "")
        below = self._below.get(column, "")
        above = self._heading.get(column, "")
        if not above and below:
            left = [at for at in self._heading if at < column]
            above = self._heading[max(left)] if left else ""
        return f"{above} {below}".strip()
