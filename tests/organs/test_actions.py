"""Organs are founded, described and merged; history stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, Stale
from gongkai.organs import queries
from gongkai.organs.actions import describe_office, found_organ, merge_organ
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_tree_says_who_is_competent_over_whom():
    city, bureau, town = factories.organ("city"), factories.organ("finance"), factories.organ("liutang")

    assert list(queries.subtree(city)) == [city, bureau, town]
    assert queries.superior_of(town) == city
    assert queries.government_of(bureau) == city
    assert queries.government_of(town) == town


def test_only_the_system_administrator_founds_an_organ():
    clerk = factories.actor(duty=Duty.SUBMITTER)

    with pytest.raises(Refused, match="系统管理员"):
        found_organ(by=clerk, code="x", name="某局", short_name="某局", kind="department", level="county")


def test_a_merger_ends_one_organ_and_names_its_successor():
    old, new = factories.organ("grain"), factories.organ("commerce")
    day = date(2026, 3, 31)

    merge_organ(old, into=new, on=day, by=SYSTEM)

    assert (old.existed_to, old.successor) == (day, new)
    assert queries.current_successor(old, day) == old
    assert queries.current_successor(old, date(2026, 4, 1)) == new
    assert old not in queries.existing_on(date(2026, 4, 1))
    assert [entry.verb for entry in history_of(old)] == ["organs.found_organ", "organs.merge_organ"]


def test_an_organ_ends_once_and_never_in_itself():
    old, new = factories.organ("grain"), factories.organ("commerce")

    with pytest.raises(Refused, match="另一个机关"):
        merge_organ(old, into=old, on=date(2026, 3, 31), by=SYSTEM)
    merge_organ(old, into=new, on=date(2026, 3, 31), by=SYSTEM)
    with pytest.raises(Refused, match="已经撤销"):
        merge_organ(old, into=new, on=date(2026, 5, 31), by=SYSTEM)


def test_the_heir_of_an_heir_is_found():
    first, second, third = (factories.organ(code) for code in ("a1", "a2", "a3"))
    merge_organ(first, into=second, on=date(2020, 1, 1), by=SYSTEM)
    merge_organ(second, into=third, on=date(2022, 1, 1), by=SYSTEM)

    assert queries.current_successor(first, date(2021, 1, 1)) == second
    assert queries.current_successor(first, date(2023, 1, 1)) == third


def test_the_head_of_the_office_keeps_its_own_address():
    bureau = factories.organ("finance")
    head = factories.actor(bureau, Duty.OFFICE_HEAD)

    describe_office(bureau, by=head, office_phone="0000-1234567")

    bureau.refresh_from_db()
    assert bureau.office_phone == "0000-1234567"
    entry = history_of(bureau).last()
    assert (entry.before, entry.after) == ({"office_phone": ""}, {"office_phone": "0000-1234567"})
    assert entry.cite == "regulation-2019:12"


def test_the_head_of_another_office_does_not():
    head = factories.actor(factories.organ("liutang"), Duty.OFFICE_HEAD)

    with pytest.raises(Refused):
        describe_office(factories.organ("finance"), by=head, office_phone="1")


def test_the_second_to_change_an_address_is_told_and_changes_nothing():
    bureau = factories.organ("finance")
    seen = bureau.revision
    head = factories.actor(bureau, Duty.OFFICE_HEAD)
    describe_office(bureau, by=head, seen=seen, office_phone="111")

    with pytest.raises(Stale, match=head.name):
        describe_office(bureau, by=head, seen=seen, office_phone="222")

    bureau.refresh_from_db()
    assert bureau.office_phone == "111"


def test_a_taken_code_is_refused_in_words():
    factories.organ("grain")

    with pytest.raises(Refused, match="grain"):
        found_organ(
            by=SYSTEM, code="grain", name="某局", short_name="某局", kind="department", level="county"
        )


def test_a_name_that_is_too_long_is_told_beside_its_field():
    with pytest.raises(ValidationError) as wrong:
        found_organ(
            by=SYSTEM, code="x", name="局" * 101, short_name="某局", kind="department", level="county"
        )

    assert list(wrong.value.error_dict) == ["name"]


@pytest.mark.parametrize("on", [today() + timedelta(days=1), factories.LONG_AGO - timedelta(days=1)])
def test_a_merger_lies_neither_ahead_nor_before_the_organ_was_there(on):
    old, new = factories.organ("grain"), factories.organ("commerce", existed_from=None)

    with pytest.raises(Refused, match="合并之日"):
        merge_organ(old, into=new, on=on, by=SYSTEM)
