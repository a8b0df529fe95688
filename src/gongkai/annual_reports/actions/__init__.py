"""What can be done about annual reports: the only writer of this app's tables."""

from gongkai.annual_reports.actions.campaigns import (
    change_campaign,
    chase,
    close_campaign,
    exempt,
    extend_due,
    follow_organs,
    open_campaign,
    owe_again,
)
from gongkai.annual_reports.actions.deciding import (
    approve,
    mend,
    publish,
    return_report,
    send_back,
    sign_off,
    submit,
)
from gongkai.annual_reports.actions.importing import import_reading, take_opening
from gongkai.annual_reports.actions.making import (
    WrongCells,
    WrongTexts,
    enter_cells,
    fill_from_records,
    open_report,
    tell_nothing,
    write_section,
)
from gongkai.annual_reports.actions.packing import repack
from gongkai.annual_reports.actions.reminding import acknowledge, remind

__all__ = [
    "WrongCells",
    "WrongTexts",
    "acknowledge",
    "approve",
    "change_campaign",
    "chase",
    "close_campaign",
    "enter_cells",
    "exempt",
    "extend_due",
    "fill_from_records",
    "follow_organs",
    "import_reading",
    "mend",
    "open_campaign",
    "open_report",
    "owe_again",
    "publish",
    "remind",
    "repack",
    "return_report",
    "send_back",
    "sign_off",
    "submit",
    "take_opening",
    "tell_nothing",
    "write_section",
]
