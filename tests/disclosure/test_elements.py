"""What a column asks of its items: elements fill a form or head a table, and a workbook fills the table."""

import json
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from gongkai.catalogue.models import Column, Element
from gongkai.catalogue.queries.values import UnreadableValue, canonical, value_problems
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import TableRefused, fill_table, keep_sheet
from gongkai.disclosure.documents.sheets import empty_table, sheet_as_file
from gongkai.disclosure.models import Sheet
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.sheets import read_table, shown_rows
from gongkai.disclosure.workflow import State
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders


def asked(kind="text", **fields) -> Element:
    return Element(code="x", name="一项", kind=kind, **fields)


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("text", "  张 某　某 ", "张 某 某"),
        ("text", 3.0, "3"),
        ("number", "1,234.50", "1234.50"),
        ("money", 12000.0, "12000"),
        ("money", "−", None),
        ("number", "约30", None),
        ("number", "1e400", None),
        ("day", "2026年11月2日", "2026-11-02"),
        ("day", "2026.9.1", "2026-09-01"),
        ("day", datetime(2026, 11, 2, 8, 30), "2026-11-02"),
        ("day", date(2026, 11, 2), "2026-11-02"),
        ("day", "2026-02-30", None),
        ("day", "上周五", None),
        ("yes_no", "√", "是"),
        ("yes_no", "无", "否"),
        ("yes_no", "大概", None),
        ("url", "https://www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        ("url", "javascript:alert(1)", None),
        ("choice", "大班", "大班"),
        ("choice", "中班", None),
        ("text", "字" * 501, None),
        ("long_text", "字" * 501, "字" * 501),
        ("number", "", ""),
        ("day", None, ""),
    ],
)
def test_a_value_is_kept_in_one_form_or_said_to_be_unreadable(kind, written, kept):
    element = asked(kind, choices=["大班", "小班"])

    if kept is None:
        with pytest.raises(UnreadableValue):
            canonical(element, written)
    else:
        assert canonical(element, written) == kept


@given(
    st.sampled_from(["text", "number", "money", "day", "yes_no", "url", "long_text"]),
    st.one_of(st.text(max_size=40), st.floats(), st.dates(), st.booleans(), st.integers()),
)
def test_what_is_kept_is_read_again_as_itself(kind, written):
    element = asked(kind)
    try:
        kept = canonical(element, written)
    except UnreadableValue:
        return
    assert canonical(element, kept) == kept


def test_a_required_element_that_is_missing_is_named():
    assert value_problems([asked(required=True)], {}) == {"x": "请填写“一项”。"}


@pytest.fixture
def bureau(db):
    return builders.office()


def project_column() -> Column:
    """Projects of poverty relief: who carries them out and who answers for them must be said."""
    column = builders.column("20.11.1", "扶贫和乡村振兴", shape="record")
    _element(column, "unit", "实施单位", required=True)
    _element(column, "person", "责任人", required=True)
    _element(column, "note", "内部备注", audience="inside")
    return column


def kindergartens() -> Column:
    column = builders.column("20.11.2.9", "幼儿园名单", shape="table")
    _element(column, "name", "幼儿园名称", required=True)
    _element(column, "grade", "等级", kind="choice", choices=["省级示范", "市级示范", "合格"])
    _element(column, "children", "在园人数", kind="number", required=True, unit="人")
    _element(column, "fee", "收费标准", kind="money", required=True, unit="元/月")
    _element(column, "contact", "经办人", audience="inside")
    return column


def _element(column, code, name, **fields):
    Element.objects.create(column=column, code=code, name=name, position=Element.objects.count(), **fields)


def workbook(*rows, hidden=()) -> SimpleUploadedFile:
    content = BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet("名单")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if hidden:
            secret = book.add_worksheet("底册")
            secret.write_row(0, 0, hidden)
            secret.hide()
    return SimpleUploadedFile("幼儿园名单.xlsx", content.getvalue())


HEAD = ("序号", "幼儿园名称", "等级", "在园人数（人）", "收费标准", "经办人")
SUN = (1, "向阳幼儿园", "省级示范", 240, 650, "周某")
MOON = (2, "月亮幼儿园", "合格", 96, "380.5", "")


def a_draft(bureau, column):
    return builders.item(bureau, column_id=column.pk, title="2026年幼儿园名单", body="", summary="名单")


def test_a_project_without_unit_and_person_cannot_be_handed_in(bureau):
    item = a_draft(bureau, project_column())

    with pytest.raises(Refused, match=r"实施单位.*责任人"):
        actions.submit(item, by=bureau.submitter)

    actions.edit(item, by=bureau.submitter, elements={"unit": "柳塘镇人民政府", "person": "王某"})
    actions.submit(item, by=bureau.submitter)
    assert item.state == State.IN_REVIEW


def test_a_draft_keeps_what_cannot_be_read_and_says_so_on_handing_in(bureau):
    column = project_column()
    _element(column, "sum", "资金规模", kind="money")
    item = a_draft(bureau, column)
    actions.edit(
        item, by=bureau.submitter, elements={"unit": "镇", "person": "王", "sum": "约三万", "x": "无此项"}
    )

    assert item.elements == {"unit": "镇", "person": "王", "sum": "约三万"}
    with pytest.raises(Refused, match=r"资金规模.*不是数字"):
        actions.submit(item, by=bureau.submitter)


def test_the_public_does_not_see_what_is_for_inside(bureau):
    item = a_draft(bureau, project_column())
    actions.edit(item, by=bureau.submitter, elements={"unit": "镇", "person": "王", "note": "待核"})

    assert [one.name for one in filled(item)] == ["实施单位", "责任人"]
    assert [one.name for one in filled(item, inside=True)] == ["实施单位", "责任人", "内部备注"]


def test_a_workbook_fills_the_table_and_hidden_sheets_are_left(bureau):
    item = a_draft(bureau, kindergartens())

    read = fill_table(
        item,
        by=bureau.submitter,
        upload=workbook(("2026年名单",), HEAD, SUN, MOON, ("合计", "", "", 336), hidden=HEAD),
    )

    assert item.sheet.rows == [
        ["向阳幼儿园", "省级示范", "240", "650", "周某"],
        ["月亮幼儿园", "合格", "96", "380.5", ""],
    ]
    assert read.notes == (
        "读取的是工作表“名单”。",
        "第5行是合计行，没有读取。",
    )


def test_every_wrong_cell_is_told_with_its_row_and_nothing_is_taken_in(bureau):
    item = a_draft(bureau, kindergartens())
    wrong = (3, "", "特级", "约百人", 1, "")

    with pytest.raises(TableRefused) as refused:
        fill_table(item, by=bureau.submitter, upload=workbook(HEAD, SUN, wrong))

    assert [(one.row, one.heading, one.value) for one in refused.value.read.problems] == [
        (3, "幼儿园名称", ""),
        (3, "等级", "特级"),
        (3, "在园人数", "约百人"),
    ]
    item.refresh_from_db()
    assert item.sheet is None
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize(
    ("upload", "told"),
    [
        (SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 broken"), "名单.xlsx"),
        (SimpleUploadedFile("名单.csv", "姓名,电话\n张某,1".encode()), "没有找到表头"),
        (SimpleUploadedFile("名单.csv", ",".join(HEAD).encode()), "表头下面没有内容"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_plain_words(bureau, upload, told):
    item = a_draft(bureau, kindergartens())

    with pytest.raises(Refused, match=told):
        fill_table(item, by=bureau.submitter, upload=upload)


def test_a_csv_of_an_older_office_program_is_read(bureau):
    text = "\n".join(",".join(map(str, row)) for row in (HEAD, SUN))

    read = read_table("名单.csv", text.encode("gb18030"), kindergartens().elements.all())

    assert read.rows == (("向阳幼儿园", "省级示范", "240", "650", "周某"),)


def test_a_table_without_rows_cannot_be_handed_in(bureau):
    with pytest.raises(Refused, match="请上传“幼儿园名单”的表格"):
        actions.submit(a_draft(bureau, kindergartens()), by=bureau.submitter)


def filled_item(bureau):
    item = a_draft(bureau, kindergartens())
    fill_table(item, by=bureau.submitter, upload=workbook(HEAD, SUN, MOON))
    return item


def test_the_same_rows_are_kept_once(bureau):
    first = filled_item(bureau)
    actions.edit(first, by=bureau.submitter, title="另一个名称")
    fill_table(first, by=bureau.submitter, upload=workbook(HEAD, SUN, MOON))

    assert Sheet.objects.count() == 1


def test_another_table_is_another_content(bureau):
    item = filled_item(bureau)
    before = item.content_digest()

    fill_table(item, by=bureau.submitter, upload=workbook(HEAD, SUN))

    assert item.content_digest() != before


def test_rows_are_sorted_as_numbers_or_words_and_the_inside_column_is_left_out(bureau):
    sheet = filled_item(bureau).sheet

    columns, rows = shown_rows(sheet, sort="children")

    assert [one["code"] for one in columns] == ["name", "grade", "children", "fee"]
    assert [row[2] for row in rows] == ["96", "240"]
    assert [row[2] for row in shown_rows(sheet, sort="children", down=True)[1]] == ["240", "96"]


def test_the_table_is_had_as_workbook_csv_and_json(bureau):
    sheet = filled_item(bureau).sheet

    book = CalamineWorkbook.from_filelike(BytesIO(sheet_as_file(sheet, "xlsx"))).get_sheet_by_index(0)
    told = json.loads(sheet_as_file(sheet, "json"))

    assert book.to_python() == [
        ["幼儿园名称", "等级", "在园人数（人）", "收费标准（元/月）"],
        ["向阳幼儿园", "省级示范", 240.0, 650.0],
        ["月亮幼儿园", "合格", 96.0, 380.5],
    ]
    assert sheet_as_file(sheet, "csv").decode("utf-8-sig").splitlines()[1] == "向阳幼儿园,省级示范,240,650"
    assert told["rows"][1] == {"name": "月亮幼儿园", "grade": "合格", "children": "96", "fee": "380.5"}


@pytest.mark.parametrize("hostile", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1+cmd", "-2+3"])
def test_a_formula_in_a_cell_is_no_formula_in_the_file(bureau, hostile):
    item = a_draft(bureau, kindergartens())
    upload = SimpleUploadedFile("名单.csv", f"{','.join(HEAD)}\n1,{hostile},合格,1,1,".encode())
    fill_table(item, by=bureau.submitter, upload=upload)

    assert sheet_as_file(item.sheet, "csv").decode("utf-8-sig").splitlines()[1].startswith("'")
    book = CalamineWorkbook.from_filelike(BytesIO(sheet_as_file(item.sheet, "xlsx"))).get_sheet_by_index(0)
    assert book.to_python()[1][0] == hostile


def test_a_number_that_was_covered_stands_in_the_files_and_behind_the_others(bureau):
    columns = [{"code": "n", "name": "人数", "kind": "number", "audience": "public", "unit": ""}]
    sheet = keep_sheet(columns, [["1234********"], ["20"], ["3"]], by=bureau.submitter)

    book = CalamineWorkbook.from_filelike(BytesIO(sheet_as_file(sheet, "xlsx"))).get_sheet_by_index(0)

    assert book.to_python()[1:] == [["1234********"], [20.0], [3.0]]
    assert [row[0] for row in shown_rows(sheet, sort="n")[1]] == ["3", "20", "1234********"]


def test_the_empty_table_that_is_offered_is_read_back_when_filled(db):
    elements = list(kindergartens().elements.all())
    rows = CalamineWorkbook.from_filelike(BytesIO(empty_table(elements))).get_sheet_by_index(0).to_python()

    assert rows == [["幼儿园名称*", "等级", "在园人数（人）*", "收费标准（元/月）*", "经办人"]]
    with pytest.raises(Refused, match="表头下面没有内容"):
        read_table("x.xlsx", empty_table(elements), elements)


def test_a_correction_that_is_dropped_brings_the_published_table_back(bureau):
    item = filled_item(bureau)
    builders.clear(item, bureau)
    actions.sign_off(item, by=bureau.signer, release=True)
    actions.start_correction(item, by=bureau.submitter, reason="人数有误")
    fill_table(item, by=bureau.submitter, upload=workbook(HEAD, SUN))

    actions.drop_correction(item, by=bureau.submitter)

    item.refresh_from_db()
    assert item.sheet.row_count == 2
