"""Which organ publishes what another owes: named by the competent office, or the finance department of a government."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.foundation.moment import today
from gongkai.obligations.models import Obligation, Publisher, Publishing
from gongkai.organs.queries import Kind, Level, Organ, existing_on

FINANCE = "财政"


def publishers_of(obligation: Obligation, organs: Collection[Organ]) -> dict[int, int]:
    """For each of these organs, by key, the key of the one that publishes what it owes."""
    named = dict(
        Publisher.objects.filter(obligation=obligation.pk, organ__in=organs).values_list(
            "organ_id", "publisher_id"
        )
    )
    finance = _finance_departments(organs) if obligation.publishing == Publishing.FINANCE else {}
    return {one.pk: one.pk for one in organs} | finance | named


def _finance_departments(organs: Collection[Organ]) -> dict[int, int]:
    """The finance department of each government among these that has one (Budget Law, art. 14).

    A township publishes itself. Where no department or more than one bears the word, the office names it.
    """
    governments = {
        one.path: one.pk for one in organs if one.kind == Kind.GOVERNMENT and one.level != Level.TOWNSHIP
    }
    if not governments:
        return {}
    found: dict[int, list[int]] = {}
    for one in existing_on(today()).filter(kind=Kind.DEPARTMENT, name__contains=FINANCE):
        government = governments.get(one.path[: -Organ.steplen])
        if government is not None:
            found.setdefault(government, []).append(one.pk)
    return {government: those[0] for government, those in found.items() if len(those) == 1}
