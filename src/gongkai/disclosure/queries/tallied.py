"""What is asked of the tallies, and what they answer: the figures that all tables of the counting are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import inside_columns
from gongkai.disclosure.models import MonthTally, OpeningBalance, Release
from gongkai.organs.queries import Organ, existing_on

# The ways of counting whose lines are no parts of one sum: the same thing goes out through several channels.
WITHOUT_SHARES = ("channel", "release", "annex")


@dataclass(frozen=True)
class Asked:
    """What is counted: the items of an organ (``whole``: and of all under it) that became public in a year."""

    organ: Organ
    year: int
    whole: bool = False


@dataclass(frozen=True)
class Line:
    """One figure: ``count`` in the year, ``cumulative`` since the beginning; ``of`` is the whole it is a share of.

    ``listed`` are the parameters of the page that lists just what was counted; empty where no list can be had.
    ``unit`` is what is counted (条, 份, 场…).
    """

    code: str
    label: str
    count: int
    cumulative: int
    of: int
    listed: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    @property
    def share(self) -> Decimal | None:
        """Per cent of the whole, to a hundredth; None when there is no whole."""
        if not self.of:
            return None
        return (Decimal(self.count) * 100 / self.of).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Counted:
    """A table of figures with the definition of what was counted; ``total`` is what the shares are of."""

    asked: Asked
    way: str
    heading: str
    definition: str
    lines: tuple[Line, ...]
    total: Line
    organ_count: int

    @property
    def has_shares(self) -> bool:
        """Whether the lines are parts of one sum; otherwise each tells its unit."""
        return self.way not in WITHOUT_SHARES


Row = tuple[str, str, int, int]


def table(
    asked: Asked, way: str, heading: str, definition: str, rows: Iterable[Row], whole: Row | None = None
) -> Counted:
    """The rows (code, label, in the year, since the beginning) as a table; ``whole`` where they are not all."""
    rows = list(rows)
    _code, label, count, ever = whole or ("", "", sum(row[2] for row in rows), sum(row[3] for row in rows))
    made = tuple(Line(*row, count, {"way": way, "code": row[0]}) for row in rows)
    total = Line("", label or _("合计"), count, ever, count, {"way": way})
    return Counted(asked, way, heading, definition, made, total, organs_counted(asked))


def sums(asked: Asked, key: str) -> list[tuple[Any, int, int]]:
    """By ``column_id`` or ``month__month``: what became public in the year, and what ever did up to its end."""
    return _summed(MonthTally.objects.filter(organ_id=asked.organ.pk, whole=asked.whole), asked.year, key)


def sums_of_organs(organs: Iterable[Organ], year: int) -> dict[int, tuple[int, int]]:
    """The same of what each of these organs published itself, by its key."""
    found = MonthTally.objects.filter(organ__in=[one.pk for one in organs], whole=False)
    return {pk: (in_year, ever) for pk, in_year, ever in _summed(found, year, "organ_id")}


def balances(asked: Asked, key: str) -> list[tuple[Any, int]]:
    """By key: what the organs had disclosed in the years before the system. What is told by channel stays apart."""
    found = OpeningBalance.objects.filter(year__lte=asked.year, **within(asked, "organ"))
    if key != "channel":
        found = found.filter(channel="")
    rows = found.order_by().values(key).annotate(sum=Sum("count"))
    return [(row[key], row["sum"]) for row in rows]


def released(asked: Asked, *keys: str) -> QuerySet[Release, Any]:
    """By these keys: how much went out through other channels in the year (``year``) and ever (``ever``)."""
    found = Release.objects.filter(on__lte=date(asked.year, 12, 31), **within(asked, "organ"))
    in_year = Coalesce(Sum("count", filter=Q(on__year=asked.year)), 0)
    return found.order_by(*keys).values(*keys).annotate(year=in_year, ever=Sum("count"))


def within(asked: Asked, prefix: str) -> dict[str, Any]:
    """The condition on the organ under this name."""
    start = f"{prefix}__" if prefix else ""
    if asked.whole:
        return {f"{start}path__startswith": asked.organ.path}
    return {f"{start}pk": asked.organ.pk}


def organs_counted(asked: Asked) -> int:
    """How many organs the figures are of."""
    if not asked.whole:
        return 1
    return existing_on(date(asked.year, 12, 31)).filter(path__startswith=asked.organ.path).count()


def _summed(found: QuerySet[MonthTally], year: int, key: str) -> list[tuple[Any, int, int]]:
    found = found.filter(month__lte=date(year, 12, 31)).exclude(column__in=inside_columns())
    in_year = Coalesce(Sum("published", filter=Q(month__year=year)), 0)
    rows = found.order_by().values(key).annotate(in_year=in_year, ever=Sum("published"))
    return [(row[key], row["in_year"], row["ever"]) for row in rows]
