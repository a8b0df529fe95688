"""Reminding organs of what they owe: by itself before and after the day, and when the competent office chases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from gongkai.calendars.queries import work_calendar
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused
from gongkai.obligations.actions.permits import only_competent
from gongkai.obligations.models import Obligation, Occasion, Owing, Reminder
from gongkai.obligations.queries import still_open
from gongkai.obligations.workflow import CITE, OWING, REMIND_BEFORE

BATCH = 1000
NO_DAY = {
    Occasion.IN_14_DAYS: Occasion.DATE_IN_14_DAYS,
    Occasion.IN_7_DAYS: Occasion.DATE_IN_7_DAYS,
    Occasion.IN_3_DAYS: Occasion.DATE_IN_3_DAYS,
    Occasion.OVERDUE: Occasion.NO_DATE,
}


@transaction.atomic
def remind(day: date | None = None, *, by: Actor = SYSTEM) -> int:
    """Remind each organ of what it has to publish, once for each occasion, and count it; nothing on a day off.

    What falls on a day off is told on the next working day, and then only the most pressing of it. A second run
    at the same time waits for the first and finds nothing left to say.
    """
    on = day or today()
    if not work_calendar().is_workday(on):
        return 0
    _hold(Obligation.objects.all())
    owed = still_open(Owing.objects.all())
    made: Counter[int] = Counter()
    made += _remind(owed.filter(red_on__lt=on), Occasion.OVERDUE, on)
    nearer = -1
    for days in sorted(REMIND_BEFORE):
        span = (on + timedelta(days=nearer + 1), on + timedelta(days=days))
        made += _remind(owed.filter(red_on__range=span), Occasion(str(days)), on)
        nearer = days
    for obligation in Obligation.objects.filter(pk__in=made):
        facts = {"count": made[obligation.pk], "on": on}
        record(obligation, "obligations.remind", by=by, cite=CITE, facts=facts)
    return made.total()


@transaction.atomic
def chase(owings: Iterable[Owing], *, by: Actor, note: str = "") -> int:
    """Chase the organs that still owe these, with a note, at most once a day each; how many were chased."""
    on = today()
    owings = list(owings)
    _hold(Obligation.objects.filter(pk__in={one.obligation_id for one in owings}))
    by_obligation: defaultdict[Obligation, list[Owing]] = defaultdict(list)
    chased = Reminder.objects.filter(occasion=Occasion.CHASED, made_on=on).values_list("owing_id", flat=True)
    already = set(chased)
    for one in owings:
        if not one.settlement and one.taken_over_by_id is None and one.pk not in already:
            by_obligation[one.obligation].append(one)
    if not by_obligation:
        raise Refused(_("没有可以催办的任务：都已完成，或者今天已经催办过（每天最多一次）。"), cite=CITE)
    for obligation, owed in by_obligation.items():
        only_competent(obligation.keeper, by)
        _make(owed, Occasion.CHASED, on, note=note.strip(), by_name=by.name)
        facts = {"owings": [one.pk for one in owed], "note": note.strip()}
        record(obligation, "obligations.chase", by=by, cite=CITE, facts=facts)
    return sum(len(owed) for owed in by_obligation.values())


@transaction.atomic
def acknowledge(reminders: Iterable[Reminder], *, by: Actor) -> int:
    """Keep that somebody of the organ has read these reminders, and when; the first reader counts."""
    unread = [one for one in reminders if one.read_at is None]
    if by.duty not in OWING or any(one.organ_id != by.organ_id for one in unread):
        raise Refused(_("提醒由本机关的信息报送员或者公开工作机构负责人阅读。"), cite=CITE)
    for one in unread:
        one.read_at, one.read_by = now(), by.name
        one.save(update_fields=["read_at", "read_by"])
        record(one.owing, "obligations.acknowledge", by=by, cite=CITE, facts={"reminder": one.pk})
    return len(unread)


def _hold(obligations: QuerySet[Obligation]) -> None:
    """Let nobody else remind of these until this is stored; always in one order, so that no two wait for each other."""
    list(obligations.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _remind(owed: QuerySet[Owing], occasion: Occasion, on: date) -> Counter[int]:
    """Of what is due, or, where nobody knows by when because its day is not recorded, of recording that day."""
    with_day = owed.filter(due_on__isnull=False)
    without = owed.filter(due_on__isnull=True)
    return _tell(with_day, occasion, on) + _tell(without, NO_DAY[occasion], on)


def _tell(owed: QuerySet[Owing], occasion: Occasion, on: date) -> Counter[int]:
    told = Reminder.objects.filter(owing=OuterRef("pk"), occasion=occasion)
    fresh = list(owed.exclude(Exists(told)).only("pk", "publisher_id", "obligation_id"))
    _make(fresh, occasion, on)
    return Counter(one.obligation_id for one in fresh)


def _make(
    owings: Collection[Owing], occasion: Occasion, on: date, *, note: str = "", by_name: str = ""
) -> None:
    rows = [
        Reminder(
            owing=one, organ_id=one.publisher_id, occasion=occasion, made_on=on, note=note, by_name=by_name
        )
        for one in owings
    ]
    Reminder.objects.bulk_create(rows, batch_size=BATCH)
