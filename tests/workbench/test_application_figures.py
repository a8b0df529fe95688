"""Figures at the desk: the table, the list behind a figure, the spreadsheet."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import sign_in

PAGE = "/desk/applications/figures/"
YEAR = {"first": "2025-01-01", "last": "2025-12-31"}


@pytest.fixture(autouse=True)
def _monday():
    with at(date(2025, 3, 3)):
        yield


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_however_many_applications(
    count, organ, handler, client, django_assert_num_queries
):
    for _n in range(count):
        builders.handling(organ, handler)
    desk = sign_in(client, handler)
    desk.get(PAGE)

    with django_assert_num_queries(14):
        shown = desk.get(PAGE, YEAR)
    assert shown.context["total"].cells[1][0] == count


def test_each_figure_opens_its_list_and_nobody_else_s(organ, handler, client):
    one = builders.handling(organ, handler)
    desk = sign_in(client, handler)
    total = desk.get(PAGE, YEAR).context["total"].cells

    assert one.number in desk.get(total[1][1]).content.decode()
    assert one.number not in desk.get(total[2][1]).content.decode()
    assert desk.get(f"{PAGE}nothing/").status_code == 404
    table = desk.get(f"{PAGE}figures.csv", YEAR).content.decode()
    assert "公民（自然人）,0,1,0,1,0,0,0,," in table
    stranger = factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)
    assert one.number not in sign_in(client, stranger).get(total[1][1]).content.decode()


def test_time_used_ground_and_share_in_time_are_told_beside_the_counts(organ, handler, client):
    for number, day in enumerate((3, 10, 28), 1):
        with at(date(2025, 3, 3)):
            one = builders.handling(organ, handler, description=f"第{number}项")
        with at(date(2025, 3, day)):
            builders.answered(one, handler, kind="privacy")
    with at(date(2025, 5, 6)):
        builders.answered(builders.handling(organ, handler, on=date(2025, 3, 3)), handler, kind="disclosed")
        page = sign_in(client, handler).get(PAGE, YEAR)

    kinds = {row.label: row for row in dict(page.context["blocks"])["答复情形和依据"]}
    privacy, disclosed = kinds["涉及个人隐私等"], kinds["可以公开"]
    assert (privacy.middle, privacy.share, privacy.cite) == ("5", "100%", "regulation-2019:15")
    assert (disclosed.middle, disclosed.share) == ("43", "0%")
    assert page.context["total"].middle == "12"
    assert "《中华人民共和国政府信息公开条例》" in page.content.decode()


def test_who_oversees_organs_sees_their_numbers_and_not_their_papers(organ, handler, client):
    one = builders.handling(organ, handler)
    government = factories.organ(factories.CITY)
    head = factories.actor(government, Duty.OFFICE_HEAD)
    page = sign_in(client, head).get(f"{PAGE}organs/", YEAR).content.decode()

    assert organ.name in page
    assert one.number not in page
    assert sign_in(client, handler).get(f"{PAGE}organs/", YEAR).status_code == 403
