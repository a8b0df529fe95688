"""What is done about an application at the desk: every act has its form, every refusal stands on it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Application
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import address, send, sign_in

LIST = "/desk/applications/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler)


def text(response):
    return response.content.decode()


def typed_in(**changed):
    given = {
        "channel": "ordinary_post",
        "arrived_on": "2025-03-03",
        "confirmed_on": "2025-03-03",
        "applicant_kind": "commercial",
        "name": "青禾建材有限公司",
        "description": "2024年政府采购目录",
        "supply_form": "paper",
        "delivery_way": "post",
    }
    return given | changed


def test_a_letter_is_keyed_in_and_the_code_is_shown_once_with_a_receipt(organ, handler, desk):
    token = desk.get(f"{LIST}take-in/").context["form"]["token"].value()
    response = desk.post(f"{LIST}take-in/", typed_in(token=token), follow=True)

    one = Application.objects.get()
    assert (one.state, one.channel, one.received_on) == ("handling", "ordinary_post", MONDAY)
    code = response.context["rows"][0]["code"]
    assert queries.opened_by(one.number, code) == one
    assert desk.get(f"{LIST}taken/receipt.pdf").content.startswith(b"%PDF")
    assert code not in text(desk.get(address(one)))


def test_the_same_form_sent_twice_makes_one_application(desk, organ):
    token = desk.get(f"{LIST}take-in/").context["form"]["token"].value()
    for _click in range(2):
        response = desk.post(f"{LIST}take-in/", typed_in(token=token), follow=True)

    assert Application.objects.count() == 1
    assert response.context["rows"][0]["code"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"arrived_on": "昨天"}, "arrived_on"),
        ({"identity_kind": "resident_id", "identity_number": "110101199003078516"}, "identity_number"),
        ({"email": "没有"}, "email"),
        ({"arrived_on": "2025-03-04"}, None),
        ({"confirmed_on": "2025-03-01"}, None),
    ],
)
def test_what_is_keyed_in_wrongly_is_told_beside_the_field_and_kept(typed, field, desk, organ):
    response = desk.post(f"{LIST}take-in/", typed_in(**typed))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field or "__all__"]
    assert "2024年政府采购目录" in text(response)
    assert Application.objects.count() == 0


def test_a_scan_of_a_wrong_kind_is_refused_and_nothing_is_kept(desk, organ):
    scan = SimpleUploadedFile("来信.exe", b"MZ\x90\x00")
    response = desk.post(f"{LIST}take-in/", typed_in(scans=[scan]))

    assert "来信.exe" in text(response)
    assert Application.objects.count() == 0


def test_nobody_else_finds_the_page_of_the_code(desk, organ):
    assert desk.get(f"{LIST}taken/").status_code == 404


def test_register_an_online_application_from_its_page(organ, desk):
    one = builders.submitted(organ)
    response = send(desk, one, "register", confirmed_on="2025-03-03")

    one.refresh_from_db()
    assert response.status_code == 302
    assert (one.state, one.received_on) == ("handling", MONDAY)


def test_ask_for_a_supplement_and_key_in_what_came(one, desk):
    send(desk, one, "request_supplement", defects="请写明文号。", days="10")
    one.refresh_from_db()
    assert (one.state, one.supplement.until) == ("supplementing", date(2025, 3, 17))

    with at(date(2025, 3, 10)):
        send(desk, one, "receive_supplement", answer="青财〔2024〕8号", on="2025-03-07")
    one.refresh_from_db()
    assert (one.state, one.supplement.answered_on) == ("handling", date(2025, 3, 7))


def test_consult_extend_and_charge_from_the_page(organ, one, head, desk, client):
    send(
        desk,
        one,
        "serve_consultation",
        party="third_party",
        name="甲公司",
        question="合同",
        served_on="2025-03-03",
    )
    one.refresh_from_db()
    asked = one.consultations.get()
    send(desk, one, "record_opinion", consultation=asked.pk, opinion="agrees", on="2025-03-03")
    one.refresh_from_db()
    send(desk, one, "propose_extension", days="20", reason="需要核对档案")
    one.refresh_from_db()
    assert one.proposed_days == 20
    sign_in(client, head)
    page = client.get(address(one))
    assert [step.name for step, _form, _law in page.context["forms"]] == ["extend_reply", "decline_extension"]
    send(client, one, "extend_reply")
    one.refresh_from_db()

    assert one.due_on == date(2025, 4, 28)


def test_a_fee_notice_goes_out_and_is_paid(one, desk):
    send(desk, one, "serve_fee_notice", method="pages", quantity="150", served_on="2025-03-03")
    one.refresh_from_db()
    assert one.owed_fee().amount == 1700
    send(desk, one, "record_fee_payment", on="2025-03-03")

    assert one.fee_notices.get().paid_on == MONDAY


def test_a_refusal_of_the_law_stands_on_the_form_with_what_was_typed(one, desk):
    response = send(desk, one, "propose_extension", days="21", reason="档案分散在三处")

    assert "最长不得超过20个工作日" in text(response)
    assert "档案分散在三处" in text(response)
    one.refresh_from_db()
    assert one.proposed_days is None


def test_an_opinion_for_another_application_s_consultation_is_refused(organ, handler, one, desk):
    other = builders.handling(organ, handler)
    asked = actions.serve_consultation(other, by=handler, party="co_maker", name="住建局", question="纪要")
    mine = actions.serve_consultation(one, by=handler, party="co_maker", name="规划局", question="纪要")

    response = send(desk, one, "record_opinion", consultation=asked.pk, opinion="agrees", on="2025-03-03")

    assert response.context["tried"].errors
    asked.refresh_from_db()
    mine.refresh_from_db()
    assert (asked.answered_on, mine.answered_on) == (None, None)


def test_who_comes_second_is_told_and_overwrites_nothing(one, handler, desk, client, organ):
    sent = {"seen": one.revision, "defects": "请写明文号。"}
    colleague = factories.actor(organ, Duty.APPLICATION_HANDLER)
    actions.propose_extension(one, by=colleague, days=5, reason="档案较多")
    response = desk.post(address(one, "request_supplement"), sent)

    assert colleague.name in text(response)
    one.refresh_from_db()
    assert (one.state, one.proposed_days) == ("handling", 5)


def test_archive_a_closed_application(one, handler, desk):
    actions.withdraw_application(one, by=handler, note="来信撤回")
    send(desk, one, "archive")

    one.refresh_from_db()
    assert one.state == "archived"
    assert desk.get(address(one)).context["forms"] == []


def test_the_page_of_an_act_cannot_be_fetched(one, desk):
    assert desk.get(address(one, "archive")).status_code == 405


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("request-supplement", {"defects": "请写明年度。", "days": "1000000000"}),
        ("serve-fee-notice", {"method": "items", "quantity": "10" * 15, "served_on": "2025-03-03"}),
    ],
)
def test_a_number_that_no_calendar_or_tariff_can_hold_is_refused_beside_its_field(desk, one, act, typed):
    response = send(desk, one, act, **typed)

    assert response.status_code == 200
    assert "确保该值小于或等于" in text(response)
    one.refresh_from_db()
    assert one.state == "handling"
