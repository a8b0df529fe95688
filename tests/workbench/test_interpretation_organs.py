"""Which organ drafted a document is typed by name: no list of all organs of a province stands in the page."""

import pytest
from django.urls import reverse

from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.interpretation.models import Interpretation
from gongkai.organs.actions import found_organ
from tests import factories
from tests.disclosure import builders as items
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in
from tests.interpretation import builders


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return items.office()


@pytest.fixture
def elsewhere(db):
    """An organ of another tree, such as those of sample reports."""
    facts = {"kind": "government", "level": "county", "existed_from": factories.LONG_AGO}
    return found_organ(by=SYSTEM, code="sample", name="样本县人民政府", short_name="样本县", **facts)


@pytest.fixture
def sent(client, staff, elsewhere):
    """The form of a new interpretation sent with this drafting organ; the page that answers."""
    policy = builders.policy(staff)
    url = reverse("workbench:draft_interpretation", args=[policy.pk])
    sign_in(client, staff.submitter)
    whole = {"form": "text", "interpreter_name": "齐守拙", "interpreter_post": "局长"}

    def send(name):
        form = client.get(url).context["form"]
        return client.post(url, filled_in(form) | whole | {"drafting_organ": name})

    return send


@pytest.mark.parametrize("name", ["柳塘镇人民政府", "柳塘镇", "liutang", " 柳塘镇 "])
def test_an_organ_is_named_by_name_short_name_or_code(sent, name):
    town = factories.organ(factories.TOWN)

    sent(name)

    assert Interpretation.objects.get().drafting_organ == town


@pytest.mark.parametrize("name", ["没有这个局", "样本县人民政府"], ids=["unknown", "of another region"])
def test_a_name_that_is_not_found_is_said_where_it_was_typed(sent, name):
    response = sent(name)

    assert f"没有找到“{name}”，或者名称不唯一，请写单位全称。" in page(response)
    assert not Interpretation.objects.exists()


def test_a_name_that_two_bear_is_asked_for_in_full(sent):
    factories.organ("a", short_name="城管局")
    factories.organ("b", short_name="城管局")

    assert "没有找到“城管局”，或者名称不唯一" in page(sent("城管局"))


@pytest.mark.parametrize("more", [1, 12])
def test_the_page_offers_those_near_in_as_many_queries_for_many_as_for_one(
    client, staff, elsewhere, django_assert_num_queries, more
):
    names = [factories.organ(f"more{number}").name for number in range(more)]
    policy = builders.policy(staff)
    url = reverse("workbench:draft_interpretation", args=[policy.pk])
    sign_in(client, staff.submitter).get(url)

    with django_assert_num_queries(8):
        told = page(client.get(url))

    assert [name for name in names if f'<option value="{name}">' not in told] == []
    assert ("样本县" in told, '<select name="drafting_organ' in told) == (False, False)
