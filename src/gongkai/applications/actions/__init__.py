"""What can be done about an application: the only writer of this app's tables."""

from gongkai.applications.actions.closing import archive, lapse_fee, lapse_supplement, withdraw_application
from gongkai.applications.actions.intake import Particulars, Taken, register, submit, take_in
from gongkai.applications.actions.moving import move_to_successor, refresh_due_dates

__all__ = [
    "Particulars",
    "Taken",
    "archive",
    "lapse_fee",
    "lapse_supplement",
    "move_to_successor",
    "refresh_due_dates",
    "register",
    "submit",
    "take_in",
    "withdraw_application",
]
