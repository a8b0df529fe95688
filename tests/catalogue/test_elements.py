"""Elements make the form of a column: national ones as the law wants them, local ones beside them."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Element
from gongkai.catalogue.queries import column, elements_of, known_values
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from tests import factories

GUIDE = [
    "政府信息的分类",
    "编排体系",
    "获取方式",
    "工作机构名称",
    "办公地址",
    "办公时间",
    "联系电话",
    "传真号码",
    "互联网联系方式",
    "信息处理费收费标准",
]


@pytest.fixture
def own(catalogue):
    """A local column, and the head of the office that keeps it."""
    by = factories.actor(factories.organ(), Duty.OFFICE_HEAD)
    return actions.add_column(by=by, organ_id=by.organ_id, parent_code="20.7", name="政府债务"), by


def names(code, *, required=True):
    return [one.name for one in elements_of(column(code).pk) if one.required or not required]


def test_the_guide_asks_for_every_field_of_art_12_and_all_are_required(catalogue):
    assert names("guide") == names("guide", required=False) == GUIDE
    assert column("guide").shape == "record"


REQUIRED = {
    "a poverty-relief project names who carries it out and who answers for it": (
        "20.11.6",
        {"实施单位", "责任人"},
    ),
    "a kindergarten list has grade, children, fees": ("20.11.8", {"等级", "在园幼儿人数", "收费标准"}),
    "an organ tells its functions, structure, address, hours, contact, head": (
        "20.2.1",
        {"机关职能", "机构设置", "办公地址", "办公时间", "联系方式", "负责人姓名"},
    ),
    "tap water is measured against its standard": ("20.13.6", {"监测指标", "标准限值", "监测结果"}),
}


@pytest.mark.parametrize(("code", "asked"), REQUIRED.values(), ids=REQUIRED.keys())
def test_key_areas_require_their_elements(code, asked, catalogue):
    assert asked <= set(names(code))


def test_what_is_known_of_the_organ_fills_the_guide_in(catalogue):
    organ = factories.organ(office_name="办公室", office_phone="010-1")

    assert known_values(column("guide").pk, organ) == {"office_name": "办公室", "office_phone": "010-1"}


def test_adopt_a_second_time_leaves_elements_as_they_are(catalogue):
    before = list(Element.objects.values())
    Element.objects.filter(code="implementer").update(required=False)

    adopt_standard_catalogue(by=SYSTEM)

    assert list(Element.objects.order_by("pk").values()) == sorted(before, key=lambda one: one["id"])


def test_an_element_is_added_changed_and_retired(own):
    shown, by = own
    added = actions.add_element(shown, by=by, name="债务余额", kind="money", unit="万元", required=True)

    actions.change_element(added, by=by, seen=0, name="债务限额", required=False)
    assert [(one.name, one.required) for one in elements_of(shown.pk)] == [("债务限额", False)]
    actions.drop_element(added, by=by)

    assert elements_of(shown.pk) == []
    assert [one.name for one in elements_of(shown.pk, retired=True)] == ["债务限额"]
    verbs = Entry.objects.filter(subject_type="catalogue.element").values_list("verb", flat=True)
    assert list(verbs) == ["catalogue.add_element", "catalogue.change_element", "catalogue.drop_element"]


def test_a_name_is_free_again_when_its_element_is_retired(own):
    shown, by = own
    first = actions.add_element(shown, by=by, name="余额", kind="money")
    with pytest.raises(Refused, match="已有名为“余额”的要素"):
        actions.add_element(shown, by=by, name="余额", kind="number")
    actions.drop_element(first, by=by)

    again = actions.add_element(shown, by=by, name="余额", kind="number")

    assert (again.code != first.code, again.kind) == (True, "number")


def test_a_choice_needs_two_to_choose_from(own):
    shown, by = own

    with pytest.raises(Refused, match="至少要有两个选项"):
        actions.add_element(shown, by=by, name="类别", kind="choice", choices=["一般"])


@pytest.mark.parametrize("act", [actions.drop_element, actions.change_element])
def test_a_national_element_is_neither_changed_nor_dropped(act, catalogue):
    national = Element.objects.get(column__code="20.11.6", code="responsible")

    with pytest.raises(Refused, match="国家规定的要素"):
        act(national, by=factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD))


def test_the_government_may_ask_more_in_a_national_column_and_a_bureau_may_not(catalogue):
    shown = column("20.11.6")

    with pytest.raises(Refused, match="本级人民政府"):
        actions.add_element(
            shown, by=factories.actor(factories.organ(), Duty.OFFICE_HEAD), name="村", kind="text"
        )
    city = factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    actions.add_element(shown, by=city, name="监督人", kind="text")
    adopt_standard_catalogue(by=SYSTEM)

    assert elements_of(shown.pk)[-1].name == "监督人"
