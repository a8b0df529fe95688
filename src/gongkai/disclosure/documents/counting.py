"""The figures of proactive disclosure as a workbook and as the words that a report prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from gongkai.disclosure.queries.counting import Counted, Line

# No report tells more than this in a sentence; they are in the workbook.
MOST_TOLD = 200
# The ways whose lines are classes of information, and are told so.
CLASSES = ("category", "five")
NAMES_LENGTH = 31  # of a sheet; the longest that the format knows


def counted_as_xlsx(tables: Iterable[Counted]) -> bytes:
    """One sheet for each table: its definition, the lines with their shares, and the sum."""
    content = BytesIO()
    # Names of organs and what people typed are never taken for a formula.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "note": book.add_format({"font_color": "#555555", "text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True, "bg_color": "#E8EEF6", "border": 1}),
            "cell": book.add_format({"border": 1}),
            "number": book.add_format({"border": 1, "num_format": "#,##0"}),
            "share": book.add_format({"border": 1, "num_format": "0.00%"}),
        }
        for table in tables:
            _sheet(book, table, looks)
    return content.getvalue()


def counted_as_text(table: Counted) -> str:
    """The figures as a paragraph for the annual report, in the words that such reports use."""
    return _opening(table) + _lines_told(table)


def report_as_text(tables: Sequence[Counted]) -> str:
    """All tables one after the other as a report tells them; the annex as a table whose cells tabs part."""
    told = [_opening(tables[0])] if tables else []
    for table in tables:
        words = _annex_told(table) if table.way == "annex" else _lines_told(table)
        told += [words] if words else []
    return "\n\n".join(told) + "\n"


def share_told(share: Decimal | None) -> str:
    """A share as reports print it: at most two decimals, no idle zeros."""
    return "—" if share is None else f"{share.normalize():f}%"


def _opening(table: Counted) -> str:
    asked, total = table.asked, table.total
    who = asked.organ.name
    if asked.whole:
        who = _("%(organ)s及所属共%(units)s个单位") % {"organ": who, "units": table.organ_count}
    return _("%(year)s年，%(who)s主动公开政府信息%(count)s条，历年累计公开%(ever)s条。") % {
        "year": asked.year,
        "who": who,
        "count": total.count,
        "ever": total.cumulative,
    }


def _lines_told(table: Counted) -> str:
    shown = [_line_told(table, line) for line in table.lines if line.count]
    if not shown or len(shown) > MOST_TOLD or table.way == "annex":
        return ""
    return _("按%(heading)s：%(lines)s。") % {"heading": table.heading, "lines": "；".join(shown)}


def _line_told(table: Counted, line: Line) -> str:
    told = {"label": line.label, "count": line.count}
    if not table.has_shares:
        return _("%(label)s%(count)s%(unit)s") % (told | {"unit": line.unit})
    told["share"] = share_told(line.share)
    if table.way in CLASSES and line.label.endswith("信息"):
        # “规划信息类信息” is what nobody would print.
        return _("%(label)s%(count)s条，占比%(share)s") % told
    if table.way in CLASSES:
        return _("%(label)s类信息%(count)s条，占比%(share)s") % told
    return _("%(label)s%(count)s条，占比%(share)s") % told


def _annex_told(table: Counted) -> str:
    rows = [_head(table)] + [
        [line.label, line.unit, str(line.count), str(line.cumulative)] for line in table.lines
    ]
    return "\n".join("\t".join(row) for row in rows)


def _head(table: Counted) -> list[str]:
    year = {"year": table.asked.year}
    if table.has_shares:
        return [table.heading, _("%(year)s年（条）") % year, _("占当年合计"), _("历年累计（条）")]
    return [table.heading, _("单位"), _("%(year)s年度") % year, _("历年累计")]


def _sheet(book: Any, table: Counted, looks: dict[str, Any]) -> None:
    name = _("附表") if table.way == "annex" else table.heading
    sheet = book.add_worksheet(str(name)[:NAMES_LENGTH])
    asked = table.asked
    scope = _("（含所属单位）") if asked.whole else ""
    sheet.write_string(0, 0, f"{asked.organ.name}{scope} {asked.year} {name}", looks["title"])
    sheet.merge_range(1, 0, 1, 3, "", looks["note"])
    sheet.write_string(1, 0, table.definition, looks["note"])
    sheet.set_row(1, 36)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 16)
    for column, text in enumerate(_head(table)):
        sheet.write_string(2, column, text, looks["head"])
    rows = [*table.lines, table.total] if table.has_shares else table.lines
    for at, line in enumerate(rows, start=3):
        _row(sheet, at, line, table.has_shares, looks)


def _row(sheet: Any, at: int, line: Line, has_shares: bool, looks: dict[str, Any]) -> None:
    sheet.write_string(at, 0, line.label, looks["cell"])
    count, other = (1, 2) if has_shares else (2, 1)
    sheet.write_number(at, count, line.count, looks["number"])
    if has_shares and line.of:
        sheet.write_number(at, other, line.count / line.of, looks["share"])
    else:
        sheet.write_string(at, other, "—" if has_shares else line.unit, looks["cell"])
    sheet.write_number(at, 3, line.cumulative, looks["number"])
