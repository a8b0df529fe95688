"""Reminding the desk, and its head when it presses, of the days of the open applications (arts. 31, 33)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.applications.models import Application, CaseReminder
from gongkai.applications.queries import unread_moves, unread_reminders
from gongkai.applications.queries.listing import unopened
from gongkai.applications.workflow import DUE_SOON, REMINDED, Occasion
from gongkai.calendars.queries import first_waking_moment, work_calendar
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ, all_organs

BATCH = 1000
CITE = "regulation-2019:33"
TOLD = frozenset(duty for duties in REMINDED.values() for duty in duties)
_DAY = timedelta(days=1)


@transaction.atomic
def remind_of_cases(*, by: Actor = SYSTEM) -> int:
    """Remind of each day once for each occasion and duty; how many reminders. Nothing on a day off.

    What falls on a day off is told on the next working day, and then only the most pressing of it; what is made
    at night shows in the morning. A moved due date is a new day. A second run at the same time waits for the
    first and finds nothing left to say.
    """
    if not work_calendar().is_workday(today()):
        return 0
    _hold(all_organs())
    made, shown_from = Counter[int](), first_waking_moment(now())
    for occasion, condition, day in _occasions():
        for duty in REMINDED[occasion]:
            made += _remind(condition, occasion, duty, day, shown_from)
    for organ in all_organs().filter(pk__in=made):
        record(organ, "applications.remind", by=by, cite=CITE, facts={"count": made[organ.pk], "on": today()})
    return made.total()


@transaction.atomic
def acknowledge(*, by: Actor, until: int = 0, moves_until: int = 0) -> int:
    """Keep that somebody of the duty has read the reminders, and the moves of due dates, up to those shown."""
    _only_reminded(by)
    reminders = unread_reminders(by).filter(pk__lte=until)
    moves = unread_moves(by).filter(pk__lte=moves_until)
    told = {"read_at": now(), "read_by": by.name}
    # The rows are named by their keys: a list that joins other tables cannot be written through.
    count = CaseReminder.objects.filter(pk__in=reminders.values("pk")).update(**told)
    moved = moves.model.objects.filter(pk__in=moves.values("pk")).update(**told)
    if count + moved:
        organ = all_organs().get(pk=by.organ_id)
        facts = {"reminders": count, "moves": moved}
        record(organ, "applications.acknowledge", by=by, cite=CITE, facts=facts)
    return count + moved


def _only_reminded(by: Actor) -> None:
    if by.duty not in TOLD or by.organ_id is None:
        raise Refused(_("提醒由本机关的承办人或者公开工作机构负责人阅读。"), cite=CITE)


def _occasions() -> Iterator[tuple[Occasion, Q, str]]:
    """What to remind of today, with the field that holds its day; the spans do not overlap."""
    on, calendar = today(), work_calendar()
    yield Occasion.OVERDUE, Q(pressing_on__lt=on), "pressing_on"
    nearer = on - _DAY
    for days in sorted(DUE_SOON):
        last = calendar.add(on, days)
        yield Occasion(str(days)), Q(pressing_on__range=(nearer + _DAY, last)), "pressing_on"
        nearer = last
    yield Occasion.UNOPENED, unopened(), "office_received_on"


def _remind(condition: Q, occasion: Occasion, duty: str, field: str, shown_from: datetime) -> Counter[int]:
    told = CaseReminder.objects.filter(
        application=OuterRef("pk"), duty=duty, occasion=occasion, day=OuterRef(field)
    )
    due = Application.objects.filter(condition).exclude(Exists(told)).order_by("pk")
    rows, made = [], Counter[int]()
    for pk, organ_id, day in due.values_list("pk", "organ_id", field):
        kept = {"duty": duty, "occasion": occasion, "day": day, "shown_from": shown_from}
        rows.append(CaseReminder(application_id=pk, organ_id=organ_id, **kept))
        made[organ_id] += 1
    CaseReminder.objects.bulk_create(rows, batch_size=BATCH)
    return made


def _hold(organs: QuerySet[Organ]) -> None:
    """Let nobody else remind until this is stored; always in one order, so that no two wait for each other."""
    list(organs.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
