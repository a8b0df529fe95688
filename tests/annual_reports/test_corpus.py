"""All reports of a region side by side: main figures of every form, years added up, what is wrong."""

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import PackedCells
from gongkai.annual_reports.queries import Asked, Origin, Wrong
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.annual_reports.builders import a_year_of_applications, report_published
from tests.annual_reports.seed_002 import READING

WRONG = [{"rule": "B-50", "severity": severity, "text": severity} for severity in ("error", "error", "note")]


def read(organ, year, received, **told):
    reading = {
        "is_annual_report": True,
        "organ": organ.name,
        "year": year,
        "form": "2021",
        "applications": {"received": {"total": received}},
        "findings": [],
    }
    return actions.import_reading(organ, year, reading | told, by=SYSTEM)


@pytest.fixture
def town(db):
    return factories.organ(factories.TOWN)


def test_an_own_report_shows_its_sums_and_what_was_explained(bureau, clerk, signer):
    a_year_of_applications(bureau)

    report = report_published(bureau, clerk, signer)

    row = queries.corpus(Asked()).get(pk=report.pk).packed
    assert {name: getattr(row, name) for name in queries.HEADLINES} == {
        "disclosed": None,
        "received": 5,
        "carried_over": 2,
        "concluded": 5,
        "granted": 1,
        "carried_forward": 2,
        "reconsidered": 0,
        "litigated": 0,
        "errors": 0,
        "warnings": len(report.explanations),
        "notes": 0,
    }


def test_an_older_form_has_its_own_cells_for_the_same_figures(bureau):
    report = actions.import_reading(bureau, 2018, READING, by=SYSTEM)

    told = {name: getattr(report.packed, name) for name in (*queries.FIGURES, "warnings")}
    assert told == {
        "disclosed": 2589,
        "received": 5,
        "carried_over": None,
        "concluded": 5,
        "granted": 1,
        "carried_forward": None,
        "reconsidered": 0,
        "litigated": 0,
        "warnings": 1,
    }


def test_what_the_tables_do_not_say_the_text_may(bureau):
    told = {"published_total": 87, "applications": {"received": 4, "results": {"granted": 3}}}

    report = read(bureau, 2022, None, narrative=told)

    assert (report.packed.disclosed, report.packed.received, report.packed.granted) == (87, 4, 3)


def test_each_year_adds_its_reports_up(bureau, town):
    read(bureau, 2021, 3)
    read(town, 2021, 4, findings=WRONG)
    read(town, 2022, None)

    years = queries.years_of(Asked())

    assert [(one.year, one.reports, one.figures["received"], one.told["received"]) for one in years] == [
        (2021, 2, 7, 2),
        (2022, 1, None, 0),
    ]
    assert years[0].findings == {"errors": 2, "warnings": 0, "notes": 1}


def test_a_governments_report_covers_the_units_under_it(bureau, town):
    read(factories.organ(factories.CITY), 2021, 9)
    read(bureau, 2021, 3)
    read(town, 2022, 4)

    assert [(one.year, one.reports, one.figures["received"]) for one in queries.years_of(Asked())] == [
        (2021, 2, 9),
        (2022, 1, 4),
    ]


def test_the_list_is_asked_by_region_year_origin_findings_and_name(bureau, clerk, signer, town):
    own = report_published(bureau, clerk, signer)
    wrong, calm = read(town, 2021, 4, findings=WRONG), read(town, 2022, 4)
    elsewhere = read(factories.organ("other-city", name="白鹭市人民政府"), 2022, 1)

    def found(**asked):
        return [one.pk for one in queries.corpus(Asked(**asked))]

    assert found() == [own.pk, *found(year=2022), wrong.pk]
    assert found(root=town) == [calm.pk, wrong.pk]
    assert found(year=2021) == [wrong.pk]
    assert found(origin=Origin.MADE) == [own.pk]
    assert found(origin=Origin.IMPORTED, root=town) == [calm.pk, wrong.pk]
    assert found(wrong=Wrong.ERRORS) == [wrong.pk]
    assert found(wrong=Wrong.NONE, year=2022, name="白鹭") == [elsewhere.pk]
    assert queries.years_there(town) == [2022, 2021]


def test_only_errors_and_warnings_are_told_with_their_report(town):
    report = read(town, 2021, 4, findings=WRONG)

    assert [(one.pk, found["text"]) for one, found in queries.findings_of(Asked())] == [
        (report.pk, "error"),
        (report.pk, "error"),
    ]


def test_a_lost_row_is_mended_with_its_main_figures(town):
    report = read(town, 2021, 4)
    PackedCells.objects.filter(pk=report.pk).update(received=None, errors=3)

    assert actions.repack() == 1
    assert actions.repack() == 0
    mended = PackedCells.objects.get(pk=report.pk)
    assert (mended.year, mended.received, mended.errors) == (2021, 4, 0)


def test_the_years_cost_two_queries(bureau, town, django_assert_num_queries):
    for year in (2019, 2020, 2021):
        read(town, year, 4)

    with django_assert_num_queries(2):
        queries.years_of(Asked(root=town))
    with django_assert_num_queries(1):
        [(one.organ.name, one.packed.received) for one in queries.corpus(Asked())]
