"""The 政府信息公开 board: four blocks by name, columns counted, lists that are whole without a script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.catalogue.queries import column
from gongkai.disclosure import actions
from gongkai.disclosure.queries.listing import PER_PAGE
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

BOARD = reverse("portal:board")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def catalogue(db):
    adopt_standard_catalogue(by=SYSTEM)


def publish(number, code="20.2", organ=factories.BUREAU, **fields):
    staff = builders.office(organ)
    given = {"column_id": column(code).pk, **fields}
    return [builders.published(staff, title=f"机构职责第{n}号", **given) for n in range(1, number + 1)]


def test_the_four_blocks_stand_in_their_prescribed_order(client, catalogue):
    shown = page(client.get(BOARD))
    main = shown[shown.index("<main") :]
    places = [main.index(f"{name}<") for name in ("政府信息公开指南", "政府信息公开制度", "政府信息公开年报")]

    assert places == sorted(places)
    assert places[1] < main.index("法定主动公开内容 <") < places[2]


def test_a_column_counts_what_stands_in_it_and_below_it(client, catalogue):
    publish(2, "20.1.2")

    assert re.search(r"法规、规章和规范性文件</a> <span class=\"columns__count\">2<", page(client.get(BOARD)))


def test_the_board_of_one_organ_shows_its_columns_its_items_and_its_office(client, catalogue):
    publish(1)
    factories.organ(factories.TOWN, office_phone="0000-3601")

    town = page(client.get(reverse("portal:board", args=[factories.TOWN])))

    assert re.search(r"机构职能</a> <span class=\"columns__count\">0<", town)
    assert "0000-3601" in town
    assert "筹资筹劳" in town
    assert "公务员招考" in town
    assert "市政建设" not in town


def test_an_unknown_organ_or_column_is_not_found(client, catalogue):
    assert client.get(reverse("portal:board", args=["nobody"])).status_code == 404
    assert client.get(reverse("portal:column", args=["99"])).status_code == 404


def test_a_column_lists_title_number_and_iso_date_as_real_links(client, catalogue):
    [item] = publish(1, document_number="青财〔2026〕7号")

    shown = page(client.get(reverse("portal:column", args=["20.2"])))

    assert f'href="{reverse("portal:item", args=[item.index_number])}">机构职责第1号</a>' in shown
    assert '<time class="records__when" datetime="2026-11-20">2026-11-20</time>' in shown
    assert "青财〔2026〕7号" in shown


def test_a_column_tells_the_searchers_of_other_sites_what_it_is(client, catalogue):
    shown = page(client.get(reverse("portal:column", args=["20.2"])))

    assert '<meta name="ColumnName" content="机构职能">' in shown
    assert '<meta name="ColumnType" content="法定主动公开内容">' in shown


def test_a_special_column_that_has_ended_is_found_in_the_archive_and_says_so(client, catalogue):
    ended = {"origin": "local", "closes_on": FRIDAY.date() - timedelta(days=1)}
    special = builders.column("special-1", "防汛专题", statutory_item="")
    publish(1, "special-1")
    Column.objects.filter(pk=special.pk).update(**ended)
    builders.column("special-2", "内部专题", statutory_item="", audience="inside", **ended)

    board = page(client.get(BOARD))
    shown = page(client.get(reverse("portal:column", args=["special-1"])))

    archive = board[board.index("已结束的专题栏目") :]
    assert ("防汛专题</a>" in archive, "2026年11月19日结束" in archive) == (True, True)
    assert "内部专题" not in board
    assert ("本栏目于2026年11月19日结束，不再更新" in shown, "机构职责第1号" in shown) == (True, True)


def test_a_long_column_is_divided_into_pages_that_stay(client, catalogue):
    address = reverse("portal:column", args=[factories.BUREAU, "20.2"])
    oldest = reverse("portal:column_page", args=[factories.BUREAU, "20.2", 1])
    publish(PER_PAGE)
    whole = client.get(address)
    items = publish(PER_PAGE)

    newest, first = client.get(address), client.get(oldest)

    assert [len(one.context["page"].rows) for one in (whole, newest, first)] == [PER_PAGE] * 3
    assert whole.context["page"].rows == first.context["page"].rows
    assert f'href="{oldest}" rel="next"' in page(newest)
    assert f"共 {2 * PER_PAGE} 条" in page(newest)
    signer = builders.office(factories.BUREAU).signer
    actions.withdraw(items[0], by=signer, reason="inaccurate", explanation="数字有误。")
    assert client.get(oldest).context["page"].rows == first.context["page"].rows


def test_the_newest_page_has_the_address_of_the_list(client, catalogue):
    publish(1)

    response = client.get(reverse("portal:column_page", args=["20.2", 1]))

    assert (response.status_code, response["Location"]) == (302, reverse("portal:column", args=["20.2"]))
    assert client.get(reverse("portal:column_page", args=["20.2", 2])).status_code == 404


def test_an_address_of_before_leads_to_the_board_of_the_organ(client, catalogue):
    factories.organ()

    for old, now in (
        (BOARD, reverse("portal:board", args=[factories.BUREAU])),
        (reverse("portal:column", args=["20.2"]), reverse("portal:column", args=[factories.BUREAU, "20.2"])),
    ):
        assert client.get(old, {"organ": factories.BUREAU})["Location"] == now


def test_the_switch_keeps_the_column_where_the_other_organ_has_it(client, catalogue):
    factories.organ(factories.TOWN)
    switch = reverse("portal:switch_organ")

    def leads_to(column):
        return client.get(switch, {"organ": factories.TOWN, "column": column})["Location"]

    assert leads_to("20.2") == reverse("portal:column", args=[factories.TOWN, "20.2"])
    assert leads_to("no-such") == reverse("portal:board", args=[factories.TOWN])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_the_same_few_questions_for_any_number_of_items(
    client, catalogue, rows, django_assert_num_queries
):
    publish(rows)

    with django_assert_num_queries(7):
        client.get(reverse("portal:board", args=[factories.BUREAU]))


@pytest.mark.parametrize("rows", [1, 30])
def test_a_column_asks_the_same_few_questions_for_any_number_of_items(
    client, catalogue, rows, django_assert_num_queries
):
    publish(rows)

    with django_assert_num_queries(11):
        client.get(reverse("portal:column", args=["20.2"]))
