"""The official paper of a joint document names all its makers, the organ that leads first (GB/T 9704-2012)."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from gongkai.disclosure import actions
from gongkai.disclosure.documents import official_document
from gongkai.foundation.documents import Document, Paragraph, Signature, as_docx, as_pdf
from tests import factories
from tests.disclosure import builders
from tests.disclosure.test_official_document import ORGAN, content
from tests.foundation.documents.papers import pdf_text

SECOND, THIRD = "青禾市发展和改革委员会", "青禾市民政局"
JOINT = {"co_makers": [SECOND, THIRD], "document_number": "青财〔2024〕3号"}
DAY = "2024年9月2日"
ALL = Signature(ORGAN, DAY, (SECOND, THIRD))


def paper_of(body="<p>正文。</p>", **more):
    return official_document(content(body, **(JOINT | more)))


def test_head_and_signature_name_all_makers_and_the_imprint_the_lead():
    paper = paper_of()

    assert (paper.issuer, paper.co_issuers, paper.signature) == (f"{ORGAN}文件", (SECOND, THIRD), ALL)
    assert paper.imprint.office == ORGAN


def test_a_joint_paper_without_a_number_is_signed_by_all_and_has_no_head():
    paper = paper_of(document_number="")

    assert (paper.issuer, paper.co_issuers, paper.signature) == ("", (), ALL)


ENDS = [
    f"<p>{ORGAN}</p><p>{SECOND}</p><p>{THIRD}</p><p>{DAY}</p>",
    f"<p>{ORGAN}　　{SECOND}</p><p>{THIRD}</p><p>{DAY}</p>",
    f'<p class="right">{ORGAN}<br>{SECOND} {THIRD}<br>{DAY}</p>',
    f"<p>{ORGAN}</p><p>{DAY}</p>",
    f"<p>{DAY}</p>",
]


@pytest.mark.parametrize("end", ENDS)
def test_what_the_text_says_of_its_makers_is_not_said_twice_and_who_is_left_out_is_added(end):
    paper = paper_of(f"<p>正文。</p>{end}")

    assert (paper.blocks, paper.signature) == ([Paragraph("正文。")], ALL)


def test_the_order_of_the_text_holds():
    paper = paper_of(f"<p>正文。</p><p>{ORGAN}</p><p>{THIRD}</p><p>{DAY}</p>")

    assert paper.signature == Signature(ORGAN, DAY, (THIRD, SECOND))


HEADS = [
    f"<p>{ORGAN}</p><p>{SECOND}</p><p>{THIRD}</p><p>文件</p>",
    f"<p>{ORGAN} {SECOND} {THIRD} 文件</p>",
    f"<p>{ORGAN}</p><p>{SECOND}文件</p><p>{THIRD}</p>",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_names_at_the_head_are_not_said_twice(head):
    assert paper_of(f"{head}<p>正文。</p>").blocks == [Paragraph("正文。")]


def test_a_line_above_the_date_that_names_nobody_stays_in_the_text():
    paper = paper_of(f"<p>正文。</p><p>联系电话见附件。<br>{DAY}</p>")

    assert paper.blocks == [Paragraph("正文。"), Paragraph("联系电话见附件。")]


HEAD = Document(
    "关于联合公开的通知",
    number="青财〔2024〕3号",
    issuer="青禾市财政局文件",
    co_issuers=[SECOND],
    signature=Signature(ORGAN, DAY, [SECOND]),
)


def test_the_pdf_says_the_word_for_a_paper_once_and_signs_with_all():
    told = pdf_text(as_pdf(HEAD))

    assert (told.count(ORGAN), told.count(SECOND), told.count("文件")) == (2, 2, 1)
    assert told.index(ORGAN) < told.index(SECOND) < told.index("青财〔2024〕3号")


def test_the_docx_spreads_the_names_in_red_beside_the_word_for_a_paper():
    word = docx.Document(BytesIO(as_docx(HEAD)))
    [grid] = word.tables
    colors = grid._tbl.iter(qn("w:color"))

    assert [[cell.text for cell in row.cells] for row in grid.rows] == [[ORGAN, "文件"], [SECOND, "文件"]]
    assert {color.get(qn("w:val")) for color in colors} == {"E60012"}
    assert [line.text for line in word.paragraphs[-3:]] == [ORGAN, SECOND, DAY]
    assert word.core_properties.author == f"{ORGAN}、{SECOND}"


@pytest.mark.django_db
def test_art_11_only_who_agreed_to_exactly_this_content_is_named():
    staff, partner, _silent = builders.office(), builders.office("development"), builders.office("civil")
    item = builders.item(staff, document_number="青财〔2024〕3号")
    organs = [factories.organ("development"), factories.organ("civil")]
    [agreement, _unanswered] = actions.ask_co_makers(item, organs=organs, by=staff.submitter)
    actions.agree(agreement, by=partner.signer)

    item.refresh_from_db()
    assert official_document(item).co_issuers == (organs[0].name,)
    actions.edit(item, by=staff.submitter, body="改过的正文。")
    assert official_document(item).co_issuers == ()
