"""Accounts are closed and opened again, passwords set; one administrator of each kind always stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.accounts import actions
from gongkai.accounts.models import ADMINISTRATORS, Duty
from gongkai.accounts.queries import accounts, all_appointments, appointments_in, has_given_password
from gongkai.foundation.ledger import SYSTEM, Entry, history_of
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from tests import factories

pytestmark = pytest.mark.django_db
GOOD = "blue mountain river"


@pytest.fixture
def keeper():
    return factories.actor(duty=Duty.SYSTEM_ADMIN)


@pytest.fixture
def clerk():
    return factories.staff(duty=Duty.SUBMITTER)


def last_entry():
    entry = Entry.objects.order_by("number").last()
    return entry.verb, entry.before, entry.after


def test_a_closed_account_is_of_no_staff_until_it_is_opened_again(clerk, keeper):
    actions.close_account(clerk.user, by=keeper)
    assert last_entry() == ("accounts.close_account", {"is_active": True}, {"is_active": False})
    assert clerk not in appointments_in(clerk.organ_id)

    actions.reopen_account(clerk.user, by=keeper)
    assert last_entry() == ("accounts.reopen_account", {"is_active": False}, {"is_active": True})
    assert clerk in appointments_in(clerk.organ_id)


def test_what_is_already_so_is_not_done_again(clerk, keeper):
    with pytest.raises(Refused, match="无需恢复"):
        actions.reopen_account(clerk.user, by=keeper)
    actions.close_account(clerk.user, by=keeper)
    with pytest.raises(Refused, match="已经停用"):
        actions.close_account(clerk.user, by=keeper)


def test_nobody_closes_the_own_account():
    own = factories.staff(duty=Duty.SYSTEM_ADMIN)

    with pytest.raises(Refused, match="自己"):
        actions.close_account(own.user, by=own.actor())


@pytest.mark.parametrize("duty", sorted(ADMINISTRATORS))
def test_the_last_administrator_of_a_kind_stays(duty):
    only = factories.staff(duty=duty)

    with pytest.raises(Refused, match="这是唯一的"):
        actions.dismiss(only, on=today(), by=SYSTEM)
    with pytest.raises(Refused, match="这是唯一的"):
        actions.close_account(only.user, by=SYSTEM)

    closed = factories.staff(duty=duty)
    actions.close_account(closed.user, by=SYSTEM)
    with pytest.raises(Refused, match="这是唯一的"):
        actions.dismiss(only, on=today(), by=SYSTEM)

    factories.staff(duty=duty)
    actions.dismiss(only, on=today(), by=SYSTEM)
    assert only.until == today()


def test_a_closed_account_is_given_no_duty(clerk):
    actions.close_account(clerk.user, by=SYSTEM)

    with pytest.raises(Refused, match="已经停用"):
        factories.staff(duty=Duty.SIGNER, user=clerk.user)


def test_a_duty_to_come_keeps_administrators_apart_as_well(clerk):
    later = date(today().year + 1, 1, 1)
    person = factories.staff(duty=Duty.SIGNER).user
    actions.dismiss(clerk, on=today(), by=SYSTEM)
    organ_id = clerk.organ_id
    actions.appoint(clerk.user, organ_id=organ_id, duty=Duty.SYSTEM_ADMIN, since=later, by=SYSTEM)

    with pytest.raises(Refused, match="专任"):
        actions.appoint(clerk.user, organ_id=organ_id, duty=Duty.SIGNER, since=today(), by=SYSTEM)
    with pytest.raises(Refused, match="已在本机关"):
        actions.appoint(person, organ_id=organ_id, duty=Duty.SIGNER, since=later, by=SYSTEM)


def test_a_duty_ends_once_and_not_before_it_began(clerk):
    with pytest.raises(Refused, match="不得早于开始之日"):
        actions.dismiss(clerk, on=date(2000, 1, 1), by=SYSTEM)
    actions.dismiss(clerk, on=date(2026, 1, 31), by=SYSTEM)
    with pytest.raises(Refused, match="已于2026-01-31终止"):
        actions.dismiss(clerk, on=today(), by=SYSTEM)

    assert list(all_appointments(ended=True)) == [clerk]
    assert clerk not in all_appointments(ended=False)


def test_a_password_of_ones_own_is_changed_and_nothing_of_it_is_told(clerk):
    actions.change_password(clerk.user, password=GOOD, by=clerk.actor())

    clerk.user.refresh_from_db()
    assert clerk.user.check_password(GOOD)
    assert last_entry() == ("accounts.change_password", {}, {})


def test_the_password_of_another_is_not_changed(clerk, keeper):
    with pytest.raises(Refused, match="自己的密码"):
        actions.change_password(clerk.user, password=GOOD, by=keeper)


def test_a_weak_password_is_told_beside_its_field(clerk):
    with pytest.raises(ValidationError) as weak:
        actions.change_password(clerk.user, password=clerk.user.username, by=clerk.actor())

    assert list(weak.value.error_dict) == ["password"]
    assert not history_of(clerk.user).filter(verb="accounts.change_password").exists()


def test_a_password_is_given_until_the_person_changes_it(keeper):
    user = actions.open_account("lihua", full_name="李华", password=GOOD, by=keeper)
    assert has_given_password(user)

    own = factories.staff(user=user).actor()
    actions.change_password(user, password="another mountain river", by=own)
    assert not has_given_password(user)

    actions.reset_password(user, password=GOOD, by=keeper)
    assert has_given_password(user)


def test_a_password_set_by_the_system_needs_no_change():
    user = actions.open_account("lihua", full_name="李华", password=GOOD, by=SYSTEM)

    assert not has_given_password(user)


@pytest.mark.parametrize("duty", sorted(ADMINISTRATORS))
def test_no_administrator_gets_at_the_account_of_another(keeper, duty):
    with pytest.raises(Refused, match="changepassword"):
        actions.reset_password(factories.staff(duty=duty).user, password=GOOD, by=keeper)


@pytest.mark.parametrize("duty", sorted(set(Duty) - {Duty.SYSTEM_ADMIN}))
def test_only_the_system_administrator_keeps_accounts(clerk, duty):
    other = factories.actor(duty=duty)

    for act in (actions.close_account, actions.reopen_account):
        with pytest.raises(Refused, match="系统管理员"):
            act(clerk.user, by=other)
    with pytest.raises(Refused, match="系统管理员"):
        actions.reset_password(clerk.user, password=GOOD, by=other)


def test_people_are_found_by_a_part_of_either_name(clerk, keeper):
    lihua = actions.open_account("lihua", full_name="李华", password=GOOD, by=keeper)

    assert [list(accounts(words)) for words in ("李", "LIH", "nobody")] == [[lihua], [lihua], []]
    assert lihua in accounts()
