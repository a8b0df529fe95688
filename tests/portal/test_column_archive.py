"""专题归档: the special columns that have ended, with their items still to be read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

ARCHIVE = reverse("portal:column_archive")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def ended(db):
    """A special column of which so many have ended, each a day before the one after."""

    def make(count, **fields):
        special = {"origin": "local", "statutory_item": "", "organ": factories.organ()} | fields
        return [
            builders.column(
                f"special-{special.get('audience', '')}{n}",
                f"专题{n}",
                closes_on=FRIDAY.date() - timedelta(days=n),
                **special,
            )
            for n in range(1, count + 1)
        ]

    return make


def test_those_that_have_ended_are_listed_and_the_board_leads_there(client, ended):
    ended(7, organ=None)

    board, told = page(client.get(reverse("portal:board"))), page(client.get(ARCHIVE))

    assert f'href="{ARCHIVE}"' in board
    names = [f"专题{n}</a>" for n in range(1, 8)]
    # The board names the latest, the archive all.
    assert [[name in shown for name in names] for shown in (board, told)] == [
        [True] * 5 + [False] * 2,
        [True] * 7,
    ]
    assert told.index("专题1</a>") < told.index("专题7</a>")
    assert "2026年11月19日结束" in told


def test_one_organ_s_archive_holds_its_own(client, ended):
    ended(1)

    own, other = (
        page(client.get(reverse("portal:column_archive", args=[factories.organ(code).code])))
        for code in (factories.BUREAU, factories.TOWN)
    )

    assert ("专题1" in own, "专题1" in other, "还没有已结束的专题栏目" in other) == (True, False, True)


def test_what_stood_there_can_still_be_read(client, ended):
    [special] = ended(1)
    with acting_at(FRIDAY - timedelta(days=3)):
        item = builders.published(
            builders.office(), column_id=special.pk, formed_on=FRIDAY.date() - timedelta(days=5)
        )

    told = page(client.get(reverse("portal:column", args=[special.code])))

    assert item.title in told
    assert client.get(reverse("portal:item", args=[item.index_number])).status_code == 200


def test_one_for_inside_does_not_exist(client, ended):
    [special] = ended(1, audience="inside")

    assert "专题1" not in page(client.get(ARCHIVE))
    assert client.get(reverse("portal:column", args=[special.code])).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_archive_asks_the_same_few_questions_for_any_number(
    client, ended, count, django_assert_num_queries
):
    ended(count)
    client.get(ARCHIVE)

    with django_assert_num_queries(5):
        client.get(ARCHIVE)
