"""Settling what is owed: by publishing, by a declaration with a reason, or by leave of the competent office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import lines
from gongkai.foundation.ledger import SYSTEM, Actor, Entry, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.rulebook import NoRuleInForce
from gongkai.obligations.actions.opening import facts_of, opened, settle_from_public
from gongkai.obligations.actions.permits import only_competent, only_of_organ, said
from gongkai.obligations.models import Answer, Cycle, Obligation, Owing, Settlement
from gongkai.obligations.queries import (
    Span,
    due_on,
    is_of_organ,
    organs_owing,
    publications_of_item,
    still_open,
)
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ


@transaction.atomic
def declare_no_change(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Declare for one's own organ that nothing has changed in this cycle, and why; a blank does not count."""
    only_of_organ(owing, by)
    reason = said(reason, _("请写明本期没有变化的理由；空白的声明不算完成。"))
    _still_owed(owing, seen)
    if not owing.obligation.allows_no_change:
        raise Refused(_("这项任务应当公开，不能声明“本期无变化”。"), cite=CITE)
    if owing.cycle_from > today():
        raise Refused(_("本期尚未开始。"), cite=CITE)
    _settle(owing, "declare_no_change", by, settlement=Settlement.NO_CHANGE, reason=reason)


@transaction.atomic
def waive(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Let an organ off for this cycle; the competent office does it and says why."""
    only_competent(owing.obligation.keeper, by)
    reason = said(reason, _("请写明免予办理的理由。"))
    _still_owed(owing, seen)
    _settle(owing, "waive", by, settlement=Settlement.WAIVED, reason=reason)


@transaction.atomic
def reopen(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Let a declaration or a waiver not stand; the competent office does it and says why."""
    only_competent(owing.obligation.keeper, by)
    reason = said(reason, _("请写明恢复办理的理由。"))
    lock(owing, seen=seen)
    if owing.settlement not in (Settlement.NO_CHANGE, Settlement.WAIVED):
        raise Refused(_("只有声明“本期无变化”或者免予办理的任务可以恢复办理。"), cite=CITE)
    _unsettle(owing, "reopen", by, {"reason": reason})


@transaction.atomic
def name_item(owing: Owing, *, by: Actor, item_id: int, seen: int | None = None) -> None:
    """Name a public item of the organ in this column that settles the instance."""
    only_of_organ(owing, by)
    _still_owed(owing, seen)
    version: Any = publications_of_item(owing.obligation, item_id, owing.organ_id).first()
    if version is None:
        column = owing.obligation.column.name
        raise Refused(_("须选择本机关在“%(column)s”栏目已经公开的信息。") % {"column": column}, cite=CITE)
    moment = version.at if owing.obligation.corrections_count else version.first_published_at
    _settle(
        owing,
        "name_item",
        by,
        settlement=Settlement.PUBLISHED,
        settled_on=localdate(moment),
        item_id=item_id,
    )


@transaction.atomic
def record_event(owing: Owing, on: date, *, by: Actor, reason: str = "", seen: int | None = None) -> None:
    """Record the day from which the period of the law runs, such as the day a budget was approved.

    The organ itself does it, or the competent office for it. Another day than the one recorded needs a reason;
    the first due day is kept.
    """
    if not is_of_organ(owing.organ_id, by):
        only_competent(owing.obligation.keeper, by)
    lock(owing, seen=seen)
    if owing.event_on == on:
        return
    if owing.event_on is not None:
        reason = said(reason, _("起算日期已经填写；更改的，请写明理由。"))
    before = {"event_on": owing.event_on, "due_on": owing.due_on}
    owing.event_on = on
    owing.due_on = _due_after(owing, on)
    owing.original_due_on = owing.original_due_on or owing.due_on
    _keep(owing, ["event_on", "due_on", "original_due_on"])
    after = {"event_on": on, "due_on": owing.due_on, "reason": reason}
    _record(owing, "record_event", by, before=before, after=after)


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
            owing = opened(obligation, organ, Span(on), on)
            owing.save()
    except NoRuleInForce as missing:
        raise Refused(missing.zh, cite=missing.cite) from missing
    except IntegrityError:
        raise Refused(_("这一天的事由已经登记。"), cite=CITE) from None
    _record(owing, "report_event", by, after={"event_on": on, "due_on": owing.due_on})
    _settle_from_public(owing)
    return owing


@transaction.atomic
def fulfil(item: Any, *, entry: Entry) -> int:
    """Settle what this item's publication settles: of each obligation the running cycle, else the oldest gap."""
    columns = lines()[item.column_id]
    settled = Owing.objects.filter(item=item.pk, settlement=Settlement.PUBLISHED).select_related("obligation")
    for one in settled:
        if one.obligation.column_id not in columns or one.organ_id != item.organ_id:
            lock(one)
            _unsettle(one, "unfulfil", SYSTEM, {"entry": entry.number})
    done = 0
    for obligation in Obligation.objects.filter(column_id__in=columns, answer=Answer.ITEM):
        used = Owing.objects.filter(obligation=obligation, item=item.pk).exists()
        if used and not obligation.corrections_count:
            continue
        done += _fulfil(
            obligation, item.organ_id, localdate(entry.at), entry, item_id=item.pk, only_running=used
        )
    return done


@transaction.atomic
def fulfil_with_report(organ_id: int, year: int, *, entry: Entry) -> int:
    """Settle what the annual report on ``year`` settles: it is owed in the year after."""
    reports = Obligation.objects.filter(answer=Answer.ANNUAL_REPORT)
    day = localdate(entry.at)
    return sum(_fulfil(one, organ_id, day, entry, cycle_year=year + 1) for one in reports)


@transaction.atomic
def unfulfil(item: Any, *, entry: Entry) -> int:
    """An item was taken back: what it had settled is owed again, unless another item settles it as well."""
    settled = list(
        Owing.objects.filter(item=item.pk, settlement=Settlement.PUBLISHED).select_related(
            "obligation", "organ"
        )
    )
    for one in settled:
        lock(one)
        _unsettle(one, "unfulfil", SYSTEM, {"entry": entry.number})
        _settle_from_public(one)
    return len(settled)


def _fulfil(
    obligation: Obligation,
    organ_id: int,
    day: date,
    entry: Entry,
    *,
    item_id: int | None = None,
    cycle_year: int | None = None,
    only_running: bool = False,
) -> int:
    owed = still_open(Owing.objects.filter(obligation=obligation, organ_id=organ_id))
    if cycle_year is not None:
        found = owed.filter(year=cycle_year).first()
    else:
        found = _answered(obligation, organ_id, day, only_running)
    if found is None:
        return 0
    lock(found)
    facts = {"entry": entry.number}
    _settle(
        found,
        "fulfil",
        SYSTEM,
        facts,
        settlement=Settlement.PUBLISHED,
        settled_on=day,
        item_id=item_id,
        settled_by=entry.actor_name,
    )
    return 1


def _settle_from_public(owing: Owing) -> None:
    for one in settle_from_public(owing.obligation, [owing]):
        after = {"settlement": one.settlement, "settled_on": one.settled_on, "item_id": one.item_id}
        _record(one, "fulfil", SYSTEM, after=after)


def _answered(obligation: Obligation, organ_id: int, day: date, only_running: bool) -> Owing | None:
    """The running cycle if it is still owed; else the oldest gap, unless only the running one may be answered."""
    begun = Owing.objects.filter(obligation=obligation, organ_id=organ_id).exclude(counts_from__gt=day)
    running = begun.order_by("-cycle_from").first()
    if running is not None and still_open(begun.filter(pk=running.pk)).exists():
        return running
    return None if only_running else still_open(begun).order_by("cycle_from").first()


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


def _still_owed(owing: Owing, seen: int | None) -> None:
    lock(owing, seen=seen)
    if owing.taken_over_by_id is not None:
        raise Refused(_("这项任务已由承接机关办理。"), cite=CITE)
    if owing.settlement:
        told = {"how": owing.get_settlement_display()}
        raise Refused(_("这项任务已经办结（%(how)s）。") % told, cite=CITE)


def _settle(owing: Owing, verb: str, by: Actor, facts: dict[str, Any] | None = None, **changes: Any) -> None:
    changes = {"settled_on": today(), "settled_by": by.name, "reason": "", "item_id": None} | changes
    for name, value in changes.items():
        setattr(owing, name, value)
    _keep(owing, list(changes))
    _record(owing, verb, by, after=changes, facts=facts)


def _unsettle(owing: Owing, verb: str, by: Actor, facts: dict[str, Any]) -> None:
    before = {"settlement": owing.settlement, "settled_on": owing.settled_on, "item_id": owing.item_id}
    owing.settlement, owing.settled_on, owing.item = Settlement.OPEN, None, None
    owing.settled_by = owing.reason = ""
    _keep(owing, ["settlement", "settled_on", "item", "settled_by", "reason"])
    _record(owing, verb, by, before=before, after={"settlement": ""}, facts=facts)


def _keep(owing: Owing, fields: list[str]) -> None:
    owing.revision += 1
    owing.save(update_fields=["revision", *fields])


def _record(
    owing: Owing,
    verb: str,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    told = facts_of(owing) | (facts or {})
    record(owing, f"obligations.{verb}", by=by, cite=CITE, before=before, after=after, facts=told)
