"""A workbook of applications: its template, what its rows say, and what is wrong with them in plain words."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.db import connection

from gongkai.applications import actions, queries
from gongkai.applications.models import Application, IntakeBatch
from gongkai.applications.queries.sheets import COLUMNS, MOST_ROWS
from gongkai.applications.tasks import take_in_rows
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import now
from gongkai.foundation.workbooks import read_workbook
from gongkai.foundation.workflow import Refused
from tests.applications.builders import at

MONDAY = date(2025, 3, 3)
SOUND = {
    "channel": "挂号信、快递（需签收）",
    "arrived_on": "2025-02-28",
    "applicant_kind": "公民（自然人）",
    "name": "欧阳小明",
    "phone": "13800138000",
    "description": "2024年政府采购目录",
    "supply_form": "纸质件",
    "delivery_way": "邮寄",
}


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


def workbook(*rows, headings=None) -> bytes:
    """A filled template."""
    heads = headings or [str(column.heading) for column in COLUMNS]
    into = BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet("申请")
        sheet.write_row(0, 0, heads)
        for line, row in enumerate(rows, 1):
            sheet.write_row(line, 0, [row.get(column.name, "") for column in COLUMNS])
    return into.getvalue()


def read(organ, *rows):
    return queries.read_intake_sheet("申请.xlsx", workbook(*rows), organ=organ)


def begin(organ, handler, *rows, token="t" * 32):
    contents = [actions.sheet_content(row) for row in read(organ, *rows)]
    return actions.take_in_many(organ, contents, by=handler, token=token)


def test_the_template_has_the_headings_that_are_read(organ):
    content = queries.intake_template()
    [grid] = read_workbook("模板.xlsx", content)

    assert [cell.rstrip("*") for cell in grid.rows[0]] == [str(column.heading) for column in COLUMNS]
    with pytest.raises(Refused, match="表里没有申请"):
        queries.read_intake_sheet("模板.xlsx", content, organ=organ)


def test_a_sound_row_tells_its_day_of_receipt_and_until_when(organ):
    [row] = read(organ, SOUND)

    assert (row.line, row.faults) == (2, [])
    assert (row.expected.receipt.on, row.expected.due_on) == (date(2025, 2, 28), date(2025, 3, 28))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025/2/28", date(2025, 2, 28)),
        ("2025年2月28日", date(2025, 2, 28)),
        ("2025.02.28", date(2025, 2, 28)),
    ],
)
def test_days_are_read_as_people_write_them(organ, written, day):
    [row] = read(organ, SOUND | {"arrived_on": written})

    assert row.values["arrived_on"] == day


def test_a_letter_without_confirmation_has_no_day_of_receipt_yet(organ):
    [row] = read(organ, SOUND | {"channel": "传真"})

    assert row.is_sound
    assert row.expected.receipt is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "“姓名或者名称”没有填写。"),
        ({"channel": "网上提交"}, "“提交方式”里的“网上提交”不在可选项中，请从下拉列表中选择。"),
        ({"channel": "飞鸽"}, "“提交方式”里的“飞鸽”不在可选项中，请从下拉列表中选择。"),
        ({"arrived_on": "上周五"}, "“收到日期”里的“上周五”不是日期，请写成 2026-11-23 的样子。"),
        ({"arrived_on": "2025-02-30"}, "“收到日期”里的“2025-02-30”不是日期，请写成 2026-11-23 的样子。"),
        ({"arrived_on": "2025-03-04"}, "收到日期和确认日期不能晚于今天。"),
        ({"arrived_on": "1999-01-01"}, "收到日期早于《政府信息公开条例》施行之日，请核对。"),
        ({"confirmed_on": "2025-02-27"}, "与申请人确认的日期不能早于收到日期。"),
        ({"email": "ab"}, "“电子邮箱”的写法不对，请核对。"),
        ({"phone": "1" * 31}, "“联系电话”超过30字。"),
        (
            {"identity_kind": "居民身份证", "identity_number": "110101199003078516"},
            "居民身份证号码有误，请核对是否输错或者漏输。",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_told_in_plain_words(organ, changed, told):
    [row] = read(organ, SOUND | changed)

    assert row.faults == [told]


def test_the_same_application_twice_in_a_sheet_is_told(organ):
    rows = read(organ, SOUND, SOUND | {"description": "另一件"}, SOUND)

    assert [row.faults for row in rows] == [[], [], ["与第2行是同一件申请，请删去其中一行。"]]


def test_a_file_that_is_no_filled_template_is_refused(organ):
    for content, why in (
        (b"PK\x03\x04 no", "损坏|不是|无法|打不开"),
        (b"%PDF-1.4", "内容实为PDF"),
        (workbook(SOUND, headings=["甲", "乙"]), "没有找到表头"),
        (workbook(SOUND, headings=[str(one.heading) for one in COLUMNS[1:]]), "表头缺少：提交方式"),
        (workbook(*[SOUND | {"description": f"第{n}件"} for n in range(MOST_ROWS + 1)]), "最多录入500件"),
    ):
        with pytest.raises(Refused, match=why):
            queries.read_intake_sheet("申请.xlsx", content, organ=organ)


def test_each_row_becomes_an_application_with_a_code(organ, handler):
    batch = begin(organ, handler, SOUND, SOUND | {"channel": "传真", "description": "另一件"})

    first, second = list(queries.rows_of(batch))
    assert (first.application.state, first.application.received_on) == ("handling", date(2025, 2, 28))
    assert (second.application.state, second.application.channel) == ("submitted", "fax")
    assert queries.opened_by(first.application.number, first.code) == first.application
    assert (first.content, second.content) == ("", "")
    progress = queries.progress_of(batch)
    assert (progress.rows, progress.taken, progress.refused, progress.is_over) == (2, 2, 0, True)
    assert Entry.objects.get(verb="applications.take_in_many").facts == {"rows": 2}


def test_a_second_click_begins_nothing(organ, handler):
    contents = [actions.sheet_content(row) for row in read(organ, SOUND)]
    first = actions.take_in_many(organ, contents, by=handler, token="t" * 32)
    again = actions.take_in_many(organ, contents, by=handler, token="t" * 32)

    assert again == first
    assert (Application.objects.count(), IntakeBatch.objects.count()) == (1, 1)


def test_a_batch_that_is_begun_again_takes_in_nothing_twice(organ, handler):
    batch = begin(organ, handler, SOUND, SOUND | {"description": "另一件"})
    assert take_in_rows.call(batch.pk) == 0

    assert Application.objects.count() == 2


def test_one_refused_row_stops_no_other(organ, handler):
    contents = [actions.sheet_content(row) for row in read(organ, SOUND, SOUND | {"description": "另一件"})]
    contents[0]["arrived_on"] = "2025-03-09"
    batch = actions.take_in_many(organ, contents, by=handler, token="t" * 32)

    assert [row.fault for row in queries.rows_of(batch)] == ["收到日期不能晚于今天。", ""]
    assert Application.objects.get().description == "另一件"


def test_many_rows_are_taken_in_by_a_task(organ, handler, django_capture_on_commit_callbacks):
    rows = [SOUND | {"description": f"第{n}件信息"} for n in range(actions.AT_ONCE + 1)]
    with django_capture_on_commit_callbacks() as later:
        batch = begin(organ, handler, *rows)
    assert queries.progress_of(batch).done == 0
    assert len(later) == 1

    assert take_in_rows.call(batch.pk) == actions.AT_ONCE + 1
    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert queries.progress_of(batch).taken == actions.AT_ONCE + 1


def test_what_was_cut_off_goes_on_later(organ, handler, django_capture_on_commit_callbacks):
    rows = [SOUND | {"description": f"第{n}件信息"} for n in range(actions.AT_ONCE + 1)]
    with django_capture_on_commit_callbacks():
        batch = begin(organ, handler, *rows)
    assert actions.resume_batches() == 0
    with pytest.raises(Refused, match="还没有录入完"):
        actions.clear_codes(batch, by=handler)  # those of the rows that are left would stay for ever

    with at(MONDAY, hour=11):
        assert actions.resume_batches() == actions.AT_ONCE + 1
        assert actions.resume_batches() == 0
    assert queries.progress_of(batch).is_over


def test_a_row_on_which_the_program_stumbles_stops_no_other(organ, handler, caplog):
    contents = [actions.sheet_content(row) for row in read(organ, SOUND, SOUND | {"description": "另一件"})]
    contents[0]["arrived_on"] = "no day"
    batch = actions.take_in_many(organ, contents, by=handler, token="t" * 32)

    first, second = queries.rows_of(batch)
    assert first.fault.startswith("系统录入这一行时出错")
    assert second.application.description == "另一件"
    assert "ValueError" in caplog.text
    assert "no day" not in caplog.text  # what stands in the row may be personal


def test_the_codes_are_cleared_when_they_were_handed_out(organ, handler, head, stranger):
    batch = begin(organ, handler, SOUND)
    for other in (head, stranger):
        with pytest.raises(Refused, match="承办人清除"):
            actions.clear_codes(batch, by=other)
    actions.clear_codes(batch, by=handler)

    assert queries.rows_of(batch).get().code == ""
    assert Entry.objects.filter(verb="applications.clear_codes").count() == 1


def test_codes_that_nobody_cleared_go_after_a_week(organ, handler):
    batch = begin(organ, handler, SOUND)
    assert actions.clear_old_codes() == 0
    with at(date(2025, 3, 11)):
        assert actions.clear_old_codes() == 1
        assert actions.clear_old_codes() == 0

    batch.refresh_from_db()
    assert batch.cleared_at <= now().replace(year=2026)
    assert queries.rows_of(batch).get().code == ""


def test_only_the_own_handler_takes_in_and_sees_a_batch(organ, handler, head, stranger):
    batch = begin(organ, handler, SOUND)
    for other in (head, stranger):
        assert not queries.batches_of(other).exists()
        with pytest.raises(IntakeBatch.DoesNotExist):
            queries.batch_of(other, batch.pk)
        with pytest.raises(Refused, match="承办人录入"):
            actions.take_in_many(organ, [{}], by=other, token="u" * 32)


def test_nothing_personal_stands_open_in_the_rows(organ, handler):
    contents = [actions.sheet_content(row) for row in read(organ, SOUND)]
    contents += [dict(contents[0], line=90 + n, token=f"{n:032d}") for n in range(11)]
    batch = actions.take_in_many(organ, contents, by=handler, token="t" * 32)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_intakerow")
        rows = str(cursor.fetchall())

    assert queries.progress_of(batch).done == 0
    for secret in (SOUND["name"], SOUND["phone"], SOUND["description"]):
        assert secret not in rows
