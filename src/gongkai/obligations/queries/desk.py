"""What the desk may see: an organ's staff what it owes, those of the organs above it the same of all below them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.todo import Todo
from gongkai.obligations.models import Cycle, Obligation, Owing, Reminder, Settlement
from gongkai.obligations.queries.reach import organs_owing
from gongkai.obligations.queries.status import still_open, with_status
from gongkai.obligations.workflow import KEEPERS, OWING, READERS, REMIND_BEFORE, SOON, Status
from gongkai.organs.queries import Organ, organ


def root_of(actor: Actor) -> Organ | None:
    """The organ whose subtree this person may look at: their own; None for who has no such duty."""
    if actor.organ_id is None or actor.duty not in READERS:
        return None
    return organ(actor.organ_id)


def owings_under(root: Organ) -> QuerySet[Owing]:
    """What ``root`` and all organs under it owe or owed."""
    return _whole(Owing.objects.filter(organ__path__startswith=root.path))


def declared_under(root: Organ) -> QuerySet[Owing]:
    """The declarations of no change that wait to be confirmed by the office of ``root``, the oldest first."""
    waiting = still_open(owings_under(root)).filter(declared_on__isnull=False)
    kept = waiting.filter(obligation__keeper__path__startswith=root.path)
    return kept.order_by("declared_on", "pk")


def owing_of(actor: Actor, pk: int) -> Owing:
    """One of these, with its status. Raises Owing.DoesNotExist for what the person may not see."""
    root = root_of(actor)
    if root is None:
        raise Owing.DoesNotExist(pk)
    below = Q(organ__path__startswith=root.path) | Q(publisher__path__startswith=root.path)
    found = _whole(Owing.objects.filter(below))
    return with_status(found.select_related("obligation__keeper", "item__current_version__column")).get(pk=pk)


def owings_of(organ_id: int) -> QuerySet[Any]:
    """What this organ owes or owed, or publishes for another that does, with its status."""
    return with_status(_whole(Owing.objects.filter(Q(organ_id=organ_id) | Q(publisher_id=organ_id))))


def open_owings_of(organ_id: int) -> QuerySet[Any]:
    """What the organ still owes, the most urgent first."""
    return still_open(owings_of(organ_id)).order_by(F("red_on").asc(nulls_last=True), "pk")


def settled_owings_of(organ_id: int) -> QuerySet[Any]:
    """What the organ has done, declared or was let off, the newest first."""
    return owings_of(organ_id).filter(settled_on__isnull=False).order_by("-settled_on", "-pk")


def reminders_of(organ_id: int) -> QuerySet[Reminder]:
    """The reminders of the organ, the newest first."""
    rows = Reminder.objects.filter(organ_id=organ_id)
    return rows.select_related("owing", "owing__obligation").order_by("-made_on", "-pk")


def unread_reminders(organ_id: int) -> QuerySet[Reminder]:
    """Those that nobody there has read and that still matter."""
    return reminders_of(organ_id).filter(read_at__isnull=True, owing__settlement="")


def event_obligations(shown: Organ) -> list[Obligation]:
    """What this organ owes anew at each event, so that its staff can report one."""
    rows = Obligation.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today()), cycle=Cycle.ON_EVENT, since__lte=today()
    )
    return [one for one in rows.select_related("column", "top") if organs_owing(one, [shown])]


def kept_obligations(root: Organ) -> QuerySet[Any]:
    """The obligations kept by ``root`` or by an organ under it; each knows its ``listed_count``."""
    kept = Obligation.objects.filter(keeper__path__startswith=root.path)
    return kept.select_related("column", "keeper", "top").annotate(listed_count=Count("listed"))


def kept_obligation(actor: Actor, pk: int) -> Obligation:
    """One of these. Raises Obligation.DoesNotExist for what the person may not see."""
    root = root_of(actor)
    if root is None:
        raise Obligation.DoesNotExist(pk)
    return kept_obligations(root).get(pk=pk)


def waiting_for_event(obligation: Obligation) -> list[Owing]:
    """The instances whose organ has not recorded the day they are counted from.

    What is published already is among them: without that day nobody knows whether it was late.
    """
    if not obligation.needs_event:
        return []
    owed = Owing.objects.filter(
        obligation=obligation,
        event_on__isnull=True,
        taken_over_by__isnull=True,
        settlement__in=[Settlement.OPEN, Settlement.PUBLISHED],
    )
    return list(owed.select_related("obligation", "obligation__keeper", "organ"))


def todo(actor: Actor) -> list[Todo]:
    """What waits for this person: what their own organ has to publish; for a competent office what is missing below it."""
    if actor.organ_id is None or actor.duty not in OWING:
        return []
    counts = with_status(still_open(Owing.objects.filter(publisher_id=actor.organ_id))).aggregate(
        missing=Count("pk", filter=Q(status=Status.MISSING)),
        soon=Count("pk", filter=Q(status=Status.DUE_SOON)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    page = "workbench:obligations"
    lines = [
        Todo(_("逾期未完成的公开任务"), counts["missing"], page, "danger"),
        Todo(_("%(days)s天内到期的公开任务") % {"days": SOON}, counts["soon"], page, "warning"),
        Todo(_("待填写起算日期的公开任务"), counts["waiting"], page, "info"),
        Todo(_("未读的提醒和催办"), unread_reminders(actor.organ_id).count(), page, "info"),
    ]
    return lines + _below(actor)


def _below(actor: Actor) -> list[Todo]:
    root = root_of(actor)
    if root is None or actor.duty not in KEEPERS or root.numchild == 0:
        return []
    on, shortly = today(), min(REMIND_BEFORE)
    # Only what can be told: most of what is owed below is due later.
    near = Owing.objects.filter(organ__path__startswith=root.path, red_on__lte=on + timedelta(days=shortly))
    counts = still_open(near).aggregate(
        missing=Count("pk", filter=~Q(publisher=root) & Q(red_on__lt=on)),
        soon=Count("pk", filter=~Q(publisher=root) & Q(red_on__range=(on, on + timedelta(days=shortly)))),
    )
    page = "workbench:coverage"
    soon = _("下级机关%(days)s天内到期的公开任务") % {"days": shortly}
    return [
        Todo(
            _("下级机关逾期未完成的公开任务"), counts["missing"], page, "warning", "year=all&status=missing"
        ),
        Todo(soon, counts["soon"], page, "info", f"year=all&within={shortly}"),
        Todo(
            _("待确认的“本期无变化”声明"), declared_under(root).count(), "workbench:declarations", "warning"
        ),
    ]


def _whole(owings: QuerySet[Owing]) -> QuerySet[Owing]:
    """With all that a page tells of an instance."""
    return owings.select_related("obligation", "obligation__column", "organ", "publisher", "item")
