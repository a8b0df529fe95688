"""Reports printed as PDF are read back cell by cell, with page numbers or without."""

import pytest

from gongkai.reading.reader import read

from . import papers, prints

SPARSE = {"applications__received__natural": 3, "applications__results__granted__natural": 3}


@pytest.mark.parametrize("footer", ["none", '"1"', '"— 1 —"', '"1 / 1"'])
@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize("figures", [papers.sample, lambda name: papers.filled(name, **SPARSE)])
def test_every_cell_of_a_printed_table_is_read(name, figures, footer):
    entered = figures(name)

    reading = read(prints.as_pdf(name, entered, footer=footer))

    assert {address: figure.value for address, figure in reading.figures.items()} == entered


@pytest.mark.parametrize("footer", ["none", '"1"', '"— 1 —"'])
@pytest.mark.parametrize("name", ["2021", "2019"])
def test_a_figure_beside_blank_cells_is_told_by_where_it_stands(name, footer):
    entered = papers.sample(name)
    printed = entered | {
        address: None
        for address, value in entered.items()
        if value == 0
        and address.startswith("applications.")
        and not address.startswith(("applications.received.", "applications.results_total."))
    }
    assert any(value is None for value in printed.values())

    reading = read(prints.as_pdf(name, printed, footer=footer))

    told = {address: figure.value for address, figure in reading.figures.items()}
    wrong = {address: value for address, value in told.items() if value != printed[address]}
    assert wrong == {}
    assert {address for address, value in printed.items() if value is not None} <= told.keys()
