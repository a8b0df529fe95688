"""Writing what a column asks for: elements as fields of the form, tables from workbooks, what is still missing."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.catalogue.models import Element, ItemKind, Shape
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import fill_table
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in

DRAFT = "/desk/items/draft/"
KEEP = "/desk/items/draft/keep/"
ELEMENTS = "/desk/items/draft/elements/"
PROJECT = [
    {"code": "project", "name": "项目名称", "required": True},
    {"code": "funds", "name": "资金规模", "kind": "money", "required": True, "unit": "万元"},
    {"code": "starts_on", "name": "开工日期", "kind": "day", "description": "合同写明的日期"},
    {"code": "done", "name": "是否完工", "kind": "yes_no"},
    {
        "code": "source",
        "name": "资金来源",
        "kind": "choice",
        "choices": ["中央", "地方"],
        "audience": "inside",
    },
    {"code": "office_phone", "name": "监督电话"},
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


def column_with(code, shape, elements, **fields):
    made = builders.column(code, f"栏目{code}", shape=shape, **fields)
    for position, one in enumerate(elements):
        Element.objects.create(column=made, position=position, **one)
    return made


@pytest.fixture
def projects(db):
    return column_with("projects", Shape.RECORD, PROJECT)


@pytest.fixture
def funds(db):
    return column_with("funds", Shape.TABLE, PROJECT[:2])


def edit_url(item):
    return reverse("workbench:edit_item", args=[item.pk])


def table_url(item):
    return reverse("workbench:item_table", args=[item.pk])


def record(client, column, **typed):
    """The form with this column chosen, as a browser sends it."""
    form = client.get(f"{DRAFT}?column={column.pk}").context["form"]
    elements = {f"element-{code}": value for code, value in typed.pop("elements", {}).items()}
    whole = {"title": "桥梁修缮项目", "formed_on": "2026-11-16"}
    return filled_in(form, **whole | typed | elements)


def test_a_chosen_column_shows_its_elements_as_fields(staff, projects, clerk):
    form = clerk.get(f"{DRAFT}?column={projects.pk}").context["form"]

    shown = {
        name: (field.label, field.widget.attrs.get("type") or getattr(field.widget, "input_type", "textarea"))
        for name, field in form.fields.items()
        if name.startswith("element-")
    }
    assert shown == {
        "element-project": ("项目名称", "text"),
        "element-funds": ("资金规模（万元）", "text"),
        "element-starts_on": ("开工日期", "date"),
        "element-done": ("是否完工", "select"),
        "element-source": ("资金来源", "select"),
        "element-office_phone": ("监督电话", "text"),
    }
    assert form.fields["element-source"].help_text == "仅内部可见，不对社会公开。"


def test_what_is_known_of_the_organ_is_filled_in(staff, projects, clerk):
    organ = factories.organ()
    organ.office_phone = "0000-3600012"
    organ.save()

    form = clerk.get(f"{DRAFT}?column={projects.pk}").context["form"]

    assert form["element-office_phone"].value() == "0000-3600012"


def test_a_record_is_saved_with_its_elements_in_one_form_and_without_a_text(staff, projects, clerk):
    sent = record(
        clerk, projects, elements={"project": "青河桥", "funds": "1,200", "starts_on": "2026-03-01"}
    )

    clerk.post(DRAFT, sent | {"do": "submit"})

    item = InformationItem.objects.get()
    assert (item.state, item.elements) == (
        "in_review",
        {"project": "青河桥", "funds": "1200", "starts_on": "2026-03-01"},
    )


def test_a_value_that_cannot_be_read_stands_beside_its_field_and_all_typing_stays(staff, projects, clerk):
    sent = record(clerk, projects, elements={"project": "青河桥", "funds": "很多"})

    response = clerk.post(DRAFT, sent)

    form = response.context["form"]
    assert dict(form.errors) == {"element-funds": ["“很多”不是数字，请只填数字，单位不用写。"]}
    assert (form["element-project"].value(), form["element-funds"].value()) == ("青河桥", "很多")
    assert InformationItem.objects.count() == 0


def test_typing_is_kept_while_one_value_cannot_be_read_yet(staff, projects, clerk):
    sent = record(clerk, projects, elements={"project": "青河桥", "funds": "12"})
    kept = clerk.post(KEEP, sent).json()

    wrong = sent | {"seen": kept["revision"], "element-funds": "12万", "element-project": "青河大桥"}
    again = clerk.post(kept["keep"], wrong).json()

    assert again["left"] == ["资金规模（万元）"]
    assert InformationItem.objects.get().elements == {"project": "青河大桥", "funds": "12"}


def test_choosing_another_column_keeps_what_was_typed_and_stores_nothing(staff, projects, clerk):
    sent = record(clerk, projects, elements={"project": "青河桥", "funds": "很多"})

    response = clerk.post(ELEMENTS, sent, headers={"HX-Request": "true"})

    assert 'value="很多"' in page(response)
    assert {need.name: need.is_met for need in response.context["lacks"].needs} == {
        "title": True,
        "column_id": True,
        "formed_on": True,
        "element-project": True,
        "element-funds": False,
    }
    assert InformationItem.objects.count() == 0


def test_the_page_says_which_elements_are_missing(staff, projects, clerk):
    item = builders.item(staff, column_id=projects.pk, elements={"project": "青河桥"})

    lacks = clerk.get(edit_url(item)).context["lacks"]

    assert [need.label for need in lacks.needs if not need.is_met] == ["资金规模"]
    assert lacks.reasons == ()


def test_the_kinds_that_a_column_takes_are_told_beside_it(staff, clerk):
    decisions = column_with("kinds", Shape.TEXT, [], kinds=[ItemKind.PENALTY], item_kind=ItemKind.PENALTY)

    response = clerk.post(ELEMENTS, {"column_id": decisions.pk, "kind": ItemKind.LICENCE})

    assert response.context["asked"].kinds == "行政处罚决定"
    assert "只发布以下类别的信息：行政处罚决定" in response.context["asked"].against


def test_a_summary_taken_from_the_elements_goes_on_following_them(staff, projects, clerk):
    item = builders.item(
        staff, column_id=projects.pk, body="", summary="", elements={"project": "旧桥", "funds": "1"}
    )
    sent = filled_in(clerk.get(edit_url(item)).context["form"], **{"element-project": "新桥"})

    clerk.post(edit_url(item), sent)

    item.refresh_from_db()
    assert item.summary == "项目名称：新桥；资金规模：1"


def test_two_who_fill_one_record_are_shown_what_differs(staff, projects, clerk):
    item = builders.item(staff, column_id=projects.pk, elements={"project": "旧桥", "funds": "1"})
    sent = filled_in(clerk.get(edit_url(item)).context["form"], **{"element-funds": "3"})
    actions.edit(item, by=factories.actor(item.organ), elements={"project": "旧桥", "funds": "2"})

    rival = clerk.post(edit_url(item), sent).context["rival"]

    told = {one.label: [(part.kind, part.text) for part in one.segments] for one in rival.changes}
    assert told == {"资金规模": [("removed", "2"), ("added", "3")]}


@pytest.mark.parametrize("is_public", [True, False])
def test_the_day_of_an_alteration_is_asked_of_corrections_only(staff, clerk, is_public):
    item = builders.published(staff) if is_public else builders.item(staff)
    if is_public:
        actions.start_correction(item, by=staff.submitter, reason="职责调整")

    form = clerk.get(edit_url(item)).context["form"]

    assert ("altered_on" in form.fields) == is_public


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("名单.xlsx", content.getvalue())


def upload(client, item, *rows):
    form = client.get(table_url(item)).context["form"]
    return client.post(
        table_url(item),
        {"seen": form["seen"].value(), "workbook": workbook(*rows), "do": "fill"},
        follow=True,
    )


HEAD = ("序号", "项目名称", "资金规模（万元）")


def test_the_empty_workbook_has_the_headings_of_the_column(staff, funds, clerk):
    response = clerk.get(reverse("workbench:empty_workbook", args=[funds.pk]))

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [cell.value for cell in book.active[1]] == ["项目名称*", "资金规模（万元）*"]


def test_only_a_column_of_tables_has_an_empty_workbook(staff, projects, clerk):
    assert clerk.get(reverse("workbench:empty_workbook", args=[projects.pk])).status_code == 404


def test_a_new_draft_is_saved_on_the_way_to_its_table(staff, funds, clerk):
    response = clerk.post(DRAFT, record(clerk, funds) | {"do": "table"})

    assert response.url == table_url(InformationItem.objects.get())


def test_a_right_workbook_is_taken_in_with_its_notes_and_its_first_rows_shown(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")

    response = upload(clerk, item, HEAD, *[(n, f"项目{n}", n) for n in range(1, 26)], ("合计", "", 325))

    item.refresh_from_db()
    assert item.sheet.row_count == 25
    assert [row[0] for row in response.context["rows"]] == [f"项目{n}" for n in range(1, 21)]
    assert "第27行是合计行，没有读取" in page(response)


def test_every_wrong_cell_is_listed_and_nothing_is_taken_in(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")

    response = upload(clerk, item, HEAD, (1, "青河桥", "很多"), (2, "", 5))

    item.refresh_from_db()
    assert item.sheet is None
    assert [(one.row, one.heading, one.value) for one in response.context["wrong"]] == [
        (2, "资金规模", "很多"),
        (3, "项目名称", ""),
    ]


def test_a_file_that_holds_no_table_is_refused_in_plain_words(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")

    response = upload(clerk, item, ("甲", "乙"), (1, 2))

    assert "没有找到表头" in page(response)


def test_a_table_is_replaced_and_taken_off(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")
    fill_table(item, by=staff.submitter, upload=workbook(HEAD, (1, "旧", 1)))
    upload(clerk, item, HEAD, (1, "新", 1))
    item.refresh_from_db()
    replaced = item.sheet.rows

    seen = clerk.get(table_url(item)).context["form"]["seen"].value()
    clerk.post(table_url(item), {"seen": seen, "do": "remove"})

    item.refresh_from_db()
    assert (replaced, item.sheet) == ([["新", "1"]], None)


def test_a_draft_that_somebody_changed_meanwhile_takes_no_table(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")
    actions.edit(item, by=factories.actor(item.organ), title="别人改的名称")

    response = clerk.post(
        table_url(item), {"seen": 0, "workbook": workbook(HEAD, (1, "桥", 1)), "do": "fill"}
    )

    item.refresh_from_db()
    assert item.sheet is None
    assert response.context["refused"].errors


def test_the_missing_table_is_named_until_it_is_there(staff, funds, clerk):
    item = builders.item(staff, column_id=funds.pk, body="")
    before = clerk.get(edit_url(item)).context["lacks"]
    fill_table(item, by=staff.submitter, upload=workbook(HEAD, (1, "桥", 1)))
    after = clerk.get(edit_url(item)).context["lacks"]

    assert [need.label for need in before.needs if not need.is_met] == ["表格"]
    assert [need.label for need in after.needs if not need.is_met] == []
