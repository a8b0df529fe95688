"""The text of an item as it is stored: what Word and WPS sent stays readable, and nothing harmful ever stays."""

import re
from pathlib import Path

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.disclosure.actions.body import ATTRIBUTES, CLASSES, PLACED, SCHEMES, TAGS, clean_body
from gongkai.disclosure.actions.office_html import tidy

CLIPBOARDS = Path(__file__).parent / "clipboards"


def pasted(name: str) -> str:
    return (CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8")


def lines(body: str) -> list[str]:
    """The blocks at the top, one a line, without the line ends that the clipboard had between them."""
    return re.sub(
        r"(</(?:p|ol|ul|table)>)\s*(?=<(?:p|ol|ul|table)\b)", r"\1\n", re.sub(r">\s+<", "><", body)
    ).split("\n")


def test_what_word_put_on_the_clipboard_keeps_its_structure():
    assert lines(clean_body(pasted("word"))) == [
        '<p class="center"><strong>关于做好冬季供暖工作的通知</strong></p>',
        '<p class="flush">各乡镇人民政府：</p>',
        "<p>现就有关事项通知如下，供暖单价不高于26元/m<sup>2</sup>：</p>",
        "<ol><li>按时供暖。<ul><li>居民小区</li></ul></li><li>公布电话。</li></ol>",
        "<p>一、总体要求</p>",
        '<table><tbody><tr><td colspan="2"><p class="center">供暖安排</p></td></tr>'
        "<tr><td><p>城区</p></td><td><p>11月15日</p></td></tr></tbody></table>",
        '<p class="right">青禾市人民政府办公室</p>',
    ]


def test_what_wps_put_on_the_clipboard_keeps_its_structure():
    assert lines(clean_body(pasted("wps"))) == [
        '<p class="center"><strong>关于公布惠民补贴名单的公告</strong></p>',
        "<p>现将2026年名单予以公布，公示期7天。</p>",
        "<ul><li>耕地地力保护补贴</li><li>农机购置补贴</li></ul>",
        '<table><tbody><tr><td rowspan="2"><p>青禾镇</p></td><td><p>12</p></td></tr>'
        "<tr><td><p>8</p></td></tr></tbody></table>",
        '<p class="right">青禾市农业农村局</p>',
    ]


def test_pictures_are_left_out_and_counted():
    assert (tidy(pasted("word")).pictures, tidy(pasted("wps")).pictures) == (1, 0)
    assert clean_body('<p>甲<img src="data:image/png;base64,AAAA">乙</p>') == "<p>甲乙</p>"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("一行\n　　二行\n", "<p>一行</p>\n<p>二行</p>"),
        ("小于 a<b 不是标记", "<p>小于 a&lt;b 不是标记</p>"),
        ("<p>甲<script>alert(1)</script></p>", "<p>甲</p>"),
        ('<p onclick="x()" style="color:red">甲</p>', "<p>甲</p>"),
        ('<a href="javascript:alert(1)">甲</a>', '<a rel="noopener noreferrer">甲</a>'),
        ('<a href=" JaVa&#9;Script:alert(1)">甲</a>', '<a rel="noopener noreferrer">甲</a>'),
        ('<p class="center hidden">甲</p>', '<p class="center">甲</p>'),
        ('<p class="mast">甲</p>', "<p>甲</p>"),
        (
            '<table><tr><td colspan="99999999">甲</td></tr></table>',
            "<table><tbody><tr><td>甲</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>",
            "<table><tbody><tr><td>外<table><tbody><tr><td>内</td></tr></tbody></table></td></tr></tbody></table>",
        ),
        ('<ol start="3"><li>丙</li></ol>', '<ol start="3"><li>丙</li></ol>'),
        ('<p style="text-align: right">落款</p>', '<p class="right">落款</p>'),
        ('<span style="font-weight:700">重</span>', "<strong>重</strong>"),
        ("<p>&nbsp;</p><p>甲</p><p><br></p>", "<p>甲</p>"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>甲", "<p>甲</p>"),
        ("<b></b>", ""),
    ],
)
def test_only_harmless_structure_is_kept(sent, kept):
    assert clean_body(sent) == kept


def test_a_deeply_nested_or_long_text_is_cleaned_soon():
    deep = "<div style='x:y'>" * 3000 + "底" + "</div>" * 3000

    assert "底" in clean_body(deep)
    assert clean_body("<p style='a:b'>甲</p>" * 20_000).count("<p>") == 20_000


NAMES = [
    *sorted(TAGS),
    "script",
    "style",
    "div",
    "span",
    "img",
    "svg",
    "math",
    "iframe",
    "o:p",
    "font",
    "b",
    "h1",
]
STYLES = [
    "text-align:center",
    "text-indent:24pt",
    "mso-list:l0 level1 lfo1",
    "mso-list:Ignore",
    "mso-list:l0 level3 lfo1",
    "font-weight:bold",
    "background:url(javascript:alert(1))",
]
VALUES = st.one_of(
    st.sampled_from(
        [
            *STYLES,
            *PLACED,
            "javascript:alert(1)",
            "data:text/html,x",
            "http://a.example/",
            "/x",
            "7",
            "MsoNormal",
        ]
    ),
    st.text(max_size=6),
)
ATTRIBUTE = st.tuples(
    st.sampled_from(
        ["style", "class", "href", "onclick", "onerror", "src", "align", "colspan", "start", "id", "title"]
    ),
    VALUES,
).map(lambda pair: f' {pair[0]}="{pair[1]}"')
OPENING = st.tuples(st.sampled_from(NAMES), st.lists(ATTRIBUTE, max_size=2)).map(
    lambda parts: f"<{parts[0]}{''.join(parts[1])}>"
)
CLOSING = st.sampled_from(NAMES).map(lambda name: f"</{name}>")
ODD = st.sampled_from(
    [
        *("<!--", "-->", "<![if !x]>", "<![CDATA[", "]]>", "<!--StartFragment-->", "<!--EndFragment-->"),
        *("&lt;", "&nbsp;", "&#0;", "<", ">", "\x00", "1.", "·", "一、"),
    ]
)
SOUP = st.lists(st.one_of(OPENING, CLOSING, ODD, st.text(max_size=4)), max_size=14).map("".join)


@given(SOUP)
def test_cleaning_what_is_clean_changes_nothing(soup):
    once = clean_body(soup)

    assert clean_body(once) == once


@given(SOUP)
def test_nothing_that_acts_looks_or_calls_out_is_ever_kept(soup):
    body = clean_body(soup)

    for element in html.fragment_fromstring(body, create_parent="main").iterdescendants():
        assert element.tag in TAGS
        allowed = (
            ATTRIBUTES.get(element.tag, set()) | {"rel"} | ({"class"} if element.tag in CLASSES else set())
        )
        assert set(element.attrib) <= allowed
        assert set((element.get("class") or "").split()) <= PLACED
        scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", element.get("href") or "")
        assert scheme is None or scheme[1].lower() in SCHEMES


@given(st.lists(st.text("甲乙丙丁，。 1", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=5))
def test_no_word_of_a_list_from_word_is_lost(items):
    sent = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{1 + n % 3} lfo1'>"
        f"<span style='mso-list:Ignore'>{n + 1}.</span>{text}</p>"
        for n, text in enumerate(items)
    )

    words = nh3.clean(clean_body(sent), tags=set(), attributes={})
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", "".join(items))
