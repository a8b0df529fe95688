"""docs/permissions.md for the calendar, cell by cell; its versions are kept by the highest organ."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.calendars import actions
from gongkai.calendars.models import CalendarVersion
from gongkai.calendars.workflow import WORKFLOW
from gongkai.organs.models import Organ
from tests import factories, permissions
from tests.applications.builders import at
from tests.calendars.builders import applied, keeper, listed, off, proposed
from tests.permissions import Trial, cells, page_of, table, told, tried

DAY = date(2025, 3, 3)
HOLIDAY = off(date(2025, 3, 12))
REFUSAL = "须由本机关的.*办理|日历由|最高一级"
HEAD = cells(Duty.OFFICE_HEAD)


@pytest.fixture(autouse=True)
def _on_the_day():
    with at(DAY):
        yield


@pytest.fixture
def everybody(db):
    """Seen from the highest organ: nobody is above it."""
    below = permissions.branch()
    return permissions.people(
        {
            "own": factories.organ(factories.CITY),
            "subordinate": below,
            "other": factories.organ(factories.TOWN),
        }
    )


TRIALS = {
    "look_again": Trial(lambda one, by: actions.look_again(one, by=by), lambda: listed(keeper(), HOLIDAY)),
    "apply": Trial(lambda one, by: actions.apply(one, by=by), lambda: listed(keeper(), HOLIDAY)),
    "drop": Trial(lambda one, by: actions.drop(one, by=by), lambda: listed(keeper(), HOLIDAY)),
}


def test_every_act_of_the_table_is_tried():
    assert set(TRIALS) == set(WORKFLOW.transitions) == set(table("calendars"))


@pytest.mark.parametrize("act", TRIALS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(act, everybody):
    assert tried(TRIALS[act], everybody, REFUSAL) == table("calendars")[act] == HEAD


def test_a_notice_is_proposed_by_the_head_at_the_highest_organ_alone(everybody):
    trial = Trial(lambda city, by: proposed(by, HOLIDAY), lambda: Organ.objects.get(code=factories.CITY))

    assert tried(trial, everybody, REFUSAL) == HEAD
    assert told("calendars", "propose", shared=False) == cells(Duty.OFFICE_HEAD, at=("superior",))
    assert set(page_of("calendars")) == {"propose"}


def test_and_so_is_one_taken_back(everybody):
    trial = Trial(
        lambda one, by: actions.take_back(one, by=by, reason="发文有误"), lambda: applied(keeper(), HOLIDAY)
    )

    assert tried(trial, everybody, REFUSAL) == HEAD
    assert CalendarVersion.objects.count() == 1
