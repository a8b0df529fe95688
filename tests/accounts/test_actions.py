"""Duties are given by the security administrator, and the three administrators stay apart."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from gongkai.accounts.actions import appoint, dismiss, open_account
from gongkai.accounts.models import ADMINISTRATORS, Duty
from gongkai.accounts.queries import appointments_of, holders, present_appointment
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)


@pytest.fixture
def person():
    return User.objects.create_user("wangmin", password="correct horse", last_name="王敏")


def given(person, *duties):
    return [
        appoint(person, organ_id=factories.organ().pk, duty=duty, since=DAY, by=SYSTEM) for duty in duties
    ]


def test_a_person_may_hold_several_duties_and_acts_in_one(person):
    first, second = given(person, Duty.SUBMITTER, Duty.REPORT_CLERK)

    assert [one.duty for one in appointments_of(person)] == [Duty.SUBMITTER, Duty.REPORT_CLERK]
    assert present_appointment(person, second.pk) == second
    assert present_appointment(person, None) == first
    assert second.actor().duty == Duty.REPORT_CLERK


@pytest.mark.parametrize(
    ("administrator", "other"),
    [(one, other) for one in sorted(ADMINISTRATORS) for other in sorted(set(Duty) - {one})],
)
def test_an_administrator_holds_no_other_duty(person, administrator, other):
    given(person, other)
    with pytest.raises(Refused, match="专任"):
        given(person, administrator)


def test_an_ended_duty_is_no_longer_held(person):
    (appointment,) = given(person, Duty.SIGNER)

    dismiss(appointment, on=date(2026, 6, 30), by=SYSTEM)

    assert list(appointments_of(person, date(2026, 6, 30))) == [appointment]
    assert list(appointments_of(person, date(2026, 7, 1))) == []
    assert list(holders(Duty.SIGNER, appointment.organ_id)) == []


@pytest.mark.parametrize("duty", sorted(set(Duty) - {Duty.SECURITY_ADMIN}))
def test_only_the_security_administrator_gives_a_duty(person, duty):
    other = factories.actor(factories.organ("other"), duty)

    with pytest.raises(Refused, match="安全管理员"):
        appoint(person, organ_id=factories.organ().pk, duty=Duty.SIGNER, since=DAY, by=other)


def test_the_same_duty_is_not_given_twice(person):
    given(person, Duty.SIGNER)

    with pytest.raises(Refused, match="已在本机关"):
        given(person, Duty.SIGNER)


def test_a_weak_password_opens_no_account():
    before = Entry.objects.count()

    with pytest.raises(ValidationError):
        open_account("lihua", full_name="李华", password="12345678", by=SYSTEM)

    assert not User.objects.filter(username="lihua").exists()
    assert Entry.objects.count() == before


def test_a_taken_name_is_refused_in_words(person):
    with pytest.raises(Refused, match="wangmin"):
        open_account("wangmin", full_name="王民", password="correct horse battery", by=SYSTEM)
