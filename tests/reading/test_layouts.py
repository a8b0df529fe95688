"""The same report in every layout gives the same cells; what a layout leaves open stays unknown, never wrong."""

import pytest

from gongkai.reading.reader import read

from . import papers

LAYOUTS = [
    papers.one_cell_a_line,
    papers.pipe_after_each_cell,
    papers.pipe_rows,
    papers.markdown,
    papers.tabs,
    papers.spaces,
    papers.one_line,
]


def cells(reading):
    return {address: figure.value for address, figure in reading.figures.items()}


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_cell_is_read_from_flattened_text(name, layout):
    figures = papers.sample(name)

    reading = read(papers.paper(name, layout, figures))

    assert cells(reading) == figures
    assert (reading.form, reading.year, reading.organ) == (name, papers.YEARS[name], "清河县水务局")


@pytest.mark.parametrize("name", ["2021", "2019"])
def test_traditional_characters_and_pinyin_noise_change_nothing(name):
    figures = papers.sample(name)

    reading = read(papers.traditional(papers.paper(name, papers.one_cell_a_line, figures)))

    assert cells(reading) == figures
    assert reading.text.notes == ("pinyin", "traditional")


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize("media", ["html", "docx", "xlsx"])
def test_every_cell_is_read_from_a_table_with_merged_cells(name, media):
    figures = papers.sample(name)
    source = {"html": papers.as_html, "docx": papers.as_docx, "xlsx": papers.as_xlsx}[media](name, figures)

    reading = read(source)

    assert reading.media == media
    assert cells(reading) == figures


@pytest.mark.parametrize("media", ["html", "docx", "xlsx"])
def test_a_blank_cell_is_read_as_blank_and_not_as_zero(media):
    figures = papers.sample("2021") | {
        "applications.received.legal": None,
        "remedies.litigation_after.other": None,
    }
    source = {"html": papers.as_html, "docx": papers.as_docx, "xlsx": papers.as_xlsx}[media]("2021", figures)

    reading = read(source)

    assert cells(reading) == figures
    assert [remark.severity for remark in reading.findings if remark.rule == "B-07"] == ["warning"]


def test_glued_digits_are_parted_only_where_one_way_is_left():
    figures = papers.filled(
        "2021",
        applications__received__natural=64,
        applications__received__social=2,
        applications__received__other=4,
        applications__results__granted__natural=64,
        applications__results__granted__social=2,
        applications__results__granted__other=4,
        proactive__行政许可__本年处理决定数量=2293,
    ) | {"proactive.行政规范性文件.本年制发件数": 69, "proactive.行政规范性文件.现行有效件数": 665}

    reading = read(papers.paper("2021", papers.glued, figures))

    unread = {address for address in figures if address not in reading.figures}
    assert cells(reading).items() <= figures.items()
    assert {address.rpartition(".")[0] for address in unread} == {"proactive.行政规范性文件"}
    assert [doubt.place for doubt in reading.doubts] == ["proactive.行政规范性文件"]
    assert "总计等于各列之和" in reading.figures["applications.received.natural"].why


def test_a_table_that_breaks_off_gives_what_it_has():
    whole = papers.paper("2021", papers.one_cell_a_line, papers.sample("2021"))

    reading = read(whole[: whole.index("3.危及")])

    assert "applications.results.denied.law_forbidden.total" in reading.figures
    assert "applications.results.denied.safety_stability.total" not in reading.figures
    assert [r.text for r in reading.findings if r.rule == "B-03"] == [
        "第四部分“政府信息公开行政复议、行政诉讼情况”缺少表格，应有的数字都不知道"
    ]


def test_a_row_with_a_lost_cell_is_left_unknown():
    figures = papers.sample("2021")
    text = papers.paper("2021", papers.one_cell_a_line, figures)
    at = text.index("2.重复申请")
    lost = text[:at] + text[at:].replace("\n\n0", "", 1)

    reading = read(lost)

    assert not any(
        address.startswith("applications.results.not_processed.repeat") for address in reading.figures
    )
    assert cells(reading).items() <= figures.items()


@pytest.mark.parametrize("layout", [papers.one_cell_a_line, papers.pipe_rows, papers.spaces])
@pytest.mark.parametrize("mark", ["—", "/", "无", "-"])
def test_a_dash_is_a_blank_cell_and_not_zero(layout, mark):
    figures = papers.sample("2021") | {
        "proactive.行政许可.本年处理决定数量": None,
        "applications.received.legal": None,
    }
    printed = {address: mark if value is None else value for address, value in figures.items()}

    assert cells(read(papers.paper("2021", layout, printed))) == figures


def test_page_numbers_between_rows_are_not_figures():
    figures = papers.sample("2021")
    text = papers.paper("2021", papers.spaces, figures).replace("2.重复申请", "- 3 -\n2.重复申请")

    assert cells(read(text)) == figures


def test_a_label_broken_over_lines_keeps_its_figures():
    figures = papers.sample("2021")
    text = papers.paper("2021", papers.spaces, figures)
    text = text.replace("不计其他情形） ", "不\n计其他情形）\n").replace(
        "重新出具已获取信息 ", "重 新出具\n已获取信息\n"
    )

    assert cells(read(text)) == figures


def test_a_pdf_is_read_by_its_text_layer():
    figures = papers.sample("2021")
    lines = papers.paper("2021", papers.spaces, figures).split("\n")

    reading = read(papers.as_pdf([line for line in lines if line]))

    assert reading.media == "pdf"
    assert cells(reading) == figures
