"""The components: each is in the gallery, draws, and says what its contract says."""

import re
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from gongkai.foundation.gallery import EXAMPLES
from gongkai.foundation.templatetags import ui
from gongkai.foundation.templatetags.shown import FileLink, deadline_words
from gongkai.law.clock import Event, run_clock
from gongkai.law.rulebook import rule


def drawn(source, **given):
    return (
        engines["django"]
        .from_string("{% load ui %}" + source)
        .render(given, RequestFactory().get("/?q=住房"))
    )


def test_every_component_has_an_example():
    shown = {example.component for example in EXAMPLES}

    assert set(ui.register.tags) - shown == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.component}: {one.title}")
def test_every_example_draws_something(example):
    assert re.sub(r"\s|<[^>]*>", "", example.drawn(RequestFactory().get("/")))


def test_an_unknown_tone_is_refused():
    with pytest.raises(TemplateSyntaxError, match="pink"):
        drawn('{% status_tag "草稿" "pink" %}')


class NameForm(forms.Form):
    name = forms.CharField(label="名称")
    way = forms.ChoiceField(label="形式", choices=[("a", "纸质"), ("b", "邮件")], widget=forms.RadioSelect)


def test_the_error_summary_links_each_mistake_to_its_field():
    form = NameForm({})
    form.add_error(None, "期限已过。")

    assert re.findall(r'href="#(\w+)"', drawn("{% error_summary form %}", form=form)) == [
        "id_name",
        "id_way_0",
    ]
    assert "期限已过。" in drawn("{% error_summary form %}", form=form)


def test_a_form_without_mistakes_has_no_summary():
    assert drawn("{% error_summary form %}", form=NameForm()).strip() == ""
    assert drawn("{% error_summary form %}", form=NameForm({"name": "甲", "way": "a"})).strip() == ""


RECEIVED = Event("received", date(2024, 9, 2))


@pytest.mark.parametrize(
    ("events", "today", "words"),
    [
        ([], date(2024, 9, 20), ("9月30日到期 · 剩7个工作日", "calm")),
        ([], date(2024, 9, 29), ("9月30日到期 · 剩1个工作日", "warning")),
        ([], date(2024, 9, 30), ("今日到期", "danger")),
        ([], date(2024, 10, 10), ("9月30日到期 · 已逾期3个工作日", "danger")),
        ([Event("supplement_requested", date(2024, 9, 4))], date(2024, 9, 5), ("期限待定", "info")),
        ([Event("replied", date(2024, 9, 30))], date(2024, 11, 1), ("已办结", "good")),
        ([Event("replied", date(2024, 10, 30))], date(2024, 11, 1), ("逾期办结", "warning")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_deadline_says_what_is_left_of_it(events, today, words):
    assert deadline_words(run_clock([RECEIVED, *events], today=today)) == words


def test_a_provisional_deadline_says_so():
    clock = run_clock([Event("received", date(2030, 3, 4))], today=date(2030, 3, 5))

    assert "暂定" in drawn("{% deadline_tag clock %}", clock=clock)


def test_a_citation_of_a_rule_tells_its_gist():
    version = rule("deadlines.reply").latest

    assert "第三十三条" in drawn('{% cite "regulation-2019:33" %}')
    assert version.gist_zh in drawn("{% cite version %}", version=version)


def test_pages_keep_the_other_words_of_the_address():
    page = Paginator(range(45), 20).page(2)

    assert re.findall(r'href="([^"]+)"', drawn("{% pagination page %}", page=page)) == [
        "?q=%E4%BD%8F%E6%88%BF&amp;page=1",
        "?q=%E4%BD%8F%E6%88%BF&amp;page=1",
        "?q=%E4%BD%8F%E6%88%BF&amp;page=3",
        "?q=%E4%BD%8F%E6%88%BF&amp;page=3",
    ]


def test_a_file_without_an_address_is_told_and_not_linked():
    html = drawn("{% file_list files %}", files=[FileLink("附表.xlsx", "", "XLSX", 2048)])

    assert "<a" not in html
    assert "附表.xlsx" in html
    assert "XLSX" in html


def test_facts_leave_out_what_is_not_known():
    assert re.findall(
        r"<dt>(.*?)</dt>", drawn("{% facts rows %}", rows=[("文号", ""), ("机关", "甲"), ("件数", 0)])
    ) == [
        "机关",
        "件数",
    ]


def test_what_a_block_tag_wraps_is_not_escaped_but_its_title_is():
    html = drawn("{% notice title=title %}<p>内容</p>{% endnotice %}", title="<b>")

    assert "<p>内容</p>" in html
    assert "&lt;b&gt;" in html


def test_a_field_is_tied_to_its_label_its_help_and_its_mistake():
    html = str(NameForm({})["name"].as_field_group())

    assert 'class="field field--wrong"' in html
    assert 'for="id_name"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_error"' in html


def test_a_choice_is_a_group_with_a_legend_and_each_option_has_its_label():
    html = str(NameForm()["way"].as_field_group())

    assert '<legend class="field__label">形式</legend>' in html
    assert re.findall(r'id="(id_way_\d)">\s*<label for="(id_way_\d)">(.*?)<', html) == [
        ("id_way_0", "id_way_0", "纸质"),
        ("id_way_1", "id_way_1", "邮件"),
    ]
