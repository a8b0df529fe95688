"""Who comes to the desk, changes the duty and leaves stands in the ledger (GB/T 22239-2019 8.1.4.3)."""

import pytest
from django.contrib.auth.models import User

from gongkai.accounts.actions import dismiss, sign_in, sign_out, switch_duty
from gongkai.accounts.models import Duty
from gongkai.accounts.queries import present_actor
from gongkai.foundation.ledger import SYSTEM, Entry, history_of
from gongkai.foundation.workflow import Refused
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return factories.staff(duty=Duty.SUBMITTER)


def told(entry):
    return entry.verb, entry.actor_name, entry.actor_duty, entry.user_id, entry.organ_id


@pytest.mark.parametrize("act", [sign_in, sign_out])
def test_coming_and_leaving_are_acts_of_the_present_duty(clerk, act):
    act(clerk.user, by=present_actor(clerk.user))

    [entry] = history_of(clerk.user)
    who = clerk.user
    assert told(entry) == (
        f"accounts.{act.__name__}",
        who.get_full_name(),
        Duty.SUBMITTER,
        who.pk,
        clerk.organ_id,
    )


def test_who_holds_no_duty_is_told_by_name_alone():
    idle = User.objects.create_user("idle", last_name="闲人")

    sign_in(idle, by=present_actor(idle))

    [entry] = history_of(idle)
    assert told(entry) == ("accounts.sign_in", "闲人", "", idle.pk, None)


def test_switching_is_an_act_of_the_duty_that_one_leaves(clerk):
    town = factories.organ(factories.TOWN)
    other = factories.staff(town, Duty.APPLICATION_HANDLER, user=clerk.user)

    switch_duty(other, by=clerk.actor())

    [entry] = Entry.objects.filter(verb="accounts.switch_duty")
    assert told(entry)[2:] == (Duty.SUBMITTER, clerk.user_id, clerk.organ_id)
    assert entry.before == {"organ": clerk.organ_id, "duty": Duty.SUBMITTER}
    assert entry.after == {"organ": town.pk, "duty": Duty.APPLICATION_HANDLER}


def test_nobody_switches_to_the_duty_of_another(clerk):
    with pytest.raises(Refused):
        switch_duty(factories.staff(duty=Duty.OFFICE_HEAD), by=clerk.actor())

    assert not Entry.objects.filter(verb="accounts.switch_duty").exists()


def test_nobody_switches_to_a_duty_that_has_ended(clerk):
    ended = factories.staff(duty=Duty.REPORT_CLERK, user=clerk.user)
    dismiss(ended, on=factories.LONG_AGO, by=SYSTEM)

    with pytest.raises(Refused):
        switch_duty(ended, by=clerk.actor())
