"""Setting obligations up, changing and ending them: the competent office does it for the organs under it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import in_scope
from gongkai.foundation import wording
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.obligations.actions.marking import UNDECLARED
from gongkai.obligations.actions.opening import assign_publishers, open_obligation, redate
from gongkai.obligations.actions.permits import only_competent, said
from gongkai.obligations.models import Cycle, DueRule, Obligation, Owing, Reach, Settlement
from gongkai.obligations.queries import organs_owing, standard_obligations, still_open
from gongkai.obligations.queries.cycles import MONTHS, is_period
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ, existing_on

# A cycle that has begun keeps its column and its length: to change these, end the obligation and set up another.
FIXED = ("column", "cycle", "answer", "since", "keeper")


@transaction.atomic
def set_up_obligation(
    keeper: Organ, *, by: Actor, listed: Collection[Organ] = (), since: date | None = None, **fields: Any
) -> Obligation:
    """Set an obligation up for organs under ``keeper`` and open its running cycle (arts. 20-22).

    ``fields`` are those of :class:`Obligation`. Raises Refused for what does not fit together, ValidationError
    for a field that the model does not take.
    """
    only_competent(keeper, by)
    given = {"top": keeper, "since": since or today()} | fields
    obligation = Obligation(keeper=keeper, **given)
    _check(obligation, listed)
    obligation.save()
    obligation.listed.set(listed)
    _recorded(obligation, "set_up_obligation", by, [*given], listed)
    _open(obligation, by)
    return obligation


@transaction.atomic
def change_obligation(
    obligation: Obligation,
    *,
    by: Actor,
    listed: Collection[Organ] | None = None,
    seen: int | None = None,
    **changes: Any,
) -> None:
    """Change title, basis, organs or due day. Open instances are dated anew; who no longer owes is let off."""
    only_competent(obligation.keeper, by)
    if fixed := set(changes) & set(FIXED):
        raise TypeError(f"fixed once it has begun: {sorted(fixed)}")
    lock(obligation, seen=seen)
    before = told(obligation, changes)
    for name, value in changes.items():
        setattr(obligation, name, value)
    chosen = list(obligation.listed.all()) if listed is None else list(listed)
    _check(obligation, chosen)
    obligation.revision += 1
    obligation.save()
    obligation.listed.set(chosen)
    _recorded(obligation, "change_obligation", by, [*changes], chosen, before)
    redate(obligation, still_open(Owing.objects.filter(obligation=obligation)))
    assign_publishers(obligation)
    _let_off(obligation, by)
    _open(obligation, by)


@transaction.atomic
def end_obligation(
    obligation: Obligation, *, by: Actor, reason: str, until: date | None = None, seen: int | None = None
) -> None:
    """End it: what falls due after ``until`` (today) is no longer owed, what was due before stays."""
    only_competent(obligation.keeper, by)
    reason = said(reason, _("请写明终止的理由。"))
    lock(obligation, seen=seen)
    if obligation.until is not None:
        raise Refused(_("这项任务已经终止。"), cite=CITE)
    obligation.until = max(until or today(), obligation.since)
    obligation.revision += 1
    obligation.save(update_fields=["until", "revision"])
    facts = {"reason": reason, "until": obligation.until}
    record(obligation, "obligations.end_obligation", by=by, cite=CITE, facts=facts)
    owed = still_open(Owing.objects.filter(obligation=obligation))
    _waive(owed.exclude(red_on__lte=obligation.until), reason, by)


@transaction.atomic
def adopt_standard_obligations(keeper: Organ, *, by: Actor, since: date | None = None) -> int:
    """Set up for the organs under ``keeper`` what the law asks of all; how many are new.

    What was adopted before stays as the office has changed it. ``since`` (today): nothing is owed from before.
    """
    only_competent(keeper, by)
    known = set(Obligation.objects.filter(keeper=keeper).values_list("code", flat=True))
    fresh = [(code, fields) for code, fields in standard_obligations() if code not in known]
    for code, fields in fresh:
        set_up_obligation(keeper, by=by, code=code, since=since, **fields)
    if fresh:
        facts = {"codes": [code for code, _fields in fresh]}
        record(keeper, "obligations.adopt_standard_obligations", by=by, cite=CITE, facts=facts)
    return len(fresh)


def _check(obligation: Obligation, listed: Collection[Organ]) -> None:
    obligation.clean_fields()
    reasons = [*_unfit_organs(obligation, listed), *_unfit_due(obligation)]
    if reasons:
        raise Refused(*reasons, cite=CITE)


def _unfit_organs(obligation: Obligation, listed: Collection[Organ]) -> list[str]:
    if obligation.reach == Reach.SUBTREE:
        within = obligation.top.path.startswith(obligation.keeper.path)
        return [] if within else [_("范围内的最高机关须是主管机关或者其下级。")]
    if not listed:
        return [_("请至少指定一个责任机关。")]
    outside = [one.name for one in listed if not one.path.startswith(obligation.keeper.path)]
    unmeant = [one.name for one in listed if not in_scope(obligation.column, one)]
    reasons = []
    if outside:
        reasons.append(_("以下机关不属于主管机关的下级：%(names)s。") % {"names": wording.listed(outside)})
    if unmeant:
        reasons.append(_("栏目不适用于以下机关：%(names)s。") % {"names": wording.listed(unmeant)})
    return reasons


def _unfit_due(obligation: Obligation) -> list[str]:
    rule, cycle = obligation.due_rule, Cycle(obligation.cycle)
    length = MONTHS.get(cycle)
    if rule == DueRule.DAY and length is None:
        return [_("一次性的任务和事由发生时的任务没有周期内的日期，请选择其他期限。")]
    if rule == DueRule.DAY and not (
        1 <= (obligation.due_month or 0) <= (length or 0) and 1 <= (obligation.due_day or 0) <= 31
    ):
        return [_("期限须在周期之内：%(cycle)s最多到第%(n)s个月。") % {"cycle": cycle.label, "n": length}]
    if rule == DueRule.DAYS and (cycle == Cycle.ON_EVENT or obligation.due_days is None):
        return [_("请写明周期结束后多少日；事由发生时的任务请选择法定期限。")]
    if rule == DueRule.PERIOD and not is_period(obligation.law):
        return [_("请选择法定期限。")]
    if obligation.needs_event and not obligation.event_name:
        return [_("请写明期限从哪个日期起算，例如“预算批复日期”。")]
    return _unfit_latest(obligation)


def _unfit_latest(obligation: Obligation) -> list[str]:
    month, day = obligation.latest_month, obligation.latest_day
    if month is None and day is None:
        return []
    length = MONTHS.get(Cycle(obligation.cycle))
    if not obligation.needs_event or length is None:
        return [_("只有按周期办理、从某一日期起算的任务，才有填写该日期的最迟日期。")]
    if not (1 <= (month or 0) <= length and 1 <= (day or 0) <= 31):
        told = {"n": length}
        return [_("填写起算日期的最迟日期，月和日须一并填写，最多到本期第%(n)s个月。") % told]
    return []


def _open(obligation: Obligation, by: Actor) -> None:
    on = today()
    if obligation.cycle != Cycle.ON_EVENT and obligation.since <= on and obligation.until is None:
        open_obligation(obligation, list(existing_on(on)), None, on, by=by)


def _let_off(obligation: Obligation, by: Actor) -> None:
    owed = still_open(Owing.objects.filter(obligation=obligation).select_related("organ"))
    kept = {organ.pk for organ in organs_owing(obligation, [one.organ for one in owed])}
    _waive(owed.exclude(organ_id__in=kept), _("责任机关已调整，不再承担这项任务。"), by)


def _waive(owings: Any, reason: str, by: Actor) -> None:
    waived = {"settlement": Settlement.WAIVED, "settled_on": today(), "settled_by": by.name, "reason": reason}
    owings.update(revision=F("revision") + 1, **waived, **UNDECLARED)


def _recorded(
    obligation: Obligation,
    verb: str,
    by: Actor,
    fields: list[str],
    listed: Collection[Organ],
    before: dict[str, Any] | None = None,
) -> None:
    facts = {"listed": [one.pk for one in listed]}
    after = told(obligation, fields)
    record(obligation, f"obligations.{verb}", by=by, cite=CITE, before=before, after=after, facts=facts)
