"""Office files from before 2007, and WPS's: what can be read of them without the programme that wrote them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

import python_calamine
from openpyxl.utils import get_column_letter

from gongkai.guard.files.compound import Compound, Stream
from gongkai.guard.files.numbers import lost_digits
from gongkai.guard.files.seen import (
    BROKEN,
    DAMAGED,
    LOCKED,
    Look,
    Piece,
    Seen,
    Sign,
    Stretch,
    Unread,
    Unreadable,
)
from gongkai.guard.files.tables import Cell, pieces_of

_PARTLY = "是旧版格式，只能检查其中的一部分文字，请另存为新格式（docx、xlsx、pptx）或 PDF 后再检查"
_WIDE = re.compile(
    rb"(?:[\x09\x0a\x0d\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\xff]\xff|[\x00-\x1f]\x30){4,}"
)
_NARROW = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]|[\x81-\xfe][\x40-\xfe]){6,}")
_BINARY_SHEET = ("Workbook", "Book")
# What the Rust library raises on content it did not think of; it stands outside of Exception.
_PANIC = "PanicException"
RAW = "raw:"
_ENCRYPTED_WORD = 0x0100
_MACRO = ("_VBA_PROJECT", "VBA")


def look_into_compound(name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """A compound file by what its streams are: a locked file, a workbook, a document, an embedded object."""
    streams = list(Compound(content).streams())
    names = {stream.name for stream in streams}
    if names & {"EncryptedPackage", "EncryptionInfo"} or _is_locked_word(streams):
        raise Unreadable(LOCKED)
    if names & set(_MACRO):
        yield Sign("macro", "", "vba", "宏", masked="宏")
    if names & set(_BINARY_SHEET):
        yield from look_into_binary_sheets(name, content, look)
    if not names:
        raise Unreadable(DAMAGED)
    for stream in streams:
        yield from _look_at(stream, look)
    if names & {"WordDocument", "PowerPoint Document"}:
        yield Unread(_PARTLY, is_partial=True)


def _is_locked_word(streams: list[Stream]) -> bool:
    document = next((one.content for one in streams if one.name == "WordDocument"), b"")
    return len(document) > 12 and bool(struct.unpack_from("<H", document, 10)[0] & _ENCRYPTED_WORD)


def _look_at(stream: Stream, look: Look) -> Iterator[Seen]:
    if stream.name == "\x01Ole10Native":
        name, content = _unpacked(stream.content)
        yield from look.inside(name, content, part=f"ole:{name}", label=f"嵌入的文件“{name}”的")
    elif stream.content[:4] in (b"PK\3\4", b"%PDF"):
        yield from look.inside("内嵌文件", stream.content, part=f"ole:{stream.name}", label="嵌入的文件的")
    else:
        yield Piece(tuple(_runs(stream)))


def _unpacked(content: bytes) -> tuple[str, bytes]:
    """The file in the wrapper that Office puts around a file dropped into a document."""
    try:
        name_end = content.index(b"\0", 6)
        path_end = content.index(b"\0", name_end + 1)
        (length,) = struct.unpack_from("<I", content, path_end + 5)
        at = path_end + 9 + length
        (size,) = struct.unpack_from("<I", content, at)
    except (ValueError, struct.error):
        return "内嵌文件", content
    return content[6:name_end].decode("gb18030", "replace"), content[at + 4 : at + 4 + size]


def _runs(stream: Stream) -> Iterator[Stretch]:
    label = "文件内部的文字"
    for match in _WIDE.finditer(stream.content):
        text = match[0].decode("utf-16-le", "replace").replace("\r", "\n")
        yield from (Stretch(text, f"{RAW}{stream.name}", label), Stretch("\n"))
    for match in _NARROW.finditer(stream.content):
        text = match[0].decode("gb18030", "replace").replace("\r", "\n")
        yield from (Stretch(text, f"{RAW}{stream.name}", label), Stretch("\n"))


def look_into_binary_sheets(_name: str, content: bytes, _look: Look) -> Iterator[Seen]:
    """An xls or xlsb workbook by its cells; hidden rows and comments show only among the loose words."""
    for sheet, state, rows in binary_sheets(content):
        label = f"工作表“{sheet}”{_state(state)}"
        part = f"xls:{sheet}"
        yield from pieces_of(
            (
                [_cell(value, part, label, row, column) for column, value in enumerate(cells)]
                for row, cells in rows
            ),
            sheet,
        )
        for row, cells in rows:
            for column, value in enumerate(cells):
                yield from _lost(value, (part, f"{label}第{row}行{get_column_letter(column + 1)}列"))
        if label.endswith("）") and rows:
            yield Sign("hidden_content", sheet, part, label, masked=sheet)
    yield Unread(_PARTLY, is_partial=True)


Row = tuple[int, list[object]]


def is_shown(visible: object) -> bool:
    """Whether a sheet's tab is shown."""
    return _state(visible) == ""


def _state(visible: object) -> str:
    if visible == python_calamine.SheetVisibleEnum.Hidden:
        return "（隐藏）"
    return "（深度隐藏）" if visible == python_calamine.SheetVisibleEnum.VeryHidden else ""


def binary_sheets(content: bytes) -> Iterator[tuple[str, object, list[Row]]]:
    """Each worksheet with its visibility and its rows, numbered as in Excel."""
    try:
        book = python_calamine.load_workbook(BytesIO(content))
        for one in book.sheets_metadata:
            if one.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(one.name)
            first = sheet.start[0] if sheet.start else 0
            rows = sheet.to_python(skip_empty_area=False)
            yield one.name, one.visible, [(at, list(cells)) for at, cells in enumerate(rows, 1) if at > first]
    except python_calamine.PasswordError as error:
        raise Unreadable(LOCKED) from error
    except (python_calamine.CalamineError, *BROKEN) as error:
        raise Unreadable(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Unreadable(DAMAGED) from error
        raise


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, fractions as a stand-in."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e30 else "#"
    return "" if value is None else str(value)


def _cell(value: object, part: str, label: str, row: int, column: int) -> Cell:
    letter = get_column_letter(column + 1)
    text = cell_text(value)
    if isinstance(value, float) and len(text) > 15:
        text = "#"
    return Cell(column, (Stretch(text, f"{part}!{letter}{row}", f"{label}第{row}行{letter}列"),))


def _lost(value: object, place: tuple[str, str]) -> Iterator[Seen]:
    if isinstance(value, float) and abs(value) >= 1e15:
        found = lost_digits(cell_text(value), is_bank=False, place=place)
        if found:
            yield found
