"""Figures come from the records, each with the records behind it; what no record knows is unknown."""

from collections import Counter
from datetime import date

import pytest
from django.utils import translation

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.applications.queries import ApplicantKind, Application
from gongkai.foundation.workflow import Refused
from gongkai.law.reports import form
from tests import factories
from tests.annual_reports.builders import YEAR, a_year_of_applications, application

TABLE_3 = [address for address in form("2021").entered if address.startswith("applications.")]


def test_filled_figures_equal_an_independent_count(bureau, clerk):
    a_year_of_applications(bureau)
    expected: Counter[str] = Counter()
    for one in Application.objects.filter(organ=bureau):
        received = one.received_on.year
        closed = one.closed_on.year if one.closed_on else None
        if received > YEAR or (closed and closed < YEAR):
            continue
        expected[f"{'received' if received == YEAR else 'carried_over'}.{one.applicant_kind}"] += 1
        row = f"results.{one.outcome}" if closed == YEAR else "carried_forward"
        expected[f"{row}.{one.applicant_kind}"] += 1

    report = actions.open_report(bureau, YEAR, by=clerk)

    counted = {address: report.figures[address] for address in TABLE_3}
    assert counted == {address: expected[address.removeprefix("applications.")] for address in TABLE_3}
    assert sum(expected.values()) == 14


def test_a_partly_granted_application_counts_in_its_row_and_only_there(bureau, clerk):
    application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")

    report = actions.open_report(bureau, YEAR, by=clerk)

    counted = {address: figure for address, figure in report.figures.items() if figure}
    assert counted == {
        "applications.received.natural": 1,
        "applications.results.partial.natural": 1,
    }


def test_every_outcome_of_the_law_has_its_row_in_the_form(bureau, clerk):
    rows = [address.split(".", 2)[2].rpartition(".")[0] for address in TABLE_3 if ".results." in address]
    for outcome in dict.fromkeys(rows):
        for kind in ApplicantKind.values:
            application(bureau, date(2025, 5, 6), date(2025, 5, 20), outcome, kind)

    report = actions.open_report(bureau, YEAR, by=clerk)

    results = {address: figure for address, figure in report.figures.items() if ".results." in address}
    assert set(results.values()) == {1}
    assert queries.evaluation(report).values["applications.results_total.total"] == len(results)


def test_a_cell_that_no_record_knows_is_unknown_and_not_zero(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)

    assert queries.unknown_cells(report) == [
        "proactive.行政许可.本年处理决定数量",
        "proactive.行政处罚.本年处理决定数量",
        "proactive.行政强制.本年处理决定数量",
        "proactive.行政事业性收费.本年收费金额",
    ]
    assert queries.evaluation(report).values["proactive.行政许可.本年处理决定数量"] is None
    assert report.figures["applications.received.natural"] == 0


def test_each_figure_opens_the_records_behind_it(bureau, clerk):
    one = application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")
    application(bureau, date(2025, 2, 4), date(2025, 2, 20), "granted")
    report = actions.open_report(bureau, YEAR, by=clerk)

    (record,) = queries.records_behind(report, "applications.results.partial.natural", clerk)

    assert record == queries.Record(
        title=one.number,
        on=date(2025, 2, 3),
        about="公民（自然人）；（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        url_name="workbench:application",
        url_argument=one.number,
    )


def test_a_sum_opens_the_records_of_all_its_parts_each_once(bureau, clerk):
    a_year_of_applications(bureau)
    report = actions.open_report(bureau, YEAR, by=clerk)

    behind = queries.records_behind(report, "applications.results_total.total", clerk)

    concluded = Application.objects.filter(organ=bureau, closed_on__year=YEAR)
    assert sorted(record.title for record in behind) == sorted(one.number for one in concluded)


def test_the_records_behind_a_figure_are_not_there_for_another_organ(bureau, clerk):
    application(bureau, date(2025, 2, 3))
    report = actions.open_report(bureau, YEAR, by=clerk)
    stranger = factories.actor(factories.organ("other"), clerk.duty)

    assert queries.records_behind(report, "applications.received.natural", stranger) == []


def test_fill_from_records_counts_anew_and_says_what_changed(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)
    application(bureau, date(2025, 7, 1))

    changed = actions.fill_from_records(report, by=clerk)

    assert changed == ["applications.carried_forward.natural", "applications.received.natural"]
    assert report.figures["applications.received.natural"] == 1


def test_fill_from_records_leaves_a_correction_as_it_is(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)
    actions.enter_cells(report, {"applications.received.natural": 4}, reason="含上线前的纸质申请", by=clerk)
    application(bureau, date(2025, 7, 1))

    actions.fill_from_records(report, by=clerk)

    assert report.figures["applications.received.natural"] == 1
    assert report.values["applications.received.natural"] == 4


def test_the_fee_report_is_written_from_the_records_and_tells_zero(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)

    assert report.fees == "2025年度发出信息处理费收费通知0件，总金额0元，实际收取0元。"
    assert report.other_matters == "无"


def test_the_fee_report_is_chinese_for_who_reads_the_desk_in_english_too(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)

    with translation.override("en"):
        assert queries.fee_sentence(bureau, YEAR) == report.fees


@pytest.mark.parametrize("year", [2027, 2013, 2016])
def test_open_report_is_refused_for_a_year_to_come_and_for_one_of_an_older_form(bureau, clerk, year):
    with pytest.raises(Refused, match=str(year)):
        actions.open_report(bureau, year, by=clerk)

    assert queries.reports_of(clerk).count() == 0


def test_open_report_twice_is_refused(bureau, clerk):
    actions.open_report(bureau, YEAR, by=clerk)

    with pytest.raises(Refused, match="已经有了"):
        actions.open_report(bureau, YEAR, by=clerk)


def test_open_report_is_the_clerks_of_the_same_organ(bureau, signer):
    stranger = factories.actor(factories.organ("other"), Duty.REPORT_CLERK)

    for somebody in (signer, stranger):
        with pytest.raises(Refused, match="本机关的年度报告编制人"):
            actions.open_report(bureau, YEAR, by=somebody)
