"""Where what is owed stands: from facts and the day, never stored."""

from datetime import date

import pytest

from gongkai.obligations.models import Cycle, DueRule, Owing, Settlement
from gongkai.obligations.queries import with_status
from gongkai.obligations.workflow import SIGNS, TONES, Status
from tests.obligations import builders

TODAY = date(2026, 3, 2)
PUBLISHED = {"settlement": Settlement.PUBLISHED, "settled_on": date(2026, 2, 20)}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"due_on": None}, Status.WAITING),
        ({"due_on": date(2026, 3, 1)}, Status.MISSING),
        ({"due_on": TODAY}, Status.DUE_SOON),
        ({"due_on": date(2026, 3, 16)}, Status.DUE_SOON),
        ({"due_on": date(2026, 3, 17)}, Status.PENDING),
        (PUBLISHED | {"due_on": date(2026, 2, 20)}, Status.DONE),
        (PUBLISHED | {"due_on": date(2026, 2, 19)}, Status.DONE_LATE),
        (PUBLISHED | {"due_on": None}, Status.DONE),
        (
            {
                "settlement": Settlement.NO_CHANGE,
                "settled_on": TODAY,
                "reason": "机构未调整",
                "due_on": date(2026, 1, 1),
            },
            Status.NO_CHANGE,
        ),
        (
            {
                "settlement": Settlement.WAIVED,
                "settled_on": TODAY,
                "reason": "涉密单位",
                "due_on": date(2026, 1, 1),
            },
            Status.WAIVED,
        ),
    ],
)
def test_the_status_follows_from_the_facts(watch, facts, status):
    owing = builders.owing(builders.obligation(watch))
    Owing.objects.filter(pk=owing.pk).update(**facts)

    assert with_status(Owing.objects.all()).get().status == status


def test_the_same_facts_are_due_soon_one_day_and_missing_another(watch):
    owing = builders.owing(
        builders.obligation(watch, cycle=Cycle.YEAR, due_rule=DueRule.DAY, due_month=3, due_day=20, law="")
    )
    found = Owing.objects.filter(pk=owing.pk)
    days = [date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 20), date(2026, 3, 21)]

    told = [with_status(found, day).get().status for day in days]

    assert told == [Status.PENDING, Status.DUE_SOON, Status.DUE_SOON, Status.MISSING]


def test_every_status_has_a_sign_of_its_own_and_a_tone():
    assert set(SIGNS) == set(TONES) == set(Status)
    assert len(set(SIGNS.values())) == len(Status)
