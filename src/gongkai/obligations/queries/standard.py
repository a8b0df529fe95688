"""The obligations that the law sets everywhere, from the data file and from the columns' update intervals."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Count

from gongkai.catalogue.queries import Column, all_columns
from gongkai.obligations.models import Answer, Cycle, DueRule, Group, Publishing
from gongkai.obligations.queries.cycles import MONTHS

DATA = Path(__file__).parent.parent / "data" / "obligations.yaml"
LONGEST_BASIS = 200


def standard_obligations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Code and fields of each; those whose column is not in the catalogue are left out."""
    columns = {one.code: one for one in all_columns()}
    rows = [row for row in _rows() if row["column"] in columns]
    for row in rows:
        yield row["code"], _fields(row, columns[row["column"]])
    told = {(row["column"], row["cycle"]) for row in rows}
    for column in _updated(told):
        if column.owner_count:
            yield f"update-{column.pk}", _update(column)


def columns_without_owners() -> list[Column]:
    """The columns that are to be updated in intervals but by nobody in particular: nothing is owed for them yet.

    Not every organ keeps the quality of tap water: the office names the owners in the catalogue first.
    """
    told = {(row["column"], row["cycle"]) for row in _rows()}
    return [column for column in _updated(told) if not column.owner_count]


def _updated(told: Collection[tuple[str, str]]) -> Iterator[Any]:
    columns = all_columns().exclude(update_interval="").annotate(owner_count=Count("owners"))
    yield from (one for one in columns if (one.code, one.update_interval) not in told)


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))["obligations"]
    return rows


def _fields(row: dict[str, Any], column: Column) -> dict[str, Any]:
    return {
        "title": row["title"],
        "column": column,
        "basis": row["basis"],
        "group": Group(row["group"]),
        "cycle": Cycle(row["cycle"]),
        "kinds": row.get("kinds", []),
        "levels": row.get("levels", []),
        "answer": Answer(row.get("answer", Answer.ITEM)),
        "corrections_count": row.get("corrected", False),
        "event_name": row.get("event", ""),
        "item_kinds": row.get("items", []),
        "publishing": Publishing(row.get("publisher", Publishing.ORGAN)),
        "confirms_no_change": row.get("confirmed", False),
        **_due(row),
    }


def _due(row: dict[str, Any]) -> dict[str, Any]:
    if day := row.get("day"):
        return {"due_rule": DueRule.DAY, "due_month": day["month"], "due_day": day["day"]}
    return {"due_rule": DueRule.LAW_DATE if "." in row["law"] else DueRule.PERIOD, "law": row["law"]}


def _update(column: Column) -> dict[str, Any]:
    """Something new in each interval, by the last day of it."""
    cycle = Cycle(column.update_interval)
    return {
        "title": f"定期更新：{column.name}",
        "column": column,
        "basis": (column.basis or "regulation-2019:22")[:LONGEST_BASIS],
        "group": Group.REGULAR,
        "cycle": cycle,
        "due_rule": DueRule.DAY,
        "due_month": MONTHS[cycle],
        "due_day": 31,
    }
