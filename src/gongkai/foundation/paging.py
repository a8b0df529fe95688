"""Lists paged by key: the next page begins after the last row, however many rows stand before it.

A page number makes the database count and skip all rows before the page; a key makes it look up one place in
an index. So the last page of a hundred thousand rows is as quick as the first.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

PER_PAGE = 20


@dataclass(frozen=True)
class KeyPage:
    """Some rows of a list; ``after`` and ``before`` are the keys of the pages that follow and precede, or empty.

    ``total`` is what an aggregate says of the whole list; None when nobody counted.
    """

    rows: Sequence[Any]
    after: str = ""
    before: str = ""
    total: int | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_by_key(
    rows: QuerySet[Any],
    asked: Any,
    *,
    keys: Sequence[str],
    size: int = PER_PAGE,
    total: int | None = None,
) -> KeyPage:
    """The page that ``asked`` (the parameters of the address: ``after``, ``before``) names, else the first.

    ``keys`` order the list, as in ``order_by``; together they must be unique and none may be null. A key that
    cannot be read (an old bookmark, a slip of the hand) leads to the first page.
    """
    if asked.get("before"):
        page = _preceding(rows, asked["before"], keys, size, total)
        if page is not None and page.before:
            return page
    elif asked.get("after"):
        start = _past(asked["after"], keys)
        found = _taken(rows, start, keys, size + 1)
        if found:
            return _page(found, keys, size, total, has_before=True)
    return _page(_taken(rows, Q(), keys, size + 1) or [], keys, size, total, has_before=False)


def _preceding(
    rows: QuerySet[Any], cursor: str, keys: Sequence[str], size: int, total: int | None
) -> KeyPage | None:
    turned = [key[1:] if key.startswith("-") else f"-{key}" for key in keys]
    found = _taken(rows, _past(cursor, turned), turned, size + 1)
    if not found:
        return None
    more, shown = len(found) > size, list(reversed(found[:size]))
    return KeyPage(shown, _key(shown[-1], keys), _key(shown[0], keys) if more else "", total)


def _page(
    found: Sequence[Any], keys: Sequence[str], size: int, total: int | None, *, has_before: bool
) -> KeyPage:
    shown = found[:size]
    after = _key(shown[-1], keys) if len(found) > size else ""
    return KeyPage(shown, after, _key(shown[0], keys) if has_before and shown else "", total)


def _taken(rows: QuerySet[Any], start: Q | None, keys: Sequence[str], count: int) -> list[Any] | None:
    if start is None:
        return None
    try:
        return list(rows.filter(start).order_by(*keys)[:count])
    except (ValidationError, FieldError, ValueError, TypeError, OverflowError):
        return None


def _past(cursor: str, keys: Sequence[str]) -> Q | None:
    """What stands after this key in the order of ``keys``; None for a key that cannot be read."""
    try:
        values = json.loads(urlsafe_b64decode(cursor.encode() + b"=="))
    except ValueError:
        return None
    if not isinstance(values, list) or len(values) != len(keys):
        return None
    past, same, bound = Q(), Q(), Q()
    for key, value in zip(keys, values, strict=True):
        name, later = (key[1:], "lt") if key.startswith("-") else (key, "gt")
        past |= same & Q(**{f"{name}__{later}": value})
        same &= Q(**{name: value})
        # Says nothing more, but lets the database begin in the index where the page does.
        bound = bound or Q(**{f"{name}__{later}e": value})
    return bound & past


def _key(row: Model, keys: Sequence[str]) -> str:
    values = [_value(row, key.lstrip("-")) for key in keys]
    text = json.dumps(values, cls=_Exact, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own encoder cuts them to milliseconds, and rows would be skipped."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)
