"""The search page: Chinese words of two characters, marked where they stand; advice when nothing is found."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.foundation import search
from gongkai.foundation.search import Doc
from tests import factories
from tests.disclosure.desk import page

SEARCH = reverse("portal:search")


def doc(number, title="关于公布补偿标准的公告", **fields):
    return Doc(
        id=f"item:{number}",
        kind="item",
        title=title,
        url=f"/info/{number}/",
        on=date(2026, 11, number),
        **fields,
    )


def titles(response):
    return ["".join(span.text for span in hit.title) for hit, _organ in response.context.get("rows") or []]


def test_two_characters_find_a_title_and_are_marked(client, db):
    search.index([doc(1), doc(2, "机构职能")])

    response = client.get(SEARCH, {"q": "补偿"})

    assert titles(response) == ["关于公布补偿标准的公告"]
    assert "关于公布<mark>补偿</mark>标准的公告" in page(response)
    assert "找到 1 条" in page(response)
    assert 'href="/info/1/"' in page(response)


def test_words_of_the_body_are_shown_in_their_sentence(client, db):
    search.index([doc(1, body="<b>被征收人</b>的补助费按月发放。")])

    assert "<mark>补助</mark>费按月发放" in page(client.get(SEARCH, {"q": "补助"}))
    assert "&lt;b&gt;" in page(client.get(SEARCH, {"q": "补助"}))


def test_results_are_narrowed_to_an_organ_and_name_it(client, db):
    town, bureau = factories.organ(factories.TOWN), factories.organ()
    search.index([doc(1, "柳塘补偿", organ_id=town.pk), doc(2, "财政补偿", organ_id=bureau.pk)])

    response = client.get(SEARCH, {"q": "补偿", "organ": factories.TOWN})

    assert titles(response) == ["柳塘补偿"]
    assert [organ for _hit, organ in response.context["rows"]] == ["柳塘镇"]


def test_the_newest_come_first_when_asked_for(client, db):
    search.index([doc(1, "补偿补偿"), doc(9, "某某事项补偿的说明")])

    assert titles(client.get(SEARCH, {"q": "补偿", "order": "newest"})) == ["某某事项补偿的说明", "补偿补偿"]


def test_many_results_are_paged_and_keep_the_words(client, db):
    search.index([Doc(id=f"item:{n}", kind="item", title=f"补偿第{n}号", url=f"/{n}/") for n in range(25)])

    second = client.get(SEARCH, {"q": "补偿", "page": "2"})

    assert len(second.context["rows"]) == 5
    assert "?q=%E8%A1%A5%E5%81%BF&amp;page=1" in page(second)


def test_nothing_found_is_met_with_advice(client, db):
    search.index([doc(1)])

    shown = page(client.get(SEARCH, {"q": "潮汐"}))

    assert "没有找到“潮汐”" in shown
    assert reverse("portal:apply") in shown


def test_without_words_the_page_says_how_to_search(client, db):
    assert "两个字就可以搜" in page(client.get(SEARCH))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "补偿", "page": "x"},
        {"q": "补偿", "order": "worst"},
        {"q": "补偿", "organ": "no"},
        {"q": '"(*补偿:'},
    ],
    ids=str,
)
def test_odd_requests_are_answered(client, db, asked):
    search.index([doc(1)])

    assert client.get(SEARCH, asked).status_code == 200


def test_a_hundred_thousand_letters_are_cut_and_answered(client, db):
    assert client.get(SEARCH, {"q": "补" * 3000}).status_code == 200


def test_words_are_shown_as_text(client, db):
    assert "<script>alert" not in page(client.get(SEARCH, {"q": "<script>alert(1)</script>"}))


def test_when_the_index_is_down_the_columns_are_still_there(client, db, monkeypatch):
    def down(*args, **kwargs):
        raise search.SearchUnavailable

    monkeypatch.setattr(search, "find", down)
    response = client.get(SEARCH, {"q": "补偿"})

    assert response.status_code == 503
    assert "搜索暂时不能使用" in page(response)
    assert reverse("portal:board") in page(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_the_same_few_questions(client, db, rows, django_assert_num_queries):
    search.index([doc(n + 1) for n in range(rows)])

    with django_assert_num_queries(4):
        client.get(SEARCH, {"q": "补偿"})
