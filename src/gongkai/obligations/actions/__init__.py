"""What is done about obligations: set up, opened each cycle, settled, reminded of."""

from gongkai.obligations.actions.declaring import confirm_no_change, declare_no_change, reject_no_change
from gongkai.obligations.actions.events import record_event, record_event_for_all, report_event
from gongkai.obligations.actions.following import fulfil, fulfil_with_report, unfulfil
from gongkai.obligations.actions.keeping import (
    adopt_standard_obligations,
    change_obligation,
    end_obligation,
    set_up_obligation,
)
from gongkai.obligations.actions.opening import open_owings, take_over_owings
from gongkai.obligations.actions.publishing import name_publisher
from gongkai.obligations.actions.reminding import acknowledge, chase, remind
from gongkai.obligations.actions.settling import name_item, reopen, waive

__all__ = [
    "acknowledge",
    "adopt_standard_obligations",
    "change_obligation",
    "chase",
    "confirm_no_change",
    "declare_no_change",
    "end_obligation",
    "fulfil",
    "fulfil_with_report",
    "name_item",
    "name_publisher",
    "open_owings",
    "record_event",
    "record_event_for_all",
    "reject_no_change",
    "remind",
    "reopen",
    "report_event",
    "set_up_obligation",
    "take_over_owings",
    "unfulfil",
    "waive",
]
