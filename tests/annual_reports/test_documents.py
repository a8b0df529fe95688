"""The report on paper: six sections, the tables with the cells merged as on the form, and who signed."""

import io

import docx
import pypdfium2
import pytest
from django.utils import translation

from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.documents import Heading, Table
from gongkai.foundation.ledger import SYSTEM
from gongkai.law.reports import form
from tests.annual_reports.builders import YEAR, a_year_of_applications, report_published
from tests.annual_reports.seed_002 import READING, TABLE, WITHOUT_TABLES

SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


@pytest.fixture
def report(bureau, clerk, signer):
    a_year_of_applications(bureau)
    return report_published(bureau, clerk, signer)


def paper_of(report):
    return documents.report_document(report, queries.evaluation(report))


def tables_of(report) -> list[Table]:
    return [block for block in paper_of(report).blocks if isinstance(block, Table)]


def test_the_paper_has_the_six_sections_in_their_order(report):
    headings = [block.text for block in paper_of(report).blocks if isinstance(block, Heading)]

    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS


def test_before_the_sections_it_says_of_which_days_it_is_and_whom_to_ask(report):
    report.organ.office_name, report.organ.office_phone = "市财政局办公室", "0000-2220101"

    first = paper_of(report).blocks[0]

    assert first.text == (
        "本报告由青禾市财政局按照《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式（2021年）》编制。"
        f"所列数据的统计期限为{YEAR}年1月1日至12月31日。"
        "如对本报告有疑问，请与市财政局办公室联系（电话：0000-2220101）。"
    )


def test_the_tables_have_the_grid_of_the_official_form(report):
    measures = [(table.columns, len(table.lines)) for table in tables_of(report)]

    assert measures == [(4, 14), (10, 28), (15, 4)]


def test_table_3_merges_the_cells_of_the_form(report):
    merged = {
        cell.text: (cell.colspan, cell.rowspan)
        for _row, _column, cell in tables_of(report)[1].placed()
        if (cell.colspan, cell.rowspan) != (1, 1)
    }

    assert merged["申请人情况"] == (7, 1)
    assert merged["法人或其他组织"] == (5, 1)
    assert merged["三、本年度办理结果"] == (1, 22)
    assert merged["（三）不予公开"] == (1, 8)
    assert merged["一、本年新收政府信息公开申请数量"] == (3, 1)
    assert merged["（七）总计"] == (2, 1)


def test_the_docx_and_the_page_show_the_same_figures(report):
    opened = docx.Document(io.BytesIO(documents.made_file(report, "docx").content))
    found = queries.evaluation(report)

    third = opened.tables[1]
    for row, line in enumerate(documents.shown_tables(form("2021"), found)[1].rows):
        shown = [cell.text for cell in line if cell.is_value]
        if shown:
            assert [cell.text for cell in third.rows[row].cells[3:]] == shown


def test_the_pdf_names_the_organ_the_year_and_the_day_of_the_signature(report):
    opened = pypdfium2.PdfDocument(documents.made_file(report, "pdf").content)
    text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()

    assert "2025年政府信息公开工作年度报告" in text
    assert "2026年1月15日" in text


def test_a_draft_says_that_it_is_one(bureau, clerk):
    draft = actions.open_report(bureau, YEAR, by=clerk)

    paper = paper_of(draft)
    assert (paper.notes, paper.signature) == ("草稿，未经审签", None)


def test_an_imported_paper_tells_its_source_and_its_figures(bureau):
    report = actions.import_reading(bureau, 2018, READING, by=SYSTEM, source_name="建瓯市人民政府网站")

    paper = paper_of(report)
    (table,) = tables_of(report)
    assert "来源：建瓯市人民政府网站。" in paper.blocks[0].text
    shown = {line[0].text: (line[-2].text, line[-1].text) for line in table.lines[1:]}
    assert list(shown.values()) == [(str(year), str(total)) for year, total in TABLE.values()]


def test_a_missing_table_is_no_empty_grid_on_paper(bureau):
    report = actions.import_reading(bureau, 2022, WITHOUT_TABLES, by=SYSTEM)

    paper = paper_of(report)
    assert tables_of(report) == []
    assert [block.text for block in paper.blocks].count(str(documents.MISSING)) == 3


def test_the_paper_is_chinese_whatever_the_reader_reads(report):
    with translation.override("en"):
        assert SECTIONS[2] in [block.text for block in paper_of(report).blocks if isinstance(block, Heading)]


def test_no_name_becomes_a_formula_in_the_table_of_data(report):
    report.organ.name = '=HYPERLINK("http://example.com")'

    lines = documents.as_csv(report, queries.evaluation(report)).decode("utf-8-sig").splitlines()

    assert {line.startswith("\"'=HYPERLINK") for line in lines[1:]} == {True}
