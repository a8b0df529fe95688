"""What can be done about an application: the only writer of this app's tables."""

from gongkai.applications.actions.closing import archive, lapse_fee, lapse_supplement, withdraw_application
from gongkai.applications.actions.consultations import record_opinion, serve_consultation
from gongkai.applications.actions.deadlines import list_moved_cases, move_cases, refresh_due_dates
from gongkai.applications.actions.extensions import decline_extension, extend_reply, propose_extension
from gongkai.applications.actions.fees import record_fee_payment, serve_fee_notice
from gongkai.applications.actions.intake import TOKEN_BYTES, Particulars, Taken, register, submit, take_in
from gongkai.applications.actions.moving import move_to_successor
from gongkai.applications.actions.personal import count_attempt, forget_attempts, reveal_identity
from gongkai.applications.actions.redacting import (
    drop_redaction,
    make_redaction,
    mark_redaction,
    release_redaction,
    return_redaction,
    start_redaction,
)
from gongkai.applications.actions.reminding import acknowledge, remind_of_cases
from gongkai.applications.actions.replies import reply
from gongkai.applications.actions.supplements import receive_supplement, request_supplement

__all__ = [
    "TOKEN_BYTES",
    "Particulars",
    "Taken",
    "acknowledge",
    "archive",
    "count_attempt",
    "decline_extension",
    "drop_redaction",
    "extend_reply",
    "forget_attempts",
    "lapse_fee",
    "lapse_supplement",
    "list_moved_cases",
    "make_redaction",
    "mark_redaction",
    "move_cases",
    "move_to_successor",
    "propose_extension",
    "receive_supplement",
    "record_fee_payment",
    "record_opinion",
    "refresh_due_dates",
    "register",
    "release_redaction",
    "remind_of_cases",
    "reply",
    "request_supplement",
    "return_redaction",
    "reveal_identity",
    "serve_consultation",
    "serve_fee_notice",
    "start_redaction",
    "submit",
    "take_in",
    "withdraw_application",
]
