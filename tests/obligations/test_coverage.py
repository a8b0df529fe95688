"""62 budget units, three of them late and two missing: the matrix, the tasks, the reminders, the declarations."""

import io
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook

from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions, documents, tasks
from gongkai.obligations.models import Reminder, Settlement
from gongkai.obligations.queries import Filters, Forecast, chosen_owings, forecast, matrix, todo, years_owed
from gongkai.obligations.workflow import Status
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level
from tests import factories
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

UNITS, LATE, MISSING = 62, 3, 2
APPROVED = date(2026, 2, 10)  # due on 2 March
YEAR = Filters(2026)


def found_units(city, count):
    return [
        found_organ(
            by=SYSTEM,
            parent=city,
            code=f"unit{number}",
            name=f"预算单位{number:02}",
            short_name=f"单位{number:02}",
            kind=Kind.INSTITUTION,
            level=Level.COUNTY,
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture
def county(watch):
    """57 units published in time, three late, two not at all; it is 9 March."""
    units = found_units(watch.city, UNITS)
    made = obligation(watch, listed=units)
    with builders.at("2026-02-11"):
        owed = list(made.owings.select_related("obligation", "organ"))
        actions.record_event_for_all(made, owed, APPROVED, by=watch.head)
    late, in_time = units[-LATE - MISSING : -MISSING], units[: -LATE - MISSING]
    with builders.at("2026-02-27"):
        watch.publishes(in_time[0], builders.budgets())
    for unit in late:
        with builders.at("2026-03-05"):
            watch.publishes(unit, builders.budgets())
    # All the others as the first: its way through the office is walked once, to spare time.
    facts = {"settlement": Settlement.PUBLISHED, "settled_on": date(2026, 2, 27)}
    made.owings.filter(organ__in=in_time[1:]).update(**facts)
    with builders.at("2026-03-09"):
        yield watch, made, units


def test_the_matrix_counts_each_unit_where_it_stands(county):
    watch, made, _units = county

    shown = matrix(watch.city, YEAR, {})

    stand = {Status.MISSING: MISSING, Status.DONE_LATE: LATE, Status.DONE: UNITS - LATE - MISSING}
    assert [(one.obligation, one.counts) for one in shown.headings] == [(made, stand)]
    assert (shown.totals, shown.page.total) == (stand, UNITS)


def test_the_matrix_shows_every_unit_over_its_pages(county):
    watch, _made, units = county
    first = matrix(watch.city, YEAR, {})
    second = matrix(watch.city, YEAR, {"after": first.page.after})

    shown = [row.organ.pk for row in (*first.rows, *second.rows)]
    stand = Counter(status for row in (*first.rows, *second.rows) for status in row.counts)
    assert shown == [unit.pk for unit in units]
    assert stand == first.totals


def test_the_missing_ones_are_found_by_status(county):
    watch, _made, units = county

    shown = matrix(watch.city, Filters(2026, status=Status.MISSING), {})

    assert [row.organ for row in shown.rows] == units[-MISSING:]


def test_each_missing_unit_has_a_task_and_so_has_the_competent_office(county):
    watch, _made, units = county

    waits = [todo(watch.of(unit).submitter)[0] for unit in (units[0], units[-1])]
    above = {str(line.label): line.count for line in todo(watch.head)}

    assert [(str(one.label), one.count) for one in waits] == [
        ("逾期未完成的公开任务", 0),
        ("逾期未完成的公开任务", 1),
    ]
    assert above["下级机关逾期未完成的公开任务"] == MISSING


def test_the_missing_units_are_reminded_and_chased(county):
    watch, _made, units = county
    tasks.remind.call()
    owed = chosen_owings(watch.city, Filters(2026, status=Status.MISSING))

    chased = actions.chase(owed.select_related("obligation__keeper"), by=watch.head, note="请尽快公开。")

    told = set(Reminder.objects.values_list("organ_id", "occasion"))
    missing = [unit.pk for unit in units[-MISSING:]]
    assert chased == MISSING
    assert told == {(pk, occasion) for pk in missing for occasion in ("overdue", "chased")}


def test_no_change_with_a_reason_closes_one_and_a_blank_does_not(county):
    watch, made, units = county
    first, second = (owing(made, unit) for unit in units[-MISSING:])

    actions.declare_no_change(
        first, by=watch.of(first.organ).submitter, reason="本年度预算并入主管部门公开。"
    )
    with pytest.raises(Refused):
        actions.declare_no_change(second, by=watch.of(second.organ).submitter, reason="  ")

    totals = matrix(watch.city, YEAR, {}).totals
    assert (totals[Status.MISSING], totals[Status.NO_CHANGE]) == (1, 1)


def test_the_forecast_tells_what_goes_red_in_3_7_and_14_days(watch):
    units = found_units(watch.city, 3)
    made = obligation(watch, listed=units)
    approved = [date(2026, 2, 11), date(2026, 2, 17), date(2026, 2, 24)]
    for unit, day in zip(units, approved, strict=True):
        actions.record_event(owing(made, unit), day, by=watch.head)

    # Due on 3, 9 and 16 March; it is 2 March.
    assert forecast(watch.city) == Forecast(0, {3: 1, 7: 2, 14: 3})


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_units(watch, django_assert_num_queries, count):
    obligation(watch, listed=found_units(watch.city, count))
    obligation(watch, listed=found_units(watch.city, 0) or [watch.city], **builders.MONTHLY)

    with django_assert_num_queries(5):
        shown = matrix(watch.city, YEAR, {})

    assert len(shown.rows) == count + 1


@pytest.mark.parametrize(("count", "queries"), [(1, 2), (12, 2)])
def test_the_file_reads_the_whole_matrix_in_a_few_queries(watch, django_assert_num_queries, count, queries):
    obligation(watch, listed=found_units(watch.city, count))

    with django_assert_num_queries(queries + 1):
        documents.coverage_file(watch.city, YEAR, "csv")


def test_the_csv_says_in_words_and_signs_where_each_unit_stands(county):
    watch, _made, _units = county

    lines = documents.coverage_file(watch.city, YEAR, "csv").content.decode("utf-8-sig").splitlines()

    assert lines[0] == "机关,公开部门预算,逾期未完成,即将到期,待填写日期,未到期,逾期完成,已完成"
    assert lines[1] == "预算单位01,●已完成（2026-02-27）,0,0,0,0,0,1"
    assert lines[-2] == "预算单位62,✕逾期未完成（2026-03-02截止）,1,0,0,0,0,0"
    assert lines[-1] == "合计,逾期未完成2；逾期完成3；已完成57,2,0,0,0,3,57"


def test_a_title_that_is_a_formula_is_none_in_the_csv(watch):
    made = obligation(watch, listed=[factories.organ()])
    actions.change_obligation(made, by=watch.head, title="=1+1")

    head = documents.coverage_file(watch.city, YEAR, "csv").content.decode("utf-8-sig").splitlines()[0]

    assert head.startswith("机关,'=1+1,")


def test_the_workbook_holds_the_same_lines(county):
    watch, _made, _units = county
    csv, xlsx = (documents.coverage_file(watch.city, YEAR, kind) for kind in ("csv", "xlsx"))

    lines = [line.split(",") for line in csv.content.decode("utf-8-sig").splitlines()]

    assert xlsx.name == "青禾市人民政府公开任务完成情况（2026年）.xlsx"
    assert cells(xlsx.content) == lines


def cells(content):
    sheet = load_workbook(io.BytesIO(content)).active
    return [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def test_the_file_holds_only_the_organs_that_were_asked_for(county):
    watch, _made, units = county

    content = documents.coverage_file(watch.city, Filters(2026, status=Status.MISSING), "csv").content
    names = [line.split(",")[0] for line in content.decode("utf-8-sig").splitlines()]

    assert names == ["机关", *(unit.name for unit in units[-MISSING:]), "合计"]


def test_the_office_sees_only_what_is_below_it(watch):
    obligation(watch, listed=[factories.organ(), factories.organ(factories.TOWN)])

    below = matrix(factories.organ(), YEAR, {})

    assert [row.organ for row in below.rows] == [factories.organ()]
    assert years_owed(factories.organ()) == [2026]
