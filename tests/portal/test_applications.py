"""The citizen's side: guide, form, receipt, and how it comes back to where it began."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import queries
from gongkai.applications.models import Application, AttachmentKind
from gongkai.portal.applications import apply
from tests import factories
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at

APPLY, FORM, SENT, STATUS = "/apply/", "/apply/form/", "/apply/sent/", "/apply/status/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


def text(response):
    return response.content.decode()


def filled(organ, client=None, /, **changed):
    given = {
        "organ": organ.pk,
        "applicant_kind": "natural",
        "name": APPLICANT_NAME,
        "identity_kind": "resident_id",
        "identity_number": IDENTITY_NUMBER,
        "phone": PHONE,
        "description": WANTED,
        "supply_form": "electronic",
        "delivery_way": "online",
    }
    if client:
        given["token"] = client.get(FORM).context["form"]["token"].value()
    return given | changed


def test_the_guide_tells_time_limit_and_fees_by_the_law_and_leads_on(client, organ):
    page = re.sub(r"<[^>]+>|\s+", "", text(client.get(APPLY, {"organ": organ.code})))

    for told in (
        "20个工作日内答复",
        "最多再延长20个工作日",
        "7个工作日内一次告知",
        "10件以下不收费",
        "30页以下不收费",
        organ.name,
    ):
        assert told in page
    assert "第二十九条" in page


def test_the_form_asks_for_no_purpose_and_hints_the_browser(client, organ):
    form = client.get(FORM, {"organ": organ.code}).context["form"]

    assert not {"purpose", "use", "reason"} & set(form.fields)
    assert form["organ"].value() == organ.pk
    hints = {name: field.widget.attrs.get("autocomplete") for name, field in form.fields.items()}
    assert {name: hint for name, hint in hints.items() if hint} == {
        "name": "name",
        "identity_number": "off",
        "phone": "tel",
        "email": "email",
        "postal_address": "street-address",
        "leave_empty": "off",
    }


def test_an_organ_that_has_ended_is_not_offered(client, organ):
    ended = factories.organ("gone", existed_to=date(2020, 1, 1))
    form = client.get(FORM, {"organ": "gone"}).context["form"]

    assert ended.pk not in form.organs
    assert form["organ"].value() == ""


def test_sending_gives_number_code_picture_and_receipt_and_the_page_is_not_stored(client, organ):
    response = client.post(FORM, filled(organ, client), follow=True)

    one = Application.objects.get()
    assert (one.channel, one.state, one.privacy_notice) == ("online", "submitted", queries.PRIVACY_NOTICE)
    assert response.redirect_chain == [(SENT, 302)]
    assert one.number in text(response)
    assert "data:image/svg+xml" in response.context["picture"]
    assert "no-store" in response["Cache-Control"]
    receipt = client.get(f"{SENT}receipt.pdf")
    assert receipt.content.startswith(b"%PDF")
    assert "no-store" in receipt["Cache-Control"]
    assert queries.opened_by(one.number, response.context["code"]) == one


def test_sending_twice_makes_one_application_and_shows_the_same_code(client, organ):
    sent = filled(organ, client)
    codes = [client.post(FORM, sent, follow=True).context["code"] for _click in range(2)]

    assert codes[0] == codes[1]
    assert Application.objects.count() == 1


def test_what_is_kept_leads_to_the_site_by_its_own_name_whatever_the_request_said(client, organ, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://www.qinghe.gov.cn", ["*"]
    response = client.post(FORM, filled(organ, client), follow=True, headers={"host": "evil.example"})

    number = Application.objects.get().number
    assert response.context["address"] == f"https://www.qinghe.gov.cn{STATUS}?number={number}"
    assert "evil.example/" not in text(response)


def test_without_having_sent_there_is_no_receipt(client, organ):
    assert client.get(SENT)["Location"] == STATUS
    assert client.get(f"{SENT}receipt.pdf")["Location"] == STATUS


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"organ": ""}, "organ"),
        ({"organ": "999999"}, "organ"),
        ({"name": " "}, "name"),
        ({"identity_number": ""}, "identity_number"),
        ({"identity_number": "11010119900307851"}, "identity_number"),
        ({"identity_number": "110101199003078516"}, "identity_number"),
        ({"phone": ""}, "phone"),
        ({"phone": "", "email": "没有"}, "email"),
        ({"description": ""}, "description"),
        ({"description": "长" * 5001}, "description"),
        ({"delivery_way": "post"}, "postal_address"),
        ({"delivery_way": "email"}, "email"),
        ({"supply_form": "telepathy"}, "supply_form"),
        ({"leave_empty": "http://spam"}, "__all__"),
    ],
)
def test_what_is_typed_wrongly_is_told_beside_the_field_and_kept(typed, field, client, organ):
    response = client.post(FORM, filled(organ, **typed))

    assert list(response.context["form"].errors) == [field]
    assert "error-summary" in text(response)
    assert PHONE in text(response) or "phone" in typed
    assert Application.objects.count() == 0


def test_files_are_kept_apart_and_their_names_sealed(client, organ):
    papers = {
        "materials": [SimpleUploadedFile("截图.txt", b"a"), SimpleUploadedFile("名单.txt", b"b")],
        "identity_files": [SimpleUploadedFile("欧阳小明身份证.txt", b"c")],
    }
    client.post(FORM, filled(organ, client, **papers))

    kept = Application.objects.get().attachments.order_by("pk")
    assert [one.kind for one in kept] == [
        AttachmentKind.MATERIAL,
        AttachmentKind.MATERIAL,
        AttachmentKind.IDENTITY,
    ]
    assert kept.last().original_name == "欧阳小明身份证.txt"
    assert "欧阳小明" not in kept.last().file.name


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(client, organ):
    fake = SimpleUploadedFile("文件.pdf", b"not a pdf")
    response = client.post(FORM, filled(organ, materials=[fake]))

    assert "文件.pdf" in text(response)
    assert Application.objects.count() == 0


def test_too_many_files_are_refused(client, organ):
    files = [SimpleUploadedFile(f"{n}.txt", b"a") for n in range(6)]
    response = client.post(FORM, filled(organ, materials=files))

    assert list(response.context["form"].errors) == ["materials"]


def test_one_address_that_sends_too_much_is_asked_to_wait(client, organ, monkeypatch):
    monkeypatch.setattr(apply, "SENDING", apply.SENDING.__class__("submit", 2, apply.SENDING.per))
    answers = [client.post(FORM, filled(organ, description=f"第{n}件")).status_code for n in range(3)]
    elsewhere = client.post(FORM, filled(organ, description="别处"), REMOTE_ADDR="10.0.0.9").status_code

    assert answers == [302, 302, 429]
    assert elsewhere == 302
    assert Application.objects.count() == 3


def test_behind_a_proxy_each_sender_is_counted_and_none_escapes_by_a_made_up_address(
    client, organ, monkeypatch, settings
):
    settings.PROXIES = 1
    monkeypatch.setattr(apply, "SENDING", apply.SENDING.__class__("submit", 1, apply.SENDING.per))

    def send(forwarded):
        told = filled(organ, description=f"经{forwarded}")
        return client.post(FORM, told, headers={"X-Forwarded-For": forwarded}).status_code

    assert send("203.0.113.7") == 302
    assert send("198.51.100.1, 203.0.113.7") == 429
    assert send("203.0.113.8") == 302
