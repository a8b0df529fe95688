"""What can be done with information items; the only writer of this app's tables."""

from gongkai.disclosure.actions.drafting import draft, edit, submit
from gongkai.disclosure.actions.publishing import (
    drop_correction,
    publish,
    record_validity,
    retain,
    start_correction,
    take_over_items,
    withdraw,
)
from gongkai.disclosure.actions.reviewing import (
    pass_confidentiality_review,
    pass_review,
    refer_confidentiality_question,
    send_back,
    sign_off,
)

__all__ = [
    "draft",
    "drop_correction",
    "edit",
    "pass_confidentiality_review",
    "pass_review",
    "publish",
    "record_validity",
    "refer_confidentiality_question",
    "retain",
    "send_back",
    "sign_off",
    "start_correction",
    "submit",
    "take_over_items",
    "withdraw",
]
