"""By when an item must be public: asked of the law from the day it was formed, never stored (art. 26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import Content, InformationItem, ItemVersion
from gongkai.disclosure.workflow import Attribute, State
from gongkai.foundation.moment import today
from gongkai.law.periods import period
from gongkai.law.rulebook import NoRuleInForce
from gongkai.law.workdays import WorkCalendar

GENERAL_PERIOD = "proactive_publication"
# Laws and regulations set other limits for these (art. 26, second half).
SPECIAL_PERIODS = {
    ItemKind.LICENCE: "licence_or_penalty_publication",
    ItemKind.PENALTY: "licence_or_penalty_publication",
    ItemKind.BUDGET: "budget_publication",
}
SOON = 7  # days before the last one in which a desk is reminded; ours, not the law's


@dataclass(frozen=True)
class Deadline:
    """``ends`` is the last day to publish; ``done_on`` the day it was done, if it was."""

    ends: date
    cite: str
    today: date
    done_on: date | None = None

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
    """The publication limit of an item; None when it is not to be published or its day is not known yet."""
    if item.attribute != Attribute.PROACTIVE:
        return None
    done = timezone.localdate(item.published_at) if item.published_at else None
    return _limit(item, done)


def deadline_of_version(version: ItemVersion) -> Deadline | None:
    """The same for what is public: whether the first publication kept the limit."""
    return _limit(version, timezone.localdate(version.first_published_at))


def pressing(organ_id: int) -> list[tuple[InformationItem, Deadline]]:
    """The organ's unpublished items whose limit is near or has passed, the most urgent first."""
    unpublished = InformationItem.objects.filter(
        organ_id=organ_id, attribute=Attribute.PROACTIVE, formed_on__isnull=False, published_at__isnull=True
    ).exclude(state__in=[State.RETAINED, State.WITHDRAWN])
    limits = [(item, deadline(item)) for item in unpublished.select_related("column", "organ")]
    near = [(item, limit) for item, limit in limits if limit and (limit.late or limit.soon)]
    return sorted(near, key=lambda pair: pair[1].ends)


def _limit(content: Content, done: date | None) -> Deadline | None:
    if content.formed_on is None:
        return None
    for name in (SPECIAL_PERIODS.get(ItemKind(content.kind), GENERAL_PERIOD), GENERAL_PERIOD):
        try:
            told = period(name, content.formed_on, calendar=WorkCalendar(region=settings.GONGKAI_REGION))
        except NoRuleInForce:
            continue  # the limit is younger than the paper
        return Deadline(date(told.ends.year, told.ends.month, told.ends.day), told.cite, today(), done)
    return None
