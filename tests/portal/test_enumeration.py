"""Whoever may not see an application can't learn that it exists: guessing gets the same answer at every door."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation import search
from gongkai.foundation.messaging import Message
from gongkai.portal.applications import accounts, drafts, status
from gongkai.portal.applications import code as code_page
from gongkai.remedies.actions import open_case
from gongkai.workbench.applications import urls as cases
from gongkai.workbench.remedies import urls as remedies
from tests import factories
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at
from tests.applications.desk import sign_in

STATUS = "/apply/status/"
MONDAY = date(2025, 3, 3)
WRONG = "AAAAA-AAAAA"
# What differs in every answer whatever was asked: the number that was typed, and the token of the form.
_OWN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def taken(organ, handler):
    """An application that was answered, with letters, a released file and a judgement: all there is to find."""
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    actions.register(taken.application, by=handler, confirmed_on=MONDAY)
    given = [SimpleUploadedFile("预算执行情况.txt", "一般公共预算".encode())]
    builders.replied(taken.application, by=handler, kind="disclosed", contents={}, files=given)
    actions.rate(taken.application, by=APPLICANT, score=4)
    return taken


@pytest.fixture
def stranger(db):
    """Somebody who handles applications in another organ."""
    return factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)


@pytest.fixture
def number(taken):
    return taken.application.number


def unknown(number):
    """A number that was never given, of the same shape."""
    return f"{number[:-1]}{(int(number[-1]) + 5) % 10}"


def answer(client, method, path, number, data=None):
    """All that an outsider can see of an answer: status, where it leads, its body, and what it cost."""
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(path.format(number=number), data or {})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = _OWN.sub("", body.decode()).replace(number, "").replace(number.lower(), "")
    way = response.headers.get("Location", "").replace(number, "")
    return response.status_code, way, told, [_shape(one["sql"]) for one in captured]


def _shape(sql):
    """A statement without its values and the names of savepoints."""
    return re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b\d+\b", "?", sql)


def signed_in(client, settings, contact, application=None):
    """The client in the account of this contact, to which the application belongs."""
    settings.GONGKAI_CHANNELS = {"sms": "tests.foundation.post.take", "email": ""}
    client.get("/apply/account/sign-in/")
    actions.send_sign_in_code(contact)
    account = actions.sign_in(contact, re.search(r"\d{6}", Message.objects.latest("pk").text)[0])
    if application:
        actions.add_to_account(account, application)
    session = client.session
    session[accounts.ACCOUNT] = account.pk
    session.save()


PAGE = STATUS + "{number}/"
DOORS = [
    ("get", PAGE, None),
    ("get", PAGE + "letters/1.pdf", None),
    ("get", PAGE + "letters/1.docx", None),
    ("get", PAGE + "files/1/", None),
    ("post", PAGE + "supplement/", {"seen": 1, "answer": "文号"}),
    ("post", PAGE + "withdraw/", {"seen": 1, "sure": "on"}),
    ("post", PAGE + "payment/", {"seen": 1, "paid_on": "2025-03-03", "note": "现金"}),
    ("post", PAGE + "rating/", {"seen": 1, "score": 5}),
    ("get", STATUS + "?number={number}", None),
]


@pytest.mark.parametrize(("method", "path", "data"), DOORS)
def test_without_the_code_a_number_that_is_there_and_one_that_is_not_get_the_same_answer(
    method, path, data, client, number
):
    answer(client, method, path, number, data)

    assert answer(client, method, path, number, data) == answer(client, method, path, unknown(number), data)


@pytest.mark.parametrize(("method", "path", "data"), DOORS)
def test_the_session_of_another_applicant_gets_the_same_answer_too(method, path, data, client, number, organ):
    other = actions.submit(organ, builders.particulars(name="周文远"), token=builders.token())
    client.post(STATUS, {"number": other.application.number, "code": other.code})
    answer(client, method, path, number, data)
    here = answer(client, method, path, number, data)

    assert here == answer(client, method, path, unknown(number), data)
    assert "一般公共预算" not in here[2]


@pytest.mark.parametrize(("method", "path", "data"), DOORS)
def test_the_account_of_another_applicant_gets_the_same_answer_too(
    method, path, data, client, number, organ, settings
):
    other = actions.submit(organ, builders.particulars(name="周文远"), token=builders.token())
    signed_in(client, settings, "13900139000", other.application)
    answer(client, method, path, number, data)

    assert answer(client, method, path, number, data) == answer(client, method, path, unknown(number), data)


def test_digits_are_sent_to_everybody_alike_and_wrong_ones_get_the_same_answer(client, organ, settings):

    signed_in(client, settings, PHONE)
    client.post("/apply/account/sign-out/")

    def attempt(contact):
        asked = answer(Client(), "post", "/apply/account/sign-in/", "", {"contact": contact})
        client.post("/apply/account/sign-in/", {"contact": contact})
        wrong = answer(client, "post", "/apply/account/sign-in/code/", "", {"digits": "00000x"})
        return asked[:3], wrong

    attempt("13900139009")
    known, nobody = attempt(PHONE), attempt("13900139001")
    assert known == nobody
    assert known[1][0] == 200


@pytest.mark.parametrize("typed", [WRONG, "", "AAAAA", "×" * 20])
def test_number_and_wrong_code_get_the_same_answer_at_the_same_cost(typed, client, number):
    answer(client, "post", STATUS, number, {"number": number, "code": typed})
    here = answer(client, "post", STATUS, number, {"number": number, "code": typed})
    nowhere = answer(client, "post", STATUS, unknown(number), {"number": unknown(number), "code": typed})

    assert here == nowhere
    assert here[0] == 200


def test_letters_and_files_are_not_found_under_another_application(client, taken, organ, handler):
    other = actions.submit(organ, builders.particulars(), token=builders.token())
    actions.register(other.application, by=handler, confirmed_on=MONDAY)
    client.post(STATUS, {"number": other.application.number, "code": other.code})
    letter, file = taken.application.letters.first(), taken.application.attachments.first()
    mine = f"{STATUS}{other.application.number}/"

    for there, not_there in (
        (f"{mine}letters/{letter.pk}.pdf", f"{mine}letters/999999.pdf"),
        (f"{mine}files/{file.pk}/", f"{mine}files/999999/"),
    ):
        first, second = answer(client, "get", there, ""), answer(client, "get", not_there, "")
        assert (first[0], first[3]) == (second[0], second[3])
        assert first[0] == 404


def test_a_receipt_belongs_to_the_browser_that_sent_it(client, taken):
    for path in ("/apply/sent/", "/apply/sent/receipt.pdf"):
        assert client.get(path)["Location"] == STATUS


def test_a_new_code_is_promised_to_everybody_alike(client, number, settings):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": ""}
    path = "/apply/status/code/"

    def asked(number, contact):
        response = client.post(path, {"number": number, "contact": contact})
        return response.status_code, response["Location"]

    assert asked(number, PHONE) == asked(number, "13900139000") == asked(unknown(number), PHONE)


def test_a_draft_that_was_thrown_away_looks_like_one_that_never_was(client, organ):
    client.post("/apply/form/", {"step": "save", "description": WANTED})
    gone = client.cookies[drafts.COOKIE].value
    client.post("/apply/draft/drop/")
    path = "/apply/draft/continue/"
    answer(client, "post", path, gone, {"draft_code": gone})

    assert answer(client, "post", path, gone, {"draft_code": gone}) == answer(
        client, "post", path, "ABCD-ABCD-ABCD", {"draft_code": "ABCD-ABCD-ABCD"}
    )


@pytest.mark.parametrize(
    ("module", "limit", "path", "typed"),
    [
        (status, "ASKING", STATUS, {"number": "FINANCE-2025-0001", "code": WRONG}),
        (drafts, "CONTINUING", "/apply/draft/continue/", {"draft_code": "ABCD-ABCD-ABCD"}),
        (accounts, "SIGNING_IN_CODES", "/apply/account/sign-in/", {"contact": PHONE}),
        (code_page, "FORGETTING", "/apply/status/code/", {"number": "FINANCE-2025-0001", "contact": PHONE}),
    ],
)
def test_every_door_slows_guessing_down_whether_or_not_there_is_something_behind_it(
    module, limit, path, typed, client, taken, monkeypatch, settings
):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": ""}
    kept = getattr(module, limit)
    monkeypatch.setattr(module, limit, kept.__class__(kept.purpose, 3, kept.per))
    codes = [client.post(path, typed).status_code for _guess in range(5)]

    assert codes[3:] == [429, 429]
    assert 429 not in codes[:3]
    assert client.post(path, typed | {"number": "NOBODY-2025-0001"}).status_code == 429


DESK = "/desk/applications/{number}/"
BY_NUMBER = [one for one in cases.urlpatterns if "number" in one.pattern.converters]
BY_KEY = {
    ("applications", "opening"): [
        one for one in cases.urlpatterns if "openings/<int:pk>" in str(one.pattern)
    ],
    ("applications", "transfer"): [
        one for one in cases.urlpatterns if "transfers/<int:pk>" in str(one.pattern)
    ],
    ("applications", "intakebatch"): [
        one for one in cases.urlpatterns if "many/<int:pk>" in str(one.pattern)
    ],
    ("remedies", "remedycase"): [one for one in remedies.urlpatterns if "pk" in one.pattern.converters],
}
KEYED = [(model, one) for model, ways in BY_KEY.items() for one in ways]


def desk_address(pattern, **given):
    """The address, with what it may say beside the number or the key: the first of its kind."""
    rest = {
        name: 1 if "Int" in type(one).__name__ else "x" for name, one in pattern.pattern.converters.items()
    }
    return reverse(f"workbench:{pattern.name}", kwargs=rest | given)


@pytest.fixture
def everything(taken, organ, handler):
    """One of each thing that the desk shows by its key, all of them of this organ."""
    one = builders.submitted(organ)
    actions.transfer(one, factories.organ(factories.TOWN), by=handler, reason="由镇政府制作")
    actions.suggest_opening(taken.application, by=APPLICANT, reason="关系到许多农户")
    row = {"line": 2, "token": builders.token()}
    actions.take_in_many(organ, [row], by=handler, token=builders.token())
    open_case(
        by=handler,
        kind="reconsideration",
        case_number="青政复〔2025〕3号",
        heard_by="青禾市人民政府",
        accepted_on=MONDAY,
        application=taken.application,
    )


def doors_that_tell(client, method, doors):
    """The names of those that answer otherwise for what is there than for what is not, or let a stranger in."""
    telling = set()
    for name, there, nowhere in doors:
        answer(client, method, *there)
        here = answer(client, method, *there)
        if here != answer(client, method, *nowhere) or here[0] not in (403, 404, 405):
            telling.add(name)
    return telling


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_of_another_organ_finds_nothing_at_the_same_cost(method, client, number, stranger):
    sign_in(client, stranger)
    ways = [(one.name, desk_address(one, number="NUMBER").replace("NUMBER", "{number}")) for one in BY_NUMBER]
    doors = [(name, (way, number), (way, unknown(number))) for name, way in ways]

    assert len(doors) > 40
    assert doors_that_tell(client, method, doors) == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nor_does_counting_through_the_keys(method, client, everything):
    sign_in(client, factories.actor(factories.organ("other"), Duty.APPLICATION_HANDLER))
    doors = []
    for model, one in KEYED:
        there = apps.get_model(*model).objects.latest("pk").pk
        found, nothing = desk_address(one, pk=there), desk_address(one, pk=there + 1000)
        doors.append((one.name, (found, ""), (nothing, "")))

    assert doors_that_tell(client, method, doors) == set()


def test_the_pass_to_an_identity_paper_is_good_for_one_person_only(client, taken, stranger):
    sign_in(client, stranger)
    made_up = signing.dumps((1, stranger.user_id), salt="guess")

    assert client.get(f"{DESK.format(number=taken.application.number)}identity/{made_up}/").status_code == 404


PUBLIC = [
    "/",
    "/apply/",
    "/apply/form/",
    "/apply/organs/",
    "/apply/account/sign-in/",
    "/organs/",
    "/organs/finance/",
    "/reports/",
    "/board/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_page_tells_that_there_is_an_application(path, taken):
    response = Client().get(path)
    shown = response.content.decode()

    found = [
        secret for secret in (taken.application.number, WANTED, APPLICANT_NAME, PHONE) if secret in shown
    ]
    assert found == []


@pytest.mark.parametrize(
    "words", [WANTED, APPLICANT_NAME, IDENTITY_NUMBER, "FINANCE-2025-0001", "预算执行情况"]
)
def test_the_search_knows_nothing_of_applications(words, taken):
    assert search.find(words).hits == []


def test_robots_are_kept_from_the_applicants_page(client, taken):
    client.post(STATUS, {"number": taken.application.number, "code": taken.code})
    response = client.get(f"{STATUS}{taken.application.number}/")

    assert 'name="robots" content="noindex"' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
