"""No public page names a document that the public cannot open: not what it interprets, nor what took its place."""

import re
from datetime import date

import pytest
from django.urls import reverse

from gongkai.catalogue.models import Column
from gongkai.disclosure import actions as disclosure
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders as items
from tests.disclosure.desk import FRIDAY, page
from tests.interpretation import builders
from tests.interpretation.builders import fresh

LIBRARY = "/policies/"


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return items.office()


@pytest.fixture
def inside(db):
    """Publishes a document with its interpretation in a column that is for the offices only from then on."""
    top = Column.objects.get(pk=builders.columns()[0]).parent
    column = items.column("in", "内部文件", item_kind="normative", parent=top)

    def publish(staff):
        made = builders.both(staff, title="只在内部的办法", column_id=column.pk)
        Column.objects.filter(pk=column.pk).update(audience="inside")
        return made

    return publish


def address(item):
    return reverse("portal:item", args=[item.index_number])


def alone(response):
    """The page without the links to those that happen to stand beside it in its list."""
    return re.sub(r'<nav class="neighbours.*?</nav>', "", page(response), flags=re.DOTALL)


def repealed(item, staff, successor=None):
    disclosure.record_validity(
        item,
        by=staff.signer,
        validity="repealed",
        basis="青财〔2026〕9号",
        ended_on=FRIDAY.date(),
        successor=successor,
    )


def named(shown, policy):
    """Whether the page tells of the document: links to it, or says what it is called or how it is numbered."""
    return [word for word in (address(policy), policy.index_number, "只在内部", "内部文件") if word in shown]


@pytest.mark.parametrize("ended", [False, True])
def test_an_interpretation_does_not_name_a_document_for_inside(client, staff, inside, ended):
    policy, tie = inside(staff)
    item = tie.item
    successor, _tie = builders.both(staff, title="新办法")
    if ended:
        repealed(policy, staff, successor)

    links = client.get(address(item)).context["links"]
    shown = alone(client.get(address(item))).replace(item.current_version.title, "")  # written by its author

    assert (links.tie, links.document, links.withdrawn, links.successor) == (None, None, False, None)
    assert named(shown, policy) == []
    assert ("已废止" in shown, "新办法" in shown) == (False, False)


def test_the_withdrawal_of_a_document_for_inside_is_not_told(client, staff, inside):
    policy, tie = inside(staff)
    disclosure.withdraw(policy, by=staff.signer, reason="other", explanation="内容有误")

    assert "已撤回" not in page(client.get(address(fresh(tie.item))))


def test_a_document_does_not_name_an_interpretation_for_inside(client, staff):
    policy, tie = builders.both(staff)
    Column.objects.filter(pk=builders.columns()[1]).update(audience="inside")

    for shown in (page(client.get(address(policy))), page(client.get(LIBRARY))):
        assert [word for word in (address(tie.item), "政策解读》", "政策解读</a>") if word in shown] == []


def test_a_successor_for_inside_is_not_named(client, staff, inside):
    old, tie = builders.both(staff, title="旧办法")
    new, _tie = inside(staff)
    repealed(old, staff, new)

    for there in (LIBRARY, address(old), address(tie.item)):
        shown = alone(client.get(there))
        assert ("已废止" in shown, "替代文件" in shown, named(shown, new)) == (True, False, [])


def test_a_document_names_those_that_it_replaces_unless_they_are_for_inside(client, staff, inside):
    old, _tie = builders.both(staff, title="旧办法", formed_on=date(2026, 11, 2))
    hidden, _tie = inside(staff)
    new, _tie = builders.both(staff, title="新办法")
    for one in (old, hidden):
        repealed(one, staff, new)

    shown = page(client.get(address(new)))

    assert "被本文件替代的文件" in shown
    assert f'href="{address(old)}">旧办法</a>' in shown
    assert named(shown, hidden) == []


def test_a_withdrawn_successor_is_named_no_longer(client, staff):
    old, _tie = builders.both(staff, title="旧办法")
    new, _tie = builders.both(staff, title="新办法")
    repealed(old, staff, new)
    disclosure.withdraw(fresh(new), by=staff.signer, reason="other", explanation="内容有误")

    for there in (LIBRARY, address(old)):
        shown = page(client.get(there))
        assert ("替代文件" in shown, new.index_number in shown) == (False, False)
