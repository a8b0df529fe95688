"""What can be done about policy interpretation; the only writer of this app's tables."""

from gongkai.interpretation.actions.planning import drop_plan, plan_interpretation, revise_plan
from gongkai.interpretation.actions.reminding import remind_of_policies
from gongkai.interpretation.actions.together import accompany
from gongkai.interpretation.actions.tying import (
    describe_interpretation,
    draft_interpretation,
    keep_interpretation,
    tie_interpretation,
    untie_interpretation,
)

__all__ = [
    "accompany",
    "describe_interpretation",
    "draft_interpretation",
    "drop_plan",
    "keep_interpretation",
    "plan_interpretation",
    "remind_of_policies",
    "revise_plan",
    "tie_interpretation",
    "untie_interpretation",
]
