"""Dividing the newest page of a list when it has grown to twice the size of a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from gongkai.catalogue.queries import kept_columns, lines
from gongkai.disclosure.models import ItemVersion, ListPage
from gongkai.disclosure.queries.listing import (
    OLDEST_FIRST,
    PER_PAGE,
    all_scopes,
    of_list,
    page_bounds,
    scopes_of,
)


@transaction.atomic
def divide_pages_of(version_pk: int) -> None:
    """Divide the newest page of every list in which the version stands, where it has become too long."""
    version = ItemVersion.objects.select_related("organ").get(pk=version_pk)
    for column_id in lines()[version.column_id or 0]:
        for scope in scopes_of(version.organ):
            _divide(column_id, scope)


@transaction.atomic
def divide_all_pages() -> int:
    """The same for every list there is: after an upgrade, or a restored database; how many pages were begun."""
    scopes = all_scopes()
    return sum(_divide(one.pk, scope) for one in kept_columns().values() for scope in scopes)


def _divide(column_id: int, scope: int) -> int:
    begun = 0
    for first_published_at, item_id in _beginnings(column_id, scope):
        begun += 1
        ListPage.objects.create(
            column_id=column_id,
            scope=scope,
            number=page_bounds(column_id, scope).count() + 2,
            first_published_at=first_published_at,
            item_id=item_id,
        )
    return begun


def _beginnings(column_id: int, scope: int) -> Iterator[tuple[datetime, int]]:
    """Where new pages begin, while the newest is twice as long as a page."""
    while True:
        rows = of_list(column_id, scope, since=page_bounds(column_id, scope).last())
        keys = rows.order_by(*OLDEST_FIRST).values_list(*OLDEST_FIRST)
        if not keys[2 * PER_PAGE - 1 : 2 * PER_PAGE]:
            return
        yield keys[PER_PAGE]
