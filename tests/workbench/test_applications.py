"""Applications at the desk: the list, the case, the acts, and what is not yours."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.foundation.ledger import Entry
from tests import factories
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at
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


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_row_and_with_three(
    count, organ, handler, desk, django_assert_num_queries
):
    for _n in range(count):
        builders.handling(organ, handler)
    desk.get(LIST)

    with django_assert_num_queries(10):
        response = desk.get(LIST)

    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_case_costs_the_same_with_one_consultation_and_with_three(
    count, one, handler, desk, django_assert_num_queries
):
    for _n in range(count):
        actions.serve_consultation(one, by=handler, party="co_maker", name="住建局", question="纪要")
    desk.get(address(one))

    with django_assert_num_queries(26):
        desk.get(address(one))


@pytest.mark.parametrize(
    ("show", "found"),
    [
        ("open", 2),
        ("register", 1),
        ("overdue", 0),
        ("due7", 0),
        ("waiting", 0),
        ("closed", 1),
        ("all", 3),
        ("no", 3),
    ],
)
def test_the_list_is_narrowed_by_its_filters(show, found, organ, handler, desk):
    builders.submitted(organ)
    builders.handling(organ, handler)
    actions.withdraw_application(builders.handling(organ, handler), by=handler, note="来信撤回")

    response = desk.get(LIST, {"show": show})

    assert len(response.context["rows"]) == found


@pytest.mark.parametrize(
    ("day", "shown_in"),
    [
        (date(2025, 3, 21), {"open", "due7", "all"}),
        (date(2025, 3, 26), {"open", "due7", "due3", "all"}),
        (date(2025, 3, 28), {"open", "due7", "due3", "due1", "all"}),
        (date(2025, 4, 1), {"open", "overdue", "all"}),
    ],
)
def test_what_is_due_in_seven_three_and_one_working_days_is_listed(day, shown_in, one, desk):
    with at(day):
        found = {
            name
            for name in ("open", "overdue", "due7", "due3", "due1", "closed", "all")
            if desk.get(LIST, {"show": name}).context["rows"]
        }

    assert found == shown_in


def test_the_case_masks_the_applicant_and_tells_the_clock(one, desk):
    page = text(desk.get(address(one)))

    for secret in (APPLICANT_NAME, IDENTITY_NUMBER, PHONE):
        assert secret not in page
    assert "欧阳**" in page
    assert WANTED in page
    assert "答复期限于2025年3月31日届满" in page


def test_the_identity_opens_with_a_reason_that_the_ledger_keeps(one, handler, desk):
    shown = desk.post(address(one, "reveal_identity"), {"reason": "寄送答复书"})

    for secret in (APPLICANT_NAME, IDENTITY_NUMBER, PHONE):
        assert secret in text(shown)
    entry = Entry.objects.get(verb="applications.reveal_identity")
    assert (entry.facts, entry.user_id) == ({"reason": "寄送答复书"}, handler.user_id)
    assert APPLICANT_NAME not in text(desk.get(address(one)))
    assert "no-store" in shown["Cache-Control"]


def test_without_a_reason_the_identity_stays_masked(one, desk):
    page = text(desk.post(address(one, "reveal_identity"), {"reason": ""}))

    assert IDENTITY_NUMBER not in page
    assert "error-summary" in page
    assert not Entry.objects.filter(verb="applications.reveal_identity").exists()


def test_an_identity_paper_opens_only_with_the_pass_of_the_one_who_gave_the_reason(
    organ, handler, desk, client
):
    paper = SimpleUploadedFile("身份证.txt", "欧阳小明".encode())
    one = actions.submit(
        organ, builders.particulars(), token=builders.token(), identity_files=[paper]
    ).application
    kept = one.attachments.get()
    assert desk.get(f"{address(one)}files/{kept.pk}/").status_code == 404

    shown = desk.post(address(one, "reveal_identity"), {"reason": "核对身份"})
    link = shown.context["identity_files"][0].url
    assert b"".join(desk.get(link).streaming_content) == "欧阳小明".encode()

    sign_in(client, factories.actor(organ, Duty.OFFICE_HEAD))
    assert client.get(link).status_code == 404


def test_every_page_about_another_organ_s_application_is_404(one, client):
    stranger = factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)
    sign_in(client, stranger)
    letter = one.letters.get()

    for page in ("", "proposal"):
        assert client.get(address(one, page)).status_code == 404
    for act in ("register", "issue_reply", "archive", "withdraw_application", "reveal_identity"):
        assert send(client, one, act, reason="看看").status_code == 404
    assert client.get(f"{address(one)}letters/{letter.pk}.pdf").status_code == 404
    one.refresh_from_db()
    assert one.state == "handling"


def test_a_letter_of_another_application_is_404_even_to_its_handler(organ, handler, one, desk):
    other = builders.handling(organ, handler)

    assert desk.get(f"{address(one)}letters/{other.letters.get().pk}.pdf").status_code == 404
    own = desk.get(f"{address(other)}letters/{other.letters.get().pk}.pdf")
    assert b"".join(own.streaming_content).startswith(b"%PDF")
    assert desk.get(f"{address(other)}letters/{other.letters.get().pk}.exe").status_code == 404


def test_a_report_clerk_reads_the_case_but_neither_letters_nor_names(organ, one, handler, client):
    actions.serve_consultation(one, by=handler, party="third_party", name="青禾建材有限公司", question="合同")
    sign_in(client, factories.actor(organ, Duty.REPORT_CLERK))
    page = client.get(address(one))

    assert page.status_code == 200
    assert "青禾建材" not in text(page)
    assert client.get(address(one, "proposal")).status_code == 403
    assert (page.context["letters"], page.context["files"], page.context["forms"]) == ([], [], [])
    assert client.get(f"{address(one)}letters/{one.letters.first().pk}.pdf").status_code == 403


@pytest.mark.parametrize("duty", [Duty.SUBMITTER, Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN])
def test_other_duties_are_told_that_the_page_is_not_theirs(duty, organ, one, client):
    sign_in(client, factories.actor(organ, duty))

    assert client.get(LIST).status_code == 403
    assert client.get(address(one)).status_code == 403


def test_a_visitor_is_sent_to_sign_in(one, client):
    response = client.get(address(one))

    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={address(one)}")
