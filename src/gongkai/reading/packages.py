"""What an office file unpacks to, found out before a library opens it: small files can claim all the memory there is.

The sizes that a package states are not believed: its parts are inflated piece by piece and thrown away.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.unreadable import Unreadable

LARGEST_UNPACKED = 200 * 1024 * 1024
BODY = "word/document.xml"
LARGEST_BODY = 20 * 1024 * 1024
WIDEST = 2_000_000
"""The cells of the largest sheet that is opened, empty ones too: a library keeps them all."""
_PIECE = 1 << 20
_LOCAL_HEADER = 30
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,10})["']""")
_LONGEST_PLACE = 64
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, IndexError)


def names_in(source: bytes) -> set[str]:
    """The parts of an office file that can be borne; raises ``Unreadable`` for any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            entries = package.infolist()
        _bear(source, entries)
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable("这份 Word 或 Excel 文档已经损坏，打不开。请重新保存以后再读取。") from error
    return {entry.filename for entry in entries}


def unpacked(source: bytes, at_most: int) -> int:
    """How many bytes a package unpacks to; it is not gone on with beyond ``at_most``. A damaged one counts as 0."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            entries = package.infolist()
        size = 0
        for entry in entries:
            for piece in _pieces(source, entry):
                size += len(piece)
                if size > at_most:
                    return size
    except _BROKEN:
        return 0
    return size


def _bear(source: bytes, entries: list[zipfile.ZipInfo]) -> None:
    left = LARGEST_UNPACKED
    is_word = any(entry.filename == BODY for entry in entries)
    for entry in entries:
        here = 0
        extent = _Extent()
        for piece in _pieces(source, entry):
            here += len(piece)
            if here > (min(left, LARGEST_BODY) if entry.filename == BODY else left):
                raise Unreadable("文档解开以后太大，不像年度报告。")
            if not is_word:
                extent.look_at(piece)
        left -= here


def _pieces(source: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part really unpacks to, whatever size the package states for it."""
    at = entry.header_offset
    name, extra = (int.from_bytes(source[at + begin : at + begin + 2], "little") for begin in (26, 28))
    begin = at + _LOCAL_HEADER + name + extra
    packed = source[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflating.eof:
        piece = inflating.decompress(packed, _PIECE)
        packed = inflating.unconsumed_tail
        if not piece and not packed:
            return  # cut off
        yield piece


@dataclass
class _Extent:
    """From which cell to which a sheet reaches: a library keeps every cell between."""

    top: int = 0
    bottom: int = 0
    width: int = 1
    rest: bytes = b""

    def look_at(self, piece: bytes) -> None:
        """Take in the places that a piece of a sheet names; raises ``Unreadable`` when they lie too far apart."""
        for column, row in _PLACE.findall(self.rest + piece):
            self.bottom = max(self.bottom, int(row))
            self.top = min(self.top or int(row), int(row))
            self.width = max(self.width, _column(column))
        self.rest = piece[-_LONGEST_PLACE:]
        rows = self.bottom - self.top + 1
        if rows * self.width > WIDEST:
            raise Unreadable(
                f"工作表有{rows}行、{self.width}列，不像年度报告。请只保留报告所在的工作表，删去多余的行和列。"
            )


def _column(letters: bytes) -> int:
    """A is 1, XFD 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
