"""A workbook of standard catalogues, read for a preview: every row with its problems; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from gongkai.catalogue.queries.fields import GrassrootsField, field_named_in, grassroots_fields
from gongkai.catalogue.queries.layout import HEADINGS
from gongkai.catalogue.queries.standard_rows import NAMES, Problem, RowReader, StandardRow, Values
from gongkai.foundation.wording import listed
from gongkai.foundation.workbooks import Grid, read_workbook

HEADER_WITHIN = 15  # rows from the top; above it stand a title and perhaps a date


@dataclass(frozen=True)
class StandardSheet:
    """One worksheet: the field it is of (None: not recognised), its rows, and what is wrong with it as a whole."""

    name: str
    field: GrassrootsField | None
    rows: tuple[StandardRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> list[StandardRow]:
        return [row for row in self.rows if row.is_sound] if self.field else []


@dataclass(frozen=True)
class StandardBook:
    """A whole workbook."""

    sheets: tuple[StandardSheet, ...]

    @property
    def sound(self) -> list[Values]:
        """What can be imported."""
        return [row.values for sheet in self.sheets for row in sheet.sound]

    @property
    def errors(self) -> int:
        """How many rows cannot be imported; a sheet that cannot be read at all counts as one."""
        unread = sum(1 for sheet in self.sheets if not sheet.rows or not sheet.field)
        return unread + sum(len(sheet.rows) - len(sheet.sound) for sheet in self.sheets if sheet.field)


def read_standard_book(name: str, content: bytes, *, field: str = "") -> StandardBook:
    """Read an uploaded workbook; ``field`` says which field all of its sheets are of, otherwise their names do.

    Raises Refused for what is no workbook at all.
    """
    chosen = grassroots_fields().get(field)
    sheets = [_sheet(grid, chosen) for grid in read_workbook(name, content)]
    return StandardBook(tuple(_without_doubles(sheets)))


def _sheet(grid: Grid, chosen: GrassrootsField | None) -> StandardSheet:
    header = _header(grid)
    if header is None:
        return _unread(grid, _("没有找到“一级事项”“二级事项”所在的表头，请核对表头是否为两行标准格式。"))
    at, columns = header
    title = "".join("".join(dict.fromkeys(row)) for row in grid.rows[:at])
    found = chosen or field_named_in(grid.name) or field_named_in(title)
    missing = [one.name for one in HEADINGS if one.is_needed and one.key not in columns]
    if missing:
        names = listed(missing)
        return _unread(
            grid, _("缺少这些列：%(names)s。请按标准表头补齐后重新选择。") % {"names": names}, found
        )
    problems = list(_unknown_headings(grid, at, columns))
    if found is None:
        text = _("认不出这个工作表是哪个领域。请把工作表名称改为领域名称，或者在上传时选定领域。")
        problems.append(Problem("", "", True, text))
    rows = tuple(_rows(grid, at + 1, columns, found.code if found else ""))
    if not rows:
        problems.append(Problem("", "", True, _("表头下面没有内容。")))
    return StandardSheet(grid.name, found, rows, tuple(problems))


def _unread(grid: Grid, text: str, field: GrassrootsField | None = None) -> StandardSheet:
    return StandardSheet(grid.name, field, problems=(Problem("", "", True, text),))


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The lower header row, and for each heading the column in which it stands."""
    for at, row in enumerate(grid.rows[:HEADER_WITHIN]):
        if NAMES["first_level"] in {_flat(cell) for cell in row}:
            upper = grid.rows[at - 1] if at else [""] * len(row)
            return at, _columns(upper, row)
    return None


def _columns(upper: list[str], lower: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, (above, below) in enumerate(zip(upper, lower, strict=True)):
        for heading in HEADINGS:
            named = heading.is_named(_flat(below)) or (not below and heading.is_named(_flat(above)))
            if named and heading.key not in found:
                found[heading.key] = column
    return found


def _unknown_headings(grid: Grid, at: int, columns: dict[str, int]) -> Iterator[Problem]:
    known = set(columns.values())
    for column, text in enumerate(grid.rows[at]):
        label = _flat(text)
        if label and column not in known:
            yield Problem(grid.address(at, column), label, False, _("不认识的列，其中的内容不会导入。"))


def _rows(grid: Grid, start: int, columns: dict[str, int], field: str) -> Iterator[StandardRow]:
    above: dict[str, str] = {}
    for at, row in enumerate(grid.rows[start:], start):
        cells = {key: row[column] for key, column in columns.items()}
        if _says_nothing(cells):
            continue
        reader = RowReader(cells, above, partial(_address, grid, at, columns))
        above = reader.texts()
        values = {"field": field, **reader.values(above)}
        yield StandardRow(grid.top + at + 1, values, tuple(reader.problems))


def _address(grid: Grid, at: int, columns: dict[str, int], key: str) -> str:
    return grid.address(at, columns[key])


def _says_nothing(cells: dict[str, str]) -> bool:
    """An empty row, a header repeated on a new page, or the notes at the foot."""
    said = [cells[key] for key in ("first_level", "second_level", "content")]
    first = _flat(cells.get("number", "") or cells["first_level"])
    is_note = re.match(r"(备注|说明|注)[:：0-9]", first) is not None
    return is_note or not any(said) or NAMES["first_level"] in map(_flat, said)


def _without_doubles(sheets: list[StandardSheet]) -> Iterator[StandardSheet]:
    """Point at rows that say the same twice."""
    places: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        yield replace(sheet, rows=tuple(_pointed_at(row, sheet.name, places) for row in sheet.rows))


def _pointed_at(row: StandardRow, sheet: str, places: dict[tuple[str, ...], str]) -> StandardRow:
    said = tuple(row.values[key] for key in ("field", "first_level", "second_level", "content"))
    if not row.is_sound:
        return row
    if said not in places:
        places[said] = _("工作表“%(name)s”第%(line)s行") % {"name": sheet, "line": row.line}
        return row
    text = _("与%(place)s的事项和内容都相同，请删去一行。") % {"place": places[said]}
    double = Problem(str(row.line), NAMES["content"], True, text)
    return replace(row, problems=(*row.problems, double))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
