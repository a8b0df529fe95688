"""An office makes a letter its own: the standard form taken home, a wrong one refused, the right one put in use."""

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications.documents.templates import standard_template
from gongkai.applications.models import LetterTemplate
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def brings(page, content):
    page.get_by_label("修改好的模板").set_input_files(
        {"name": "答复书模板.docx", "mimeType": DOCX, "buffer": content}
    )
    page.get_by_role("button", name="检查并保存").click()


def without_remedies():
    word, buffer = docx.Document(BytesIO(standard_template("reply"))), BytesIO()
    for paragraph in word.paragraphs:
        if paragraph.text == "{{救济}}":
            paragraph.runs[0].text = "不服的，可以来访。"
    word.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_head_of_the_office_brings_an_own_form_and_puts_it_in_use(visitor, size):
    head = signs_in(visitor(size), Duty.OFFICE_HEAD)
    page = head.opens("/desk/letters/templates/")
    head.visitor.finds_no_barrier(f"letter-templates-{size}")
    page.get_by_role("link", name="答复书", exact=True).click()
    brings(page, without_remedies())
    expect(page.get_by_text("缺少{{救济}}：这种文书必须有这一项。").first).to_be_visible()
    head.visitor.finds_no_barrier(f"letter-template-refused-{size}")

    with page.expect_download() as taken:
        page.get_by_role("link", name="下载标准模板").click()
    brings(page, taken.value.path().read_bytes())
    expect(page.get_by_text("模板已通过检查")).to_be_visible()
    page.get_by_role("button", name="启用文书模板").click()
    expect(page.get_by_text("模板已启用")).to_be_visible()
    head.visitor.finds_no_barrier(f"letter-template-{size}")

    assert LetterTemplate.objects.get().state == "in_use"
