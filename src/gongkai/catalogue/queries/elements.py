"""What a column asks of an item, and whether an item may stand there at all."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gongkai.catalogue.models import Column, Element, ItemKind
from gongkai.catalogue.queries.board import in_scope, makes_rules
from gongkai.foundation.wording import in_words, listed
from gongkai.law.periods import period_rule, shortest_names
from gongkai.organs.queries import Organ

# The laws and regulations that set another limit than art. 26 of the Regulation, by kind of item.
PERIODS = {
    ItemKind.LICENCE: "licence_or_penalty_publication",
    ItemKind.PENALTY: "licence_or_penalty_publication",
    ItemKind.ENFORCEMENT: "enforcement_publication",
    ItemKind.BUDGET: "budget_publication",
    ItemKind.DEPARTMENT_BUDGET: "department_budget_publication",
    ItemKind.UNIT_BUDGET: "unit_budget_publication",
    ItemKind.LAND_NOTICE: "land_taking_announcement",
    ItemKind.AWARD: "procurement_award",
    ItemKind.CONTRACT: "procurement_contract",
}
GENERAL_PERIOD = "proactive_publication"


def column_of_element(pk: int) -> int:
    """The key of the column to which the element (by key) belongs. Raises Element.DoesNotExist."""
    return Element.objects.values_list("column_id", flat=True).get(pk=pk)


def elements_of(column_id: int, *, retired: bool = False) -> list[Element]:
    """What an item of the column fills in, in order.

    ``retired``: also what is no longer asked, to name what older items hold.
    """
    found = Element.objects.filter(column_id=column_id)
    return list(found if retired else found.filter(retired=False))


def period_name(column: Column, kind: str) -> str:
    """Which period of the law says by when an item of this kind in this column is published (art. 26).

    A limit that the law sets for the kind goes before the column's own, and both before the general one.
    """
    return PERIODS.get(ItemKind(kind), "") or column.time_limit or GENERAL_PERIOD


def time_limits() -> list[tuple[str, str]]:
    """The special time limits that a column may name: the period of the law and what it is called."""
    return [(name, in_words(period_rule(name).label)) for name in dict.fromkeys(PERIODS.values())]


def shortest_postings() -> list[tuple[str, str]]:
    """The least times of posting that a column may name: the rule of the law and what it is called."""
    return [(name, in_words(period_rule(name).label)) for name in shortest_names()]


def known_values(column_id: int, organ: Organ) -> dict[str, str]:
    """What is already known of the organ, by code of element, to fill a form in beforehand (guide, institution)."""
    known = {
        "office_name": organ.office_name,
        "office_address": organ.office_address,
        "office_hours": organ.office_hours,
        "office_phone": organ.office_phone,
        "office_fax": organ.office_fax,
        "office_online": organ.office_email,
    }
    asked = {element.code for element in elements_of(column_id)}
    return {code: value for code, value in known.items() if value and code in asked}


def column_takes(column: Column, organ: Organ, kind: str, on: date) -> str | None:
    """Why an item of this kind and organ may not stand in the column on this day, in plain words; None: it may."""
    if not column.takes_items:
        return _("“%(name)s”是上级栏目，不直接发布信息，请选择它下面的栏目。") % {"name": column.name}
    if not column.is_open_on(on):
        return _not_open(column, on)
    if not in_scope(column, organ):
        return _("所选栏目不适用于本机关，请另选栏目。")
    if kind == ItemKind.RULES and not makes_rules(organ):
        return _("规章只能由省级和设区的市级人民政府制定，本机关的文件请选择“行政规范性文件”。")
    owners = list(column.owners.all())
    if owners and organ not in owners:
        names = listed(owner.short_name for owner in owners)
        return _("“%(name)s”由%(owners)s负责发布，请另选栏目。") % {"name": column.name, "owners": names}
    if column.kinds and kind not in column.kinds:
        allowed = listed(ItemKind(one).label for one in column.kinds)
        return _("“%(name)s”只发布以下类别的信息：%(kinds)s。") % {"name": column.name, "kinds": allowed}
    return None


def _not_open(column: Column, on: date) -> str:
    told = {"name": column.name}
    if column.is_archived_on(on):
        return _("“%(name)s”已于%(day)s截止并归档，不再发布信息。") % {**told, "day": column.closes_on}
    return _("“%(name)s”自%(day)s起开放，现在还不能发布信息。") % {**told, "day": column.opens_on}
