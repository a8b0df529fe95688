"""By when an item must be public: asked of the law from the day it was formed or altered, never stored (art. 26).

Until the information is public for the first time its limit runs from the day it was formed, or, where the law
says so, from an approval or a receipt. An alteration before that postpones nothing: what was owed from the first day
is owed still, or every change of a draft would be a new delay; information that was made anew before anybody could
read it is another paper with a day of its own. Once it is public, the first debt is paid, and art. 26 counts anew
from the day on which the information itself was altered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongkai.calendars.queries import work_calendar
from gongkai.catalogue.queries import GENERAL_PERIOD, PERIODS, all_columns
from gongkai.disclosure.models import Content, InformationItem, ItemVersion, Withdrawal, WithdrawalReason
from gongkai.disclosure.workflow import ON_ITS_WAY, Attribute
from gongkai.foundation.moment import today
from gongkai.law.periods import period, period_names, period_rule
from gongkai.law.rulebook import Label, NoRuleInForce, rule
from gongkai.law.workdays import WorkCalendar

REVOKED_PERIOD = "penalty_withdrawal"
SOON = 7  # days before the last one in which a desk is reminded; ours, not the law's
PRESSING_SHOWN = 100


@dataclass(frozen=True)
class Deadline:
    """``ends`` is the last day to do it; ``done_on`` the day it was done, if it was.

    The day after ``start`` is the first that counts. ``event`` is what that day should be the day of, where the law
    counts neither from the forming nor from the change; ``event_known``: somebody has said that day.
    """

    ends: date
    cite: str
    today: date
    done_on: date | None = None
    start: date | None = None
    event: Label | None = None
    event_known: bool = False

    @property
    def late(self) -> bool:
        return (self.done_on or self.today) > self.ends

    @property
    def days_left(self) -> int:
        """Calendar days to the last one; negative when it has passed."""
        return (self.ends - self.today).days

    @property
    def soon(self) -> bool:
        return self.done_on is None and 0 <= self.days_left <= SOON


def deadline(item: InformationItem) -> Deadline | None:
    """The publication limit of an item; None when it is not to be published or its day is not known yet.

    What was altered after it was public is to be public anew within the limit, from the day of the change.
    """
    if item.attribute != Attribute.PROACTIVE:
        return None
    if item.published_at is None:
        return _first_limit(item, None)
    return _limit_of_public(item, item.pk, timezone.localdate(item.published_at))


def deadline_of_version(version: ItemVersion) -> Deadline | None:
    """The same for what is public: whether the limit was kept by the version that first told of it."""
    return _limit_of_public(version, version.item_id, timezone.localdate(version.first_published_at))


def late_items(organ_id: int) -> QuerySet[InformationItem]:
    """The organ's items that should be public already and are not, the oldest first (art. 26)."""
    return _oldest_first(items_at_work(organ_id).filter(Limits.known().late))


def items_due_soon(organ_id: int) -> QuerySet[InformationItem]:
    """The organ's items whose last day is near, the oldest first."""
    return _oldest_first(items_at_work(organ_id).filter(Limits.known().soon))


def pressing(organ_id: int, *, most: int = PRESSING_SHOWN) -> list[tuple[InformationItem, Deadline]]:
    """The most urgent of these with their limits; the lists themselves are for paging."""
    limits = Limits.known()
    late = list(_oldest_first(items_at_work(organ_id).filter(limits.late))[:most])
    soon = _oldest_first(items_at_work(organ_id).filter(limits.soon))[: most - len(late)]
    rows = [(item, deadline(item)) for item in (*late, *soon)]
    return sorted(((item, limit) for item, limit in rows if limit), key=lambda pair: pair[1].ends)


def late_and_soon(organ_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each of these organs, how many items are late and how many soon will be."""
    limits, organs = Limits.known(), list(organ_ids)
    counted = items_at_work(*organs).values("organ_id")
    rows = counted.annotate(late=Count("pk", filter=limits.late), soon=Count("pk", filter=limits.soon))
    told = {row["organ_id"]: (row["late"], row["soon"]) for row in rows.order_by()}
    return {organ: told.get(organ, (0, 0)) for organ in organs}


def items_at_work(*organ_ids: int) -> QuerySet[InformationItem]:
    """The items of these organs on their way to the public, each with the day from which its limit is counted.

    However many are public, these are few: what the desk counts at each visit, it counts among these.
    """
    found = InformationItem.objects.filter(organ_id__in=organ_ids, state__in=ON_ITS_WAY)
    begins = Case(
        When(_runs_from_an_event(), then=Coalesce("limit_from", "formed_on")), default=F("formed_on")
    )
    since = Case(When(published_at__isnull=False, then=Coalesce("altered_on", begins)), default=begins)
    return found.annotate(counted_from=since)


def revocation_deadline(item: InformationItem) -> Deadline | None:
    """By when a penalty that was changed or revoked is to be withdrawn; None where nobody reported such a day."""
    return _revoked(item.revoked_on, None) if item.revoked_on and item.current_version_id else None


def withdrawal_deadline(withdrawal: Withdrawal) -> Deadline | None:
    """Whether a revoked penalty was withdrawn in time; None for the other reasons."""
    if withdrawal.reason != WithdrawalReason.PENALTY_REVOKED or withdrawal.arisen_on is None:
        return None
    return _revoked(withdrawal.arisen_on, timezone.localdate(withdrawal.at))


def revoked_penalties(organ_id: int) -> QuerySet[InformationItem]:
    """The organ's penalties that are public though they were changed or revoked, the oldest first."""
    found = InformationItem.objects.filter(
        organ_id=organ_id, revoked_on__isnull=False, current_version__isnull=False
    )
    return found.select_related("organ", "column", "current_version").order_by("revoked_on", "pk")


def _limit_of_public(content: Content, item_id: int, first_published: date) -> Deadline | None:
    """Of what was public before: by its alteration, unless the public was told of that one from the first."""
    if content.altered_on is None:
        return _first_limit(content, first_published)
    told = ItemVersion.objects.filter(item_id=item_id, altered_on=content.altered_on)
    number, at = told.order_by("number").values_list("number", "at").first() or (None, None)
    if number == 1:
        return _first_limit(content, first_published)
    return _limit(content, content.altered_on, timezone.localdate(at) if at else None)


def _first_limit(content: Content, done: date | None) -> Deadline | None:
    event = content.limit_event
    start = (content.limit_from if event else None) or content.formed_on
    return _limit(content, start, done, event) if start else None


def _limit(content: Content, start: date, done: date | None, event: Label | None = None) -> Deadline | None:
    told = _end(content.limit_name, start, work_calendar())
    if told is None:
        return None
    return Deadline(*told, today(), done, start, event, event is not None and content.limit_from is not None)


@lru_cache(maxsize=8192)
def _end(name: str, start: date, calendar: WorkCalendar) -> tuple[date, str] | None:
    """The last day by this period, or by the general one where the limit is younger than the paper."""
    for one in (name, GENERAL_PERIOD):
        try:
            told = period(one, start, calendar=calendar)
        except NoRuleInForce:
            continue
        return date(told.ends.year, told.ends.month, told.ends.day), told.cite
    return None


@dataclass(frozen=True)
class Limits:
    """What of :func:`items_at_work` is late or soon will be, in words of the database.

    To be public and not: never published, or altered since and not published anew.
    """

    late: Q
    soon: Q

    @classmethod
    def known(cls) -> Limits:
        """By the limits that the law sets today and the columns name."""
        told = ItemVersion.objects.filter(item=OuterRef("pk"), altered_on=OuterRef("altered_on"))
        altered = Q(~Exists(told), published_at__isnull=False, altered_on__isnull=False)
        first = rule(f"publication.{GENERAL_PERIOD}").versions[0].since
        to_be_public = Q(attribute=Attribute.PROACTIVE, counted_from__gte=first)
        owed = to_be_public & (Q(published_at__isnull=True) | altered)
        named = all_columns().exclude(time_limit="").order_by().values_list("time_limit", flat=True)
        special = list(named.distinct())
        return cls(owed & _counted_from(special, late=True), owed & _counted_from(special, late=False))


def _oldest_first(found: QuerySet[Any]) -> QuerySet[InformationItem]:
    return found.select_related("organ", "column", "current_version").order_by("counted_from", "pk")


def _runs_from_an_event() -> Q:
    """Whether the limit of the row runs from ``limit_from``, as ``Content.limit_event`` says of one."""
    named = [name for name in period_names() if period_rule(name).event]
    kinds = [kind for kind, name in PERIODS.items() if name in named]
    return Q(kind__in=kinds) | (~Q(kind__in=list(PERIODS)) & Q(column__time_limit__in=named))


def _counted_from(special: list[str], *, late: bool) -> Q:
    """The days from which the limit is over, or soon will be: for each period its own, so that SQL can count."""
    special_kind = Q(kind__in=list(PERIODS))
    told = ~special_kind & ~Q(column__time_limit__in=special) & _days(GENERAL_PERIOD, late=late)
    for name in special:
        told |= ~special_kind & Q(column__time_limit=name) & _days(name, late=late)
    for name in dict.fromkeys(PERIODS.values()):
        kinds = [kind for kind, of_kind in PERIODS.items() if of_kind == name]
        told |= Q(kind__in=kinds) & _days(name, late=late)
    return told


def _days(name: str, *, late: bool) -> Q:
    last_late = _last_start(name, today())
    if late:
        return Q(counted_from__lte=last_late)
    return Q(
        counted_from__gt=last_late, counted_from__lte=_last_start(name, today() + timedelta(days=SOON + 1))
    )


def _last_start(name: str, day: date) -> date:
    """The last day from which the limit was over before ``day``: a later start never ends earlier."""
    calendar, start = work_calendar(), day - timedelta(days=1)
    while (told := _end(name, start, calendar)) and told[0] >= day:
        start -= timedelta(days=1)
    return start


def _revoked(on: date, done: date | None) -> Deadline:
    told = _end(REVOKED_PERIOD, on, work_calendar())
    ends, cite = told or (on, "")
    return Deadline(ends, cite, today(), done, on)
