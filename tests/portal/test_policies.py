"""政策文件库, and what a document and its interpretation say of each other in public."""

import re
from datetime import date

import pytest
from django.urls import reverse

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.moment import acting_at
from tests import factories
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
def library(client):
    """The titles that the library shows for a query."""
    return lambda query="": [
        v.title for v, _ties, _successor in client.get(f"{LIBRARY}?{query}").context["rows"]
    ]


def address(item):
    return reverse("portal:item", args=[item.index_number])


def ended(item, by, how="repealed"):
    disclosure.record_validity(
        item, by=by.signer, validity=how, basis="青财〔2026〕9号", ended_on=FRIDAY.date()
    )


def test_the_library_is_narrowed_by_status_theme_organ_year_and_words(staff, library):
    old = items.published(
        staff, title="旧办法", column_id=builders.columns()[0], formed_on=date(2025, 3, 2), theme="0201"
    )
    ended(old, staff)
    builders.both(staff, title="补贴办法", document_number="青财规〔2026〕1号")
    items.published(staff, title="一般信息")
    other = items.column("20.1.3", "其他政策文件", parent=items.column("20.1"))
    town = items.office(factories.TOWN)
    items.published(town, title="镇里的方案", column_id=other.pk, formed_on=date(2026, 3, 2))

    assert library() == ["镇里的方案", "补贴办法", "旧办法"]
    assert library("status=in_force") == ["补贴办法"]
    assert library("status=repealed") == ["旧办法"]
    assert library("theme=04") == ["补贴办法"]
    assert library("theme=02") == ["旧办法"]
    assert library(f"organ={factories.TOWN}") == ["镇里的方案"]
    assert library("year=2025") == ["旧办法"]
    assert library("q=办法") == ["补贴办法", "旧办法"]
    assert library("q=〔2026〕1号+补贴") == ["补贴办法"]
    assert library("q=财政局+办法") == ["补贴办法", "旧办法"]
    assert library("status=wrong&year=abc&organ=nobody") == ["镇里的方案", "补贴办法", "旧办法"]


def test_a_row_tells_the_metadata_the_successor_and_the_interpretations(client, staff):
    old, _tie = builders.both(
        staff, title="旧办法", effective_on=date(2026, 12, 1), document_number="青财规〔2026〕1号"
    )
    new, _tie = builders.both(staff, title="新办法")
    ended(old, staff)
    InformationItem.objects.filter(pk=old.pk).update(successor=new)

    shown = page(client.get(f"{LIBRARY}?status=repealed"))
    row = shown[shown.index('<ul class="records">') :]

    told = [
        old.index_number,
        "青禾市财政局",
        "青财规〔2026〕1号",
        "财政、金融、审计",
        "2026-11-16",
        "2026-12-01",
    ]
    told += ["已废止", "2026-11-20", "替代文件", "《旧办法》政策解读", "文字解读"]
    assert [word for word in told if word not in row] == []
    assert f'href="{address(new)}">新办法' in row


@pytest.mark.parametrize("rows", [1, 3])
def test_the_library_asks_the_same_few_questions_for_any_number_of_rows(
    client, staff, rows, django_assert_num_queries
):
    for n in range(rows):
        made, _tie = builders.both(staff, title=f"办法{n}")
        ended(made, staff)
        InformationItem.objects.filter(pk=made.pk).update(successor=made)

    with django_assert_num_queries(6):
        response = client.get(LIBRARY)

    assert len(response.context["rows"]) == rows


def test_a_long_library_is_leafed_through_by_key(client, staff, library):
    for n in range(21):
        items.published(staff, title=f"办法{n:02}", column_id=builders.columns()[0])

    first = client.get(f"{LIBRARY}?q=办法")
    onward = re.search(r'href="\?([^"]*)" rel="next"', page(first))[1].replace("&amp;", "&")

    assert [len(first.context["rows"]), library(onward)] == [20, ["办法00"]]


def test_document_and_interpretation_link_to_each_other(client, staff):
    policy, tie = builders.both(staff)

    assert f'href="{address(tie.item)}">《市财政局关于印发补贴资金管理办法的通知》政策解读' in page(
        client.get(address(policy))
    )
    there = page(client.get(address(tie.item)))
    assert f'href="{address(policy)}">市财政局关于印发补贴资金管理办法的通知' in there
    assert "市财政局局长 周正" in there


def test_an_interpretation_on_its_way_is_not_told(client, staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)
    builders.released(policy, staff)
    builders.interpretation(policy, staff, title="还在起草的解读")

    assert "还在起草的解读" not in page(client.get(address(policy)))


@pytest.mark.parametrize(("how", "told"), [("repealed", "已废止"), ("expired", "已失效")])
def test_a_document_that_ended_says_so_with_its_successor_and_so_does_its_interpretation(
    client, staff, how, told
):
    policy, tie = builders.both(staff)
    new, _tie = builders.both(staff, title="新办法")
    ended(policy, staff, how)
    InformationItem.objects.filter(pk=policy.pk).update(successor=new)

    document, explained = page(client.get(address(policy))), page(client.get(address(tie.item)))

    for shown in (document, explained):
        assert f'<p class="notice__title">{told}</p>' in shown
        assert "2026年11月20日" in shown
        assert f'替代文件：<a href="{address(new)}">新办法</a>' in shown
    assert "不再作为行政管理的依据" in explained


def test_the_draft_of_a_successor_is_not_told_before_it_is_public(client, staff):
    policy, tie = builders.both(staff)
    new, _tie = builders.both(staff, title="新办法")
    ended(policy, staff)
    InformationItem.objects.filter(pk=policy.pk).update(successor=new)
    disclosure.start_correction(fresh(new), by=staff.submitter, reason="名称有误")
    disclosure.edit(fresh(new), by=staff.submitter, title="还没有公开的名称")

    shown = [page(client.get(there)) for there in (LIBRARY, address(policy), address(tie.item))]

    assert [("新办法" in one, "还没有公开的名称" in one) for one in shown] == [(True, False)] * 3


def test_the_interpretation_of_a_withdrawn_document_says_so(client, staff):
    policy, tie = builders.both(staff)
    disclosure.withdraw(policy, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")

    shown = page(client.get(address(fresh(tie.item))))

    assert "所解读的文件已撤回" in shown
    assert address(policy) not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_a_document_asks_the_same_few_questions_for_any_number_of_interpretations(
    client, staff, count, django_assert_num_queries
):
    policy = builders.policy(staff)
    ties = [builders.interpretation(policy, staff, title=f"解读{n}") for n in range(count)]
    builders.released(policy, staff)

    with django_assert_num_queries(10):
        response = client.get(address(policy))
    with django_assert_num_queries(10):
        client.get(address(ties[0].item))

    assert len(response.context["links"].interpretations) == count
