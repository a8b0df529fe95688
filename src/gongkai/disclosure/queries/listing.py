"""The list of a column as pages that stay: numbered from the oldest, the newest one shown first.

A page keeps what stood on it; one that was withdrawn leaves a gap. Only the newest page grows, up to twice the
size of the others, before it is divided.

Whose items a list holds is its scope, one number: 0 for everybody's, the key of an organ for its own, the key
with a minus for those of the organ and of all organs below it (what a site of its own shows).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Subquery

from gongkai.catalogue.queries import columns_under_key
from gongkai.channels.queries import site_organs
from gongkai.disclosure.models import ItemVersion, ListPage
from gongkai.disclosure.queries.public import public_items
from gongkai.organs.queries import Organ, kept_organs, organ, subtree_ids

PER_PAGE = 20
# A newest page that could not be divided yet (rows were put in by hand) is cut here.
MOST_ON_A_PAGE = 4 * PER_PAGE
NEWEST_FIRST = ("-first_published_at", "-item_id")
OLDEST_FIRST = ("first_published_at", "item_id")
# What a line of a list is made of; the texts are what makes a row heavy.
LISTED = (
    "title",
    "document_number",
    "first_published_at",
    "organ_id",
    "column_id",
    "item_id",
    "kind",
    "effective_on",
    "expires_on",
    "item__index_number",
    "item__validity",
    "item__validity_basis",
    "item__ended_on",
)
EVERYBODY = 0


@dataclass(frozen=True)
class ListPart:
    """One page of a list, newest first; ``number`` counts from the oldest page, ``last`` is the newest."""

    rows: Sequence[ItemVersion]
    number: int
    last: int

    @property
    def older(self) -> int | None:
        """The number of the page before this one in time, None on the oldest."""
        return self.number - 1 if self.number > 1 else None

    @property
    def newer(self) -> int | None:
        """The number of the page after this one in time, None on the newest and where that is the newest."""
        return self.number + 1 if self.number + 1 < self.last else None


class NoSuchPage(LookupError):
    """The list has no page of this number."""


def listed(column_id: int, scope: int = EVERYBODY, number: int | None = None) -> ListPart:
    """Page ``number`` of the list, the newest without one. Raises NoSuchPage. Two queries."""
    bounds = list(page_bounds(column_id, scope))
    last = len(bounds) + 1
    number = last if number is None else number
    if not 1 <= number <= last:
        raise NoSuchPage(number)
    since = bounds[number - 2] if number > 1 else None
    until = bounds[number - 1] if number < last else None
    found = of_list(column_id, scope, since=since, until=until)
    return ListPart(lines_of(found.order_by(*NEWEST_FIRST)[:MOST_ON_A_PAGE]), number, last)


def lines_of(found: QuerySet[ItemVersion]) -> list[ItemVersion]:
    """These versions with what a list shows of them; their organs come from what the process keeps."""
    organs = kept_organs()
    rows = list(found.select_related(None).select_related("item").only(*LISTED))
    for row in rows:
        row.organ = organs[row.organ_id]
    return rows


def of_list(
    column_id: int, scope: int, *, since: ListPage | None = None, until: ListPage | None = None
) -> QuerySet[ItemVersion]:
    """What stands in the list from the beginning of one page up to the beginning of another."""
    found = of_scope(scope).filter(column__in=columns_under_key(column_id))
    if since is not None:
        found = found.filter(_not_before(since))
    if until is not None:
        # The first condition says nothing more; it lets the database begin in the index where the page does.
        found = found.filter(first_published_at__lte=until.first_published_at).exclude(_not_before(until))
    return found


def of_scope(scope: int) -> QuerySet[ItemVersion]:
    """What is public of those whom the scope names."""
    found = public_items()
    if scope > 0:
        return found.filter(organ_id=scope)
    return found.filter(organ_id__in=subtree_ids(organ(-scope))) if scope < 0 else found


@dataclass(frozen=True)
class Neighbour:
    """What stands before (``is_older``) or after an item in its organ's list of the column."""

    item_id: int
    index_number: str
    title: str
    is_older: bool


def neighbours(version: ItemVersion) -> list[Neighbour]:
    """The item before and the one after in the list of the column, as its organ published them. One query."""
    same = of_scope(version.organ_id).filter(column_id=version.column_id or 0).select_related(None)
    key = (version.first_published_at, version.item_id)
    older, newer = (
        Subquery(same.filter(beside).order_by(*order).values("pk")[:1])
        for beside, order in ((_before(*key), NEWEST_FIRST), (_after(*key), OLDEST_FIRST))
    )
    found = ItemVersion.objects.filter(Q(pk=older) | Q(pk=newer)).order_by(*OLDEST_FIRST)
    rows = found.values_list("item_id", "item__index_number", "title", "first_published_at")
    return [Neighbour(pk, index, title, (at, pk) < key) for pk, index, title, at in rows]


def page_bounds(column_id: int, scope: int) -> QuerySet[ListPage]:
    """Where the pages of the list begin, from the second one on."""
    return ListPage.objects.filter(column_id=column_id, scope=scope).order_by("number")


def pages_with(version: ItemVersion, column_id: int, scope: int) -> list[int]:
    """The numbers of the pages of the list that a public version touches: its own, and those beside a new division.

    The newest page has the list's own address and is not among them.
    """
    bounds = list(page_bounds(column_id, scope))
    at = (version.first_published_at, version.item_id)
    number = 1 + sum((bound.first_published_at, bound.item_id) <= at for bound in bounds)
    newest = len(bounds) + 1
    return sorted(one for one in {number, newest - 1, newest - 2} if 0 < one < newest)


def scopes_of(publisher: Organ) -> list[int]:
    """The scopes of the lists in which something of this organ stands."""
    sites = [one for one in site_organs() if not one.is_root() and publisher.path.startswith(one.path)]
    return [EVERYBODY, publisher.pk, *(-one.pk for one in sites)]


def all_scopes() -> list[int]:
    """The scopes of all lists there are."""
    publishers = ItemVersion.objects.order_by().values_list("organ_id", flat=True).distinct()
    return [EVERYBODY, *publishers, *(-one.pk for one in site_organs() if not one.is_root())]


def _before(at: datetime, item_id: int) -> Q:
    return Q(first_published_at__lte=at) & (Q(first_published_at__lt=at) | Q(item_id__lt=item_id))


def _after(at: datetime, item_id: int) -> Q:
    return Q(first_published_at__gte=at) & (Q(first_published_at__gt=at) | Q(item_id__gt=item_id))


def _not_before(bound: ListPage) -> Q:
    at = bound.first_published_at
    return Q(first_published_at__gte=at) & (
        Q(first_published_at__gt=at) | Q(first_published_at=at, item_id__gte=bound.item_id)
    )
