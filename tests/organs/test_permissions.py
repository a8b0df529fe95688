"""docs/permissions.md for organs, cell by cell: duty × place of work × act."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.foundation.moment import today
from gongkai.organs import actions
from gongkai.organs.models import Kind, Level
from tests import factories, permissions
from tests.permissions import BY_ITSELF, Trial, cells, told, tried

REFUSAL = "机关的设立、变更和合并须由系统管理员办理"
NEW = {"code": "grain", "name": "青禾市粮食局", "short_name": "市粮食局"}
KEEPER = cells(Duty.SYSTEM_ADMIN, at=permissions.RELATIONS) | BY_ITSELF


def founds(above, by):
    actions.found_organ(by=by, parent=above, kind=Kind.DEPARTMENT, level=Level.COUNTY, **NEW)


TRIALS = {
    "found_organ": Trial(founds, factories.organ),
    "describe_office": Trial(
        lambda one, by: actions.describe_office(one, by=by, office_phone="0000-1234567"), factories.organ
    ),
    "merge_organ": Trial(
        lambda one, by: actions.merge_organ(one, into=factories.organ(factories.TOWN), on=today(), by=by),
        factories.organ,
    ),
}
GOLDEN = {
    "found_organ": KEEPER,
    "merge_organ": KEEPER,
    "describe_office": KEEPER | cells(Duty.OFFICE_HEAD),
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(TRIALS) == set(permissions.page_of("organs"))


@pytest.mark.parametrize("act", TRIALS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(everybody, act):
    found = tried(TRIALS[act], everybody, REFUSAL)

    assert found == told("organs", act, shared=False) == GOLDEN[act]
