"""Where each owed disclosure stands: computed from facts and the day, in the database, in one place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from gongkai.foundation.moment import today
from gongkai.obligations.models import Owing, Settlement
from gongkai.obligations.workflow import SOON, Status


def with_status(owings: QuerySet[Owing], day: date | None = None) -> QuerySet[Any]:
    """The same rows, each with its ``status`` on this day (today)."""
    on = day or today()
    open_ = Q(settlement=Settlement.OPEN)
    # Who has not recorded the day that is counted from is late after the latest day for it.
    late = Q(settlement=Settlement.PUBLISHED, red_on__lt=F("settled_on"))
    return owings.annotate(
        status=Case(
            When(open_ & Q(taken_over_by__isnull=False), then=Value(Status.TAKEN_OVER.value)),
            When(late, then=Value(Status.DONE_LATE.value)),
            When(settlement=Settlement.PUBLISHED, then=Value(Status.DONE.value)),
            When(settlement=Settlement.NO_CHANGE, then=Value(Status.NO_CHANGE.value)),
            When(settlement=Settlement.WAIVED, then=Value(Status.WAIVED.value)),
            When(red_on__lt=on, then=Value(Status.MISSING.value)),
            When(red_on__lte=on + timedelta(days=SOON), then=Value(Status.DUE_SOON.value)),
            When(due_on__isnull=True, then=Value(Status.WAITING.value)),
            default=Value(Status.PENDING.value),
            output_field=CharField(),
        )
    )


def still_open(owings: QuerySet[Owing]) -> QuerySet[Owing]:
    """Those that nothing has settled yet and no other organ has taken over."""
    return owings.filter(settlement=Settlement.OPEN, taken_over_by__isnull=True)


def due_within(owings: QuerySet[Owing], days: int, day: date | None = None) -> QuerySet[Owing]:
    """The open ones that go red within so many days; what is red already is not among them."""
    on = day or today()
    return still_open(owings).filter(red_on__gte=on, red_on__lte=on + timedelta(days=days))
