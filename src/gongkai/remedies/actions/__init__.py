"""What can be done about reconsideration, litigation and complaints: the only writer of this app's tables."""

from gongkai.remedies.actions.cases import decide_case, move_to_successor, open_case
from gongkai.remedies.actions.defending import export_defence_file
from gongkai.remedies.actions.following import map_result, reopen_application
from gongkai.remedies.actions.stages import add_evidence, record_answer, record_notice, record_stage

__all__ = [
    "add_evidence",
    "decide_case",
    "export_defence_file",
    "map_result",
    "move_to_successor",
    "open_case",
    "record_answer",
    "record_notice",
    "record_stage",
    "reopen_application",
]
