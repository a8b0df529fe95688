"""Everybody's acts in the order of time: the acts of all stories, across all rooms, one after another.

A story is a generator: it yields the moment at which it wants to go on, and acts when it is its turn. So each
story reads like the procedure it tells, and yet the ledger is written in the order in which things happened.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from gongkai.foundation.moment import acting_at

Story = Iterator[datetime]


@dataclass(order=True)
class _Turn:
    at: datetime
    order: int
    name: str = field(compare=False)
    story: Story = field(compare=False)


def play(stories: Iterable[tuple[str, Story]], *, until: datetime) -> int:
    """Let the named stories act in turn; what lies after ``until`` has not happened yet and is left out.

    Answers how many turns were taken. A refusal stops all, saying in which story it happened.
    """
    order = count()
    turns: list[_Turn] = []
    for name, story in stories:
        _queue(turns, name, story, order)
    taken = 0
    while turns and turns[0].at <= until:
        turn = heapq.heappop(turns)
        with acting_at(turn.at):
            _queue(turns, turn.name, turn.story, order, since=turn.at)
        taken += 1
    return taken


def _queue(
    turns: list[_Turn], name: str, story: Story, order: Iterator[int], since: datetime | None = None
) -> None:
    try:
        at = next(story, None)
    except Exception as error:
        error.add_note(f"in the story of {name}, on {since or 'its first turn'}")
        raise
    if at is None:
        return
    if since is not None and at < since:
        raise ValueError(f"the story of {name} goes back in time: {at} comes after {since}")
    heapq.heappush(turns, _Turn(at, next(order), name, story))
