"""What a calendar moves, and what somebody is reminded of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from gongkai.applications.models import Application, CaseReminder, DueMove
from gongkai.applications.queries.visible import READERS
from gongkai.applications.workflow import OPEN
from gongkai.calendars.queries import CalendarVersion, changed_days
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now


def still_counting() -> QuerySet[Application]:
    """The open applications whose due date a new day or a new calendar may move."""
    return Application.objects.filter(state__in=OPEN, received_on__isnull=False).order_by("pk")


def affected(version: CalendarVersion) -> QuerySet[Application]:
    """The open applications whose time a version may touch: those of its region over whose days it runs."""
    days = changed_days(version)
    if not days:
        return still_counting().none()
    first, last = days[0].day, days[-1].day
    touched = still_counting().filter(Q(due_on__isnull=True) | Q(due_on__gte=first), received_on__lt=last)
    if not version.region:
        return touched
    inside = Q(organ__region__startswith=version.region)
    if (settings.GONGKAI_REGION or "").startswith(version.region):
        inside |= Q(organ__region="")
    return touched.filter(inside)


def moved_cases(version: CalendarVersion, actor: Actor | None) -> QuerySet[DueMove]:
    """What the version moves, or would move, of the applications that this person may see."""
    if actor is None or actor.duty not in READERS or actor.organ_id is None:
        return DueMove.objects.none()
    found = DueMove.objects.filter(version=version, organ_id=actor.organ_id)
    return found.select_related("application").order_by("pk")


def moves_by_organ(version: CalendarVersion) -> list[Any]:
    """How many applications of each organ the version moves, the most first."""
    rows = DueMove.objects.filter(version=version).values("organ__short_name").annotate(many=Count("pk"))
    return list(rows.order_by("-many", "organ__short_name"))


def moves_of(application: Application) -> QuerySet[DueMove]:
    """How calendars have moved the due date of this application, oldest first: for its story."""
    moved = DueMove.objects.filter(application=application, moved_at__isnull=False)
    return moved.select_related("version").order_by("moved_at", "pk")


def unread_moves(actor: Actor | None) -> QuerySet[DueMove]:
    """What the calendar moved of this person's applications, and nobody there has read."""
    if actor is None or actor.duty not in READERS or actor.organ_id is None:
        return DueMove.objects.none()
    unread = DueMove.objects.filter(organ_id=actor.organ_id, moved_at__isnull=False, read_at__isnull=True)
    return unread.select_related("application", "version").order_by("pk")


def reminders_of(actor: Actor | None) -> QuerySet[CaseReminder]:
    """The reminders to this person's duty in the organ whose time to be shown has come, the newest first."""
    if actor is None or actor.organ_id is None:
        return CaseReminder.objects.none()
    told = CaseReminder.objects.filter(organ_id=actor.organ_id, duty=actor.duty, shown_from__lte=now())
    return told.select_related("application").order_by("-pk")


def unread_reminders(actor: Actor | None) -> QuerySet[CaseReminder]:
    """Those of them that nobody has read, of applications that are still open with the day they remind of."""
    return reminders_of(actor).filter(read_at__isnull=True, application__state__in=OPEN)
