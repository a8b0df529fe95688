"""The standard columns are adopted as they are, local ones stand beside them (art. 12)."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import add_column, adopt_standard_catalogue
from gongkai.catalogue.models import Column, Origin
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from gongkai.law.scope import statutory_items
from tests import factories


def test_every_item_of_arts_20_and_21_has_one_standard_column(catalogue):
    covered = Column.objects.exclude(statutory_item="").values_list("statutory_item", "description", "scope")

    assert sorted(covered) == sorted((item.code, item.label, item.level) for item in statutory_items())


def test_adopt_a_second_time_changes_nothing(catalogue):
    before = list(Column.objects.values()), Entry.objects.count()

    assert adopt_standard_catalogue(by=SYSTEM) == 0
    assert (list(Column.objects.values()), Entry.objects.count()) == before


def test_adopt_brings_a_column_back_to_the_standard_wording_and_leaves_local_ones(catalogue):
    organ = factories.organ()
    head = factories.actor(organ, Duty.OFFICE_HEAD)
    local = add_column(by=head, organ_id=organ.pk, parent_code="20.11", name="惠民惠农补贴")
    Column.objects.filter(code="20.2").update(name="改过的名称")

    assert adopt_standard_catalogue(by=SYSTEM) == 1
    assert Column.objects.get(code="20.2").name == "机构职能"
    assert Column.objects.get(pk=local.pk).name == "惠民惠农补贴"


def test_only_the_system_administrator_adopts(db):
    with pytest.raises(Refused, match="系统管理员"):
        adopt_standard_catalogue(by=factories.actor(duty=Duty.SUBMITTER))


def test_add_column_puts_a_local_column_after_its_siblings(catalogue):
    organ = factories.organ()
    head = factories.actor(organ, Duty.OFFICE_HEAD)

    first = add_column(by=head, organ_id=organ.pk, parent_code="20.7", name="政府债务")
    second = add_column(by=head, organ_id=organ.pk, parent_code="20.7", name="转移支付")

    assert (first.origin, first.organ_id, first.block) == (Origin.LOCAL, organ.pk, "statutory")
    names = [one.name for one in Column.objects.filter(parent__code="20.7")]
    assert names == ["财政预算", "财政决算", "预算、决算收支表", "政府债务", "转移支付"]
    assert second.code != first.code


@pytest.mark.parametrize(
    ("duty", "parent", "name", "why"),
    [
        (Duty.SUBMITTER, "20.7", "政府债务", "公开工作机构负责人"),
        (Duty.OFFICE_HEAD, "guide", "又一个指南", "法定主动公开内容"),
        (Duty.OFFICE_HEAD, "20.7", "重名", "已有名为“重名”的栏目"),
    ],
)
def test_add_column_refuses_what_the_standard_does_not_allow(duty, parent, name, why, catalogue):
    organ = factories.organ()
    add_column(by=SYSTEM, organ_id=organ.pk, parent_code="20.7", name="重名")
    before = Column.objects.count()

    with pytest.raises(Refused, match=why):
        add_column(by=factories.actor(organ, duty), organ_id=organ.pk, parent_code=parent, name=name)

    assert Column.objects.count() == before


def test_add_column_for_another_organ_is_refused(catalogue):
    head = factories.actor(factories.organ(), Duty.OFFICE_HEAD)
    town = factories.organ(factories.TOWN)

    with pytest.raises(Refused, match="只能为本机关"):
        add_column(by=head, organ_id=town.pk, parent_code="20.7", name="村级财务")
