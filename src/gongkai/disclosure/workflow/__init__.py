"""The life of an information item: states, checks and the tables of what may be done (Regulation, arts. 10-19).

Nothing becomes public but through the rows of these tables: drafting, review, confidentiality review (art. 17),
sign-off, publication; or at once in an emergency, and the looks are owed. Nobody passes what they wrote
themselves, nor passes one version at two steps.
"""

from gongkai.disclosure.workflow.checks import (
    AUTHORING,
    REQUIRED,
    looks_at,
    not_for_these_eyes,
    not_passed_before,
    owed_steps,
)
from gongkai.disclosure.workflow.states import (
    ANSWERING,
    DECIDING,
    DEFAULT_STEPS,
    DUTY_OF,
    FAILING,
    LOOKS,
    OBLIGATORY,
    OPENING,
    PASSING,
    ROUTE_STEPS,
    STEP_OF,
    AgreementState,
    Attribute,
    Result,
    State,
    Step,
)
from gongkai.disclosure.workflow.table import (
    ACTS,
    AGREEMENTS,
    IN_LIFE,
    ON_ITS_WAY,
    PENALTY_LAW,
    WORKFLOW,
    next_step,
)

__all__ = [
    "ACTS",
    "AGREEMENTS",
    "ANSWERING",
    "AUTHORING",
    "DECIDING",
    "DEFAULT_STEPS",
    "DUTY_OF",
    "FAILING",
    "IN_LIFE",
    "LOOKS",
    "OBLIGATORY",
    "ON_ITS_WAY",
    "OPENING",
    "PASSING",
    "PENALTY_LAW",
    "REQUIRED",
    "ROUTE_STEPS",
    "STEP_OF",
    "WORKFLOW",
    "AgreementState",
    "Attribute",
    "Result",
    "State",
    "Step",
    "looks_at",
    "next_step",
    "not_for_these_eyes",
    "not_passed_before",
    "owed_steps",
]
