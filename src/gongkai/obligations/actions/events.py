"""The days from which a period of the law runs: recorded for what is owed, or opening what is owed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.rulebook import NoRuleInForce
from gongkai.obligations.actions.marking import keep, recorded, settle_if_public
from gongkai.obligations.actions.opening import opened
from gongkai.obligations.actions.permits import only_competent, said
from gongkai.obligations.models import Cycle, Obligation, Owing
from gongkai.obligations.queries import Span, acts_for, due_on, is_of_organ, organs_owing, publishers_of
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ


@transaction.atomic
def record_event(owing: Owing, on: date, *, by: Actor, reason: str = "", seen: int | None = None) -> None:
    """Record the day from which the period of the law runs, such as the day a budget was approved.

    The organ itself does it, or the competent office for it. Another day than the one recorded needs a reason;
    the first due day is kept.
    """
    if not acts_for(owing, by):
        only_competent(owing.obligation.keeper, by)
    lock(owing, seen=seen)
    if owing.event_on == on:
        return
    if owing.event_on is not None:
        reason = said(reason, _("起算日期已经填写；更改的，请写明理由。"))
    before = {"event_on": owing.event_on, "due_on": owing.due_on}
    due = _due_after(owing, on)
    keep(owing, {"event_on": on, "due_on": due, "original_due_on": owing.original_due_on or due})
    after = {"event_on": on, "due_on": due, "reason": reason}
    recorded(owing, "record_event", by, before=before, after=after)


@transaction.atomic
def record_event_for_all(obligation: Obligation, owings: Collection[Owing], on: date, *, by: Actor) -> int:
    """Record the same day for each of these that has none yet, as when one reply approves many budgets."""
    only_competent(obligation.keeper, by)
    waiting = [one for one in owings if one.event_on is None and one.obligation_id == obligation.pk]
    for one in waiting:
        record_event(one, on, by=by)
    return len(waiting)


@transaction.atomic
def report_event(obligation: Obligation, organ: Organ, on: date, *, by: Actor) -> Owing:
    """Open what is owed because something happened on this day, such as a change of the guide's content."""
    if not is_of_organ(organ.pk, by):
        only_competent(obligation.keeper, by)
    if obligation.cycle != Cycle.ON_EVENT or not organs_owing(obligation, [organ]):
        raise Refused(_("本机关不承担这项任务。"), cite=CITE)
    if on > today():
        raise Refused(_("事由日期晚于今天，请核对。"), cite=CITE)
    try:
        due_on(obligation, Span(on), on)
        with transaction.atomic():
            publisher = publishers_of(obligation, [organ])[organ.pk]
            owing = opened(obligation, organ, Span(on), publisher, on)
            owing.save()
    except NoRuleInForce as missing:
        raise Refused(missing.zh, cite=missing.cite) from missing
    except IntegrityError:
        raise Refused(_("这一天的事由已经登记。"), cite=CITE) from None
    recorded(owing, "report_event", by, after={"event_on": on, "due_on": owing.due_on})
    settle_if_public(owing)
    return owing


def _due_after(owing: Owing, on: date) -> date | None:
    obligation, span = owing.obligation, Span(owing.cycle_from, owing.cycle_to)
    if not obligation.needs_event:
        raise Refused(_("这项任务的期限不从某一日期起算，不必填写。"), cite=CITE)
    if on > today():
        raise Refused(_("%(name)s晚于今天，请核对。") % {"name": obligation.event_name}, cite=CITE)
    if span.end and not span.start <= on <= span.end:
        told = {"name": obligation.event_name, "start": span.start, "end": span.end}
        raise Refused(_("%(name)s应在本期（%(start)s至%(end)s）之内，请核对。") % told, cite=CITE)
    try:
        return due_on(obligation, span, on)
    except NoRuleInForce as missing:
        raise Refused(missing.zh, cite=missing.cite) from missing
