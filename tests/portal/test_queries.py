"""How many questions a page of the portal asks once the process knows columns, organs and site."""

import pytest
from django.urls import reverse

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.queries import column
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY


@pytest.fixture
def asked(client, db, settings, django_assert_max_num_queries):
    """Ask for a page that was shown before: it costs at most so many questions."""
    settings.GONGKAI_REMEMBER_SECONDS = 600
    with acting_at(FRIDAY):
        adopt_standard_catalogue(by=SYSTEM)
        staff = builders.office()
        for number in range(3):
            builders.published(staff, title=f"机构职责第{number}号", column_id=column("20.2").pk)

        def ask(most, name, *args):
            address = reverse(f"portal:{name}", args=args)
            client.get(address)
            with django_assert_max_num_queries(most):
                assert client.get(address).status_code == 200

        yield ask


@pytest.mark.parametrize("organ", [(), (factories.BUREAU,)])
def test_a_list_asks_two_questions_and_a_board_none(asked, organ):
    asked(2, "column", *organ, "20.2")
    asked(0, "board", *organ)


def test_an_article_asks_three(asked, client):
    asked(3, "item", "finance/2026-00001")
