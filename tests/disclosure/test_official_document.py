"""An item as the official paper it is: what the text says is set in its place, the rest follows from the metadata."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from gongkai.disclosure.documents import official_document
from gongkai.disclosure.workflow import Attribute
from gongkai.foundation.documents import Heading, Imprint, Paragraph, Signature, Table, as_docx, as_pdf

ORGAN = "青禾市财政局"
OWN = Signature(ORGAN, "2024年9月2日")


class Rows(list):
    def filter(self, **asked):
        return self

    def order_by(self, *names):
        return self

    def values_list(self, *names, flat):
        return list(self)


def content(body="<p>正文。</p>", files=(), co_makers=(), **more):
    told = {
        "title": "关于公开预算的通知",
        "document_number": "",
        "body": body,
        "genre": "notice",
        "formed_on": date(2024, 9, 2),
        "organ": SimpleNamespace(name=ORGAN),
        "sheet": None,
        "attachments": Rows(files),
        "agreements": Rows(co_makers),
        "content_digest": lambda: "",
        "get_attribute_display": lambda: str(Attribute.PROACTIVE.label),
    }
    return SimpleNamespace(**(told | more))


def test_a_paper_with_a_number_has_a_red_head_a_note_and_an_imprint():
    paper = official_document(content(document_number="青财〔2024〕3号"))

    assert (paper.issuer, paper.number, paper.notes) == (f"{ORGAN}文件", "青财〔2024〕3号", "此件主动公开")
    assert (paper.signature, paper.imprint) == (OWN, Imprint(ORGAN, "2024年9月2日"))


def test_a_letter_names_only_the_organ_at_its_head():
    assert official_document(content(document_number="青财函〔2024〕3号", genre="letter")).issuer == ORGAN


def test_a_paper_without_a_number_has_none_of_them():
    paper = official_document(content())

    assert (paper.issuer, paper.notes, paper.imprint, paper.signature) == ("", "", None, OWN)


@pytest.mark.parametrize(
    ("attribute", "note"),
    [(Attribute.UPON_APPLICATION, "此件依申请公开"), (Attribute.WITHHELD, "此件不予公开")],
)
def test_the_note_follows_from_the_attribute_in_chinese_whatever_the_page_is_read_in(attribute, note):
    with translation.override("en"):
        paper = official_document(
            content(document_number="青财〔2024〕3号", get_attribute_display=lambda: str(attribute.label))
        )

    assert paper.notes == note


LATER = Signature(ORGAN, "2024年9月5日")
PRINTED = "<p>抄送：市委办，市审计局。</p><p>青禾市财政局办公室　2024年9月6日印发</p>"
ENDS = [
    ("", [], OWN, None, ""),
    (
        '<p class="right">青禾市财政局</p><p class="right">2024年9月5日</p>',
        [],
        LATER,
        None,
        "",
    ),
    ("<p>青禾市财政局<br>2024年9月5日</p>", [], LATER, None, ""),
    ("<p>2024年9月5日</p>", [], LATER, None, ""),
    (
        '<p class="right">青禾市财政局办公室</p><p class="right">2024年9月5日</p>',
        [],
        Signature("青禾市财政局办公室", "2024年9月5日"),
        None,
        "",
    ),
    ("<p>附件：预算表</p>", ["预算表"], OWN, None, ""),
    (
        "<p>附件：1.甲表</p><p>2．乙表</p><p>青禾市财政局</p><p>2024年9月5日</p>",
        ["甲表", "乙表"],
        LATER,
        None,
        "",
    ),
    (
        "<p>附件:1.甲表<br>2.乙表</p><p>2024年9月5日</p><p>（此件公开发布）</p>",
        ["甲表", "乙表"],
        LATER,
        None,
        "此件公开发布",
    ),
    (
        "<p>青禾市财政局</p><p>2024年9月5日</p><p>（此件公开发布）</p>" + PRINTED,
        [],
        LATER,
        Imprint("青禾市财政局办公室", "2024年9月6日", "市委办，市审计局。"),
        "此件公开发布",
    ),
]


@pytest.mark.parametrize(("end", "attachments", "signature", "imprint", "notes"), ENDS)
def test_what_the_text_ends_with_is_set_in_its_place_and_not_said_twice(
    end, attachments, signature, imprint, notes
):
    paper = official_document(content(f"<p>正文。</p>{end}"))

    assert paper.blocks == [Paragraph("正文。")]
    assert (list(paper.attachments), paper.signature) == (attachments, signature)
    assert (paper.imprint, paper.notes) == (imprint, notes)


def test_a_text_that_goes_on_after_its_signature_is_left_as_it_is_and_not_signed_again():
    body = '<p>正文。</p><p class="right">2024年9月2日</p><p>附表说明。</p>'

    paper = official_document(content(body))

    assert paper.signature is None
    assert [block.text for block in paper.blocks] == ["正文。", "2024年9月2日", "附表说明。"]


def test_the_head_is_not_said_twice_and_the_addressee_stands_above_the_text():
    body = "<p>青禾市财政局文件</p><p>青财〔2024〕3号</p><h2>关于公开预算的通知</h2><p>各乡镇人民政府：</p><p>一、要求</p>"

    paper = official_document(content(body, document_number="青财〔2024〕3号"))

    assert (paper.addressee, paper.blocks) == ("各乡镇人民政府：", [Heading(1, "一、要求")])


def test_the_names_of_the_files_stand_below_the_text_without_what_belongs_to_a_file():
    paper = official_document(content(files=["附件1：预算表.xlsx", "附件2 说明.v2.pdf", "附件.docx"]))

    assert list(paper.attachments) == ["预算表", "说明.v2", "附件"]


def sheet(rows, **more):
    columns = [
        {"code": "name", "name": "单位", "kind": "text", "audience": "public"},
        {"code": "phone", "name": "电话", "kind": "text", "audience": "inside"},
        {"code": "sum", "name": "金额", "kind": "money", "audience": "public"},
    ]
    return SimpleNamespace(columns=columns, rows=rows, row_count=more.get("row_count", len(rows)))


def test_a_table_like_item_shows_its_rows_without_the_columns_for_inside():
    paper = official_document(content("", sheet=sheet([["甲", "1", "3"], ["乙", "2", None]])))

    assert paper.blocks == [Table([["甲", "3"], ["乙", ""]], [["单位", "金额"]])]


def test_a_very_long_table_is_cut_and_it_is_said():
    paper = official_document(content("", sheet=sheet([["甲", "1", "3"]] * 501)))

    assert len(paper.blocks[0].rows) == 500
    assert paper.blocks[1] == Paragraph("（全表共501行，这里列出前500行。）")


def test_nothing_but_a_title_makes_a_paper_too():
    paper = official_document(content("", formed_on=None))

    assert (paper.blocks, paper.signature) == ([], None)
    assert as_pdf(paper).startswith(b"%PDF-")
    assert as_docx(paper).startswith(b"PK")
