"""The applicant's paper receipt: number, code, and the way to the status, also for a phone."""

import pypdfium2
import pytest

from gongkai.applications.documents import submission_receipt
from gongkai.foundation.documents import Table, as_pdf
from tests.applications import builders

ADDRESS = "https://xxgk.qinghe.example/apply/status/?number=FINANCE-2026-0001"


@pytest.fixture
def paper(organ):
    return submission_receipt(builders.submitted(organ), "ABCDE-FGHJK", ADDRESS)


def test_the_receipt_tells_number_code_and_address_and_shows_the_address_to_a_phone(paper):
    [table] = [block for block in paper.blocks if isinstance(block, Table)]
    told = {row[0].text: row[1].text for row in table.lines}
    [picture] = [cell.picture for row in table.lines for cell in row if cell.picture]

    assert told["申请编号"].startswith("FINANCE-")
    assert (told["查询码"], told["查询地址"]) == ("ABCDE-FGHJK", ADDRESS)
    assert picture.alt == f"二维码，内容是查询地址：{ADDRESS}"


def test_the_receipt_is_one_page(paper):
    document = pypdfium2.PdfDocument(as_pdf(paper))
    pages = len(document)
    document.close()

    assert pages == 1
