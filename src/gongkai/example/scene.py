"""What every story needs to know: the calendar, the organs, and who acts for them in which duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.example.accounts import Crew
from gongkai.example.days import Days, moment
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import Organ


@dataclass(frozen=True)
class Scene:
    """The stage of the example."""

    days: Days
    organs: Mapping[str, Organ]
    crew: Crew

    def actor(self, code: str, duty: str) -> Actor:
        """Who holds the duty in the organ."""
        return self.crew[code, duty]

    def on(self, start: date, workdays: int, hour: int, told_by: str) -> datetime:
        """Some minute of the hour, so many working days after ``start``."""
        return moment(self.days.after(start, workdays), hour, told_by)
