"""Very many reports judged at once give the findings that each gives alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.reports import FORM_NAMES, columns_of, evaluate, evaluate_many, form, matrix_of

FIGURES = st.one_of(st.none(), st.integers(-2, 40))


@st.composite
def reports_of(draw, of_form):
    """A report of zeros, or of unknowns, with some figures drawn."""
    values = dict.fromkeys(of_form.entered, draw(st.sampled_from([0, None])))
    return values | draw(st.dictionaries(st.sampled_from(columns_of(of_form)), FIGURES, max_size=30))


@st.composite
def years_of_reports(draw):
    of_form = form(draw(st.sampled_from(FORM_NAMES)))
    told = st.dictionaries(st.sampled_from(sorted(of_form.narrative)), st.integers(0, 40), max_size=4)
    one = st.tuples(
        reports_of(of_form),
        reports_of(of_form),
        told if of_form.narrative else st.just({}),
        st.booleans(),
    )
    return of_form, draw(st.lists(one, min_size=1, max_size=6))


def plain(figure):
    return None if figure is None or np.isnan(float(figure)) else float(figure)


@settings(deadline=None)
@given(years_of_reports())
def test_each_report_has_the_findings_it_has_alone(drawn):
    of_form, reports = drawn
    narrative = {
        key: np.array([told.get(key, np.nan) for _, _, told, _ in reports], dtype=float)
        for key in of_form.narrative
    }

    many = evaluate_many(
        of_form,
        matrix_of(of_form, [values for values, *_ in reports]),
        matrix_of(of_form, [previous for _, previous, *_ in reports]),
        narrative,
        makes_rules=np.array([makes for *_, makes in reports]),
    )

    for at, (values, previous, told, makes) in enumerate(reports):
        alone = evaluate(of_form, values, previous, told, makes_rules=makes)
        expected = [(f.rule, plain(f.left), plain(f.right)) for f in alone.findings]
        got = [
            (broken.rule.id, plain(broken.left[place]), plain(broken.right[place]))
            for broken in many
            for place in np.flatnonzero(broken.rows == at)
        ]
        assert got == expected


@pytest.mark.parametrize("wrong", [0, 9_000, 20_000])
def test_one_falsified_cell_among_many_reports_is_found_by_its_place(wrong):
    of_form = form("2021")
    matrix = np.zeros((20_001, len(columns_of(of_form))))
    matrix[wrong, columns_of(of_form).index("applications.received.total")] = 3

    found = evaluate_many(of_form, matrix)

    assert [(one.rule.id, one.rows.tolist(), one.left.tolist(), one.right.tolist()) for one in found] == [
        ("B-52", [wrong], [0], [3]),
        ("B-50", [wrong], [3], [0]),
    ]
