"""The forms of the annual report are complete and laid out as printed (B-20 to B-86)."""

import re

import pytest

from gongkai.law.reports import FORM_NAMES, NoSuchForm, form, form_for_year

TABLES = [(name, table.id) for name in FORM_NAMES for table in form(name).tables]


@pytest.mark.parametrize(
    ("name", "table", "cells", "entered"),
    [
        ("2021", "proactive", 10, 10),
        ("2021", "applications", 175, 144),
        ("2021", "remedies", 15, 12),
        ("2019", "applications", 161, 132),
        ("2019", "remedies", 15, 12),
    ],
)
def test_a_table_has_the_cells_that_the_rulebook_counts(name, table, cells, entered):
    in_table = [cell for cell in form(name).cells.values() if cell.table == table]

    assert len(in_table) == cells
    assert sum(not cell.computed for cell in in_table) == entered


@pytest.mark.parametrize(
    ("year", "name"),
    [(2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")],
)
def test_each_year_has_its_form(year, name):
    assert form_for_year(year).name == name


def test_before_2014_there_is_no_national_table():
    with pytest.raises(NoSuchForm, match="2013年度"):
        form_for_year(2013)


def test_an_unknown_form_is_refused_with_the_known_ones():
    with pytest.raises(NoSuchForm, match="2021、2019、2014、fujian"):
        form("2030")


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_rule_speaks_of_cells_the_form_has(name):
    known = set(form(name).cells)
    told = {f"text:{key}" for key in form(name).narrative}
    spoken = {
        address.removeprefix("previous:")
        for check in form(name).checks
        for side in (check.left, check.minus, check.right, *check.others)
        for address in side
    }

    assert spoken <= known | told


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_computed_cell_follows_from_a_rule(name):
    targets = {check.right[0] for check in form(name).checks if check.rule.computes}

    assert set(form(name).computed) <= targets


@pytest.mark.parametrize(("name", "table_id"), TABLES)
def test_a_grid_covers_every_square_once(name, table_id):
    table = form(name).table(table_id)
    grid = table.grid()
    covered = [
        (r + down, c) for r, row in enumerate(grid) for cell, c, down in laid_out(grid, r, row, table.width)
    ]

    assert len(covered) == len(set(covered)) == len(grid) * table.width


def laid_out(grid, at, row, width):
    """The squares each cell of a row covers, counted from what the rows above leave free."""
    taken = taken_above(grid, at, width)
    column = 0
    for cell in row:
        while column in taken:
            column += 1
        for across in range(cell.colspan):
            for down in range(cell.rowspan):
                yield cell, column + across, down
        column += cell.colspan


def taken_above(grid, at, width):
    rows_left = [0] * width
    for row in grid[:at]:
        column = 0
        free = [c for c in range(width) if rows_left[c] == 0]
        rows_left = [max(0, left - 1) for left in rows_left]
        for cell in row:
            for _ in range(cell.colspan):
                rows_left[free[column]] = cell.rowspan - 1
                column += 1
    return {c for c in range(width) if rows_left[c]}


def test_the_grid_of_table_three_has_the_official_merges():
    grid = form("2021").table("applications").grid()
    texts = {cell.text.zh: (cell.colspan, cell.rowspan) for row in grid for cell in row if cell.text}

    assert texts["申请人情况"] == (7, 1)
    assert texts["法人或其他组织"] == (5, 1)
    assert texts["自然人"] == (1, 2)
    assert texts["三、本年度办理结果"] == (1, 22)
    assert texts["（三）不予公开"] == (1, 8)
    assert texts["（二）部分公开（区分处理的，只计这一情形，不计其他情形）"] == (2, 1)
    assert texts["四、结转下年度继续办理"] == (3, 1)


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_label_has_an_english_rendering(name):
    for cell in form(name).cells.values():
        assert not re.search(r"[\u4e00-\u9fff]", cell.label.en)
        assert re.search(r"[\u4e00-\u9fff]", cell.label.zh)
