"""What is for inside stays inside: no stub tells of it, no search finds it, no change of a setting lets it out."""

import pytest
from django.urls import reverse

from gongkai.catalogue import actions as catalogue
from gongkai.catalogue.models import Column, Element
from gongkai.disclosure import actions
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

OPEN = {"audience": "public"}


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def local(staff, code="lc", **fields):
    organ = factories.organ()
    given = {"origin": "local", "organ": organ, **fields}
    return builders.column(code, "内部通报", **given)


def test_the_stub_of_what_only_staff_could_read_is_not_told(client, staff):
    item = builders.published(staff, title="内部通报一号", column_id=local(staff, audience="inside").pk)
    actions.withdraw(item, by=staff.signer, reason="other", explanation="内容有误")

    response = client.get(reverse("portal:item", args=[item.index_number]))

    assert (response.status_code, "内部通报一号" in page(response)) == (404, False)


@pytest.mark.parametrize("stage", [builders.published, builders.signed, builders.reviewed])
def test_a_column_with_reviewed_items_is_not_opened_over_them(staff, stage):
    column = local(staff, audience="inside")
    stage(staff, column_id=column.pk)

    with pytest.raises(Refused, match="请另设栏目"):
        catalogue.change_column(column, by=staff.head, **OPEN)

    assert Column.objects.get(pk=column.pk).audience == "inside"


def test_an_empty_column_and_one_with_drafts_may_be_opened(staff):
    column = local(staff, audience="inside")
    builders.item(staff, column_id=column.pk)

    catalogue.change_column(column, by=staff.head, **OPEN)

    assert Column.objects.get(pk=column.pk).audience == "public"


def test_an_element_with_values_is_not_opened_over_them(staff):
    column = local(staff)
    made = {"column": column, "kind": "text", "audience": "inside", "origin": "local"}
    told, empty = (Element.objects.create(code=code, name=code, **made) for code in ("told", "empty"))
    builders.published(staff, column_id=column.pk, elements={"told": "经办人李四"})

    with pytest.raises(Refused, match="请停用后另设要素"):
        catalogue.change_element(told, by=staff.head, **OPEN)
    catalogue.change_element(empty, by=staff.head, **OPEN)

    assert dict(Element.objects.values_list("code", "audience")) == {"told": "inside", "empty": "public"}


def test_what_is_for_inside_from_now_on_is_not_found(client, staff, django_capture_on_commit_callbacks):
    column = local(staff)
    with django_capture_on_commit_callbacks(execute=True):
        builders.published(staff, title="防汛值班通报", column_id=column.pk)
    before = page(client.get("/search/?q=防汛值班"))

    with django_capture_on_commit_callbacks(execute=True):
        catalogue.change_column(column, by=staff.head, audience="inside")

    link = 'href="/info/'
    assert (link in before, link in page(client.get("/search/?q=防汛值班"))) == (True, False)


def test_the_page_of_a_column_for_inside_is_not_there_and_no_page_names_it(client, staff):
    parent = local(staff, audience="inside", code="secret")
    below = local(staff, parent=parent, code="open")
    Column.objects.filter(pk=parent.pk).update(name="内部专栏")
    item = builders.published(staff, column_id=below.pk)
    builders.published(staff, title="内部通报一号", column_id=parent.pk)
    organ = {"organ": factories.organ().code}
    pages = [
        *(
            (reverse(f"portal:{name}"), asked)
            for name in ("home", "board", "policies")
            for asked in ({}, organ)
            if name != "board" or not asked
        ),
        (reverse("portal:board", args=[organ["organ"]]), {}),
        (reverse("portal:column", args=[organ["organ"], "open"]), {}),
        (reverse("portal:item", args=[item.index_number]), {}),
        (reverse("portal:organ", args=[organ["organ"]]), {}),
        (reverse("portal:search"), {"q": "内部"}),
    ]

    shown = [page(client.get(address, asked)) for address, asked in pages]

    assert client.get(reverse("portal:column", args=["secret"])).status_code == 404
    assert [
        word for word in ("内部专栏", "内部通报一号", "/disclosure/secret/") for one in shown if word in one
    ] == []


def test_what_stands_in_a_column_for_inside_is_counted_nowhere(client, staff):
    hidden, shown = local(staff, audience="inside"), builders.column()
    builders.published(staff, column_id=hidden.pk)
    builders.published(staff, title="公开的", column_id=shown.pk)
    organ = factories.organ().code

    board = client.get(reverse("portal:board", args=[organ])).context
    column = client.get(reverse("portal:column", args=[organ, shown.code])).context

    assert (board["blocks"]["statutory"].total, column["total"]) == (1, 1)
    assert client.get(reverse("portal:home")).context["published"] == 1
    assert client.get(reverse("portal:organ", args=[organ])).context["total"] == 1
