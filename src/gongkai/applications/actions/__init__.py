"""What can be done about an application: the only writer of this app's tables."""

from gongkai.applications.actions.accounts import (
    add_to_account,
    delete_account,
    forget_accounts,
    remember_particulars,
    send_sign_in_code,
    sign_in,
)
from gongkai.applications.actions.archiving import archive
from gongkai.applications.actions.closing import lapse_fee, lapse_supplement, withdraw_application
from gongkai.applications.actions.consultations import record_opinion, serve_consultation
from gongkai.applications.actions.deadlines import list_moved_cases, move_cases, refresh_due_dates
from gongkai.applications.actions.drafts import drop_draft, forget_drafts, save_draft
from gongkai.applications.actions.extensions import decline_extension, extend_reply, propose_extension
from gongkai.applications.actions.feedback import rate, report_payment
from gongkai.applications.actions.fees import record_fee_payment, serve_fee_notice
from gongkai.applications.actions.indexing import index_old_texts
from gongkai.applications.actions.inquiring import ask_division, record_answer, record_search
from gongkai.applications.actions.intake import TOKEN_BYTES, Particulars, Taken, register, submit, take_in
from gongkai.applications.actions.intake_bulk import (
    AT_ONCE,
    clear_codes,
    clear_old_codes,
    resume_batches,
    sheet_content,
    take_in_many,
    take_in_rows,
)
from gongkai.applications.actions.moving import move_to_successor
from gongkai.applications.actions.openings import (
    decline_opening,
    draft_opening,
    find_opening,
    open_to_all,
    propose_opening,
    suggest_opening,
)
from gongkai.applications.actions.personal import count_attempt, forget_attempts, reveal_identity
from gongkai.applications.actions.proposing import (
    ask_counsel,
    begin_proposal,
    decide_item,
    drop_file,
    give_opinion,
    name_items,
    return_proposal,
    send_to_sign,
    sign_proposal,
    take_back_proposal,
)
from gongkai.applications.actions.purging import note_filing, purge, purge_filed
from gongkai.applications.actions.redacting import (
    drop_redaction,
    make_redaction,
    mark_redaction,
    release_redaction,
    return_redaction,
    start_redaction,
)
from gongkai.applications.actions.reminding import acknowledge, remind_of_cases
from gongkai.applications.actions.reopening import reopen
from gongkai.applications.actions.replies import issue_reply
from gongkai.applications.actions.serving import record_service
from gongkai.applications.actions.splitting import split
from gongkai.applications.actions.supplements import ask_for_reasons, receive_supplement, request_supplement
from gongkai.applications.actions.telling import resend_code, tell_applicant
from gongkai.applications.actions.templates import adopt_template, retire_template, upload_template
from gongkai.applications.actions.transferring import hand_over, transfer

__all__ = [
    "AT_ONCE",
    "TOKEN_BYTES",
    "Particulars",
    "Taken",
    "acknowledge",
    "add_to_account",
    "adopt_template",
    "archive",
    "ask_counsel",
    "ask_division",
    "ask_for_reasons",
    "begin_proposal",
    "clear_codes",
    "clear_old_codes",
    "count_attempt",
    "decide_item",
    "decline_extension",
    "decline_opening",
    "delete_account",
    "draft_opening",
    "drop_draft",
    "drop_file",
    "drop_redaction",
    "extend_reply",
    "find_opening",
    "forget_accounts",
    "forget_attempts",
    "forget_drafts",
    "give_opinion",
    "hand_over",
    "index_old_texts",
    "issue_reply",
    "lapse_fee",
    "lapse_supplement",
    "list_moved_cases",
    "make_redaction",
    "mark_redaction",
    "move_cases",
    "move_to_successor",
    "name_items",
    "note_filing",
    "open_to_all",
    "propose_extension",
    "propose_opening",
    "purge",
    "purge_filed",
    "rate",
    "receive_supplement",
    "record_answer",
    "record_fee_payment",
    "record_opinion",
    "record_search",
    "record_service",
    "refresh_due_dates",
    "register",
    "release_redaction",
    "remember_particulars",
    "remind_of_cases",
    "reopen",
    "report_payment",
    "request_supplement",
    "resend_code",
    "resume_batches",
    "retire_template",
    "return_proposal",
    "return_redaction",
    "reveal_identity",
    "save_draft",
    "send_sign_in_code",
    "send_to_sign",
    "serve_consultation",
    "serve_fee_notice",
    "sheet_content",
    "sign_in",
    "sign_proposal",
    "split",
    "start_redaction",
    "submit",
    "suggest_opening",
    "take_back_proposal",
    "take_in",
    "take_in_many",
    "take_in_rows",
    "tell_applicant",
    "transfer",
    "upload_template",
    "withdraw_application",
]
