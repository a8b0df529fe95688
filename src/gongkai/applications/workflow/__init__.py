"""The procedure of one application, of the files given with its reply, of the reply proposed, and of its letters' forms."""

from gongkai.applications.workflow.openings import OPENINGS, OpeningState
from gongkai.applications.workflow.proposals import PROPOSALS, UNDER_WAY, WRITABLE, ProposalState
from gongkai.applications.workflow.redactions import REDACTIONS, RedactionState
from gongkai.applications.workflow.table import ACTS as CASE_ACTS
from gongkai.applications.workflow.table import (
    APPLICANT,
    CLOSED,
    DUE_SOON,
    OPEN,
    REMINDED,
    WORKFLOW,
    Occasion,
    State,
)
from gongkai.applications.workflow.templates import TEMPLATES, TemplateState

ACTS = CASE_ACTS | {
    f"applications.{row.name}": row.label
    for table in (OPENINGS, PROPOSALS, REDACTIONS, TEMPLATES)
    for row in table.transitions.values()
}

__all__ = [
    "ACTS",
    "APPLICANT",
    "CLOSED",
    "DUE_SOON",
    "OPEN",
    "OPENINGS",
    "PROPOSALS",
    "REDACTIONS",
    "REMINDED",
    "TEMPLATES",
    "UNDER_WAY",
    "WORKFLOW",
    "WRITABLE",
    "Occasion",
    "OpeningState",
    "ProposalState",
    "RedactionState",
    "State",
    "TemplateState",
]
