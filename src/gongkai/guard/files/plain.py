"""Text files and comma-separated tables, in UTF-8, UTF-16 or GBK."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from gongkai.guard.files.kinds import decoded
from gongkai.guard.files.seen import DAMAGED, Look, Piece, Seen, Stretch, Unreadable
from gongkai.guard.files.tables import Cell, pieces_of

TEXT = "正文"
_BLOCK = 100_000
_LONGEST_FIELD = 1_000_000
_RTF_CODE = re.compile(
    r"\\u(-?\d+) ?\??|\\'([0-9a-fA-F]{2})|\\(par|line|tab|cell|row)\b ?|\\[a-z]+-?\d* ?|[{}]|\r?\n"
)


def look_into_text(_name: str, content: bytes, _look: Look) -> Iterator[Seen]:
    """A text file in blocks that end at a line's end."""
    found = decoded(content)
    if found is None:
        raise Unreadable(DAMAGED)
    yield from text_pieces(found[0])


def text_pieces(text: str) -> Iterator[Piece]:
    """A long text in blocks of bearable length."""
    line, at = 1, 0
    while at < len(text):
        end = text.find("\n", at + _BLOCK) + 1 or len(text)
        block = text[at:end]
        yield Piece((Stretch(block, "text", TEXT, at),), has_lines=True, first_line=line)
        line += block.count("\n")
        at = end


def look_into_csv(_name: str, content: bytes, _look: Look) -> Iterator[Seen]:
    """The rows of a table, each cell under its heading."""
    found = decoded(content)
    if found is None:
        raise Unreadable(DAMAGED)
    yield from csv_pieces(rows_of(found[0], delimiter(found[0])))


def csv_pieces(rows: list[list[str]]) -> Iterator[Piece]:
    """The rows under their headings; the target of a cell is its row and column."""
    yield from pieces_of(
        [Cell(column, (_stretch(text, row, column),)) for column, text in enumerate(cells)]
        for row, cells in enumerate(rows)
    )


def _stretch(text: str, row: int, column: int) -> Stretch:
    return Stretch(text, f"csv:r{row + 1}c{column + 1}", f"第{row + 1}行第{column + 1}列", (row, column))


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    """The rows; a field that no programme would take is an error."""
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return list(csv.reader(StringIO(text.replace("\0", " "), newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(DAMAGED) from error


def delimiter(text: str) -> str:
    """What parts the fields: whichever of comma, tab and semicolon the first lines hold most of."""
    head = "\n".join(text[:4000].splitlines()[:5])
    return max(",\t;|", key=head.count)


def look_into_rtf(_name: str, content: bytes, _look: Look) -> Iterator[Seen]:
    """The words of an RTF file, its codes taken away."""
    text = content.decode("latin-1")
    raw = _RTF_CODE.sub(_plain, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    yield from text_pieces(_GBK.sub(_from_gbk, raw))


_GBK = re.compile("[\ue080-\ue0ff]+")
_PRIVATE = 0xE000


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1]) % 0x10000)
    if match[2]:
        byte = int(match[2], 16)
        return chr(byte) if byte < 0x80 else chr(_PRIVATE + byte)
    return "\n" if match[3] in ("par", "line", "row") else "\t" if match[3] else ""


def _from_gbk(match: re.Match[str]) -> str:
    return bytes(ord(sign) - _PRIVATE for sign in match[0]).decode("gb18030", "replace")
