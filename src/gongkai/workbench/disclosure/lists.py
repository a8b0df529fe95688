"""The lists of an organ's items: by state, by what they ask for, by how late they are; each paged by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure import queries
from gongkai.disclosure.queries import DESK_LISTS, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.paging import KeyPage, page_by_key
from gongkai.foundation.parts import page_or_part
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.batch import BATCHES
from gongkai.workbench.disclosure.shown import UNLISTED
from gongkai.workbench.disclosure.words import row

NEWEST = ("-changed_at", "-pk")
LONGEST_WAITING = ("step_since", "pk")
ORDERS = {
    "mine": LONGEST_WAITING,
    "late": ("counted_from", "pk"),
    "soon": ("counted_from", "pk"),
    "to_withdraw": ("current_version__at", "pk"),
    "revoked": ("revoked_on", "pk"),
    "refused_schedules": LONGEST_WAITING,
    "late_steps": LONGEST_WAITING,
    "reassess": ("due", "pk"),
    "scheduled": ("publish_at", "pk"),
}
LONG_AGO = Value(date(1900, 1, 1), output_field=DateField())
LIMITS: dict[str, tuple[Any, Callable[[int], QuerySet[queries.InformationItem]]]] = {
    "late": (_("已超过公开期限的信息"), queries.late_items),
    "soon": (_("公开期限将至的信息"), queries.items_due_soon),
}


@dataclass(frozen=True)
class Shown:
    """A list: what it is called, its items, and in which order; ``total`` when an aggregate knows it."""

    label: Any
    found: QuerySet[queries.InformationItem]
    keys: tuple[str, ...]
    total: int | None = None

    def page(self, asked: Any) -> KeyPage:
        """What was looked for by words is not counted: that would read every row."""
        total = self.found.count() if self.label else self.total
        return page_by_key(self.found.defer(*UNLISTED), asked, keys=self.keys, total=total)


@duty_required(*queries.DUTIES)
def items(request: Any) -> HttpResponse:
    """The organ's items, by state, by words of their name or number, or those of a list that asks for something."""
    asked = request.GET
    state, words = asked.get("state", ""), asked.get("q", "").strip()
    state = state if state in State else ""
    counts = queries.state_counts(request.actor)
    name = asked.get("list", "")
    shown = _named(request.actor, name, state) or _of_state(request.actor, state, words, counts)
    page = shown.page(asked)
    context = {
        "page": page,
        "rows": [row(one) for one in page],
        "tabs": _tabs(counts, "" if shown.label else state or "all"),
        "state": state,
        "words": words,
        "list_label": shown.label,
        "one_by_one": name == "mine" and bool(page.rows),
        "batches": BATCHES.get(Duty(request.actor.duty), ()) if name == "mine" else (),
    }
    return render(request, page_or_part(request, "workbench/disclosure/items.html", "list"), context)


@duty_required(*queries.DUTIES)
def pressing_items(request: Any) -> HttpResponse:
    """What is late or soon will be, by which limit; and the most urgent of what is to be public (art. 26)."""
    organ, here = request.organ.pk, reverse("workbench:items")
    tiles = [
        (label, of_organ(organ).count(), f"{here}?list={name}") for name, (label, of_organ) in LIMITS.items()
    ]
    others = [
        (one.label, one.of_organ(organ).count(), f"{here}?list={one.name}") for one in DESK_LISTS.values()
    ]
    context = {
        "tiles": tiles + [tile for tile in others if tile[1]],
        "rows": [row(one) for one, _limit in queries.pressing(organ)],
    }
    return render(request, "workbench/disclosure/pressing_items.html", context)


def _named(actor: Actor, name: str, state: str) -> Shown | None:
    """The list with this name; None for no name or one that nobody knows."""
    if name == "mine":
        return Shown(_("等您办理的信息"), queries.mine(actor, state), ORDERS["mine"])
    if name in LIMITS:
        label, of_organ = LIMITS[name]
        return Shown(label, of_organ(actor.organ_id or 0), ORDERS[name])
    if name not in DESK_LISTS:
        return None
    found = queries.desk_list(actor, name)
    if name == "reassess":
        found = found.annotate(due=Coalesce("reassess_by", LONG_AGO))
    return Shown(DESK_LISTS[name].label, found, ORDERS.get(name, ("pk",)))


def _of_state(actor: Actor, state: str, words: str, counts: dict[str, int]) -> Shown:
    found = queries.found_items(actor, state=state, words=words)
    total = None if words else counts.get(state, 0) if state else sum(counts.values())
    return Shown("", found, NEWEST, total)


def _tabs(counts: dict[str, int], here: str) -> list[tuple[Any, str, bool]]:
    """All items and those of each state; none is marked while another list is shown."""
    way = reverse("workbench:items")
    tabs: list[tuple[Any, str, bool]] = [(_("全部 %(n)s") % {"n": sum(counts.values())}, way, here == "all")]
    return tabs + [
        (f"{one.label} {counts[one]}", f"{way}?state={one}", here == one) for one in State if counts.get(one)
    ]
