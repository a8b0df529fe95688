"""An item as the public reads it: its metadata, its text, its files, its corrections; and what is left when withdrawn."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.queries import State
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def address(item):
    return reverse("portal:item", args=[item.index_number])


def test_an_article_shows_the_facts_of_its_head_and_by_when_it_was_to_be_public(client, staff):
    told = {"document_number": "青财〔2026〕7号", "theme": "04", "genre": "notice", "keywords": "职责 机构"}
    item = builders.published(staff, **told)

    shown = page(client.get(address(item)))
    facts = dict(re.findall(r"<dt>(.*?)</dt> ?<dd>(.*?)</dd>", shown))

    assert [re.sub("<.*?>", "", value) for value in facts.values()] == [
        item.index_number,
        "财政、金融、审计",
        "青禾市财政局",
        "2026年11月16日",
        "市财政局内设机构职责",
        "青财〔2026〕7号",
        "2026年11月20日",
        "通知",
        "职责 机构",
        "2026年12月14日",
    ]
    assert list(facts)[:7] == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期"]
    assert list(facts)[7:] == ["体裁分类", "关键词", "公开期限"]


def test_a_normative_document_says_whether_it_is_in_force(client, staff):
    item = builders.published(staff, column_id=builders.column("20.1.2", item_kind="normative").pk)
    assert "现行有效" in page(client.get(address(item)))

    actions.record_validity(
        item, by=staff.signer, validity="repealed", basis="青财〔2026〕9号", ended_on=FRIDAY.date()
    )

    assert "已废止" in page(client.get(address(item)))


def test_an_article_carries_the_page_tags_of_government_sites(client, staff):
    item = builders.published(staff, keywords="职责 机构")

    tags = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', page(client.get(address(item)))))

    assert tags["ArticleTitle"] == "市财政局内设机构职责"
    assert tags["PubDate"] == "2026-11-20 10:00"
    assert tags["ContentSource"] == "青禾市财政局"
    assert tags["ColumnName"] == "机构职能"
    assert tags["Keywords"] == "职责 机构"
    assert tags["SiteDomain"] == "testserver"


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (State.PUBLISHED, State.WITHDRAWN)]
)
def test_what_is_not_published_is_not_there(client, staff, state):
    assert client.get(address(builders.at(state, staff))).status_code == 404


def test_an_attachment_is_downloaded_under_its_name_and_only_from_its_item(client, staff):
    file = ContentFile("编号,金额\n1,20\n".encode(), name="附表.csv")
    item = builders.item(staff, files=[file])
    other = builders.published(staff, title="另一件")
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    stored = item.attachments.get()

    response = client.get(reverse("portal:item_file", args=[item.index_number, stored.pk]))

    assert b"".join(response.streaming_content) == "编号,金额\n1,20\n".encode()
    assert "%E9%99%84%E8%A1%A8.csv" in response["Content-Disposition"]
    assert client.get(reverse("portal:item_file", args=[other.index_number, stored.pk])).status_code == 404


def test_a_corrected_article_says_when_and_why(client, staff):
    item = builders.corrected(builders.published(staff), staff, body="预算科电话更正为3600707。")

    shown = page(client.get(address(item)))

    assert "本件已更正" in shown
    assert "原文电话号码有误" in shown
    assert "预算科电话更正为3600707。" in shown
    assert "首次发布" in shown


def test_a_withdrawn_article_leaves_a_stub_that_says_why(client, staff):
    response = client.get(address(builders.at(State.WITHDRAWN, staff)))

    assert response.status_code == 410
    assert "本条与另一条重复，已撤回。" in page(response)
    assert "办公室负责机关日常运转" not in page(response)


@pytest.mark.parametrize(("arisen", "told"), [(20, "2026年11月25日"), (10, "2026年11月13日（逾期撤回）")])
def test_the_stub_of_a_revoked_penalty_says_by_when_it_was_to_be_withdrawn(client, staff, arisen, told):
    item = builders.published(staff, kind="penalty", formed_on=date(2026, 11, 2))
    facts = {"reason": "penalty_revoked", "explanation": "处罚决定已撤销。"}
    actions.withdraw(item, by=staff.signer, arisen_on=date(2026, 11, arisen), **facts)

    shown = re.sub("</?time.*?>", "", page(client.get(address(item))))

    assert f"<dt>撤回期限</dt><dd>{told}</dd>" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_an_article_asks_the_same_few_questions_for_any_number_of_files(
    client, staff, rows, django_assert_num_queries
):
    files = [ContentFile(b"text", name=f"附件{n}.txt") for n in range(rows)]
    item = builders.item(staff, files=files)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    with django_assert_num_queries(8):
        client.get(address(item))
