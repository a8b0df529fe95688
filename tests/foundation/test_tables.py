"""A long table in parts: every heading is a link that sorts, and sorts the other way when followed again."""

import pytest
from django.http import QueryDict

from gongkai.foundation.tables import asked_order, table_part

COLUMNS = [("village", "村", False), ("amount", "金额", True)]
ROWS = [[f"村{n}", str(n)] for n in range(120)]


@pytest.mark.parametrize(
    ("asked", "order", "address"),
    [
        ("", "", "?sort=amount#table"),
        ("sort=amount", "ascending", "?sort=amount&down=1#table"),
        ("sort=amount&down=1", "descending", "?sort=amount#table"),
        ("q=1&rows=2&sort=village", "", "?q=1&sort=amount#table"),
    ],
)
def test_a_heading_leads_to_the_order_that_is_not_shown(asked, order, address):
    heading = table_part(COLUMNS, ROWS, QueryDict(asked)).headings[1]

    assert (heading.order, heading.address, heading.number) == (order, address, True)


@pytest.mark.parametrize(
    ("asked", "first", "count"), [("", "村0", 50), ("rows=3", "村100", 20), ("rows=x", "村0", 50)]
)
def test_a_part_holds_fifty_rows(asked, first, count):
    part = table_part(COLUMNS, ROWS, QueryDict(asked))

    assert (len(part.rows), part.rows[0][0][1]) == (count, first)


def test_asked_order_is_a_code_and_a_direction():
    assert asked_order(QueryDict("sort=amount&down=1")) == ("amount", True)
