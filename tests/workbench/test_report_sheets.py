"""Figures out of Excel at the desk: shown before anything is kept, entered once confirmed."""

import io
import json
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions
from gongkai.foundation.moment import acting_at
from gongkai.reading.reader import read
from tests import factories
from tests.annual_reports.builders import YEAR, a_year_of_applications, report_submitted
from tests.annual_reports.conftest import SHANGHAI
from tests.annual_reports.sheets import book, figures, grid

LICENCES = "proactive.行政许可.本年处理决定数量"
RECEIVED = "applications.received.natural"
TYPED = {LICENCES: 7}


@pytest.fixture(autouse=True)
def _january():
    with acting_at(datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def clerk(bureau):
    return factories.staff(bureau, Duty.REPORT_CLERK)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk.user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def report(bureau, clerk):
    a_year_of_applications(bureau)
    return actions.open_report(bureau, YEAR, by=clerk.actor())


def way(name):
    return reverse(f"workbench:{name}", args=[YEAR])


def page(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_pasted_cells_are_shown_and_nothing_is_kept(desk, report):
    shown = page(desk.post(way("report_sheet"), {"text": figures("proactive", TYPED)}))

    assert "将改动4个数据" in shown
    assert "行政许可 · 本年处理决定数量" in shown
    report.refresh_from_db()
    assert report.cells == {}


def confirmed(response, **changed):
    form = response.context["confirm"]
    return {"seen": form["seen"].value(), "figures": form["figures"].value(), "reason": "", **changed}


def test_what_is_confirmed_is_entered(desk, report):
    shown = desk.post(way("report_sheet"), {"text": figures("proactive", TYPED)})

    response = desk.post(way("enter_sheet"), confirmed(shown), follow=True)

    assert "已填入4个数据。" in page(response)
    report.refresh_from_db()
    assert report.cells[LICENCES] == 7


@pytest.mark.parametrize(("reason", "entered"), [("", 3), ("含纸质申请", 6)])
def test_a_figure_of_the_records_is_corrected_only_with_a_reason(desk, report, reason, entered):
    assert report.figures[RECEIVED] == 3
    values = {
        address: value for address, value in report.values.items() if address.startswith("applications.")
    }
    uploaded = book(grid("proactive", TYPED), grid("applications", {**values, RECEIVED: 6}))
    shown = desk.post(way("report_sheet"), {"file": SimpleUploadedFile("a.xlsx", uploaded)})
    assert [one.address for one in shown.context["offer"].corrections] == [RECEIVED]

    desk.post(way("enter_sheet"), confirmed(shown, reason=reason))

    report.refresh_from_db()
    assert (report.values[RECEIVED], report.values[LICENCES]) == (entered, 7)
    assert report.reasons == ({RECEIVED: reason} if reason else {})


def test_corrections_alone_without_a_reason_are_asked_for_one(desk, report):
    shown = desk.post(way("report_sheet"), {"text": figures("applications", {RECEIVED: 6})})

    again = page(desk.post(way("enter_sheet"), confirmed(shown)))

    assert "这些数据都与记录所得不同，请写明更正理由。" in again


def test_who_changed_the_report_meanwhile_is_told(desk, report, clerk):
    shown = desk.post(way("report_sheet"), {"text": figures("proactive", TYPED)})
    actions.enter_cells(report, {LICENCES: 9}, by=clerk.actor())

    assert "已对这条记录作了处理" in page(desk.post(way("enter_sheet"), confirmed(shown)))
    report.refresh_from_db()
    assert report.cells == {LICENCES: 9}


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "{", json.dumps({"x.y": "1"}), json.dumps({LICENCES: "NaN"}), json.dumps({LICENCES: []})],
)
def test_figures_that_no_page_sent_are_refused(desk, report, sent):
    response = desk.post(way("enter_sheet"), {"seen": report.revision, "figures": sent})

    assert response.status_code == 200
    report.refresh_from_db()
    assert report.cells == {}


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "请粘贴单元格，或者选择一个文件，两者选一。"),
        ({"text": "随便写的"}, "没有读出统计表的数据"),
    ],
)
def test_what_cannot_be_read_says_what_to_do_and_keeps_what_was_pasted(desk, report, sent, why):
    shown = page(desk.post(way("report_sheet"), sent))

    assert why in shown
    assert sent.get("text", "") in shown


def test_a_file_that_is_far_too_large_is_refused(desk, report):
    large = SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"0" * (6 * 1024 * 1024))

    assert "文件太大，不像一份年度报告的统计表" in page(desk.post(way("report_sheet"), {"file": large}))


def test_the_workbook_holds_the_official_tables_with_what_is_known(desk, report):
    response = desk.get(way("report_sheet_file"))

    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")
    reading = read(io.BytesIO(response.content).read(), "a.xlsx")
    assert (reading.organ, reading.year) == (report.organ.name, YEAR)
    known = {address: value for address, value in report.values.items() if value is not None}
    assert {address: reading.value(address) for address in known} == known


def test_a_report_that_is_handed_in_takes_no_figures(desk, bureau, clerk):
    report = report_submitted(bureau, clerk.actor())

    sent = {"seen": report.revision, "figures": json.dumps({LICENCES: "3"})}
    assert "状态下不能填写数据" in page(desk.post(way("enter_sheet"), sent))
