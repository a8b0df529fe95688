"""What is done about obligations: set up, opened each cycle, settled, reminded of."""

from gongkai.obligations.actions.keeping import (
    adopt_standard_obligations,
    change_obligation,
    end_obligation,
    set_up_obligation,
)
from gongkai.obligations.actions.opening import open_owings, take_over_owings
from gongkai.obligations.actions.reminding import acknowledge, chase, remind
from gongkai.obligations.actions.settling import (
    declare_no_change,
    fulfil,
    fulfil_with_report,
    name_item,
    record_event,
    record_event_for_all,
    reopen,
    report_event,
    unfulfil,
    waive,
)

__all__ = [
    "acknowledge",
    "adopt_standard_obligations",
    "change_obligation",
    "chase",
    "declare_no_change",
    "end_obligation",
    "fulfil",
    "fulfil_with_report",
    "name_item",
    "open_owings",
    "record_event",
    "record_event_for_all",
    "remind",
    "reopen",
    "report_event",
    "set_up_obligation",
    "take_over_owings",
    "unfulfil",
    "waive",
]
