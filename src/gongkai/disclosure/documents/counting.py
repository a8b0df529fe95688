"""The figures of proactive disclosure as a workbook and as the paragraph that a report prints."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from gongkai.disclosure.queries.counting import Counted, Line


def counted_as_xlsx(tables: Iterable[Counted]) -> bytes:
    """One sheet for each table: its definition, the lines with their shares, and the sum."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
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
    asked, total = table.asked, table.total
    if asked.whole:
        who = _("%(organ)s及所属共%(units)s个单位") % {"organ": asked.organ.name, "units": table.organ_count}
    else:
        who = asked.organ.name
    told = _("%(year)s年，%(who)s主动公开政府信息%(count)s条，历年累计公开%(ever)s条。") % {
        "year": asked.year,
        "who": who,
        "count": total.count,
        "ever": total.cumulative,
    }
    shown = [_line_told(line) for line in table.lines if line.count]
    if table.way == "channel" or not shown:
        return told + (_("按渠道：%(lines)s。") % {"lines": "；".join(shown)} if shown else "")
    return told + _("按%(heading)s：%(lines)s。") % {"heading": table.heading, "lines": "；".join(shown)}


def share_told(share: Decimal | None) -> str:
    """A share as reports print it: at most two decimals, no idle zeros."""
    return "—" if share is None else f"{share.normalize():f}%"


def _line_told(line: Line) -> str:
    if not line.listed:
        return _("%(label)s%(count)s条（次）") % {"label": line.label, "count": line.count}
    return _("%(label)s类信息%(count)s条，占比%(share)s") % {
        "label": line.label,
        "count": line.count,
        "share": share_told(line.share),
    }


def _sheet(book: Any, table: Counted, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(str(table.heading)[:31])
    asked = table.asked
    scope = _("（含所属单位）") if asked.whole else ""
    sheet.write(0, 0, f"{asked.organ.name}{scope} {asked.year} {table.heading}", looks["title"])
    sheet.merge_range(1, 0, 1, 3, table.definition, looks["note"])
    sheet.set_row(1, 36)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 16)
    by_share = table.way != "channel"
    head = [table.heading, _("%(year)s年（条）") % {"year": asked.year}, _("占当年合计"), _("历年累计（条）")]
    for column, text in enumerate(head):
        sheet.write(2, column, str(text), looks["head"])
    rows = [*table.lines, table.total] if by_share else table.lines
    for at, line in enumerate(rows, start=3):
        sheet.write_string(at, 0, line.label, looks["cell"])
        sheet.write_number(at, 1, line.count, looks["number"])
        if by_share and line.of:
            sheet.write_number(at, 2, line.count / line.of, looks["share"])
        else:
            sheet.write_string(at, 2, "—", looks["cell"])
        sheet.write_number(at, 3, line.cumulative, looks["number"])
