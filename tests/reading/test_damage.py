"""A sound report, laid out in every way, damaged in every way and read back: right or unknown, never wrong."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.reports import evaluate, form
from gongkai.reading.reader import read

from . import damage, papers

COLUMNS = ("natural", "commercial", "research", "social", "legal", "other")


def newline_in_cells(rows):
    return "\n".join("| \n" + "\n".join(f" {cell}  |" for cell in row) + "||" for row in rows)


def pipes_between(rows):
    return "\n|\n".join(cell for row in rows for cell in row)


def tabs_in_cells(rows):
    return "\n".join(f"  {cell}  | \n\t\t" for row in rows for cell in row)


def narrow_labels(rows):
    """Labels broken after every eight characters, figures beside the last piece."""
    lines = []
    for row in rows:
        words = [cell for cell in row if not papers.is_figure(cell)]
        lines += [word[at : at + 8] for word in words for at in range(0, len(word), 8)]
        figures = " ".join(cell for cell in row if papers.is_figure(cell))
        lines[-1:] = [f"{lines[-1]} {figures}".strip()]
    return "\n".join(lines)


def figures_amid_labels(rows):
    """Figures in the middle of a label that stands above and below them."""
    lines = []
    for row in rows:
        label = "".join(cell for cell in row if not papers.is_figure(cell))
        figures = " ".join(cell for cell in row if papers.is_figure(cell))
        half = len(label) // 2
        broken = [label[:half], figures, label[half:]]
        lines += broken if figures and len(label) > 12 else [f"{label} {figures}"]
    return "\n".join(lines)


def glued_rows(rows):
    return "\n".join("    " + "".join(row) for row in rows)


APART = (
    papers.one_cell_a_line,
    papers.pipe_after_each_cell,
    papers.pipe_rows,
    papers.markdown,
    papers.tabs,
    newline_in_cells,
    pipes_between,
    tabs_in_cells,
    narrow_labels,
)
GLUED = (papers.spaces, papers.one_line, papers.glued, figures_amid_labels, glued_rows)


@st.composite
def reports(draw):
    """A form and a balanced report of any density and size."""
    name = draw(st.sampled_from(["2021", "2019"]))
    chance = random.Random(draw(st.integers(0, 10**6)))
    share, most = chance.choice([0.05, 0.2, 0.5]), chance.choice([9, 40, 300, 3000])
    entered = form(name).entered
    values = {address: chance.randint(1, most) if chance.random() < share else 0 for address in entered}
    done = evaluate(form(name), values).values
    for column in COLUMNS:
        values[f"applications.carried_over.{column}"] = 0
        concluded = int(done[f"applications.results_total.{column}"] or 0)
        forward = values[f"applications.carried_forward.{column}"]
        values[f"applications.received.{column}"] = concluded + forward
    return name, dict(evaluate(form(name), values).values), chance


def read_back(name, figures, layout, harm, chance):
    return read(harm(papers.paper(name, layout, figures), chance)).figures


def wrong(read_figures, figures):
    return {
        address: (figure.value, figures[address])
        for address, figure in read_figures.items()
        if figure.value != figures[address]
    }


@pytest.mark.parametrize("harm", damage.HARMLESS, ids=lambda harm: harm.__name__)
@settings(max_examples=12)
@given(report=reports(), layout=st.sampled_from(APART))
def test_damage_that_takes_nothing_away_changes_nothing(harm, report, layout):
    name, figures, chance = report

    read_figures = read_back(name, figures, layout, harm, chance)

    assert {address: figure.value for address, figure in read_figures.items()} == figures


@pytest.mark.parametrize("harm", damage.HARMFUL, ids=lambda harm: harm.__name__)
@settings(max_examples=12)
@given(report=reports(), layout=st.sampled_from((*APART, *GLUED)))
def test_what_damage_takes_away_is_unknown_and_never_wrong(harm, report, layout):
    name, figures, chance = report

    assert wrong(read_back(name, figures, layout, harm, chance), figures) == {}


@settings(max_examples=12)
@given(report=reports(), layout=st.sampled_from(GLUED))
def test_glued_figures_are_right_or_unknown(report, layout):
    name, figures, chance = report

    assert wrong(read_back(name, figures, layout, damage.nothing, chance), figures) == {}


@settings(max_examples=12)
@given(report=reports())
def test_every_figure_read_has_the_words_and_the_line_it_stands_on(report):
    name, figures, _ = report
    reading = read(papers.paper(name, papers.spaces, figures))
    lines = reading.text.body.split("\n")

    for figure in reading.figures.values():
        digits = re.findall(r"\d+", figure.words)
        assert str(figure.value) in digits
        assert str(figure.value) in re.findall(r"\d+", lines[figure.line - 1])
