"""What a page shows, noted while it is made: the record by which a change finds the pages to make anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest


def note_items(request: HttpRequest, items: Iterable[int]) -> None:
    """The page shows something of these items (by key). Costs nothing while a reader asks for the page."""
    shows: set[str] | None = getattr(request, "shows", None)
    if shows is not None:
        shows.update(f"item:{pk}" for pk in items)


def note(request: HttpRequest, *things: str) -> None:
    """The page shows these things ("report:3", "figures")."""
    shows: set[str] | None = getattr(request, "shows", None)
    if shows is not None:
        shows.update(things)
