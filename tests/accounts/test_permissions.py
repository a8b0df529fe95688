"""docs/permissions.md for accounts, cell by cell: the administrators stay apart, and nobody acts for another."""

import pytest
from django.contrib.auth.models import User

from gongkai.accounts import actions
from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from tests import factories, permissions
from tests.permissions import BY_ITSELF, Trial, cells, told, tried

REFUSAL = "此项须由.*办理"
PASSWORD = "correct horse battery"
EVERYWHERE = {"at": permissions.RELATIONS}
OPENS = cells(Duty.SYSTEM_ADMIN, **EVERYWHERE) | BY_ITSELF
APPOINTS = cells(Duty.SECURITY_ADMIN, **EVERYWHERE) | BY_ITSELF


def person() -> User:
    return User.objects.create_user("wangmin", password="correct horse", last_name="王敏")


def shut() -> User:
    actions.close_account(made := person(), by=SYSTEM)
    return made


def held():
    return factories.staff(duty=Duty.SUBMITTER, user=person())


def appoints(user, by):
    actions.appoint(user, organ_id=factories.organ().pk, duty=Duty.SIGNER, since=today(), by=by)


TRIALS = {
    "open_account": Trial(
        lambda _nothing, by: actions.open_account("lihua", full_name="李华", password=PASSWORD, by=by)
    ),
    "close_account": Trial(lambda user, by: actions.close_account(user, by=by), person),
    "reopen_account": Trial(lambda user, by: actions.reopen_account(user, by=by), shut),
    "reset_password": Trial(lambda user, by: actions.reset_password(user, password=PASSWORD, by=by), person),
    "appoint": Trial(appoints, person),
    "dismiss": Trial(lambda one, by: actions.dismiss(one, on=today(), by=by), held),
}
GOLDEN = {act: APPOINTS if act in ("appoint", "dismiss") else OPENS for act in TRIALS}
# For these the page names nobody: one does them for oneself.
FOR_ONESELF = {
    "change_password": lambda one, by: actions.change_password(one.user, password=PASSWORD, by=by),
    "switch_duty": lambda one, by: actions.switch_duty(one, by=by),
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(TRIALS) == set(permissions.page_of("accounts"))


@pytest.mark.parametrize("act", TRIALS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(everybody, act):
    found = tried(TRIALS[act], everybody, REFUSAL)

    assert found == told("accounts", act, shared=False) == GOLDEN[act]


@pytest.mark.parametrize("act", FOR_ONESELF)
def test_nobody_does_for_another_what_one_does_for_oneself(everybody, act):
    trial = Trial(FOR_ONESELF[act], held)

    assert tried(trial, everybody, "只能修改自己的密码|您目前没有这个岗位") == set()
