"""Reminding organs of the report they owe: when the year is opened, before and after the day, and when chased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.models import Campaign, Occasion, Owed, Reminder
from gongkai.annual_reports.workflow import MAKERS, OVERSIGHT, REMIND_BEFORE, CampaignState
from gongkai.calendars.queries import work_calendar
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused, lock
from gongkai.organs.queries import all_organs

BATCH = 500


def remind_of(owed: Iterable[Owed], occasion: Occasion, *, note: str = "", by_name: str = "") -> None:
    """Tell those who make these reports; part of the act that knows why."""
    rows = [
        Reminder(owed=one, occasion=occasion, made_on=today(), note=note, by_name=by_name)
        for one in owed
        if not one.exempt_because
    ]
    Reminder.objects.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def remind(day: date | None = None) -> int:
    """Remind each organ of the report it owes, once for each occasion; nothing on a day off. How many.

    What falls on a day off is told on the next working day, and then only the most pressing of it.
    """
    on = day or today()
    if not work_calendar().is_workday(on):
        return 0
    made = 0
    for campaign in Campaign.objects.filter(state=CampaignState.OPEN).order_by("pk"):
        lock(campaign)
        counts = Counter({occasion: len(_tell(campaign, occasion, span)) for occasion, span in _spans(on)})
        if counts.total():
            facts = {"count": counts.total(), "on": on}
            record(campaign, "annual_reports.remind", by=SYSTEM, cite=OVERSIGHT, facts=facts)
        made += counts.total()
    return made


@transaction.atomic
def acknowledge(*, by: Actor, until: int) -> int:
    """Keep that somebody who makes the report has read the reminders up to the one shown; the first reader counts."""
    if by.duty not in MAKERS or by.organ_id is None:
        raise Refused(_("提醒由本机关的年度报告编制人或者公开工作机构负责人阅读。"), cite=OVERSIGHT)
    shown = queries.unread_reminders(by).filter(pk__lte=until)
    count = Reminder.objects.filter(pk__in=shown.values("pk")).update(read_at=now(), read_by=by.name)
    if count:
        organ = all_organs().get(pk=by.organ_id)
        record(organ, "annual_reports.acknowledge", by=by, cite=OVERSIGHT, facts={"count": count})
    return count


def _spans(on: date) -> list[tuple[Occasion, tuple[date, date]]]:
    spans, nearer = [(Occasion.OVERDUE, (date.min, on - timedelta(days=1)))], -1
    for days in sorted(REMIND_BEFORE):
        spans.append((Occasion(str(days)), (on + timedelta(days=nearer + 1), on + timedelta(days=days))))
        nearer = days
    return spans


def _tell(campaign: Campaign, occasion: Occasion, span: tuple[date, date]) -> list[Owed]:
    waiting = queries.unpublished(campaign).filter(due_on__range=span)
    fresh = list(waiting.exclude(reminders__occasion=occasion))
    remind_of(fresh, occasion)
    return fresh
