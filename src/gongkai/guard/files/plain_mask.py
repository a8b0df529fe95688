"""Masking text files, comma-separated tables and workbooks of the old format."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import xlsxwriter

from gongkai.guard.files.cover import Cover
from gongkai.guard.files.kinds import decoded
from gongkai.guard.files.numbers import lost_digits
from gongkai.guard.files.old_office import binary_sheets, cell_text, is_shown
from gongkai.guard.files.plain import csv_pieces, delimiter, rows_of, text_pieces
from gongkai.guard.files.replacing import replaced
from gongkai.guard.files.result import CannotMask
from gongkai.guard.files.seen import DAMAGED, Stretch, Unreadable
from gongkai.guard.files.tables import Cell, pieces_of


def mask_plain(content: bytes, cover: Cover) -> bytes:
    """A text file, in the encoding it came in."""
    text, encoding = _decoded(content)
    masked = [changed[0][1] if (changed := cover.changes(one)) else one.text for one in text_pieces(text)]
    return "".join(masked).encode(encoding)


def mask_csv(content: bytes, cover: Cover) -> bytes:
    """A table, in the encoding and with the delimiter it came in; one without findings stays as it is."""
    text, encoding = _decoded(content)
    mark = delimiter(text)
    rows = rows_of(text, mark)
    changes = [change for piece in csv_pieces(rows) for change in cover.changes(piece)]
    if not changes:
        return content
    for stretch, masked in changes:
        row, column = stretch.target
        rows[row][column] = masked
    out = StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    return out.getvalue().encode(encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    found = decoded(content)
    if found is None:
        raise Unreadable(DAMAGED)
    return found


def mask_old_sheets(content: bytes, cover: Cover) -> bytes:
    """The shown sheets of an xls or xlsb workbook as an xlsx: values only, hidden sheets and comments gone."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        shown = [(name, rows) for name, state, rows in binary_sheets(content) if is_shown(state)]
        if not shown:
            raise CannotMask("工作簿里只有隐藏的工作表，遮盖后没有内容。请取消隐藏后再试。")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in shown:
            values = _masked_values(name, rows, cover)
            sheet = book.add_worksheet(cover.masked(name).replace("*", "某")[:31])
            for (row, column), value in values.items():
                if hasattr(value, "year"):
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write(row, column, value)
    cover.note("旧版表格已另存为 xlsx，只保留单元格的值")
    return out.getvalue()


def _masked_values(
    name: str, rows: list[tuple[int, list[object]]], cover: Cover
) -> dict[tuple[int, int], object]:
    values = {
        (row - 1, column): _whole(value)
        for row, cells in rows
        for column, value in enumerate(cells)
        if value not in ("", None)
    }
    table = (
        [
            Cell(at, (Stretch(cell_text(value), "", "单元格", (row - 1, at)),))
            for at, value in enumerate(cells)
        ]
        for row, cells in rows
    )
    for piece in pieces_of(table, name):
        for stretch, text in replaced(piece, cover.due(piece)):
            values[stretch.target] = text
    for place, value in values.items():
        if isinstance(value, int | float) and abs(value) >= 1e15:
            sign = lost_digits(cell_text(float(value)), is_bank=False, place=("", ""))
            if sign and cover.wants(sign.kind):
                values[place] = sign.masked
    return values


def _whole(value: object) -> object:
    return (
        value if not isinstance(value, float) or not value.is_integer() or abs(value) > 1e15 else int(value)
    )
