"""Nobody posts past the buttons: each address of the desks refuses a post from anybody without the duty."""

from importlib import import_module

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.workbench.applications import proposal, redaction, urls
from gongkai.workbench.remedies import acts
from tests import factories
from tests.disclosure.desk import sign_in

HEAD, WRITER, HANDLER = {Duty.OFFICE_HEAD}, {Duty.SUBMITTER}, {Duty.APPLICATION_HANDLER}
OFFICE = HEAD | HANDLER
# Who may read a case: of what they send, the act decides; the page of the case tells them why it does not.
READERS = OFFICE | {Duty.SIGNER, Duty.LEGAL_COUNSEL, Duty.REPORT_CLERK}
PAPER_READERS = READERS - {Duty.REPORT_CLERK}
# Written by hand, not taken from the views: what a duty may send something to.
POSTS = {
    "catalogue": {
        "add_column": HEAD,
        "open_special_column": HEAD,
        "import_entries": HEAD,
        "add_column_for_field": HEAD,
        "add_entry": HEAD,
        "add_column_for_entry": HEAD,
        "link_entry": HEAD,
        "change_entry": HEAD,
        "retire_entry": HEAD,
        "restore_entry": HEAD,
        "change_column": HEAD,
        "close_column": HEAD,
        "reopen_column": HEAD,
        "name_owners": HEAD,
        "add_element": HEAD,
        "change_element": HEAD,
        "drop_element": HEAD,
    },
    "interpretation": {
        "plan_interpretation": WRITER,
        "draft_interpretation": WRITER,
        "tie_interpretation": WRITER,
        "revise_plan": WRITER,
        "drop_plan": WRITER,
        "describe_interpretation": WRITER,
        "untie_interpretation": WRITER,
        "keep_interpretation": {Duty.SUBMITTER, Duty.SIGNER, Duty.OFFICE_HEAD},
    },
    "applications": {
        "take_in": HANDLER,
        "take_in_many": HANDLER,
        "expected_receipt": HANDLER,
        "clear_codes": HANDLER,
        "acknowledge_reminders": OFFICE,
        **dict.fromkeys(("propose_opening", "draft_opening", "decline_opening"), OFFICE | WRITER),
        **dict.fromkeys(("split", "transfer", "hand_over"), HANDLER),
        **dict.fromkeys(("begin_proposal", "name_items", "decide_item", "drop_reply_file"), HANDLER),
        "issue_reply": HANDLER,
        "reveal_identity": OFFICE,
        "redactions": OFFICE,
        "mark_redaction": OFFICE,
        **dict.fromkeys(redaction.FORMS, OFFICE),
        **dict.fromkeys(urls.ACTS, READERS),
        **dict.fromkeys(proposal.ACTS, PAPER_READERS),
    },
    "remedies": {
        "open_case": OFFICE,
        "decide_case": OFFICE,
        "export_defence_file": OFFICE,
        "map_result": HEAD,
        **dict.fromkeys(acts.FORMS, OFFICE),
    },
    "calendars": {
        **dict.fromkeys(("propose_calendar", "take_back_calendar"), READERS),
        **dict.fromkeys(("look_again_calendar", "apply_calendar", "drop_calendar"), READERS),
    },
    "messages": {"send_again": HEAD | {Duty.SYSTEM_ADMIN}},
    "screening": {
        "words": {Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN},
        "end_word": {Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN},
        "numbers": {Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN},
        "forget_number": {Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN},
    },
}
# These only show something, whatever is sent to them.
SHOWN = {
    "catalogue": {
        "columns",
        "standard_fields",
        "export_entries",
        "standard_field",
        "standard_entry",
        "column",
    },
    "interpretation": {"interpretation", "interpreted_policy"},
    "screening": {"patrol_report"},
    "applications": {
        "applications",
        "intake_template",
        "intake_batch",
        "transfers",
        "transfer_letter",
        "openings",
        "application_taken",
        "taken_receipt",
        "case_reminders",
        "application_figures",
        "application_figures_of_organs",
        "application_figures_csv",
        "application_figure",
        "application",
        "proposal",
        "preview_reply",
        "registration_sheet",
        "application_letter",
        "application_file",
        "identity_file",
        "redaction",
        "redaction_page",
        "redaction_file",
    },
    "remedies": {"remedies", "remedy"},
    "calendars": {"calendars", "calendar"},
    "messages": {"messages"},
}
ADDRESSES = {
    one.name: one for app in POSTS for one in import_module(f"gongkai.workbench.{app}.urls").urlpatterns
}


def address(name):
    taken = {
        key: 1 if "Int" in type(one).__name__ else "none"
        for key, one in ADDRESSES[name].pattern.converters.items()
    }
    return reverse(f"workbench:{name}", kwargs=taken)


def test_each_address_is_told_of():
    told = {name for app in POSTS for name in {*POSTS[app], *SHOWN[app]}}

    assert set(ADDRESSES) == told


@pytest.mark.parametrize("duty", Duty)
def test_a_post_is_refused_to_everybody_without_the_duty(client, db, duty):
    sign_in(client, factories.actor(factories.organ(), duty))
    posts = {name: duties for app in POSTS.values() for name, duties in app.items()}

    let_in = {name for name in posts if client.post(address(name)).status_code != 403}

    assert let_in == {name for name, duties in posts.items() if duty in duties}


def test_a_post_of_nobody_leads_to_signing_in(client, db):
    posts = [name for app in POSTS.values() for name in app]
    answers = {client.post(address(name))["Location"].partition("?")[0] for name in posts}

    assert answers == {reverse("workbench:sign_in")}
