"""The coverage matrix: organ × obligation in a year, counted in the database, paged by organ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, Q, QuerySet

from gongkai.foundation.moment import today
from gongkai.foundation.paging import KeyPage, page_by_key
from gongkai.obligations.models import Cycle, Obligation, Owing
from gongkai.obligations.queries.desk import owings_under
from gongkai.obligations.queries.status import due_within, still_open, with_status
from gongkai.obligations.workflow import REMIND_BEFORE, Status
from gongkai.organs.queries import Organ, subtree

PER_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What of the matrix is asked for; ``status`` and ``within`` (days) choose the organs, the others the owings.

    Without a year: of all years.
    """

    year: int | None
    group: str = ""
    obligation: int | None = None
    cycle_from: date | None = None
    status: str = ""
    within: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Cell:
    """What one organ owes of one obligation in the year: nothing, one instance, or several."""

    owings: tuple[Owing, ...] = ()

    @property
    def counts(self) -> dict[Status, int]:
        """How many instances stand where, the most pressing first."""
        return in_order(Counter(status_of(one) for one in self.owings))

    @property
    def one(self) -> Owing | None:
        """The only instance, where there is just one."""
        return self.owings[0] if len(self.owings) == 1 else None


@dataclass(frozen=True)
class Row:
    """An organ with its cells, in the order of the matrix's obligations."""

    organ: Organ
    cells: tuple[Cell, ...]
    counts: Mapping[Status, int]


@dataclass(frozen=True)
class Heading:
    """An obligation at the head of its column, with how many organs' instances stand where."""

    obligation: Obligation
    counts: Mapping[Status, int]


@dataclass(frozen=True)
class Matrix:
    """One page of the matrix; the counts of ``headings`` and ``totals`` are of all organs."""

    headings: tuple[Heading, ...]
    totals: Mapping[Status, int]
    page: KeyPage = field(default_factory=lambda: KeyPage([]))
    rows: tuple[Row, ...] = ()


def matrix(root: Organ, filters: Filters, asked: Any) -> Matrix:
    """The page that ``asked`` names; the number of queries does not grow with the organs or the obligations."""
    base = filtered(root, filters)
    headings, totals = _headings(base)
    chosen = _organs(root, base, filters)
    page = page_by_key(chosen, asked, keys=("path",), size=PER_PAGE, total=chosen.count())
    owings = with_status(
        base.filter(organ__in=[organ.pk for organ in page]).select_related("obligation", "item")
    )
    by_organ: defaultdict[int, list[Owing]] = defaultdict(list)
    for owing in owings.order_by("cycle_from", "pk"):
        by_organ[owing.organ_id].append(owing)
    return Matrix(headings, totals, page, tuple(_row(organ, headings, by_organ[organ.pk]) for organ in page))


def all_rows(root: Organ, filters: Filters) -> tuple[tuple[Heading, ...], Iterator[Row]]:
    """The whole matrix for a file, organ by organ."""
    base = filtered(root, filters)
    headings, _totals = _headings(base)
    chosen = base.filter(organ__in=_organs(root, base, filters).values("pk"))
    owings = with_status(chosen.select_related("organ", "obligation"))
    in_turn = owings.order_by("organ__path", "cycle_from", "pk").iterator(chunk_size=2000)
    rows = (
        _row(owed[0].organ, headings, owed)
        for owed in (list(some) for _key, some in groupby(in_turn, key=attrgetter("organ_id")))
    )
    return headings, rows


def filtered(root: Organ, filters: Filters) -> QuerySet[Owing]:
    """The owings that the filters choose; what is owed once stands in every year from its beginning on."""
    owings = owings_under(root).select_related(None)
    if filters.year is not None:
        once = Q(obligation__cycle=Cycle.ONCE, year__lt=filters.year)
        owings = owings.filter(Q(year=filters.year) | once)
    if filters.group:
        owings = owings.filter(obligation__group=filters.group)
    if filters.obligation:
        owings = owings.filter(obligation_id=filters.obligation)
    if filters.cycle_from:
        owings = owings.filter(cycle_from=filters.cycle_from)
    return owings


def chosen_owings(root: Organ, filters: Filters) -> QuerySet[Owing]:
    """The very instances that the filters choose, by status as well; to be chased or listed."""
    return _standing(filtered(root, filters), filters).select_related("obligation", "organ")


@dataclass(frozen=True)
class Forecast:
    """How much is red now, and how much goes red within so many days: of all years."""

    missing: int
    within: Mapping[int, int]


def forecast(root: Organ) -> Forecast:
    """For each of the days on which organs are reminded."""
    on = today()
    last = on + timedelta(days=max(REMIND_BEFORE))
    open_ = still_open(Owing.objects.filter(organ__path__startswith=root.path, red_on__lte=last))
    counts: dict[str, int] = open_.aggregate(
        missing=Count("pk", filter=Q(red_on__lt=on)),
        **{
            f"within_{days}": Count("pk", filter=Q(red_on__range=(on, on + timedelta(days=days))))
            for days in REMIND_BEFORE
        },
    )
    return Forecast(counts["missing"], {days: counts[f"within_{days}"] for days in REMIND_BEFORE})


def years_owed(root: Organ) -> list[int]:
    """The years in which something was owed, the newest first; this year in any case."""
    known = Owing.objects.filter(organ__path__startswith=root.path).order_by().values_list("year", flat=True)
    return sorted({*known.distinct(), today().year}, reverse=True)


def status_of(owing: Owing) -> Status:
    """The status that the query found."""
    return Status(owing.status)  # type: ignore[attr-defined]


def in_order(counts: Mapping[Status, int]) -> dict[Status, int]:
    """The same counts, the most pressing status first, without those that nothing has."""
    return {status: counts[status] for status in Status if counts.get(status)}


def _headings(base: QuerySet[Owing]) -> tuple[tuple[Heading, ...], dict[Status, int]]:
    counted = with_status(base).order_by().values("obligation_id", "status").annotate(n=Count("pk"))
    by_obligation: defaultdict[int, Counter[Status]] = defaultdict(Counter)
    for row in counted:
        by_obligation[row["obligation_id"]][Status(row["status"])] = row["n"]
    obligations = Obligation.objects.filter(pk__in=by_obligation).select_related("column")
    headings = tuple(Heading(one, in_order(by_obligation[one.pk])) for one in obligations)
    return headings, in_order(sum(by_obligation.values(), Counter()))


def _organs(root: Organ, base: QuerySet[Owing], filters: Filters) -> QuerySet[Organ]:
    # A list that is made once, and not a question asked for each organ: the planner would choose the wrong index.
    chosen = subtree(root).filter(pk__in=_standing(base, filters).order_by().values("organ_id"))
    for word in filters.words.split():
        chosen = chosen.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    return chosen


def _standing(owings: QuerySet[Owing], filters: Filters) -> QuerySet[Owing]:
    if filters.within is not None:
        owings = due_within(owings, filters.within)
    return with_status(owings).filter(status=filters.status) if filters.status else owings


def _row(organ: Organ, headings: Iterable[Heading], owings: Iterable[Owing]) -> Row:
    by_obligation: defaultdict[int, list[Owing]] = defaultdict(list)
    for owing in owings:
        by_obligation[owing.obligation_id].append(owing)
    cells = tuple(Cell(tuple(by_obligation[one.obligation.pk])) for one in headings)
    counts = Counter(status_of(owing) for cell in cells for owing in cell.owings)
    return Row(organ, cells, in_order(counts))
