"""An uploaded workbook as plain text: merged cells are filled, numbers and days written out."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import python_calamine
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.foundation.file_kinds import FileKind, examine
from gongkai.foundation.workflow import Refused

MOST_ROWS = 5_000
MOST_COLUMNS = 100
CHUNK, FARTHEST = 256 * 1024, 50 * 1024 * 1024
_TOO_LONG = gettext_lazy("工作簿的行数超过%(most)s行。请删除多余的行，或者分几次导入。")
_ROW = re.compile(rb'<row [^>]*?r="(\d+)"')


@dataclass(frozen=True)
class Grid:
    """The filled part of a worksheet; ``top`` and ``left`` say where it starts, counted from 0."""

    name: str
    top: int
    left: int
    rows: list[list[str]]

    def address(self, row: int, column: int) -> str:
        """What Excel calls the cell: “C5”."""
        return f"{_letters(self.left + column)}{self.top + row + 1}"


def read_workbook(name: str, content: bytes) -> list[Grid]:
    """The worksheets that have anything in them. Raises Refused, saying what to do, for what is no sound workbook."""
    if len(content) > settings.UPLOAD_LIMIT_BYTES:
        limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        raise Refused(_("文件超过%(limit)s的上限。请拆分成几个文件后分别导入。") % {"limit": limit})
    if not content:
        raise Refused(_("文件是空的，请核对后重新选择。"))
    if _is_too_long(content):
        raise Refused(_TOO_LONG % {"most": MOST_ROWS})
    kind = examine(name, content).kind
    if kind is not FileKind.XLSX:
        label = FileKind(kind).label
        raise Refused(_("这是%(kind)s，不是 Excel 工作簿。请另存为 xlsx 后重新选择。") % {"kind": label})
    try:
        grids = list(_grids(content))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(
            _("工作簿已经损坏，无法读取。请在 Excel 或 WPS 中打开、另存为 xlsx 后重新选择。")
        ) from error
    if not grids:
        raise Refused(_("工作簿里没有内容，请核对后重新选择。"))
    return grids


def _is_too_long(content: bytes) -> bool:
    """Whether a worksheet has far too many rows: looked for before its cells are read, which takes long."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
            return any(_last_row(package, name) > MOST_ROWS for name in sheets)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        return False  # damaged or locked: the examination says so in its own words


def _last_row(package: zipfile.ZipFile, name: str) -> int:
    last, read, rest = 0, 0, b""
    with package.open(name) as part:
        while last <= MOST_ROWS and read < FARTHEST and (chunk := part.read(CHUNK)):
            read += len(chunk)
            last = max([last, *(int(row) for row in _ROW.findall(rest + chunk))])
            rest = chunk[-200:]
    return last


def _grids(content: bytes) -> Iterator[Grid]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    rows = 0
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if not sheet.start or not sheet.end:
            continue
        rows += sheet.end[0] - sheet.start[0] + 1
        if rows > MOST_ROWS:
            told = {"name": name, "most": MOST_ROWS}
            raise Refused(
                _("工作簿的行数超过%(most)s行（到工作表“%(name)s”为止）。请删除多余的行，或者分几次导入。")
                % told
            )
        yield _grid(sheet)


def _grid(sheet: Any) -> Grid:
    top, left = sheet.start
    rows = [[_plain(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=True)]
    for (first, start), (last, end) in sheet.merged_cell_ranges or ():
        _fill(rows, first - top, start - left, last - top, end - left)
    return Grid(sheet.name, top, left, rows)


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """Write what a merged cell says into every cell that it covers."""
    if top < 0 or left < 0 or top >= len(rows) or left >= len(rows[top]):
        return
    text = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = text


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
