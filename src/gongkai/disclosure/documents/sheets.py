"""The table of an item as a file, and the empty table that a clerk fills in."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from gongkai.catalogue.queries import Element, ElementKind
from gongkai.disclosure.models import Sheet
from gongkai.disclosure.queries.sheets import NUMBERS, number_in, shown_rows
from gongkai.foundation.tables import plain_cell

WIDTHS = {ElementKind.LONG_TEXT: 50, ElementKind.NUMBER: 12, ElementKind.MONEY: 14, ElementKind.DAY: 14}
FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def sheet_as_file(sheet: Sheet, extension: str, *, inside: bool = False) -> bytes:
    """The table as xlsx, csv (UTF-8 with a mark, as Excel wants it) or json. Raises KeyError for anything else."""
    columns, rows = shown_rows(sheet, inside=inside)
    return {"xlsx": _as_xlsx, "csv": _as_csv, "json": _as_json}[extension](columns, rows)


def empty_table(elements: Sequence[Element]) -> bytes:
    """A workbook with the headings, which of them must be filled, and lists to choose from."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF6", "border": 1, "text_wrap": True})
        sheet = book.add_worksheet(str(_("填报")))
        text = book.add_format({"num_format": "@"})
        for at, one in enumerate(elements):
            number = one.kind in NUMBERS
            sheet.set_column(at, at, WIDTHS.get(ElementKind(one.kind), 20), None if number else text)
            sheet.write_string(0, at, _heading(one), head)
            if hint := one.description or _asked(one):
                sheet.write_comment(0, at, hint)
            if one.kind == ElementKind.CHOICE and len(",".join(one.choices)) <= 255:
                sheet.data_validation(1, at, 5000, at, {"validate": "list", "source": one.choices})
            if one.kind == ElementKind.YES_NO:
                sheet.data_validation(1, at, 5000, at, {"validate": "list", "source": ["是", "否"]})
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def _heading(one: Element) -> str:
    unit = f"（{one.unit}）" if one.unit else ""
    return f"{one.name}{unit}{'*' if one.required else ''}"


def _asked(one: Element) -> str:
    return str(_("必填")) if one.required else ""


def _as_xlsx(columns: list[Any], rows: list[Any]) -> bytes:
    content = BytesIO()
    with Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF6", "border": 1})
        sheet = book.add_worksheet()
        for at, one in enumerate(columns):
            sheet.set_column(at, at, WIDTHS.get(ElementKind(one["kind"]), 20))
            sheet.write_string(0, at, _named(one), head)
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                number = number_in(value) if columns[at]["kind"] in NUMBERS else None
                if number is not None:
                    sheet.write_number(line, at, number)
                else:
                    sheet.write_string(line, at, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return content.getvalue()


def _as_csv(columns: list[Any], rows: list[Any]) -> bytes:
    told = StringIO()
    writer = csv.writer(told)
    writer.writerow([plain_cell(_named(one)) for one in columns])
    writer.writerows([plain_cell(value) for value in row] for row in rows)
    return told.getvalue().encode("utf-8-sig")


def _as_json(columns: list[Any], rows: list[Any]) -> bytes:
    told = {
        "columns": [{name: one[name] for name in ("code", "name", "kind")} for one in columns],
        "rows": [dict(zip((one["code"] for one in columns), row, strict=True)) for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _named(column: dict[str, Any]) -> str:
    unit = f"（{column['unit']}）" if column.get("unit") else ""
    return f"{column['name']}{unit}"
