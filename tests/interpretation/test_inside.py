"""What only the offices read is not explained to the public, and needs no explaining."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from gongkai.catalogue.models import Column
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.interpretation import actions
from tests.disclosure import builders as items
from tests.interpretation import builders
from tests.interpretation.builders import FRIDAY, fresh


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(datetime.combine(FRIDAY, time(10), ZoneInfo("Asia/Shanghai"))):
        yield


@pytest.fixture
def staff(db):
    return items.office()


def inside() -> int:
    parent = Column.objects.get(pk=builders.columns()[0]).parent
    return items.column("in", "内部文件", item_kind="normative", parent=parent, audience="inside").pk


def test_a_document_for_inside_is_published_there_without_interpretation(staff):
    made = builders.policy(staff, column_id=inside())

    builders.released(made, staff)

    assert fresh(made).state == State.PUBLISHED


@pytest.mark.parametrize("begin", [builders.plan, builders.interpretation])
def test_for_a_document_for_inside_no_interpretation_is_begun(staff, begin):
    made = builders.policy(staff, column_id=inside())

    with pytest.raises(Refused, match="公众看不到，不能发布解读"):
        begin(made, staff)


def test_a_document_that_goes_inside_takes_no_interpretation_to_the_public(staff):
    made = builders.policy(staff)
    tie = builders.interpretation(made, staff)
    disclosure.edit(made, by=staff.submitter, column_id=inside())

    with pytest.raises(Refused, match="它的解读不能向社会公开"):
        builders.released(made, staff)

    assert fresh(made).current_version_id is fresh(tie.item).current_version_id is None


def test_once_untied_it_is_published_by_itself(staff):
    made = builders.policy(staff)
    tie = builders.interpretation(made, staff)
    disclosure.edit(made, by=staff.submitter, column_id=inside())
    actions.untie_interpretation(tie, by=staff.submitter)

    builders.released(made, staff)

    assert fresh(made).current_version_id is not None


def test_when_the_column_of_a_public_document_is_closed_its_interpretation_is_not_published(staff):
    made = builders.policy(staff)
    builders.plan(made, staff)
    builders.released(made, staff)
    tie = builders.interpretation(made, staff)
    Column.objects.filter(pk=builders.columns()[0]).update(audience="inside")

    with pytest.raises(Refused, match="它的解读不能向社会公开"):
        builders.released(fresh(tie).item, staff)
