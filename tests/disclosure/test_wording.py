"""The text of an item: what is stored of it, how it reads, how two versions differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.models import ItemVersion
from gongkai.disclosure.queries import Segment, changes, document_number_advice, editable, opening, plain_text

HARMFUL = [
    "<p>正文</p><script>alert(1)</script>",
    '<p onclick="alert(1)">正文</p>',
    '<p style="position:fixed">正文</p>',
    "<p>正文</p><img src=x onerror=alert(1)>",
    '<p>正文</p><iframe src="https://example.org"></iframe>',
    "<p>正文<!-- 草稿批注 --></p>",
    "<p>正文</p><style>p{display:none}</style>",
    '<svg onload="alert(1)"><p>正文</p></svg>',
]


@pytest.mark.parametrize("sent", HARMFUL)
def test_only_harmless_structure_is_stored(sent):
    assert clean_body(sent) == "<p>正文</p>"


def test_a_link_keeps_its_address_unless_it_runs_script():
    assert clean_body('<p><a href="javascript:alert(1)">甲</a><a href="/info/1/">乙</a></p>') == (
        '<p><a rel="noopener noreferrer">甲</a><a href="/info/1/" rel="noopener noreferrer">乙</a></p>'
    )


def test_a_table_keeps_its_spans_and_loses_its_looks():
    sent = '<table class="MsoTable" width=500><tr><td colspan="2" style="x" bgcolor="red"><b>合计</b></td></tr></table>'

    assert clean_body(sent) == (
        '<table><tbody><tr><td colspan="2"><strong>合计</strong></td></tr></tbody></table>'
    )


def test_plain_text_becomes_a_paragraph_a_line():
    assert clean_body("　　一、总则\n\n　　为了 1<2 & 3>2 的情形\r\n") == (
        "<p>一、总则</p>\n<p>为了 1&lt;2 &amp; 3&gt;2 的情形</p>"
    )


def test_blocks_of_an_editor_become_paragraphs_and_empty_ones_go():
    assert clean_body("<div>甲</div><p>&nbsp;</p><h1>乙</h1>") == "<p>甲</p><h2>乙</h2>"


@given(st.text(alphabet="<>/pscrit=\"' a甲\n&;", max_size=80))
def test_cleaning_what_is_clean_changes_nothing_and_never_leaves_a_script(sent):
    cleaned = clean_body(sent)

    assert "<script" not in cleaned.lower()
    assert clean_body(cleaned) == cleaned


@given(st.lists(st.text(alphabet="甲乙丙，。 a1<&", min_size=1).filter(str.strip), max_size=5))
def test_paragraphs_come_back_as_they_were_typed(lines):
    typed = "\n".join(" ".join(line.split()) for line in lines)
    stored = clean_body(typed)

    assert clean_body(editable(stored)) == stored


def test_editable_shows_html_as_html():
    assert editable("<p>甲</p>\n<ul><li>乙</li></ul>") == "<p>甲</p>\n<ul><li>乙</li></ul>"


def test_plain_text_has_a_line_for_each_paragraph_and_row():
    body = (
        "<p>甲</p><table><tbody><tr><td>乙</td><td>丙</td></tr></tbody></table><ul><li>丁 &amp; 戊</li></ul>"
    )

    assert plain_text(body) == "甲\n乙 丙\n丁 & 戊"


def test_opening_is_the_text_itself_when_it_is_short():
    assert opening("<p>甲</p><p>乙</p>") == "甲 乙"


NUMBERS = {
    "青财发〔2026〕8号": None,
    "青禾市人民政府令第3号": None,
    "HFGS—2017—9": None,
    "": None,
    "赣府厅发[2019]8号": "赣府厅发〔2019〕8号",
    "青财发（2026）08号": "青财发〔2026〕8号",
    "青财发［２０２６］第８号": "青财发〔2026〕8号",
    "川府公开办函〔201914号": "川府公开办函〔2019〕14号",
    "瓯政办〔20192": "瓯政办〔2019〕2号",
    "青财发 〔2026〕 8 号": "青财发〔2026〕8号",
}


@pytest.mark.parametrize(("number", "suggestion"), NUMBERS.items(), ids=[n or "none" for n in NUMBERS])
def test_an_odd_document_number_is_answered_with_the_usual_way_to_write_it(number, suggestion):
    said = document_number_advice(number)

    assert (said and f"可改为“{suggestion}”" in said) == (suggestion and True)


def test_a_document_number_that_cannot_be_read_is_answered_without_a_guess():
    said = document_number_advice("8号文")

    assert "请对照原文核对" in said
    assert "可改为" not in said


def version(**content):
    return ItemVersion(pk=1, **content)


@pytest.mark.django_db
def test_changes_names_the_field_and_marks_the_words():
    before = version(title="关于印发管理办法的通知", body="<p>第一条不变。</p><p>补贴为每人100元。</p>")
    after = version(title="关于印发管理办法的通知", body="<p>第一条不变。</p><p>补贴为每人200元。</p>")

    (change,) = changes(before, after)

    assert change.label == "正文"
    assert change.segments == (
        Segment("same", "第一条不变。\n"),
        Segment("same", "补贴为每人"),
        Segment("removed", "1"),
        Segment("added", "2"),
        Segment("same", "00元。"),
    )


@pytest.mark.django_db
def test_changes_shows_labels_and_not_codes():
    (change,) = changes(version(genre=""), version(genre="notice"))

    assert (change.label, change.segments) == ("体裁分类", (Segment("added", "通知"),))


@pytest.mark.django_db
def test_equal_contents_have_no_changes():
    assert changes(version(title="同"), version(title="同")) == []
