"""The applicant's own page: who may open it, what it tells, what can be answered and taken home."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import actions
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.workflow import Refused
from gongkai.portal.applications import status
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at

STATUS = "/apply/status/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def taken(organ):
    return actions.submit(organ, builders.particulars(), token=builders.token())


@pytest.fixture
def one(taken, handler):
    actions.register(taken.application, by=handler, confirmed_on=MONDAY)
    return taken.application


def text(response):
    return response.content.decode()


def ask(client, number, code, **extra):
    return client.post(STATUS, {"number": number, "code": code}, **extra)


def opened(client, taken):
    ask(client, taken.application.number, taken.code)
    return client


def mine(application, act=""):
    return f"{STATUS}{application.number}/" + (f"{act}/" if act else "")


def test_number_and_code_open_the_page_with_the_legal_date_and_nothing_of_the_identity(client, taken, one):
    assert ask(client, one.number.lower(), taken.code.lower())["Location"] == mine(one)
    page = client.get(mine(one))

    assert "正在办理，最迟2025年3月31日答复您" in text(page)
    assert WANTED in text(page)
    for secret in (APPLICANT_NAME, IDENTITY_NUMBER, PHONE):
        assert secret not in text(page)
    assert "no-store" in page["Cache-Control"]


def test_an_unknown_number_and_a_wrong_code_get_the_same_answer(client, taken):
    def answer(number, code):
        response = ask(client, number, code)
        token = response.context["csrf_token"]
        return response.status_code, text(response).replace(str(token), "").replace(number, "")

    wrong_code = answer(taken.application.number, "AAAAA-AAAAA")
    unknown = answer("FINANCE-2025-9999", "AAAAA-AAAAA")

    assert wrong_code[0] == unknown[0] == 200
    assert [line for line in wrong_code[1].splitlines() if "csrf" not in line] == [
        line for line in unknown[1].splitlines() if "csrf" not in line
    ]


def test_both_wrong_answers_ask_the_database_the_same(client, taken, django_assert_num_queries):
    ask(client, taken.application.number, "AAAAA-AAAAA")
    for number in (taken.application.number, "FINANCE-2025-9999"):
        with django_assert_num_queries(8):
            ask(client, number, "AAAAA-AAAAA")


def test_guessing_is_slowed_down(client, taken, monkeypatch):
    monkeypatch.setattr(status, "ASKING", status.ASKING.__class__("status", 2, status.ASKING.per))
    answers = [ask(client, taken.application.number, "AAAAA-AAAAA").status_code for _guess in range(3)]

    assert answers == [200, 200, 429]
    # Even the right code waits now, from this address only.
    assert ask(client, taken.application.number, taken.code).status_code == 429
    assert ask(client, taken.application.number, taken.code, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_without_the_code_every_page_asks_for_it(client, one):
    letter = one.letters.get()
    for page in (mine(one), f"{mine(one)}letters/{letter.pk}.pdf", f"{mine(one)}files/1/"):
        assert client.get(page)["Location"] == f"{STATUS}?number={one.number}"
    for act in ("supplement", "withdraw"):
        assert client.post(mine(one, act))["Location"] == f"{STATUS}?number={one.number}"


def test_the_code_of_one_application_opens_no_other(client, taken, one, organ, handler):
    other = builders.handling(organ, handler)
    opened(client, taken)

    assert client.get(mine(other))["Location"] == f"{STATUS}?number={other.number}"
    letter = other.letters.get()
    assert client.get(f"{mine(one)}letters/{letter.pk}.pdf").status_code == 404


def test_leaving_closes_the_page_on_this_device(client, taken, one):
    opened(client, taken)
    client.post(f"{STATUS}leave/")

    assert client.get(mine(one)).status_code == 302


def test_the_applicant_supplements_and_the_date_moves(client, taken, one, handler):
    actions.request_supplement(one, by=handler, defects="请写明文号。")
    opened(client, taken)
    page = client.get(mine(one))
    assert "请写明文号。" in text(page)
    assert "请您补正，请在2025年3月24日前" in text(page)

    sent = {"seen": page.context["application"].revision, "answer": "青财预〔2025〕3号"}
    for _click in range(2):
        assert client.post(mine(one, "supplement"), sent)["Location"] == mine(one)
    one.refresh_from_db()
    assert (one.state, one.supplement.answer) == ("handling", "青财预〔2025〕3号")
    assert "收到补正，答复期限重新计算" in text(client.get(mine(one)))


def test_an_empty_supplement_is_told_and_changes_nothing(client, taken, one, handler):
    actions.request_supplement(one, by=handler, defects="请写明文号。")
    opened(client, taken)
    response = client.post(mine(one, "supplement"), {"seen": one.revision, "answer": " "})

    assert "error-summary" in text(response)
    one.refresh_from_db()
    assert one.state == "supplementing"


def test_after_the_period_the_form_is_gone_and_the_act_refused(client, taken, one, handler):
    actions.request_supplement(one, by=handler, defects="请写明文号。", days=5)
    opened(client, taken)
    with at(date(2025, 3, 20)):
        assert client.get(mine(one)).context["supplement_form"] is None
        client.post(mine(one, "supplement"), {"seen": one.revision, "answer": "文号"})

    one.refresh_from_db()
    assert one.state == "supplementing"


def test_the_reply_is_seen_and_its_letter_and_files_are_taken_home(client, taken, one, handler):
    asked = actions.serve_consultation(one, by=handler, party="co_maker", name="住建局", question="纪要")
    actions.record_opinion(one, asked, by=handler, opinion="agrees")
    builders.replied(
        one,
        by=handler,
        kind="disclosed",
        contents={},
        files=[SimpleUploadedFile("预算执行情况.txt", "一般公共预算".encode())],
    )
    opened(client, taken)
    page = client.get(mine(one))

    assert "已于2025年3月3日答复" in text(page)
    kinds = [letter.kind for letter, _links in page.context["letters"]]
    assert kinds == ["receipt", "consulted", "reply"]
    pdf = client.get(page.context["letters"][1][1][0].url)
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    given = client.get(page.context["files"][0].url)
    assert b"".join(given.streaming_content) == "一般公共预算".encode()
    consultation = one.letters.get(kind="co_maker")
    assert client.get(f"{mine(one)}letters/{consultation.pk}.pdf").status_code == 404


def test_the_applicant_withdraws_only_when_sure(client, taken, one):
    opened(client, taken)
    client.post(mine(one, "withdraw"), {"seen": one.revision})
    one.refresh_from_db()
    assert one.state == "handling"

    client.post(mine(one, "withdraw"), {"seen": one.revision, "sure": "on"})
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("withdrawn", "other.other")
    assert "您已于2025年3月3日撤回申请" in text(client.get(mine(one)))


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2025, 3, 31), "最迟2025年3月31日答复您"), (date(2025, 4, 1), "受理机关还没有答复")],
)
def test_an_overdue_application_says_so_and_names_the_remedies(day, said, client, taken, one):
    with at(day):
        opened(client, taken)
        page = text(client.get(mine(one)))

    assert said in page
    assert ("依法申请行政复议" in page) == (day > date(2025, 3, 31))


def test_before_registration_the_page_says_what_is_waited_for(client, taken):
    opened(client, taken)

    assert "等待受理机关与您确认并登记" in text(client.get(mine(taken.application)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_letter_and_with_more(
    count, client, taken, one, handler, django_assert_num_queries
):
    for _n in range(count):
        actions.serve_consultation(one, by=handler, party="co_maker", name="住建局", question="纪要")
    opened(client, taken)
    client.get(mine(one))

    with django_assert_num_queries(17):
        client.get(mine(one))


def test_an_applicant_cannot_do_what_the_office_does(one):
    with pytest.raises(Refused):
        actions.begin_proposal(one, by=APPLICANT)
    with pytest.raises(Refused):
        actions.issue_reply(one, by=APPLICANT)
