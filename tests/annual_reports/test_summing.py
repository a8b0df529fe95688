"""A government's report is the sum of its units' (B-08), whatever the tree, the gaps and the forms."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual_reports import actions
from gongkai.annual_reports.models import AnnualReport, PackedCells
from gongkai.annual_reports.queries.packing import UNKNOWN, pack, unpack
from gongkai.annual_reports.queries.summing import gathered
from gongkai.foundation.ledger import SYSTEM
from gongkai.law.reports import convert, form, total
from gongkai.organs.actions import found_organ
from gongkai.organs.queries import Organ, all_organs
from tests import factories
from tests.annual_reports import builders
from tests.annual_reports.builders import YEAR

pytestmark = pytest.mark.django_db
NEW, PAID = "applications.received.natural", "proactive.行政事业性收费.本年收费金额"


def unit(code: str, parent: Organ, kind: str = "department") -> Organ:
    fields = {"name": code, "short_name": code, "kind": kind, "level": "county"}
    return found_organ(by=SYSTEM, parent=Organ.objects.get(pk=parent.pk), code=code, **fields)


def report(
    organ: Organ, name: str = "2021", state: str = "signed", year: int = YEAR, **cells
) -> AnnualReport:
    """A report that says 0 in every cell but these."""
    values = dict.fromkeys(form(name).entered, 0) | cells
    return AnnualReport.objects.create(
        organ=organ,
        year=year,
        form=name,
        state=state,
        cells={a: v for a, v in values.items() if v is not None},
    )


def test_a_row_keeps_every_value_exactly_and_what_is_unknown_unknown():
    of_form = form("2021")
    values = dict.fromkeys(of_form.entered) | {NEW: 0, PAID: Decimal("12.345678")}

    assert unpack(of_form, np.frombuffer(pack(of_form, values), dtype="<i8")) == values


def test_a_number_too_large_to_add_is_unknown():
    of_form = form("2021")
    row = np.frombuffer(pack(of_form, {NEW: 10**18}), dtype="<i8")

    assert set(row.tolist()) == {UNKNOWN}


def test_every_act_that_writes_figures_writes_the_packed_row(bureau, clerk):
    made = builders.report_ready(bureau, clerk)
    entered = next(iter(set(form(made.form).entered) - set(made.figures)))
    actions.enter_cells(made, {entered: 7}, by=clerk)

    row = PackedCells.objects.get(report=made)
    assert unpack(form(row.form), np.frombuffer(row.cells, dtype="<i8")) == {
        address: made.values.get(address) for address in form(made.form).entered
    }
    assert actions.repack() == 0


def test_each_night_what_is_missing_or_different_is_mended(bureau):
    report(bureau, **{NEW: 3})
    assert (actions.repack(), actions.repack()) == (1, 0)
    AnnualReport.objects.update(cells={NEW: 4})
    assert (actions.repack(), actions.repack()) == (1, 0)
    assert gathered(YEAR).known()[NEW] == 4


def test_the_county_of_the_rulebook_counts_its_office_once(db):
    county = factories.organ(factories.CITY)
    for organ, new in zip(
        (county, *(unit(code, county) for code in ("a", "b", "c", "d"))), (3, 5, 0, 1, 0), strict=True
    ):
        report(organ, **{NEW: new})
    actions.repack()

    assert gathered(YEAR, county).known()[NEW] == 9


def test_a_governments_report_taken_over_as_published_is_not_added_to_its_units(bureau):
    county = factories.organ(factories.CITY)
    report(bureau, **{NEW: 5})
    taken = report(county, state="published", **{NEW: 5})
    AnnualReport.objects.filter(pk=taken.pk).update(imported=True)
    actions.repack()

    assert gathered(YEAR).known()[NEW] == 5


def test_only_the_newest_signed_edition_counts(bureau):
    report(bureau, state="published", **{NEW: 5})
    newer = report(factories.organ("liutang"), **{NEW: 7})
    AnnualReport.objects.filter(pk=newer.pk).update(organ=bureau, edition=2)
    actions.repack()

    assert gathered(YEAR).known()[NEW] == 7


def test_forms_of_2019_and_2021_meet_in_the_coarser_row():
    one, two = factories.organ("finance"), factories.organ("liutang")
    other = "applications.results.other"
    report(one, **{f"{other}.overdue_fee.natural": 2, f"{other}.other.natural": 3})
    report(two, "2019", **{f"{other}.natural": 4})
    actions.repack()

    found = gathered(YEAR)
    assert found.form.name == "2019"
    assert found.known()[f"{other}.natural"] == 9


numbers = st.one_of(st.none(), st.integers(0, 10**6))
trees = st.lists(
    st.tuples(
        st.integers(0, 8),
        numbers,
        numbers,
        st.sampled_from(("signed", "published", "draft", "none")),
        st.sampled_from(("2021", "2019")),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
def test_the_sum_of_every_government_is_the_sum_of_its_units(january, tree):
    """Random trees of any depth with missing units, mixed forms and ended units, against plain addition."""
    AnnualReport.objects.all().delete()
    Organ.objects.all().delete()
    organs = [factories.organ(factories.CITY)]
    for at, (under, new, paid, state, name) in enumerate(tree):
        organs.append(unit(f"u{at}", organs[under % len(organs)], "government"))
        if state != "none":
            report(organs[-1], name, state, **{NEW: new, "remedies.review.upheld": paid})
    actions.repack()

    found = gathered(YEAR)
    counted = list(AnnualReport.objects.exclude(state="draft").select_related("organ"))
    sums = {
        path: known
        for level in reversed(found.levels())
        for path, known in zip(level.paths, level.known, strict=True)
    }
    for organ in all_organs():
        under = {
            one.organ.code: convert(one.values, form(one.form), found.form)
            for one in counted
            if one.organ.path.startswith(organ.path)
        }
        expected = total(found.form, under)
        for address, value in found.known(organ.path).items():
            assert (value or 0) == expected.known[address]
            if under:
                assert sums[organ.path][found.form.entered.index(address)] == expected.known[address]


def test_one_changed_unit_changes_the_sums_above_it_alone(bureau):
    county, town = factories.organ(factories.CITY), factories.organ("liutang")
    report(bureau, **{NEW: 5})
    report(town, **{NEW: 7})
    actions.repack()
    found = gathered(YEAR)
    levels = found.levels()
    row = np.frombuffer(pack(found.form, dict.fromkeys(found.form.entered, 0) | {NEW: 6}), dtype="<i8")

    found.replace(levels, Organ.objects.get(pk=bureau.pk).path, row)

    again = found.levels()
    for level, fresh in zip(levels, again, strict=True):
        assert level.paths == fresh.paths
        assert (level.known == fresh.known).all()
        assert (level.gaps == fresh.gaps).all()
    assert found.known(county.path)[NEW] == 13
