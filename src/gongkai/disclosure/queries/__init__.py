"""What can be asked of the disclosed information, by the public, the desk and the annual report."""

from gongkai.disclosure.models import (
    CONTENT_FIELDS,
    InformationItem,
    ItemVersion,
    Review,
    Validity,
    Withdrawal,
    WithdrawalReason,
)
from gongkai.disclosure.queries.advice import advice, document_number_advice
from gongkai.disclosure.queries.deadlines import Deadline, deadline, deadline_of_version, pressing
from gongkai.disclosure.queries.desk import (
    DUTIES,
    attachment_of,
    counts_at_work,
    found_items,
    grounds,
    item_of,
    items_of,
    last_remarks,
    state_counts,
    todo,
    versions_of,
    withdrawal_of,
)
from gongkai.disclosure.queries.figures import NormativeFigures, normative_documents_figures
from gongkai.disclosure.queries.public import (
    public_attachment,
    public_counts,
    public_history,
    public_item,
    public_items,
    withdrawn_item,
)
from gongkai.disclosure.queries.wording import Change, Segment, changes, editable, opening, plain_text
from gongkai.disclosure.workflow import Attribute, Result, State, Step

__all__ = [
    "CONTENT_FIELDS",
    "DUTIES",
    "Attribute",
    "Change",
    "Deadline",
    "InformationItem",
    "ItemVersion",
    "NormativeFigures",
    "Result",
    "Review",
    "Segment",
    "State",
    "Step",
    "Validity",
    "Withdrawal",
    "WithdrawalReason",
    "advice",
    "attachment_of",
    "changes",
    "counts_at_work",
    "deadline",
    "deadline_of_version",
    "document_number_advice",
    "editable",
    "found_items",
    "grounds",
    "item_of",
    "items_of",
    "last_remarks",
    "normative_documents_figures",
    "opening",
    "plain_text",
    "pressing",
    "public_attachment",
    "public_counts",
    "public_history",
    "public_item",
    "public_items",
    "state_counts",
    "todo",
    "versions_of",
    "withdrawal_of",
    "withdrawn_item",
]
