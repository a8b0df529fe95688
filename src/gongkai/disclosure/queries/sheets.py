"""Tables of items: rows read from a workbook and checked cell by cell, and shown again in any order."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.catalogue.queries import Audience, Element, ElementKind
from gongkai.catalogue.queries.values import UnreadableValue, canonical
from gongkai.disclosure.models import Sheet
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused

LONGEST_TABLE, HEADER_WITHIN, TOLD_PROBLEMS = 20_000, 12, 200
NUMBERS = {ElementKind.NUMBER, ElementKind.MONEY}
TOTALS = ("合计", "总计", "小计", "共计")
BESIDE = re.compile(r"[\s*＊:：]|[（(].*?[）)]")


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell: the row as the workbook numbers it, the heading, what stands there, and why."""

    row: int
    heading: str
    value: str
    problem: str


@dataclass(frozen=True)
class ReadTable:
    """What was read: rows in the order of ``elements``; problems forbid storing, notes are only told."""

    elements: tuple[Element, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = field(default=())


def read_table(name: str, content: bytes, elements: Sequence[Element]) -> ReadTable:
    """The rows of the first visible sheet that has the headings, or of a csv file.

    Raises Refused when there is nothing to check: a broken file, no sheet with the headings, too many rows.
    """
    if not elements:
        raise Refused(_("这个栏目没有设定表格的列，请先在栏目中设定要素。"))
    skipped: list[str] = []
    for title, rows in _sheets(name, content, skipped):
        if (found := _header(rows, elements)) is not None:
            notes = [_("读取的是工作表“%(title)s”。") % {"title": title}] if title else []
            return _checked(rows, *found, elements, notes + skipped)
    wanted = listed(element.name for element in elements)
    raise Refused(_("没有找到表头。表格的前几行中应有一行列名：%(wanted)s。") % {"wanted": wanted})


def shown_rows(
    sheet: Sheet, *, sort: str = "", down: bool = False, inside: bool = False
) -> tuple[list[Any], list[Any]]:
    """Headings and rows as a reader may see them, sorted by the column with this code if there is one."""
    at = [index for index, one in enumerate(sheet.columns) if inside or one["audience"] == Audience.PUBLIC]
    columns = [sheet.columns[index] for index in at]
    rows = [[row[index] for index in at] for row in sheet.rows]
    place = next((index for index, one in enumerate(columns) if one["code"] == sort), None)
    if place is not None:
        number = columns[place]["kind"] in NUMBERS
        rows.sort(key=lambda row: _sort_key(row[place], number), reverse=down)
    return columns, rows


def number_in(value: str) -> Decimal | None:
    """The number in a cell for numbers; None where nothing stands there, or where it was covered."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _sort_key(value: str, number: bool) -> tuple[bool, Any]:
    if not number:
        return value == "", value
    told = number_in(value)
    return told is None, told or 0


def _sheets(name: str, content: bytes, skipped: list[str]) -> Iterator[tuple[str, list[list[Any]]]]:
    if name.lower().endswith(".csv"):
        yield "", _csv_rows(content)
        return
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.visible != SheetVisibleEnum.Visible:
                skipped.append(_("隐藏的工作表“%(title)s”没有读取。") % {"title": sheet.name})
                continue
            rows = book.get_sheet_by_name(sheet.name).to_python(
                skip_empty_area=False, nrows=LONGEST_TABLE + HEADER_WITHIN + 1
            )
            yield sheet.name, rows
    except (CalamineError, OSError, ValueError) as wrong:
        raise Refused(
            _(
                "“%(name)s”不是能打开的 Excel 文件，可能已损坏或者设了密码。请用 Excel 或 WPS 另存为 xlsx 后重试。"
            )
            % {"name": name}
        ) from wrong


def _csv_rows(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            return list(islice(csv.reader(StringIO(text)), LONGEST_TABLE + HEADER_WITHIN + 1))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Refused(_("这个 csv 文件不是文字内容，请用 Excel 或 WPS 另存为 xlsx 后重试。"))


def _header(rows: list[list[Any]], elements: Sequence[Element]) -> tuple[int, dict[int, int]] | None:
    """The row of headings, and which column of the sheet stands for which element; at least half must be there."""
    names = {_plain(element.name): place for place, element in enumerate(elements)}
    best: tuple[int, dict[int, int]] | None = None
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        found: dict[int, int] = {}
        for column, cell in enumerate(row):
            place = names.get(_plain(str(cell)))
            if place is not None and place not in found.values():
                found[column] = place
        if len(found) * 2 >= len(elements) and (best is None or len(found) > len(best[1])):
            best = at, found
    return best


def _plain(heading: str) -> str:
    return BESIDE.sub("", heading)


def _checked(
    rows: list[list[Any]], at: int, columns: dict[int, int], elements: Sequence[Element], notes: list[str]
) -> ReadTable:
    problems = [
        CellProblem(at + 1, element.name, "", _("表中缺少这一列。"))
        for place, element in enumerate(elements)
        if element.required and place not in columns.values()
    ]
    unknown = [
        str(cell) for column, cell in enumerate(rows[at]) if str(cell).strip() and column not in columns
    ]
    if unknown := [one for one in unknown if _plain(one) != "序号"]:
        notes.append(_("以下列不在栏目要素中，没有读取：%(names)s。") % {"names": listed(unknown)})
    kept = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(str(row[column]).strip() for column in columns if column < len(row)):
            continue
        if _is_total(row):
            notes.append(_("第%(row)s行是合计行，没有读取。") % {"row": number})
            continue
        kept.append(tuple(_cells(row, number, columns, elements, problems)))
    if len(kept) > LONGEST_TABLE:
        raise Refused(
            _("表格超过%(limit)s行，请按年度或者批次拆成几条信息。") % {"limit": f"{LONGEST_TABLE:,}"}
        )
    if not kept:
        raise Refused(_("表头下面没有内容，请填写后再上传。"))
    return ReadTable(tuple(elements), tuple(kept), tuple(problems), tuple(notes))


def _is_total(row: list[Any]) -> bool:
    first = next((str(cell).strip() for cell in row if str(cell).strip()), "")
    return first.replace(" ", "").replace("\u3000", "").startswith(TOTALS)


def _cells(
    row: list[Any],
    number: int,
    columns: dict[int, int],
    elements: Sequence[Element],
    problems: list[CellProblem],
) -> Iterator[str]:
    by_place = {place: row[column] for column, place in columns.items() if column < len(row)}
    for place, element in enumerate(elements):
        written, value = by_place.get(place, ""), ""
        try:
            value = canonical(element, written)
            if not value and element.required and place in columns.values():
                problems.append(CellProblem(number, element.name, "", _("没有填写。")))
        except UnreadableValue as wrong:
            problems.append(CellProblem(number, element.name, str(written)[:40], str(wrong)))
        yield value
