"""Tables in whatever shape the web left them, as rows: the words before the figures, and the figures.

A row may stand on one line with its cells apart, on one line with spaces, with every cell on a line of its own, or glued
into a single run of characters. All of them become ``Row``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongkai.reading.digits import UNITS, Printed, is_glued, printed
from gongkai.reading.normalise import CELL, Text, compact

_ROW_NUMBER = re.compile(r"([1-9])[.、](?=\s*[\u4e00-\u9fff])")
_CIRCLED = dict(zip("123456789", "①②③④⑤⑥⑦⑧⑨", strict=True))
_CHUNK = re.compile(
    rf"-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|-?\d+(?:\.\d+)?(?:\s*(?:{UNITS})(?![\u4e00-\u9fff]))?"
    r"|(?<!\S)(?:[-—/]{1,2}|无)(?!\S)"
)
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")


@dataclass(frozen=True)
class Row:
    """The figures between two labels.

    ``near`` is the label on the same line, ``label`` all words since the figures before. ``cells`` are known when the
    document keeps cells apart (``is_grid``); otherwise ``chunks`` are the runs of digits, ``beside`` of them on the line
    of the label. ``ends_text`` marks the last row of a text that may have been cut off.
    """

    label: str
    near: str
    line: int
    words: str
    chunks: tuple[str, ...]
    cells: tuple[Printed, ...] = ()
    is_grid: bool = False
    ends_text: bool = False
    beside: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether figures stand on lines below those that stand beside the label: a page number may be one of them."""
        return 0 < self.beside < len(self.chunks)

    def chunks_of(self, width: int) -> tuple[str, ...]:
        """The runs of digits as cells, if they are that many, less a page number below a row complete without it."""
        chunks = self.chunks[:width] if self.goes_on and self.beside == width else self.chunks
        return () if len(chunks) != width or any(map(is_glued, chunks)) else chunks


def circled(text: str) -> str:
    """The text with row numbers such as 「2.」 out of the way of figures: 「②」."""
    return _ROW_NUMBER.sub(lambda match: _CIRCLED[match[1]], text)


def rows_of(text: Text, start: int, end: int) -> list[Row]:
    """The rows of a region of the text, in order."""
    reader = _Reader(text.line_of(start))
    for line in circled(text.body[start:end]).split("\n"):
        reader.take(line)
    return reader.done(ends_text=end >= len(text.body))


class _Reader:
    """Reads line after line and closes a row whenever words follow figures."""

    def __init__(self, first_line: int) -> None:
        self._rows: list[Row] = []
        self._line = first_line - 1
        self._label: list[str] = []
        self._near = ""
        self._chunks: list[str] = []
        self._begun = first_line
        self._beside = 0

    def take(self, line: str) -> None:
        self._line += 1
        cells = line.split(CELL)
        figures = _figures(cells) if len(cells) > 1 else None
        if figures and not self._is_last_of_run(*figures):
            self._close()
            head, values = figures
            self._grid_row(compact("".join(head)), values)
        else:
            self._flow(line.replace(CELL, " "))

    def _is_last_of_run(self, head: list[str], values: tuple[Printed, ...]) -> bool:
        """Whether a figure with nothing but empty cells after it ends a row that has a cell a line."""
        open_row = bool(self._chunks or self._label)
        return open_row and not "".join(head) and all(value.value is None for value in values[1:])

    def _grid_row(self, head: str, values: tuple[Printed, ...]) -> None:
        label = "".join([*self._label, head])
        words = " ".join([head, *(value.words for value in values)]).strip()
        chunks = tuple(value.words for value in values if value.value is not None)
        self._rows.append(Row(label, head, self._line, words, chunks, values, is_grid=True))
        self._label = []

    def _flow(self, line: str) -> None:
        at = 0
        here = ""
        for match in _CHUNK.finditer(line):
            words = compact(line[at : match.start()])
            if words:
                self._words(words)
                here = words
            if not self._chunks:
                self._near, self._begun = here, self._line
            self._chunks.append(compact(match[0]))
            self._beside += bool(self._near) and self._line == self._begun
            at = match.end()
        rest = compact(line[at:])
        if rest:
            self._words(rest)

    def _words(self, words: str) -> None:
        if _WORD.search(words):
            self._close()
            self._label.append(words)

    def _close(self) -> None:
        if self._chunks:
            label = "".join(self._label)
            words = " ".join([self._near or label[-24:], *self._chunks])
            row = Row(label, self._near, self._begun, words, tuple(self._chunks), beside=self._beside)
            self._rows.append(row)
            self._label, self._chunks, self._near, self._beside = [], [], "", 0

    def done(self, *, ends_text: bool) -> list[Row]:
        open_run = bool(self._chunks)
        self._close()
        if ends_text and open_run:
            self._rows[-1] = replace(self._rows[-1], ends_text=True)
        return self._rows


def _figures(cells: list[str]) -> tuple[list[str], tuple[Printed, ...]] | None:
    """The head and the figures of a row whose cells are apart; None when the row holds no figures at its end."""
    read = [printed(cell) for cell in cells]
    first = len(cells)
    while first and read[first - 1] is not None:
        first -= 1
    values = tuple(value for value in read[first:] if value is not None)
    if any(value.value is not None for value in values):
        return cells[:first], values
    is_blank_row = len(values) > 1 and first > 0 and all(value.value is None for value in values)
    return (cells[:first], values) if is_blank_row else None
