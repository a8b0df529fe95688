"""Who may do what: everybody (duty × place of work) tries an act on one record, and each try is taken back."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models, transaction

from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.workflow import Refused
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level, Organ
from tests import factories
from tools.permissions import BELOW, KEPT, PAGE, RELATIONS, TOP

APPLICANT = Actor("申请人", "applicant")
OUTSIDE = PAGE.read_text("utf-8").partition("\n## Outside the tables\n")[2]
Cell = tuple[str, str]


def cells(*duties: str, at: tuple[str, ...] = ("own",)) -> set[Cell]:
    return {(str(duty), place) for duty in duties for place in at}


BY_ITSELF = cells("system", at=("none",))


class Undone(Exception):
    """The act was allowed; it is taken back, so that the next person finds the same record."""


@dataclass(frozen=True)
class Trial:
    """An act of an app: the record that nothing but the person can stand against, and how it is done to it.

    ``shared``: the record is the whole region's, no organ's own.
    """

    do: Callable[[Any, Actor], object]
    ready: Callable[[], Any] = lambda: None
    shared: bool = False


def branch() -> Organ:
    """An organ below the bureau."""
    return Organ.objects.filter(code="branch").first() or found_organ(
        by=SYSTEM,
        parent=factories.organ(),
        code="branch",
        name="青禾市财政局城关分局",
        short_name="城关分局",
        kind=Kind.DEPARTMENT,
        level=Level.COUNTY,
        existed_from=factories.LONG_AGO,
    )


def places() -> dict[str, Organ]:
    """The organs, seen from the bureau: its city above, a branch below, a town beside."""
    return {
        "own": factories.organ(),
        "superior": factories.organ(factories.CITY),
        "subordinate": branch(),
        "other": factories.organ(factories.TOWN),
    }


def people(seen: dict[str, Organ]) -> dict[Cell, Actor]:
    """Somebody new in each duty, at each place in turn; nobody of them has had a hand in anything."""
    found = {("system", "none"): SYSTEM, ("applicant", "none"): APPLICANT}
    for duty in Duty:
        known = factories.actor(seen["own"], duty)
        for relation in RELATIONS:
            organ = seen.get(relation)
            found[duty.value, relation] = replace(known, organ_id=organ.pk if organ else None)
    return found


def may(do: Callable[[], object], *, refusal: str = "") -> bool:
    """Whether the act was done; what is refused for another reason than ``refusal`` is no answer."""
    try:
        with transaction.atomic():
            do()
            raise Undone
    except Undone:
        return True
    except Refused as refused:
        told = " ".join(map(str, refused.reasons))
        assert re.search(refusal, told), f"refused for something else: {told}"
        return False


def tried(trial: Trial, everybody: dict[Cell, Actor], refusal: str) -> set[Cell]:
    """Who may: the cells in which the act was done."""
    record, found = trial.ready(), set()
    key = getattr(record, "pk", None)
    for cell, by in everybody.items():
        if may(lambda record=record, by=by: trial.do(record, by), refusal=refusal):
            found.add(cell)
        if isinstance(record, models.Model):
            record = type(record).objects.get(pk=key)
    return found


def table(section: str) -> dict[str, set[Cell]]:
    """{act: {(duty, relation)}} as a table of the page says."""
    rows = PAGE.read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    duties = cells[0][2:]
    return {
        row[0].strip("`"): {
            (duty, place)
            for duty, cell in zip(duties, row[2:], strict=True)
            for place in cell.split(", ")
            if place
        }
        for row in cells[2:]
    }


def page_of(app: str) -> dict[str, tuple[str, str]]:
    """{act: (by whom, on whose records)} of the acts outside the tables for which the page names somebody."""
    rows = ([cell.strip() for cell in row.strip("|").split("|")] for row in OUTSIDE.splitlines())
    return {row[1].strip("`"): (row[3], row[4]) for row in rows if row[0] == app and row[3]}


def told(app: str, act: str, *, shared: bool) -> set[Cell]:
    """The cells that the page allows."""
    duties, organs = page_of(app)[act]
    found = set()
    for duty in duties.split(", "):
        own_words = re.search(rf"\b{duty}: ([^;]+)", organs)
        where = own_words[1] if own_words else organs
        found |= BY_ITSELF if duty == "system" else cells(duty, at=_where(where, shared))
    return found


def _where(words: str, shared: bool) -> tuple[str, ...]:
    top = ("superior",)
    return {
        "own": ("own",),
        "all": RELATIONS,
        "highest organ": top,
        TOP: ("own", *top),
        BELOW: ("own", *top),
        KEPT: top if shared else ("own",),
    }[words]
