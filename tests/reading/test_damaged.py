"""Damaged files: whatever is broken in them, the reader says that they are, and nothing else happens."""

import io
import random
import zipfile

import pytest
from docx import Document
from xlsxwriter import Workbook

from gongkai.reading import decode as decoding
from gongkai.reading import pdf
from gongkai.reading.decode import decode
from gongkai.reading.unreadable import Unreadable
from tests.guard.files.in_pdf import pdf as made_pdf


def word():
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("清河县民政局2023年政府信息公开工作年度报告")
    document.add_table(3, 3).cell(0, 0).text = "规章"
    document.save(out)
    return out.getvalue()


def sheet():
    out = io.BytesIO()
    book = Workbook(out)
    book.add_worksheet().write_row(0, 0, ["规章", 1, 2, 3])
    book.close()
    return out.getvalue()


FILES = {
    "docx": (word(), ["word/document.xml", "[Content_Types].xml", "_rels/.rels"]),
    "xlsx": (sheet(), ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]),
    "pdf": (made_pdf("清河县民政局\n\n年度报告"), []),
}


def damaged(content, dice):
    broken = bytearray(content)
    for _ in range(dice.choice((1, 5, 30))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken[: dice.randrange(1, len(broken))] if dice.random() < 0.3 else broken)


def damaged_within(content, member, dice):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as anew:
        for name in package.namelist():
            part = package.read(name)
            anew.writestr(name, damaged(part, dice) if name == member else part)
    return out.getvalue()


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_read_or_said_to_be_damaged(kind, seed):
    content, members = FILES[kind]
    dice = random.Random(seed)
    broken = [damaged(content, dice), *(damaged_within(content, member, dice) for member in members)]
    told = []
    for one in broken:
        try:
            assert decode(one, f"a.{kind}").media in (kind, "text")
        except Unreadable as problem:
            told.append(str(problem))

    assert all(words.endswith("。") for words in told)


def test_a_book_of_pages_is_no_report(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES_AT_MOST", 1)

    with pytest.raises(Unreadable, match="这份 PDF 有2页，不像一份年度报告。"):
        decode(made_pdf("一\n#pagebreak()\n二"), "a.pdf")


def test_a_document_with_the_words_of_a_library_is_no_report(monkeypatch):
    monkeypatch.setattr(decoding, "LONGEST_TEXT", 10)

    with pytest.raises(Unreadable, match="不像一份年度报告。请把各份报告分开。"):
        decode(FILES["docx"][0], "a.docx")
