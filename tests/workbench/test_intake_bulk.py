"""A workbook at the desk: template, every row looked at, then each an application; codes shown until handed out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Application, IntakeBatch
from gongkai.applications.queries.sheets import COLUMNS
from gongkai.foundation.workbooks import read_workbook
from tests import factories
from tests.applications.builders import at
from tests.applications.desk import sign_in
from tests.applications.test_intake_sheets import MONDAY, SOUND, workbook

MANY = "/desk/applications/take-in/many/"


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


def text(response):
    return response.content.decode()


def upload(client, *rows, content=b""):
    return client.post(MANY, {"file": SimpleUploadedFile("申请.xlsx", content or workbook(*rows))})


def confirm(client, shown, **typed):
    return client.post(MANY, {"told": shown.context["confirm"]["told"].value(), **typed})


def test_the_template_is_a_workbook(desk):
    response = desk.get(f"{MANY}template.xlsx")
    [grid] = read_workbook("模板.xlsx", response.content)

    assert len(grid.rows[0]) == len(COLUMNS)


def test_every_row_is_shown_before_anything_is_kept(desk):
    shown = upload(desk, SOUND, SOUND | {"channel": "传真", "description": "另一件"}, {"name": "王小明"})
    page = text(shown)

    assert "可以录入 2 件；有错误的 1 行" in page
    for told in ("2025-02-28", "2025-03-28", "待确认", "“提交方式”没有填写。"):
        assert told in page
    assert SOUND["phone"] not in page
    assert not Application.objects.exists() and not IntakeBatch.objects.exists()


def test_confirmed_rows_become_applications_with_codes_until_they_are_cleared(desk):
    shown = upload(desk, SOUND, SOUND | {"description": "另一件"})
    page = text(desk.get(confirm(desk, shown).url))
    batch = IntakeBatch.objects.get()

    assert "录入 2 件，未录入 0 行" in page
    codes = [row.code for row in batch.rows.all()]
    assert all(code and code in page for code in codes)
    assert "FINANCE-2025-0002" in page

    cleared = text(desk.post(f"{MANY}{batch.pk}/clear-codes/", follow=True))
    assert "查询码已清除" in cleared
    assert not any(code in cleared for code in codes)


def test_a_double_click_takes_in_once(desk):
    shown = upload(desk, SOUND)
    first, second = confirm(desk, shown), confirm(desk, shown)

    assert first.url == second.url
    assert Application.objects.count() == 1


def test_rows_with_faults_are_left_out_only_if_one_says_so(desk):
    shown = upload(desk, SOUND, {"name": "王小明"})
    refused = confirm(desk, shown)
    assert "有错误的行不会录入" in text(refused)
    assert not Application.objects.exists()

    confirm(desk, refused, skip="on")
    assert Application.objects.count() == 1


@pytest.mark.parametrize("content", [b"nothing", b"%PDF-1.4 x", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_words(desk, content):
    response = upload(desk, content=content)

    assert "error-summary" in text(response)
    assert not IntakeBatch.objects.exists()


def test_a_preview_that_is_old_altered_or_somebody_else_s_must_be_looked_at_again(desk, client, organ):
    shown = upload(desk, SOUND)
    told = shown.context["confirm"]["told"].value()

    assert "预览已过期" in text(client.post(MANY, {"told": told[:-8] + "AAAAAAA="}))
    with at(MONDAY, hour=15):
        assert "预览已过期" in text(client.post(MANY, {"told": told}))
    sign_in(client, factories.actor(organ, Duty.APPLICATION_HANDLER))
    assert "预览已过期" in text(client.post(MANY, {"told": told}))
    assert not Application.objects.exists()


def test_another_organ_s_batch_does_not_exist(desk, client):
    confirm(desk, upload(desk, SOUND))
    batch = IntakeBatch.objects.get()
    sign_in(client, factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER))

    assert client.get(f"{MANY}{batch.pk}/").status_code == 404
    assert client.post(f"{MANY}{batch.pk}/clear-codes/").status_code == 404
    assert text(client.get(MANY)).count("intake-batch") == 0
    batch.refresh_from_db()
    assert batch.cleared_at is None


def test_the_batch_page_costs_the_same_with_one_row_and_with_five(desk, django_assert_num_queries):
    confirm(desk, upload(desk, *[SOUND | {"description": f"第{n}件"} for n in range(5)]))
    address = f"{MANY}{IntakeBatch.objects.get().pk}/"
    desk.get(address)

    with django_assert_num_queries(7):
        desk.get(address)
