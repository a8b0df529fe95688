"""The words under the markup: read as lines and cells, and replaced without touching a tag."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.markup import TAG, plain_text, replaced, table_cells


def stars(pattern):
    """Find what the pattern finds, with a star for each character of it."""
    return lambda text: [(m.start(), m.end(), "*" * len(m[0])) for m in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("<p>号码12345。</p>", "<p>号码*****。</p>"),
        ("<p>号码12<strong>34</strong>5。</p>", "<p>号码*****<strong></strong>。</p>"),
        ("<p>12</p><p>345</p>", "<p>12</p><p>345</p>"),
        ("<p>&lt;12345&gt; &amp; 12345</p>", "<p>&lt;*****&gt; &amp; *****</p>"),
        ('<p><a href="/12345">看</a></p>', '<p><a href="/12345">看</a></p>'),
        (
            "<table><tr><td>123</td><td>45</td></tr></table>",
            "<table><tr><td>123</td><td>45</td></tr></table>",
        ),
        ("", ""),
    ],
)
def test_words_are_replaced_across_tags_and_never_across_blocks(body, after):
    assert replaced(body, stars(r"\d{5}")) == after


def test_a_replacement_may_be_longer_or_shorter_and_the_others_keep_their_place():
    found = lambda text: [(0, 2, "某"), (3, 4, "很长的"), (5, 6, "")]  # noqa: E731

    assert replaced("<p>张三<em>，李</em>，王。</p>", found) == "<p>某<em>，很长的</em>，。</p>"


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<em>", "</em>", "a", "&amp;", "1", "22", "<br>"]), max_size=30)
)
def test_the_tags_stay_as_they_were(pieces):
    body = "".join(pieces)

    after = replaced(body, lambda text: [(m.start(), m.end(), "") for m in re.finditer(r"\d", text)])

    assert TAG.findall(after) == TAG.findall(body)
    assert html.unescape(TAG.sub("", after)) == re.sub(r"\d", "", html.unescape(TAG.sub("", body)))


def test_the_cells_of_a_table_come_with_the_heading_over_them():
    body = "<p>附表</p><table><tr><th>姓名</th><th>账号</th></tr><tr><td>张<b>某</b></td><td>62 1</td><td>x</td></tr></table>"

    assert list(table_cells(body)) == [(2, "姓名", "张某"), (2, "账号", "62 1"), (2, "", "x")]


def test_a_line_for_each_paragraph_and_row():
    assert (
        plain_text("<h2>一</h2><p>二<br>三</p><table><tr><td>四</td><td>五</td></tr></table>")
        == "一\n二\n三\n四 五"
    )
