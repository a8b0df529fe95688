"""A table of the annual report while it is being typed: sums, findings and marks follow, and nothing is kept."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import YEAR, a_year_of_applications, application, report_submitted
from tests.annual_reports.conftest import SHANGHAI

HTMX = {"HX-Request": "true"}
LEGAL = "applications.received.legal"
RECEIVED = "applications.received.total"
LICENCES = "proactive.行政许可.本年处理决定数量"
CHARGES = "proactive.行政事业性收费.本年收费金额"
CELL = re.compile(r'<div id="cell-([^"]+)"( class="report-grid__broken")?( hx-swap-oob="true")?>(.*?)</div>')


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


@pytest.fixture
def check(desk, report):
    """Type these figures into a table and have them checked."""

    def send(number, typed, correcting=False, headers=HTMX):
        way = reverse("workbench:check_cells", args=[YEAR, number]) + ("?correct" if correcting else "")
        response = desk.post(way, {"seen": report.revision, **typed}, headers=headers)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return send


def cells(answer):
    """Address → what the server says in the cell, for every reader."""
    return {
        address: " ".join(re.sub(r"<[^>]+>", " ", inner).split())
        for address, _broken, _oob, inner in CELL.findall(answer)
    }


def broken(answer):
    return {address for address, mark, _oob, _inner in CELL.findall(answer) if mark}


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["part", "page"])
def test_a_typed_figure_changes_sum_marks_and_findings_but_not_the_report(check, report, headers):
    before = ({}, report.revision, Entry.objects.count())

    answer = check(3, {LEGAL: "5"}, correcting=True, headers=headers)

    assert cells(answer)[RECEIVED] == "9 不符合勾稽关系"
    rows = ("received", "carried_over", "results_total", "carried_forward")
    assert broken(answer) == {f"applications.{row}.{kind}" for row in rows for kind in ("legal", "total")}
    assert "核对发现2处问题。" in answer
    assert "尚未保存。" in answer
    report.refresh_from_db()
    assert (report.cells, report.revision, Entry.objects.count()) == before


def test_the_part_holds_no_field_so_that_nothing_typed_is_touched(check):
    part = check(3, {LEGAL: "5"}, correcting=True)

    assert [mark for mark in ("<html", "<input", "<table", "<form") if mark in part] == []
    assert {oob for _address, _mark, oob, _inner in CELL.findall(part)} == {' hx-swap-oob="true"'}


def test_without_htmx_the_page_comes_back_with_what_was_typed(check):
    page = check(2, {LICENCES: "１２", CHARGES: "3.5"}, headers={})

    assert "<html" in page
    assert "hx-swap-oob" not in page
    assert 'value="１２"' in page
    assert 'value="3.5"' in page


def test_the_part_says_in_each_cell_what_the_page_says(check):
    typed = {LEGAL: "5"}

    assert cells(check(3, typed, True)) == cells(check(3, typed, True, headers={}))


def test_what_is_no_figure_is_told_in_its_cell_and_leaves_the_sum_unknown(check):
    answer = check(3, {LEGAL: "三件"}, correcting=True)

    assert cells(answer)[LEGAL] == "请只填数字；没有的填0，还不知道的留空。"
    assert cells(answer)[RECEIVED] == "—"
    assert "有1个数据填写有误。" in answer


def test_an_emptied_cell_counts_as_the_records_have_it(check, bureau):
    assert cells(check(3, {LEGAL: ""}, correcting=True))[RECEIVED] == "5"


def test_a_balanced_table_is_told_to_be_so(check):
    assert "已有的数据核对没有发现问题。" in check(3, {}, correcting=True)


def test_the_page_asks_for_the_check_and_says_what_each_field_is_described_by(desk, report):
    shown = desk.get(reverse("workbench:report_section", args=[YEAR, 2])).content.decode()

    assert f'hx-post="{reverse("workbench:check_cells", args=[YEAR, 2])}"' in shown
    assert f'aria-describedby="cell-{LICENCES}"' in shown
    assert f'id="cell-{LICENCES}"' in shown


def test_who_reads_is_told_the_result_and_nothing_is_asked_behind_the_page(desk, bureau, clerk):
    report_submitted(bureau, clerk.actor())

    shown = desk.get(reverse("workbench:report_section", args=[YEAR, 3])).content.decode()

    assert "已有的数据核对没有发现问题。" in shown
    assert "hx-post" not in shown


def test_figures_are_checked_for_the_clerk_of_the_organ_only(desk, client, bureau, report):
    way = reverse("workbench:check_cells", args=[YEAR, 3])
    assert desk.get(way).status_code == 405
    for organ, duty, status in (
        (bureau, Duty.SIGNER, 403),
        (factories.organ("other"), Duty.REPORT_CLERK, 404),
    ):
        stranger = factories.staff(organ, duty)
        client.force_login(stranger.user, "django.contrib.auth.backends.ModelBackend")
        assert client.post(way, {"seen": 0}, headers=HTMX).status_code == status


@pytest.mark.parametrize("more", [0, 3])
def test_a_check_costs_the_same_however_much_was_counted(check, bureau, more, django_assert_num_queries):
    for _n in range(more):
        application(bureau, datetime(2025, 5, 6).date(), datetime(2025, 5, 20).date(), "granted")
    check(3, {}, correcting=True)

    with django_assert_num_queries(7):
        check(3, {LEGAL: "5"}, correcting=True)
