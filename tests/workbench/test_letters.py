"""The forms of letters at the desk: only for the head of the office, and only the own office's; the sheet of a case."""

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Duty
from gongkai.applications.documents.templates import TEMPLATED, standard_template
from gongkai.applications.models import LetterTemplate
from tests import factories
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, handling
from tests.applications.desk import address, sign_in

HERE = "/desk/letters/templates/"


@pytest.fixture
def desk(client, head):
    return sign_in(client, head)


def send(client, kind="reply", content=None):
    upload = SimpleUploadedFile("模板.docx", content or standard_template(kind))
    return client.post(f"{HERE}{kind}/", {"upload": upload}, follow=True)


def perform(client, template, act):
    template.refresh_from_db()
    way = f"{HERE}{template.kind}/{template.version}/{act}/"
    answer = client.post(way, {"seen": template.revision}, follow=True)
    template.refresh_from_db()
    return answer


def test_every_kind_is_listed_and_issued_in_the_standard_form_at_first(desk):
    page = desk.get(HERE)

    assert [row[0].value for row in page.context["rows"]] == list(TEMPLATED)
    assert page.content.decode().count("用标准格式签发") == len(TEMPLATED)


def test_the_standard_docx_comes_back_as_a_version_and_is_put_in_use_and_out(desk):
    standard = desk.get(f"{HERE}reply/standard.docx").content
    told = send(desk, content=standard).content.decode()
    template = LetterTemplate.objects.get()

    assert "模板已通过检查" in told
    assert (template.version, template.state) == (1, "draft")
    assert "模板已启用" in perform(desk, template, "adopt").content.decode()
    assert template.state == "in_use"
    assert "本机关第1版" in desk.get(HERE).content.decode()
    assert "模板已停用" in perform(desk, template, "retire").content.decode()
    assert template.state == "retired"


def test_a_second_click_finds_the_form_in_use_already(desk):
    send(desk)
    way, seen = f"{HERE}reply/1/adopt/", {"seen": LetterTemplate.objects.get().revision}

    assert [desk.post(way, seen).status_code for _click in range(2)] == [302, 302]
    assert LetterTemplate.objects.get().state == "in_use"


def test_what_is_missing_is_told_and_nothing_is_kept(desk):
    told = send(desk, kind="reply", content=standard_template("receipt")).content.decode()

    assert "缺少{{救济}}：这种文书必须有这一项。" in told
    assert "缺少{{附件}}：这种文书必须有这一项。" in told
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("kind", TEMPLATED)
def test_each_kind_has_a_page_and_an_example_to_look_at(desk, kind):
    assert desk.get(f"{HERE}{kind}/").status_code == 200
    example = desk.get(f"{HERE}{kind}/0/example.pdf")
    document = pypdfium2.PdfDocument(example.content)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert example["Content-Type"] == "application/pdf"
    assert "青禾市财政局" in text and "示例" in text


def test_an_example_in_an_own_version_and_its_docx(desk):
    send(desk)

    assert desk.get(f"{HERE}reply/1/example.pdf").content.startswith(b"%PDF")
    assert desk.get(f"{HERE}reply/1/example.docx").content.startswith(b"PK")
    assert b"".join(desk.get(f"{HERE}reply/1.docx").streaming_content).startswith(b"PK")


@pytest.mark.parametrize(
    "way", ["registration/", "nothing/", "reply/7.docx", "reply/7/example.pdf", "reply/0/example.exe"]
)
def test_what_is_not_there_does_not_exist(desk, way):
    assert desk.get(HERE + way).status_code == 404


def test_another_office_s_forms_do_not_exist_and_handlers_have_none(client, desk, handler):
    send(desk)
    stranger = factories.actor(factories.organ("liutang"), Duty.OFFICE_HEAD)
    sign_in(client, stranger)

    assert client.get(f"{HERE}reply/1.docx").status_code == 404
    assert client.post(f"{HERE}reply/1/adopt/", {"seen": 0}).status_code == 404
    assert "还没有自己的模板" in client.get(f"{HERE}reply/").content.decode()
    sign_in(client, handler)
    assert client.get(HERE).status_code == 403


def test_the_sheet_of_a_case_is_made_for_its_own_office_without_identity_and_contacts(
    client, organ, handler, stranger
):
    one = handling(organ, handler)
    way = f"{address(one)}registration-sheet.pdf"
    content = sign_in(client, handler).get(way).content
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert APPLICANT_NAME in text and one.number in text
    assert IDENTITY_NUMBER not in text and PHONE not in text
    assert f"{way}" in client.get(address(one)).content.decode()
    assert sign_in(client, stranger).get(way).status_code == 404


@pytest.fixture
def stranger(db):
    return factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)
