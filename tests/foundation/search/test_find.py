"""What is public is found by any two characters of it, ranked, filtered, and safely shown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.foundation import search
from gongkai.foundation.search import Doc, Filters, Span
from gongkai.foundation.search.engine import Engine
from gongkai.foundation.search.queries import Search

NOTICE = Doc(
    id="item:1",
    kind="item",
    title="临江市人民政府关于房屋征收补偿标准的通知",
    body="为保障被征收人的合法权益，现公布城北片区补偿标准。" + "其他内容。" * 60,
    url="/items/1/",
    organ_id=3,
    column_ids=[5, 6],
    on=date(2024, 3, 8),
    keywords=["临政发〔2024〕8号", "房屋征收"],
)
BUDGET = Doc(
    id="item:2", kind="item", title="2023年部门预算", body="公开2023年预算。", organ_id=4, on=date(2023, 2, 1)
)
REPORT = Doc(id="report:1", kind="report", title="2023年度报告", body="房屋征收信息公开情况", organ_id=3)


@pytest.fixture
def three():
    search.rebuild([NOTICE, BUDGET, REPORT])


def ids(words, **more):
    return [hit.id for hit in search.find(words, **more).hits]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("征收", ["item:1", "report:1"]),
        ("收补", ["item:1"]),
        ("房屋 信息公开", ["report:1"]),
        ("徵收補償", ["item:1"]),
        ("２０２３", ["item:2", "report:1"]),
        ("临政发〔2024〕8号", ["item:1"]),
        ("临政发2024 8号", ["item:1"]),
        ("市", ["item:1"]),
        ("8号房", []),
        ("不存在", []),
        ("《》", []),
        ("202", []),
    ],
)
def test_documents_that_hold_all_the_words_are_found(words, found):
    assert sorted(ids(words)) == found


@pytest.mark.usefixtures("three")
def test_without_words_everything_comes_newest_first():
    assert ids("  ") == ["item:1", "item:2", "report:1"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(kinds=["report"]), ["report:1"]),
        (Filters(organ_ids=[3]), ["item:1", "report:1"]),
        (Filters(column_ids=[6, 7]), ["item:1"]),
        (Filters(since=date(2024, 3, 8)), ["item:1"]),
        (Filters(since=date(2023, 2, 1), until=date(2023, 2, 1)), ["item:2"]),
        (Filters(kinds=["item"], organ_ids=[4, 5]), ["item:2"]),
        (Filters(organ_ids=[99]), []),
    ],
    ids=repr,
)
def test_filters_narrow_with_and_without_words(filters, found):
    assert sorted(ids("", filters=filters)) == found
    assert sorted(ids("公 2023", filters=filters)) == sorted({"item:2", "report:1"} & set(found))


def test_a_hit_in_the_title_comes_first_and_of_two_alike_the_younger():
    search.rebuild(
        [
            Doc("old", "item", "征收公告", on=date(2014, 1, 1)),
            Doc("body", "item", "其他公告", body="征收公告", on=date(2024, 1, 1)),
            Doc("young", "item", "征收公告", on=date(2024, 1, 1)),
            Doc("undated", "item", "征收公告"),
        ]
    )

    assert ids("征收") == ["young", "old", "undated", "body"]
    assert ids("征收", order="newest")[2:] == ["old", "undated"]


def test_what_is_put_in_again_replaces_the_old_and_what_is_taken_out_is_gone():
    search.index([NOTICE, BUDGET])
    search.index([Doc("item:1", "item", "更正后的标题")])
    assert (ids("征收"), ids("更正后")) == ([], ["item:1"])

    search.remove(["item:1", "item:99"])
    assert ids("") == ["item:2"]

    search.clear()
    assert search.find("").total == 0


@pytest.mark.usefixtures("three")
def test_a_hit_shows_what_was_looked_for():
    hit = search.find("徵收 補償標準").hits[0]

    assert (hit.url, hit.organ_id, hit.on, hit.kind) == ("/items/1/", 3, date(2024, 3, 8), "item")
    assert hit.title == [
        Span("临江市人民政府关于房屋"),
        Span("征收补偿标准", marked=True),
        Span("的通知"),
    ]
    assert "".join(span.text for span in hit.snippet).startswith("为保障被征收人的合法权益")
    assert [span.text for span in hit.snippet if span.marked] == ["征收", "补偿标准"]
    assert hit.snippet[-1] == Span("…")


def test_a_snippet_lies_around_the_hit_in_a_long_text_and_holds_no_markup():
    search.rebuild([Doc("a", "item", "甲", body="前文。" * 100 + "<b>关键</b>\n词句" + "后文。" * 100)])

    spans = search.find("关键").hits[0].snippet

    assert spans[0] == spans[-1] == Span("…")
    assert [span.text for span in spans if span.marked] == ["关键"]
    assert "<b>" in spans[1].text
    assert 100 < sum(len(span.text) for span in spans) < 120


@pytest.mark.usefixtures("three")
def test_a_long_word_that_nowhere_stands_as_typed_gives_what_holds_most_of_it():
    page = search.find("房屋征收有补偿标准")

    assert (page.relaxed, [hit.id for hit in page.hits]) == (True, ["item:1"])
    assert [span.text for span in page.hits[0].title if span.marked] == ["房屋征收补偿标准"]
    assert not search.find("房屋征收").relaxed


def test_pages_are_counted_and_one_past_the_end_is_the_last():
    search.rebuild(Doc(f"{number:02}", "item", "公告", on=date(2024, 1, number)) for number in range(1, 26))

    first, last = search.find("公告", page_size=10), search.find("公告", page=9, page_size=10)

    assert (first.total, first.num_pages, first.number, first.has_previous, first.has_next) == (
        25,
        3,
        1,
        False,
        True,
    )
    assert [hit.id for hit in last.hits] == ["05", "04", "03", "02", "01"]
    assert (last.number, last.has_next) == (3, False)
    assert [hit.id for hit in search.find("公告", page=-1, page_size=0).hits] == ["25"]


def test_no_query_is_too_strange_to_be_answered(three):
    for words in [
        '"',
        "a:b AND (c",
        "title:*",
        "+-!^~[]{}",
        "\\",
        "\x00",
        "征收" * 500,
        "甲 " * 200,
        "\ud800",
        "*" * 999,
    ]:
        assert search.find(words).total >= 0


HAN = "政府信息公开征收补偿标准標準"
SIMPLE = str.maketrans("標準", "标准")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(HAN + "a1 ，。\n", max_size=40), min_size=1, max_size=6), st.data())
def test_every_document_that_holds_a_run_is_found_and_no_other(tmp_path_factory, texts, data):
    engine = Engine(tmp_path_factory.mktemp("index"))
    engine.rebuild(Doc(str(number), "item", "", body=text) for number, text in enumerate(texts))
    inside = {text[at : at + size] for text in texts for at in range(len(text)) for size in (2, 3, 4)}
    runs = data.draw(st.lists(st.text(HAN, min_size=2, max_size=4), max_size=10))
    runs += [run for run in sorted(inside) if len(run) > 1 and set(run) <= set(HAN)][:60]
    scanned = [text.translate(SIMPLE) for text in texts]

    for run in runs:
        page = engine.find(Search(run, search.Filters()), page=1, page_size=50, order="relevance")
        found = set() if page.relaxed else {int(hit.id) for hit in page.hits}
        assert found == {number for number, text in enumerate(scanned) if run.translate(SIMPLE) in text}
