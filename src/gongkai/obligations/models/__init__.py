"""The tables of what organs owe: the obligations, each instance that is owed, the reminders."""

from gongkai.obligations.models.obligations import (
    Answer,
    Cycle,
    DueRule,
    Group,
    Obligation,
    Publishing,
    Reach,
)
from gongkai.obligations.models.owings import Owing, Settlement
from gongkai.obligations.models.publishers import Publisher
from gongkai.obligations.models.reminders import Occasion, Reminder

__all__ = [
    "Answer",
    "Cycle",
    "DueRule",
    "Group",
    "Obligation",
    "Occasion",
    "Owing",
    "Publisher",
    "Publishing",
    "Reach",
    "Reminder",
    "Settlement",
]
