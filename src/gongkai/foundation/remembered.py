"""What hardly ever changes and every page asks for, kept in the process: the columns, the organs, the site.

    @remembered("catalogue.", "organs.")
    def board(organ_id: int | None) -> list[Branch]: ...

An act whose verb begins with one of the names makes this process forget at once, and again when its transaction
is committed; other processes forget by themselves after ``settings.GONGKAI_REMEMBER_SECONDS`` (0: nothing is kept).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction

from gongkai.foundation.ledger import Entry, follows_every

P = ParamSpec("P")
T = TypeVar("T")
MOST_KEPT = 4096
_all: list[Remembered[Any, Any]] = []


class Remembered(Generic[P, T]):
    """A function whose answers are kept; it takes hashable arguments, and nobody may change what it returns."""

    def __init__(self, ask: Callable[P, T], verbs: tuple[str, ...]) -> None:
        self._ask = ask
        self.verbs = verbs
        self._kept: dict[Hashable, tuple[float, T]] = {}
        self._turn = threading.Lock()
        update_wrapper(self, ask)
        _all.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        seconds = settings.GONGKAI_REMEMBER_SECONDS
        if not seconds:
            return self._ask(*args, **kwargs)
        key = (args, tuple(sorted(kwargs.items())))
        kept = self._kept.get(key)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        known = self._kept
        answer = self._ask(*args, **kwargs)
        with self._turn:
            if known is self._kept:  # else it was told to forget while it asked
                if len(known) >= MOST_KEPT:
                    known.clear()
                known[key] = (time.monotonic() + seconds, answer)
        return answer

    def forget(self) -> None:
        """Ask anew at the next call."""
        with self._turn:
            self._kept = {}


def remembered(*verbs: str) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """Keep what the function returns until an act whose verb begins with one of ``verbs``."""

    def keep(ask: Callable[P, T]) -> Remembered[P, T]:
        return Remembered(ask, verbs)

    return keep


def forget_all() -> None:
    """Forget everything that is kept in this process."""
    for one in _all:
        one.forget()


@follows_every
def forget_after(entry: Entry) -> None:
    """Forget what the act may have changed, now and when everybody else can see it."""
    for one in _all:
        if entry.verb.startswith(one.verbs):
            one.forget()
            transaction.on_commit(one.forget)
