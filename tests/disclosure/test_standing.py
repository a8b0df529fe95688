"""How a rule or normative document stands on a day: told alike of one, asked of many, and counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import Force, ItemVersion, shown_standing, standing_as
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders

TODAY = date(2026, 11, 20)
CASES = {
    "plain": ("in_force", {}, {}),
    "begins tomorrow": ("not_yet", {"effective_on": date(2026, 11, 21)}, {}),
    "begins today": ("in_force", {"effective_on": TODAY}, {}),
    "amended": ("amended", {}, {"validity": "amended"}),
    "repealed today": ("repealed", {}, {"validity": "repealed", "ended_on": TODAY}),
    "repealed tomorrow": ("in_force", {}, {"validity": "repealed", "ended_on": date(2026, 11, 21)}),
    "repealed before it begins": (
        "not_yet",
        {"effective_on": date(2026, 12, 1)},
        {"validity": "repealed", "ended_on": date(2026, 12, 15)},
    ),
    "expires tomorrow": ("in_force", {}, {"validity": "expired", "ended_on": date(2026, 11, 21)}),
    "expired": ("expired", {}, {"validity": "expired", "ended_on": TODAY}),
    "its last day": ("in_force", {"expires_on": TODAY}, {}),
}


@pytest.fixture(autouse=True)
def _today():
    with acting_at(datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def document(staff, told, becomes, **content):
    made = builders.published(staff, kind="normative", formed_on=date(2026, 10, 1), **told, **content)
    if becomes:
        actions.record_validity(made, by=staff.signer, basis="青财〔2026〕9号", **becomes)
    return made


def test_each_document_is_told_and_found_as_it_stands_today(staff):
    for name, (_force, told, becomes) in CASES.items():
        document(staff, told, becomes, title=name)
    builders.published(staff, title="no document")
    rows = list(ItemVersion.objects.select_related("item").order_by("pk"))

    told = {one.title: shown_standing(one) for one in rows}
    asked = {
        one.title: force
        for force in Force
        for one in ItemVersion.objects.filter(standing_as(force), current_of__isnull=False)
    }

    assert {name: one.force for name, one in told.items() if one} == {
        name: force for name, (force, _told, _becomes) in CASES.items()
    }
    assert asked == {name: one.force for name, one in told.items() if one}
    assert told["no document"] is None


def test_the_day_after_its_last_a_document_is_found_as_expired_before_the_night_has_written_it(staff):
    made = document(staff, {"expires_on": date(2026, 11, 20)}, {})

    with acting_at(datetime(2026, 11, 21, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))):
        shown = shown_standing(queries.public_item(made.index_number))
        found = [force for force in Force if ItemVersion.objects.filter(standing_as(force)).exists()]

    assert (shown.force, shown.ended_on, found) == ("expired", date(2026, 11, 21), ["expired"])


def test_a_repeal_to_come_names_its_day(staff):
    made = document(staff, *CASES["repealed tomorrow"][1:])

    shown = shown_standing(queries.public_item(made.index_number))

    assert (shown.label, shown.ending, shown.ended_on) == ("现行有效", "废止", date(2026, 11, 21))


def test_what_is_told_asks_no_question(staff, django_assert_num_queries):
    made = document(staff, *CASES["repealed today"][1:])
    version = ItemVersion.objects.select_related("item").get(item=made)

    with django_assert_num_queries(0):
        assert shown_standing(version).label == "已废止"


def test_table_2_counts_a_repeal_from_its_day_on(staff):
    document(staff, *CASES["repealed tomorrow"][1:])
    bureau = factories.organ()

    def counts():
        row = queries.normative_documents_figures(bureau, 2026)["normative"]
        return row.made.count(), row.repealed.count(), row.in_force.count()

    assert counts() == (1, 0, 1)
    with acting_at(datetime(2026, 11, 21, 10, tzinfo=ZoneInfo("Asia/Shanghai"))):
        assert counts() == (1, 1, 0)
