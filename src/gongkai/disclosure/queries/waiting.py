"""What waits for a person at the desk, duty by duty, and the lists behind each line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.queries.deadlines import Limits, items_at_work, revoked_penalties
from gongkai.disclosure.queries.desk import DUTIES, WAITING, items_of
from gongkai.disclosure.queries.owed import (
    SCHEDULE_REFUSED,
    SCHEDULED,
    asked_agreements,
    items_to_reassess,
    items_to_withdraw,
    late_debts,
    open_debts,
    refused_schedules,
    scheduled_items,
)
from gongkai.disclosure.queries.steps import late_at_a_step, late_steps, plans_of, waiting, waits_for
from gongkai.disclosure.workflow import LOOKS, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.todo import Todo

S, R, C = Duty.SUBMITTER, Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER
G, H = Duty.SIGNER, Duty.OFFICE_HEAD
ITEMS = "workbench:items"


@dataclass(frozen=True)
class DeskList:
    """A list of items of an organ that ask for something; for whom it is among what waits, and how pressing it is."""

    name: str
    label: Any
    of_organ: Callable[[int], QuerySet[Any]]
    duties: frozenset[Duty]
    tone: str = "warning"


def _debt_items(organ_id: int) -> QuerySet[InformationItem]:
    found = InformationItem.objects.filter(versions__in=open_debts(organ_id).order_by().values("version"))
    return found.distinct().select_related("organ", "column", "current_version").order_by("pk")


def _late_debt_items(organ_id: int) -> QuerySet[InformationItem]:
    found = InformationItem.objects.filter(versions__in=late_debts(organ_id).order_by().values("version"))
    return found.distinct().select_related("organ", "column", "current_version").order_by("pk")


# In the order in which they are told.
DESK_LISTS = {
    one.name: one
    for one in (
        DeskList(
            "to_withdraw",
            _("补审未通过、应当更正或者撤回的信息"),
            items_to_withdraw,
            frozenset({G, H}),
            "danger",
        ),
        DeskList(
            "revoked",
            _("原决定已变更或者撤销、应当撤回的处罚信息"),
            revoked_penalties,
            frozenset({G, H}),
            "danger",
        ),
        DeskList(
            "refused_schedules", _("未能定时发布的信息"), refused_schedules, frozenset({G, H}), "danger"
        ),
        DeskList(
            "late_debts", _("应急发布后逾期未补审的信息"), _late_debt_items, frozenset({R, C, G, H}), "danger"
        ),
        DeskList("debts", _("应急发布后待补审的信息"), _debt_items, frozenset({R, C, G, H})),
        DeskList("late_steps", _("超过环节办理期限的信息"), late_steps, frozenset({R, C, G, H})),
        DeskList("reassess", _("待重新评估的不主动公开信息"), items_to_reassess, frozenset({C, H})),
        DeskList("scheduled", _("等待定时发布的信息"), scheduled_items, frozenset({G}), "calm"),
    )
}


def desk_list(actor: Actor, name: str) -> QuerySet[InformationItem]:
    """The items of one of DESK_LISTS that this person may see, or of ``mine``: what waits for just this person.

    ``mine`` heeds the owners and deputies that the routes name. Raises KeyError for another name.
    """
    if actor.organ_id is None or actor.duty not in DUTIES:
        return InformationItem.objects.none()
    if name == "mine":
        return mine(actor)
    return DESK_LISTS[name].of_organ(actor.organ_id)


def mine(actor: Actor, state: str = "") -> QuerySet[InformationItem]:
    """What waits for just this person at a step (in this state), the longest first."""
    states = [one for one, _label in WAITING.get(Duty(actor.duty), ()) if not state or one == state]
    found = items_of(actor).none()
    for one in states:
        found = found | waiting(actor, one)
    return found.select_related("organ", "column", "current_version").order_by("step_since", "pk")


def todo(actor: Actor) -> list[Todo]:
    """What waits for this person in their duty, from the steps to the limits of the whole organ."""
    if actor.organ_id is None or actor.duty not in DUTIES:
        return []
    duty = Duty(actor.duty)
    counts = _at_work(actor, actor.organ_id, duty)
    steps = [
        Todo(label, counts[state], ITEMS, "info", _query(state))
        for state, label in WAITING.get(duty, ())
        if counts[state] or duty != H  # a rare thing, which is told when it is there
    ]
    return [*steps, *_agreements(actor), *_owed(actor.organ_id, duty, counts), *_limits(counts)]


def _at_work(actor: Actor, organ_id: int, duty: Duty) -> dict[str, int]:
    """What is counted among the items on their way: all in one question."""
    plans, limits = plans_of(organ_id), Limits.known()
    asked = {state.value: waits_for(actor, state, plans) for state, _label in WAITING.get(duty, ())}
    asked |= {
        "late_steps": late_at_a_step(plans),
        "refused_schedules": SCHEDULE_REFUSED,
        "scheduled": SCHEDULED,
        "late": limits.late,
        "soon": limits.soon,
    }
    counted = {name: Count("pk", filter=which) for name, which in asked.items()}
    return dict(items_at_work(organ_id).aggregate(**counted))


def _query(state: State) -> str:
    return f"state={state.value}&list=mine" if state in LOOKS else f"state={state.value}"


def _agreements(actor: Actor) -> list[Todo]:
    count = asked_agreements(actor).count()
    return [Todo(_("待答复的共同制作信息"), count, "workbench:agreements", "info")] if count else []


def _owed(organ_id: int, duty: Duty, counts: dict[str, int]) -> list[Todo]:
    """Only what is there: these lines are the exception, and a first page full of noughts hides them."""
    mine = [one for one in DESK_LISTS.values() if duty in one.duties]
    found = [
        (one, counts[one.name] if one.name in counts else one.of_organ(organ_id).count()) for one in mine
    ]
    return [Todo(one.label, count, ITEMS, one.tone, f"list={one.name}") for one, count in found if count]


def _limits(counts: dict[str, int]) -> list[Todo]:
    return [
        Todo(_("已超过公开期限"), counts["late"], "workbench:pressing_items", "danger"),
        Todo(_("公开期限将至"), counts["soon"], "workbench:pressing_items", "warning"),
    ]
