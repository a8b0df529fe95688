"""docs/permissions.md for the catalogue, cell by cell: duty × place of work × act."""

from datetime import timedelta

import pytest

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.models import Column, Element
from gongkai.catalogue.queries import read_standard_book
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from tests import factories, permissions
from tests.catalogue.sheets import row, workbook
from tests.catalogue.test_local_entries import SAID, SCHOOLS
from tests.disclosure import builders
from tests.permissions import BY_ITSELF, Trial, cells, told, tried

REFUSAL = "公开工作机构负责人办理|只能为本机关增设栏目"
HEAD_OF_THE_ORGAN = cells(Duty.OFFICE_HEAD) | BY_ITSELF
HEAD_AT_THE_TOP = cells(Duty.OFFICE_HEAD, at=("superior",)) | BY_ITSELF


def national():
    return builders.column("20.11", "其他法定信息", origin="national", statutory_item="", item_kind="general")


def local(organ_id=None, **fields):
    given = {"organ_id": organ_id, "parent_code": national().code, "name": "惠民惠农补贴"}
    return actions.add_column(by=SYSTEM, **(given | fields))


def own():
    return local(factories.organ().pk)


def closed(made):
    actions.close_column(made, by=SYSTEM)
    return made


def element(column) -> Element:
    return actions.add_element(column, by=SYSTEM, name="补贴标准", kind="text")


def entry():
    return actions.add_entry(SCHOOLS, by=SYSTEM, **SAID)


def retired():
    made = entry()
    actions.retire_entry(made, by=SYSTEM)
    return made


def adds(column: Column, organ_id, by):
    actions.add_column(by=by, organ_id=organ_id, parent_code=column.code, name="救灾款物")


def opens(organ_id, by):
    day = today()
    last = day + timedelta(days=30)
    actions.open_special_column(by=by, organ_id=organ_id, name="防汛专栏", opens_on=day, closes_on=last)


def imports(_nothing, by):
    actions.import_entries(read_standard_book("目录.xlsx", workbook(row())).sound, by=by)


def both(do, ready):
    """The same act on a column of the organ's own, and on one that the region shares."""
    return Trial(do, lambda: ready(own())), Trial(do, lambda: ready(local()), shared=True)


def shared(do, ready=entry):
    return (Trial(do, ready, shared=True),)


ADOPTING = shared(lambda _nothing, by: actions.adopt_standard_catalogue(by=by), lambda: None)
TRIALS = {
    "add_column": (
        Trial(lambda above, by: adds(above, factories.organ().pk, by), national),
        Trial(lambda above, by: adds(above, None, by), national, shared=True),
    ),
    "open_special_column": (
        Trial(lambda organ, by: opens(organ.pk, by), factories.organ),
        Trial(lambda _nothing, by: opens(None, by), shared=True),
    ),
    "change_column": both(lambda one, by: actions.change_column(one, by=by, name="补贴"), lambda one: one),
    "close_column": both(lambda one, by: actions.close_column(one, by=by), lambda one: one),
    "reopen_column": both(lambda one, by: actions.reopen_column(one, by=by), closed),
    "name_owners": shared(
        lambda one, by: actions.name_owners(one, by=by, organ_ids=[factories.organ().pk]), local
    ),
    "add_element": both(
        lambda one, by: actions.add_element(one, by=by, name="发放金额", kind="text"), lambda one: one
    ),
    "change_element": both(lambda one, by: actions.change_element(one, by=by, name="标准"), element),
    "drop_element": both(lambda one, by: actions.drop_element(one, by=by), element),
    "import_entries": shared(imports, lambda: None),
    "link_entry": shared(lambda one, by: actions.link_entry(one, by=by, column=local())),
    "add_entry": shared(lambda _nothing, by: actions.add_entry(SCHOOLS, by=by, **SAID), lambda: None),
    "change_entry": shared(lambda one, by: actions.change_entry(one, by=by, subject="市教育局")),
    "retire_entry": shared(lambda one, by: actions.retire_entry(one, by=by)),
    "restore_entry": shared(lambda one, by: actions.restore_entry(one, by=by), retired),
    "adopt_column": ADOPTING,
    "adopt_elements": ADOPTING,
    "adopt_entries": ADOPTING,
}
CASES = [
    (act, trial)
    for act, trials in TRIALS.items()
    for trial in trials
    if act not in ("adopt_elements", "adopt_entries")  # one act adopts all three
]
# Written by hand, so that a changed rule is seen even where the page follows it.
GOLDEN = {
    ("add_column", False): HEAD_OF_THE_ORGAN,
    ("add_column", True): HEAD_AT_THE_TOP,
    ("close_column", False): HEAD_OF_THE_ORGAN,
    ("close_column", True): HEAD_AT_THE_TOP,
    ("name_owners", True): HEAD_AT_THE_TOP,
    ("import_entries", True): HEAD_AT_THE_TOP,
    ("adopt_column", True): cells(Duty.SYSTEM_ADMIN, at=permissions.RELATIONS) | BY_ITSELF,
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(TRIALS) == set(permissions.page_of("catalogue"))


def test_one_page_says_the_same_of_all_that_is_adopted_at_once():
    page = permissions.page_of("catalogue")

    assert page["adopt_column"] == page["adopt_elements"] == page["adopt_entries"]


@pytest.mark.parametrize(
    ("act", "trial"), CASES, ids=[f"{a}-{'shared' if t.shared else 'own'}" for a, t in CASES]
)
def test_each_cell_is_allowed_or_refused_as_the_page_says(everybody, act, trial):
    found = tried(trial, everybody, REFUSAL)

    assert found == told("catalogue", act, shared=trial.shared)
    assert found == GOLDEN.get((act, trial.shared), found)


def test_the_head_of_the_organ_above_does_not_touch_the_column_of_a_branch(everybody):
    """Neither the bureau over its branch nor the city over its bureau: an organ's own columns are its own."""
    branch = permissions.branch()
    column = local(branch.pk)

    found = tried(Trial(lambda one, by: actions.close_column(one, by=by), lambda: column), everybody, REFUSAL)

    assert found == cells(Duty.OFFICE_HEAD, at=("subordinate",)) | BY_ITSELF
