"""Another column for a draft: what has no place there is told and asked about, and nothing is lost in silence."""

import pytest
from django.urls import reverse

from gongkai.catalogue.models import Element, Shape
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import fill_table
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in
from tests.disclosure.test_elements import workbook

HEADINGS = [
    {"code": "project", "name": "项目名称", "required": True},
    {"code": "funds", "name": "资金规模", "kind": "money", "required": True, "unit": "万元"},
]


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def clerk(client, staff):
    return sign_in(client, staff.submitter)


def column_with(code, shape, elements):
    made = builders.column(code, f"栏目{code}", shape=shape)
    for position, one in enumerate(elements):
        Element.objects.create(column=made, position=position, **one)
    return made


@pytest.fixture
def tabled(staff):
    """A draft in a column of tables, with its table."""
    item = builders.item(staff, column_id=column_with("funds", Shape.TABLE, HEADINGS).pk)
    fill_table(item, by=staff.submitter, upload=workbook(["项目名称", "资金规模（万元）"], ["修桥", 12]))
    return item


@pytest.fixture
def recorded(staff):
    """A draft whose elements are filled in."""
    column = column_with("projects", Shape.RECORD, HEADINGS)
    return builders.item(staff, column_id=column.pk, elements={"project": "修桥", "funds": "12"})


def send(clerk, item, column, way="edit_item", **typed):
    form = clerk.get(reverse("workbench:edit_item", args=[item.pk])).context["form"]
    sent = filled_in(form, column_id=column.pk if column else "", **typed)
    return clerk.post(reverse(f"workbench:{way}", args=[item.pk]), sent)


def stored(item):
    item.refresh_from_db()
    return item.column.code if item.column else None, bool(item.sheet_id), item.elements


def test_a_table_is_not_dropped_before_somebody_has_said_so(staff, clerk, tabled):
    asked = send(clerk, tabled, builders.column(), title="改了名称")

    assert list(asked.context["form"].errors) == ["column_id"]
    assert "表格（1行）" in page(asked)
    assert reverse("workbench:item_sheet", args=[tabled.pk, "xlsx"]) in page(asked)
    assert stored(tabled) == ("funds", True, {})

    done = send(clerk, tabled, builders.column(), leave_behind="on")
    assert done.status_code == 302
    assert stored(tabled) == ("20.2", False, {})


def test_while_typing_is_kept_the_draft_stays_in_its_column_and_the_rest_is_kept(staff, clerk, tabled):
    kept = send(clerk, tabled, builders.column(), way="keep_item", title="改了名称").json()

    assert kept["left"] == ["栏目"]
    assert stored(tabled) == ("funds", True, {})
    assert tabled.title == "改了名称"


@pytest.mark.parametrize("shape", [Shape.TEXT, Shape.TABLE, None])
def test_elements_without_a_place_are_named_and_go_only_when_that_is_said(staff, clerk, recorded, shape):
    other = column_with("other", shape, [{"code": "unit", "name": "单位"}]) if shape else None

    asked = send(clerk, recorded, other)
    assert "项目名称、资金规模" in page(asked)
    assert stored(recorded) == ("projects", False, {"project": "修桥", "funds": "12"})

    send(clerk, recorded, other, leave_behind="on")
    assert stored(recorded) == ("other" if other else None, False, {})


def test_a_column_that_asks_the_same_is_moved_to_without_a_question(staff, clerk, recorded, tabled):
    records = column_with("records", Shape.RECORD, HEADINGS)
    tables = column_with("tables", Shape.TABLE, HEADINGS)
    elements = {f"element-{code}": value for code, value in recorded.elements.items()}

    assert send(clerk, recorded, records, **elements).status_code == 302
    assert send(clerk, tabled, tables).status_code == 302
    assert stored(recorded) == ("records", False, {"project": "修桥", "funds": "12"})
    assert stored(tabled) == ("tables", True, {})


def test_what_the_form_filled_in_by_itself_is_nobody_s_loss(staff, clerk):
    organ = builders.item(staff).organ
    organ.office_phone = "0531-12345678"
    organ.save()
    guide = column_with("guide", Shape.RECORD, [{"code": "office_phone", "name": "电话"}])
    item = builders.item(staff, column_id=guide.pk, elements={"office_phone": organ.office_phone})

    assert send(clerk, item, builders.column()).status_code == 302


def test_the_question_stands_on_the_page_as_soon_as_the_column_is_chosen(staff, clerk, recorded):
    way = reverse("workbench:item_elements", args=[recorded.pk])
    told = {"title": "x", "column_id": builders.column().pk, "element-project": "刚刚改的"}

    shown = page(clerk.post(way, told))

    assert "换栏目之前请确认" in shown
    assert 'name="leave_behind"' in shown
    assert '<input type="hidden" name="element-project" value="刚刚改的">' in shown


def test_who_chooses_the_old_column_again_finds_what_was_typed(staff, clerk, recorded):
    way = reverse("workbench:item_elements", args=[recorded.pk])
    told = {"title": "x", "column_id": recorded.column_id, "element-project": "刚刚改的"}

    form = clerk.post(way, told).context["form"]

    assert (form.loss, form["element-project"].value()) == (None, "刚刚改的")


def test_a_correction_asks_as_well(staff, clerk, tabled):
    builders.clear(tabled, staff)
    actions.sign_off(tabled, by=staff.signer, release=True)
    actions.start_correction(tabled, by=staff.submitter, reason="栏目有误")

    assert list(send(clerk, tabled, builders.column()).context["form"].errors) == ["column_id"]
