"""The plain notation in which the texts of the example are written, turned into the HTML of an item's body.

A line is a paragraph; ``## …`` is a heading; lines of ``| a | b |`` are a table whose first row is its head.
``{year}``, ``{year-1}``, ``{formed}`` and ``{formed+30}`` (calendar days) are told from the day of the document, ``{day}``
and ``{day+14}`` the same as 2026-06-02,
``{organ.office_phone}`` from the organ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import Any

MARK = "（本文为示例内容，青禾市及文中单位、人员、数据均为虚构。）"
_PLACE = re.compile(r"\{(year|formed|day|organ)(?:([+-]\d+)|\.(\w+))?\}")


def told(text: str, *, formed: date, organ: Any) -> str:
    """The text with its places filled."""

    def fill(place: re.Match[str]) -> str:
        name, offset, attribute = place[1], int(place[2] or 0), place[3]
        if name == "organ":
            return str(getattr(organ, attribute))
        if name == "year":
            return str(formed.year + offset)
        day = formed + timedelta(days=offset)
        return day.isoformat() if name == "day" else chinese(day)

    return _PLACE.sub(fill, text)


def chinese(day: date) -> str:
    """2026年6月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_body(text: str, *closing: str) -> str:
    """The HTML of a text, followed by the closing lines and the mark of the example."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return "\n".join([*_blocks([*lines, *closing, MARK])])


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    for is_table, group in groupby(filter(None, lines), key=lambda line: line.startswith("|")):
        if is_table:
            yield _table([[cell.strip() for cell in line.strip("|").split("|")] for line in group])
        else:
            yield from (_block(line) for line in group)


def _block(line: str) -> str:
    if line.startswith("## "):
        return f"<h2>{escape(line[3:], quote=False)}</h2>"
    return f"<p>{escape(line, quote=False)}</p>"


def _table(rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell, quote=False)}</th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) + "</tr>"
        for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
