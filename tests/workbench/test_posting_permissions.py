"""Nobody posts past the buttons: each address of three desks refuses a post from anybody without the duty."""

from importlib import import_module

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from tests import factories
from tests.disclosure.desk import sign_in

HEAD, WRITER = {Duty.OFFICE_HEAD}, {Duty.SUBMITTER}
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
