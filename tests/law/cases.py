"""Short ways to say events in tests of the law."""

from datetime import date
from typing import Any

from gongkai.law.clock import Clock, Event, run_clock


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(kind: str, on: str, **facts: Any) -> Event:
    return Event(kind, day(on), **facts)


def received(on: str) -> Event:
    return event("received", on)


def served(on: str, party: str = "third_party", id: str = "c1") -> Event:
    return event("consultation_served", on, party=party, id=id)


def answered(on: str, id: str = "c1") -> Event:
    return event("consultation_answered", on, id=id)


def clock(*events: Event, today: str, **options: Any) -> Clock:
    return run_clock(events, today=day(today), **options)
