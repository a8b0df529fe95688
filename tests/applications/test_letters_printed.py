"""Every letter as docx and PDF: both read back the same words. GONGKAI_LETTERS=dir keeps them to be looked at."""

import os
import re
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from gongkai.applications.documents import numbered, reply_letter
from gongkai.foundation.documents import as_docx, as_pdf
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.file_texts import text_of
from gongkai.foundation.moment import today
from tests import factories
from tests.applications import letters

KEPT = os.environ.get("GONGKAI_LETTERS", "")
FOLIO = re.compile(r"—\s*\d+\s*—")
FORMS = (
    "receipt",
    "submission",
    "supplement",
    "reasons",
    "extension",
    "third_party",
    "co_maker",
    "other_organ",
    "consulted",
    "fee_items",
    "fee_pages",
    "disclosure_notice",
    "registration",
    "transfer",
    "withdrawal",
)


@pytest.fixture
def office(organ):
    organ.document_sign, organ.office_name = "青财", "青禾市财政局办公室"
    organ.office_address, organ.office_phone = "青禾市人民路1号", "0999-5550100"
    organ.office_hours = "工作日9:00至12:00，14:00至17:30"
    return organ


def squeezed(text):
    return re.sub(r"\s+", "", text)


def both_say(paper, name):
    """Make both files, keep them if somebody wants to look, and compare what they say with the letter."""
    paper = numbered(paper, "青财公开〔2026〕128号") if name != "registration" else paper
    files = {"docx": as_docx(paper), "pdf": as_pdf(paper)}
    if KEPT:
        Path(KEPT).mkdir(parents=True, exist_ok=True)
        for kind, content in files.items():
            Path(KEPT, f"{name}.{kind}").write_bytes(content)
    body = docx.Document(BytesIO(files["docx"])).element.body
    read = squeezed("".join(body.itertext())), squeezed(FOLIO.sub("", text_of(FileKind.PDF, files["pdf"])))
    said = [paper.number, paper.addressee, *letters.paragraphs(paper), *paper.attachments]
    said += [paper.signature.organ, paper.signature.date] if paper.signature else []
    for text in said:
        for words in read:
            assert all(squeezed(line) in words for line in text.split("\n")), text


@pytest.mark.parametrize("natural", [True, False])
@pytest.mark.parametrize("code", [kind.code for kind in letters.kinds()])
def test_a_reply_on_every_ground_reads_back_the_same_from_docx_and_pdf(office, code, natural):
    one = letters.application(office, natural=natural, day=today())
    given = [letters.answer(code)]
    released = ["2025年预算执行情况.pdf"] if code in ("disclosed", "partly_disclosed") else []
    both_say(reply_letter(one, given, released=released), f"reply_{code}{'' if natural else '_organisation'}")


@pytest.mark.parametrize("name", list(letters.combined()))
def test_a_reply_with_several_answers_reads_back_the_same_from_docx_and_pdf(office, name):
    one = letters.application(office, day=today())
    both_say(
        reply_letter(one, letters.combined()[name], released=["预算表.pdf", "施工合同.pdf"]),
        f"combined_{name}",
    )


@pytest.mark.parametrize("name", FORMS)
def test_every_other_letter_reads_back_the_same_from_docx_and_pdf(office, name):
    both_say(letters.other_forms(letters.application(office, day=today()))[name], name)


def test_every_other_letter_is_looked_at(office):
    assert tuple(letters.other_forms(letters.application(office))) == FORMS


def test_a_government_s_letter_reads_back_too(db):
    one = letters.application(factories.organ(factories.CITY), day=today())
    both_say(reply_letter(one, [letters.answer("nonexistent")], released=[]), "reply_of_a_government")


@pytest.mark.parametrize("extra", range(0, 16, 3))
def test_what_is_attached_and_signed_never_begins_a_page_without_some_of_what_is_said(office, extra):
    one = letters.application(office, day=today())
    answers = [letters.answer("disclosed", "一行。" * 9 * extra)]
    pdf = pypdfium2.PdfDocument(as_pdf(reply_letter(one, answers, released=["预算表.pdf", "合同.pdf"])))
    pages = [squeezed(pdf[at].get_textpage().get_text_range()) for at in range(len(pdf))]
    pdf.close()

    [signed] = [page for page in pages if "合同" in page.partition("附件：")[2]]
    assert "0999-5550100。附件：" in signed
