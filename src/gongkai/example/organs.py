"""Founding the organs of the example: the city, its departments, towns and streets, and those of the real reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.example.content import content
from gongkai.example.days import Days, moment
from gongkai.example.numbers import credit_code
from gongkai.example.timeline import Story
from gongkai.foundation.ledger import SYSTEM
from gongkai.organs.actions import found_organ, merge_organ
from gongkai.organs.queries import Kind, Level, Organ, by_code

# Group of the data file, kind and level of its organs.
GROUPS = (
    ("departments", Kind.DEPARTMENT, Level.COUNTY),
    ("merged", Kind.DEPARTMENT, Level.COUNTY),
    ("towns", Kind.GOVERNMENT, Level.TOWNSHIP),
    ("subdistricts", Kind.SUBDISTRICT, Level.TOWNSHIP),
)


def found_region() -> dict[str, Organ]:
    """Found the city and all that belongs to it; answers the organs by code."""
    told = content("organs")
    city = _found(told["city"], None, Kind.GOVERNMENT, Level.COUNTY, serial=1)
    organs = {city.code: city}
    for group, kind, level in GROUPS:
        for one in told[group]:
            organs[one["code"]] = _found(one, city, kind, level, serial=len(organs) + 1)
    return organs


def found_samples() -> Iterator[tuple[Organ, Mapping[str, str]]]:
    """Found the organs of the real reports, in trees of their own; each report with its organ, as the data tells it."""
    founded: dict[str, Organ] = {}
    for one in content("organs")["samples"]:
        founded[one["code"]] = made = found_organ(
            by=SYSTEM,
            parent=founded.get(one.get("parent", "")),
            code=one["code"],
            name=one["name"],
            short_name=one["short"],
            kind=Kind(one["kind"]),
            level=Level(one["level"]),
        )
        for report in one["reports"]:
            yield made, report


def mergers(days: Days) -> Iterator[tuple[str, Story]]:
    """The organs that ended, each at the moment at which another took its work over."""
    for one in content("organs")["merged"]:
        yield one["name"], _merge(one["code"], one["into"], days.day(one["at"]))


def _merge(code: str, into: str, on: date) -> Story:
    yield moment(on, 17, code)
    merge_organ(by_code(code), into=by_code(into), on=on, by=SYSTEM)


def _found(one: dict[str, Any], parent: Organ | None, kind: Kind, level: Level, *, serial: int) -> Organ:
    told = content("organs")
    area, _, line = one["phone"].partition("-")
    return found_organ(
        by=SYSTEM,
        parent=parent,
        code=one["code"],
        name=one["name"],
        short_name=one["short"],
        document_sign=one["sign"],
        kind=kind,
        level=level,
        region=told["region"],
        credit_code=credit_code("11", told["region"], serial),
        existed_from=told["founded"],
        office_name=one.get("office") or f"{one['name']}{_office_of(kind, level)}",
        office_address=one["address"],
        office_postcode=told["postcode"],
        office_hours=told["hours"],
        office_phone=one["phone"],
        office_fax=f"{area}-{int(line) + 5000}",
        office_email=f"{one['code']}@{told['domain']}",
    )


def _office_of(kind: Kind, level: Level) -> str:
    return "党政综合办公室" if level == Level.TOWNSHIP else "办公室" if kind == Kind.DEPARTMENT else ""
