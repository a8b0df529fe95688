"""Opening what is owed in the running cycle; each night, and twice in a night without harm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import today
from gongkai.law.rulebook import NoRuleInForce
from gongkai.obligations.models import Cycle, Obligation, Owing, Publisher, Publishing, Settlement
from gongkai.obligations.queries import (
    Span,
    counts_from,
    due_on,
    event_told,
    latest_on,
    organs_owing,
    publications,
    publishers_of,
    spans_until,
    still_open,
)
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ, existing_on

BATCH = 1000


def open_owings(day: date | None = None, *, by: Actor = SYSTEM) -> int:
    """Open what every organ owes in the running cycles and count it; what is there already stays as it is.

    Cycles that were missed are opened as well. What was published before it was opened settles it at once.
    """
    on = day or today()
    organs = list(existing_on(on))
    in_force = Obligation.objects.filter(since__lte=on).exclude(cycle=Cycle.ON_EVENT)
    in_force = in_force.filter(Q(until__isnull=True) | Q(until__gte=on)).select_related("column", "top")
    last = Max("owings__cycle_from")
    return sum(open_obligation(one, organs, one.last, on, by=by) for one in in_force.annotate(last=last))


@transaction.atomic
def open_obligation(
    obligation: Obligation, organs: list[Organ], last: date | None, day: date, *, by: Actor
) -> int:
    """Open one obligation's cycles from the one opened ``last`` to the running one."""
    owing = organs_owing(obligation, organs)
    publishers = publishers_of(obligation, owing)
    spans = list(spans_until(obligation, last or obligation.since, day))
    made = settled = 0
    # The newest first: a publication belongs to the cycle it appeared in, then to the oldest gap before.
    for span in reversed(spans):
        fresh = _open_span(obligation, span, owing, publishers)
        settled += len(settle_from_public(obligation, fresh))
        made += len(fresh)
    _follow_calendar(obligation, spans[-1:])
    if obligation.publishing != Publishing.ORGAN:
        assign_publishers(obligation)
    if made:
        facts = {"count": made, "settled": settled, "on": day}
        record(obligation, "obligations.open_owings", by=by, cite=CITE, facts=facts)
    return made


def opened(
    obligation: Obligation, organ: Organ, span: Span, publisher_id: int, event_on: date | None = None
) -> Owing:
    """An instance, not yet stored."""
    due = _due(obligation, span, event_on)
    return Owing(
        obligation=obligation,
        organ=organ,
        publisher_id=publisher_id,
        cycle_from=span.start,
        cycle_to=span.end,
        year=span.start.year,
        counts_from=counts_from(obligation, span),
        event_on=event_on,
        due_on=due,
        original_due_on=due,
        latest_on=latest_on(obligation, span),
    )


def settle_from_public(
    obligation: Obligation, owings: Iterable[Owing], *, take: Callable[[int], None] | None = None
) -> list[Owing]:
    """Settle these with what their publishers have published for them already, and give the settled ones.

    One item settles one cycle of one organ. ``take`` is told the key of each item before it does.
    """
    waiting: defaultdict[int, list[Owing]] = defaultdict(list)
    for owing in owings:
        waiting[owing.publisher_id].append(owing)
    if not waiting:
        return []
    days = [one.counts_from for those in waiting.values() for one in those]
    since = min((day for day in days if day), default=None) if None not in days else None
    used = set(
        Owing.objects.filter(obligation=obligation, item__isnull=False).values_list("item_id", flat=True)
    )
    few = list(waiting) if len(waiting) == 1 else []
    settled: list[Owing] = []
    for publication in publications(obligation, since, few):
        those = waiting.get(publication.organ_id, [])
        answered = [one for one in those if (one.counts_from or date.min) <= publication.on]
        if not answered or publication.item_id in used:
            continue
        one = answered[0]
        if take is not None and publication.item_id is not None:
            take(publication.item_id)
        one.settlement, one.settled_on = Settlement.PUBLISHED, publication.on
        one.item_id = publication.item_id
        one.declared_on, one.declared_reason = None, ""
        for name, value in event_told(one, publication.limit_from).items():
            setattr(one, name, value)
        those.remove(one)
        settled.append(one)
    fields = ["settlement", "settled_on", "item", "declared_on", "declared_reason"]
    fields += ["event_on", "due_on", "original_due_on"]
    Owing.objects.bulk_update(settled, fields, batch_size=BATCH)
    return settled


@transaction.atomic
def take_over_owings(organ: Organ, successor: Organ, *, by: Actor) -> int:
    """Let the successor owe what a merged organ still owes; what both owe, the successor owes once."""
    for obligation in Obligation.objects.filter(listed=organ.pk):
        obligation.listed.add(successor.pk)
        obligation.listed.remove(organ.pk)
    Obligation.objects.filter(top=organ.pk).update(top=successor.pk)
    Obligation.objects.filter(keeper=organ.pk, code="").update(keeper=successor.pk)
    Publisher.objects.filter(publisher=organ.pk).update(publisher=successor.pk)
    owed = list(still_open(Owing.objects.filter(organ_id=organ.pk)))
    theirs = {(one.obligation_id, one.cycle_from): one for one in Owing.objects.filter(organ_id=successor.pk)}
    for one in owed:
        if same := theirs.get((one.obligation_id, one.cycle_from)):
            one.taken_over_by = same
        else:
            one.organ_id = successor.pk
    Owing.objects.bulk_update(owed, ["organ", "taken_over_by"], batch_size=BATCH)
    still_open(Owing.objects.filter(publisher=organ.pk)).update(publisher=successor.pk)
    if owed:
        facts = {"from": organ.pk, "count": len(owed)}
        record(successor, "obligations.take_over_owings", by=by, cite=CITE, facts=facts)
    return len(owed)


def redate(obligation: Obligation, owings: Iterable[Owing]) -> None:
    """Work the due days of these open instances out anew; the first answer is kept beside."""
    changed = []
    for one in owings:
        span = Span(one.cycle_from, one.cycle_to)
        due, latest = _due(obligation, span, one.event_on), latest_on(obligation, span)
        if (due, latest) != (one.due_on, one.latest_on):
            one.due_on, one.latest_on = due, latest
            one.original_due_on = one.original_due_on or due
            changed.append(one)
    Owing.objects.bulk_update(changed, ["due_on", "latest_on", "original_due_on"], batch_size=BATCH)


def assign_publishers(obligation: Obligation, among: QuerySet[Owing] | None = None) -> None:
    """Give what is still owed (``among`` these) to those who publish it now; what they have published settles it."""
    owed = still_open((Owing.objects.all() if among is None else among).filter(obligation=obligation))
    owings = list(owed.select_related("organ").order_by("cycle_from", "pk"))
    publishers = publishers_of(obligation, [one.organ for one in owings])
    moved = [one for one in owings if one.publisher_id != publishers[one.organ_id]]
    for one in moved:
        one.publisher_id = publishers[one.organ_id]
    Owing.objects.bulk_update(moved, ["publisher"], batch_size=BATCH)
    settle_from_public(obligation, moved)


def _open_span(
    obligation: Obligation, span: Span, organs: Iterable[Organ], publishers: Mapping[int, int]
) -> list[Owing]:
    once = obligation.cycle == Cycle.ONCE
    there = Owing.objects.filter(obligation=obligation)
    known = set((there if once else there.filter(cycle_from=span.start)).values_list("organ_id", flat=True))
    new = [organ for organ in organs if organ.pk not in known]
    fresh = [one for organ in new if (one := _owed(obligation, organ, span, publishers[organ.pk], once=once))]
    waiting = iter(fresh)
    while batch := list(islice(waiting, BATCH)):
        # Another machine may be opening the same night's work.
        Owing.objects.bulk_create(batch, ignore_conflicts=True)
    found = there.filter(organ_id__in=[one.organ_id for one in fresh], settlement=Settlement.OPEN)
    return list(found if once else found.filter(cycle_from=span.start))


def _owed(obligation: Obligation, organ: Organ, span: Span, publisher_id: int, *, once: bool) -> Owing | None:
    """The instance; None where it was due before the organ was founded or the obligation began."""
    founded = organ.existed_from or date.min
    if once:
        return opened(obligation, organ, Span(max(obligation.since, founded)), publisher_id)
    one = opened(obligation, organ, span, publisher_id)
    too_late = one.due_on is not None and one.due_on < max(founded, obligation.since)
    return None if too_late or (span.end and span.end < founded) else one


def _due(obligation: Obligation, span: Span, event_on: date | None) -> date | None:
    try:
        return due_on(obligation, span, event_on)
    except NoRuleInForce:
        return None


def _follow_calendar(obligation: Obligation, spans: Iterable[Span]) -> None:
    """The working days of a year are fixed late in the year before: what they move is moved here."""
    for span in spans:
        running = still_open(Owing.objects.filter(obligation=obligation))
        if obligation.needs_event or obligation.cycle == Cycle.ONCE:
            redate(obligation, running)
            continue
        due = _due(obligation, span, None)
        known = running.filter(cycle_from=span.start, due_on__isnull=False)
        known.exclude(due_on=due).update(due_on=due)


def facts_of(owing: Owing) -> dict[str, Any]:
    """What the ledger tells of an instance beside its own number."""
    return {"obligation": owing.obligation_id, "organ": owing.organ_id, "cycle_from": owing.cycle_from}
