"""What an editor leaves becomes the blocks of an official paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.foundation.documents import Cell, Document, Heading, Paragraph, Table, as_docx, as_pdf, blocks_of

from .papers import opened, pdf_text

LONG = "一、" + "很长的一句话" * 20


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("  \n ", []),
        ("<p>正文。</p>", [Paragraph("正文。")]),
        ("无标签的<br>文字", [Paragraph("无标签的"), Paragraph("文字")]),
        ("<p>　　甲<br>乙</p>", [Paragraph("甲\n乙")]),
        ("<p><strong>一、</strong>总体要求</p>", [Heading(1, "一、总体要求")]),
        ("<p>（二）主要任务</p>", [Heading(2, "（二）主要任务")]),
        ("<p>3.完善目录</p>", [Heading(3, "3.完善目录")]),
        ("<p>（4）对照检查</p>", [Heading(4, "（4）对照检查")]),
        ("<p>3.5亿元</p>", [Paragraph("3.5亿元")]),
        ("<p>一、本办法自发布之日起施行。</p>", [Paragraph("一、本办法自发布之日起施行。")]),
        ("<p>（一）加强领导。各单位要重视。</p>", [Heading(2, "（一）加强领导。", "各单位要重视。")]),
        ("<p>1.加强领导。各单位要重视。</p>", [Paragraph("1.加强领导。各单位要重视。")]),
        (
            "<h2>总则</h2><h3>范围</h3><h4>例外</h4>",
            [Heading(1, "总则"), Heading(2, "范围"), Heading(3, "例外")],
        ),
        ("<h4>一、以数为准</h4>", [Heading(1, "一、以数为准")]),
        ("<h2>第一章 总则</h2>", [Heading(1, "第一章 总则", align="center")]),
        ('<p class="center">第二章 公开</p>', [Heading(1, "第二章 公开", align="center")]),
        ("<p>第三条　公开是常态。</p>", [Heading(1, "第三条　", "公开是常态。")]),
        ("<p>第三条规定的情形除外。</p>", [Paragraph("第三条规定的情形除外。")]),
        (f"<h2>{LONG}</h2>", [Paragraph(LONG)]),
        ('<p class="right">落款</p>', [Paragraph("落款", "right", indent=False)]),
        ('<p class="flush">称谓：</p>', [Paragraph("称谓：", "left", indent=False)]),
        (
            '<ol start="3"><li>甲<ol><li>子</li></ol></li><li><p>乙</p></li></ol><ul><li>丙</li></ul>',
            [Paragraph("3.甲"), Paragraph("（1）子"), Paragraph("4.乙"), Paragraph("· 丙")],
        ),
        ("<p>120m<sup>2</sup>、CO<sub>2</sub>、注<sup>注</sup></p>", [Paragraph("120m²、CO₂、注注")]),
        (
            "<blockquote><p>引文</p></blockquote><hr><dl><dt>词</dt><dd>义</dd></dl>",
            [*map(Paragraph, ["引文", "词", "义"])],
        ),
        ('<p>见<a href="https://x.cn">网站</a>&lt;b&gt;</p>', [Paragraph("见网站<b>")]),
        ("<!-- c --><p>甲</p><table></table><ol></ol>", [Paragraph("甲")]),
    ],
)
def test_each_kind_of_passage_gets_its_place(html, blocks):
    assert blocks_of(html) == blocks


def test_a_table_keeps_its_header_its_merged_cells_and_its_caption():
    html = (
        '<table><caption>分工</caption><thead><tr><th rowspan="2">序号</th><th colspan="2">任务</th></tr>'
        '<tr><th>名称</th><th>内容</th></tr></thead><tbody><tr><td>1</td><td rowspan="2">甲</td>'
        '<td class="right">超过了十四个字宽的一段内容说明</td></tr>'
        "<tr><td>2</td><td>超过了十四个字宽的一段内容说明</td></tr></tbody></table>"
    )

    (table,) = blocks_of(html)

    assert table == Table(
        rows=[
            [Cell("1"), Cell("甲", 1, 2), Cell("超过了十四个字宽的一段内容说明", align="right")],
            [Cell("2"), Cell("超过了十四个字宽的一段内容说明", align="left")],
        ],
        header=[[Cell("序号", 1, 2), Cell("任务", 2)], [Cell("名称"), Cell("内容")]],
        caption="分工",
    )


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr>", [["甲", ""], ["乙", "丙"]]),
        ('<tr><td rowspan="9">甲</td><td>乙</td></tr>', [["甲", "乙"]]),
        (
            '<tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td colspan="5">丙</td></tr>',
            [["甲", "乙", "", "", "", ""], ["丙"]],
        ),
        (
            '<tr><td>甲</td><td rowspan="2">乙</td></tr><tr><td colspan="2">丙</td></tr>',
            [["甲", "乙"], ["丙"]],
        ),
        ('<tr><td colspan="0">甲</td><td rowspan="x">乙</td></tr>', [["甲", "乙"]]),
        ("<tr><th>甲</th></tr>", [["甲"]]),
        ("<tr><td>甲<table><tr><td>内</td></tr></table></td></tr>", [["甲内"]]),
    ],
)
def test_a_table_whose_spans_do_not_fit_is_made_whole(html, lines):
    table = blocks_of(f"<table>{html}</table>")[0]

    assert [[cell.text for cell in line] for line in table.lines] == lines


def test_a_table_of_many_columns_lies_on_a_turned_page():
    row = "<td>1</td>"

    assert [blocks_of(f"<table><tr>{row * n}</tr></table>")[0].landscape for n in (9, 10)] == [False, True]


CELLS = st.builds(
    lambda tag, colspan, rowspan, text: f'<{tag} colspan="{colspan}" rowspan="{rowspan}">{text}</{tag}>',
    st.sampled_from(["td", "th"]),
    st.integers(0, 60),
    st.integers(0, 5),
    st.sampled_from(["", "甲", "长" * 40]),
)
ROWS = st.lists(st.lists(CELLS, max_size=5).map(lambda cells: f"<tr>{''.join(cells)}</tr>"), max_size=5)


@given(ROWS, ROWS)
@settings(max_examples=150, deadline=None)
def test_no_table_is_too_crooked_to_be_a_grid(head, body):
    html = f"<table><thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody></table>"

    for table in blocks_of(html):
        area = sum(cell.colspan * cell.rowspan for _row, _column, cell in table.placed())
        assert area == table.columns * len(table.lines)


def test_run_in_headings_and_chapters_are_set_in_both_renderings():
    body = "<h2>第一章 总则</h2><p>第一条　公开是常态。</p><p>（一）加强领导。各单位要重视。</p>"
    paper = Document(title="办法", blocks=blocks_of(body))

    wanted = "第一章总则第一条公开是常态。（一）加强领导。各单位要重视。"
    assert wanted in pdf_text(as_pdf(paper)).replace("　", "")
    word = opened(as_docx(paper))
    shown = [one for one in word.paragraphs if one.text]
    assert [one.text for one in shown[1:]] == [
        "第一章 总则",
        "第一条　公开是常态。",
        "（一）加强领导。各单位要重视。",
    ]
    assert [one.style.name for one in shown[1:]] == ["Heading 1", "Normal", "Normal"]
