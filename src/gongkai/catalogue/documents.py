"""The standard catalogue as a workbook: two header rows, merged cells, ticks and check boxes (G-04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter

from gongkai.catalogue.models import Method, StandardEntry
from gongkai.catalogue.queries.fields import grassroots_fields
from gongkai.catalogue.queries.layout import HEADINGS, TICK, channels_written

TITLE, UPPER, LOWER, FIRST = 0, 1, 2, 3
A3 = 8
_MERGED = ("first_level", "second_level")


def standard_catalogue(entries: Iterable[StandardEntry]) -> bytes:
    """A workbook with a sheet for each field of the entries; reading it in again gives the same entries."""
    into = BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as workbook:
        formats = _formats(workbook)
        for code, rows in groupby(entries, key=lambda entry: entry.field):
            name = grassroots_fields()[code].name
            sheet = workbook.add_worksheet(name)
            _head(sheet, name, formats)
            _body(sheet, list(rows), formats)
        if not workbook.worksheets():
            _head(workbook.add_worksheet(), "", formats)
    return into.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    frame = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"}),
        "head": workbook.add_format({**frame, "bold": True, "align": "center"}),
        "text": workbook.add_format(frame),
        "mark": workbook.add_format({**frame, "align": "center"}),
    }


def _head(sheet: Any, name: str, formats: dict[str, Any]) -> None:
    last = len(HEADINGS) - 1
    _merge(sheet, (TITLE, 0, TITLE, last), f"{name}领域基层政务公开标准目录", formats["title"])
    for column, heading in enumerate(HEADINGS):
        sheet.set_column(column, column, heading.width)
        if heading.below:
            sheet.write_string(LOWER, column, heading.below, formats["head"])
        else:
            _merge(sheet, (UPPER, column, LOWER, column), heading.above, formats["head"])
    for above, start, end in _spans([heading.above for heading in HEADINGS]):
        if end > start:
            _merge(sheet, (UPPER, start, UPPER, end), above, formats["head"])
    sheet.set_row(TITLE, 36)
    sheet.freeze_panes(FIRST, 3)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(UPPER, LOWER)


def _body(sheet: Any, entries: Sequence[StandardEntry], formats: dict[str, Any]) -> None:
    rows = [_cells(number, entry) for number, entry in enumerate(entries, start=1)]
    for at, cells in enumerate(rows, start=FIRST):
        for column, heading in enumerate(HEADINGS):
            look = formats["text" if heading.width >= 16 else "mark"]
            sheet.write_string(at, column, cells[heading.key], look)
    for column, heading in enumerate(HEADINGS):
        if heading.key in _MERGED:
            upper = _MERGED[: _MERGED.index(heading.key) + 1]
            _merge_equal(
                sheet, column, [tuple(cells[key] for key in upper) for cells in rows], formats["text"]
            )


def _cells(number: int, entry: StandardEntry) -> dict[str, str]:
    ticks = {
        "for_all": entry.for_all,
        "proactive": entry.method == Method.PROACTIVE,
        "upon_application": entry.method == Method.UPON_APPLICATION,
        "county": entry.county,
        "township": entry.township,
    }
    group = TICK + (f"（{entry.group}）" if entry.group else "")
    return {
        "number": str(number),
        "first_level": entry.first_level,
        "second_level": entry.second_level,
        "content": entry.content,
        "basis": entry.basis,
        "time_limit": entry.time_limit,
        "subject": entry.subject,
        "channels": channels_written(entry.channels),
        "for_group": group if entry.for_group else "",
        **{key: TICK if ticked else "" for key, ticked in ticks.items()},
    }


def _merge_equal(sheet: Any, column: int, said: list[tuple[str, ...]], look: Any) -> None:
    for (*_upper, text), start, end in _spans(said):
        if end > start and text:
            _merge(sheet, (FIRST + start, column, FIRST + end, column), text, look)


def _merge(sheet: Any, area: tuple[int, int, int, int], text: str, look: Any) -> None:
    """One cell over the area; written as text, so that nothing in it is taken for a formula."""
    sheet.merge_range(*area, "", look)
    sheet.write_string(area[0], area[1], text, look)


def _spans(values: Sequence[Any]) -> Iterator[tuple[Any, int, int]]:
    """Each run of equal values with its first and last place."""
    at = 0
    for value, run in groupby(values):
        length = len(list(run))
        yield value, at, at + length - 1
        at += length
