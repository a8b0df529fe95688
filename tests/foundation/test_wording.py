"""Days, lists and labels in the reader's language."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import override

from gongkai.foundation import wording

DAY = date(2026, 11, 2)
EVENING = datetime(2026, 11, 2, 16, 5, tzinfo=UTC)  # past midnight where the organs are


@pytest.mark.parametrize(
    ("language", "long", "short", "moment", "in_a_page"),
    [
        ("zh-hans", "2026年11月2日", "11月2日", "11月3日 00:05", "2026年11月2日 2026年11月3日"),
        ("en", "2 November 2026", "2 November", "3 November 00:05", "2 November 2026 3 November 2026"),
    ],
)
def test_a_day_is_written_as_its_reader_writes_it(language, long, short, moment, in_a_page):
    with override(language):
        page = engines["django"].from_string("{{ on|date }} {{ at|date }}").render({"on": DAY, "at": EVENING})
        told = wording.long_day(DAY), wording.short_day(DAY), wording.short_moment(EVENING), page

    assert told == (long, short, moment, in_a_page)


def test_no_day_is_written_as_nothing():
    assert wording.long_day(None) == ""


def test_a_list_of_things_is_told_by_what_each_is_called():
    page = (
        engines["django"]
        .from_string('{% load ui %}{{ months|listed:"month" }}')
        .render({"months": [DAY, EVENING]})
    )
    assert page == "11、11"


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "甲、乙、1"), ("en", "甲, 乙, 1")])
def test_a_list_is_joined_as_its_reader_joins_it(language, told):
    with override(language):
        page = (
            engines["django"]
            .from_string("{% load ui %}{{ parts|listed }}")
            .render({"parts": ["甲", "乙", 1]})
        )
        assert (wording.listed(["甲", "乙", 1]), page) == (told, told)


@pytest.mark.parametrize(
    ("language", "en", "told"),
    [("zh-hans", "Budget", "预算"), ("en", "Budget", "Budget"), ("en", "", "预算")],
)
def test_a_label_is_the_one_that_its_reader_understands_if_there_is_one(language, en, told):
    with override(language):
        assert wording.spoken("预算", en) == told


@pytest.mark.parametrize(
    ("language", "label", "gist"), [("zh-hans", "预算", "公开"), ("en", "Budget", "Publish")]
)
def test_the_laws_data_is_told_in_the_readers_language(language, label, gist):
    thing = SimpleNamespace(zh="预算", en="Budget", gist_zh="公开", gist_en="Publish")
    with override(language):
        page = engines["django"].from_string('{% load ui %}{{ thing|in_words }} {{ thing|in_words:"gist" }}')
        assert page.render({"thing": thing}) == f"{label} {gist}"


def test_an_article_is_cited_in_the_readers_language():
    page = engines["django"].from_string('{% load ui %}{% cite "regulation-2019:36(4)" %}')
    with override("en"):
        english = page.render()

    assert "Regulation on Open Government Information (2019 revision), art. 36, item 4" in english
    assert "《中华人民共和国政府信息公开条例》第三十六条第（四）项" in page.render()
