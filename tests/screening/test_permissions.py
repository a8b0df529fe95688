"""docs/permissions.md for the lists of the guard, cell by cell: they hold for everybody, so few may change them."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import Actor
from gongkai.screening import actions
from tests import permissions
from tests.permissions import Trial, cells, told, tried

REFUSAL = "名单由系统管理员或者本级政府公开工作机构负责人维护"
MOBILE, NOTE = "13812345678", "市民热线值班手机"
WORD = {"wrong": "青禾县", "right": "青禾市", "category": "机构名称"}
ADMINISTRATOR = Actor("管理员", Duty.SYSTEM_ADMIN)
KEEPERS = cells(Duty.SYSTEM_ADMIN, at=permissions.RELATIONS) | cells(Duty.OFFICE_HEAD, at=("superior",))


def number():
    return actions.allow_number(by=ADMINISTRATOR, number=MOBILE, note=NOTE)


TRIALS = {
    "allow_number": Trial(lambda _nothing, by: actions.allow_number(by=by, number=MOBILE, note=NOTE)),
    "forget_number": Trial(lambda one, by: actions.forget_number(one, by=by), number),
    "add_word": Trial(lambda _nothing, by: actions.add_word(by=by, **WORD)),
    "end_word": Trial(
        lambda one, by: actions.end_word(one, by=by), lambda: actions.add_word(by=ADMINISTRATOR, **WORD)
    ),
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(TRIALS) == set(permissions.page_of("screening"))


@pytest.mark.parametrize("act", TRIALS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(everybody, act):
    found = tried(TRIALS[act], everybody, REFUSAL)

    assert found == told("screening", act, shared=True) == KEEPERS
