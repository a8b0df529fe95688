"""What can be done with information items; the only writer of this app's tables."""

from gongkai.disclosure.actions.agreeing import agree, ask_changed_content_again, ask_co_makers, object_to
from gongkai.disclosure.actions.batch import ON_MANY, pass_many
from gongkai.disclosure.actions.drafting import draft, edit, submit
from gongkai.disclosure.actions.emergency import pay_review, publish_at_once
from gongkai.disclosure.actions.guarding import mask, replace_word, set_aside
from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.patrolling import patrol
from gongkai.disclosure.actions.publishing import drop_correction, publish, start_correction, take_over_items
from gongkai.disclosure.actions.register import reassess, retain
from gongkai.disclosure.actions.reviewing import (
    pass_attribute_check,
    pass_confidentiality_review,
    pass_review,
    refer_confidentiality_question,
    send_back,
    sign_off,
)
from gongkai.disclosure.actions.routes import drop_route, set_route
from gongkai.disclosure.actions.scheduling import cancel_schedule, publish_when_due, schedule_publication
from gongkai.disclosure.actions.validity import expire, record_validity
from gongkai.disclosure.actions.withdrawing import end_notice, reopen, report_revocation, withdraw

__all__ = [
    "ON_MANY",
    "agree",
    "ask_changed_content_again",
    "ask_co_makers",
    "cancel_schedule",
    "draft",
    "drop_correction",
    "drop_route",
    "edit",
    "end_notice",
    "expire",
    "mask",
    "object_to",
    "pass_attribute_check",
    "pass_confidentiality_review",
    "pass_many",
    "pass_review",
    "patrol",
    "pay_review",
    "publish",
    "publish_at_once",
    "publish_when_due",
    "reassess",
    "record_validity",
    "refer_confidentiality_question",
    "reopen",
    "replace_word",
    "report_revocation",
    "retain",
    "schedule_publication",
    "screen",
    "send_back",
    "set_aside",
    "set_route",
    "sign_off",
    "start_correction",
    "submit",
    "take_over_items",
    "withdraw",
]
