"""Reconsideration and litigation at the desk."""

from datetime import date
from itertools import count

import pytest

from gongkai.accounts.queries import Duty
from gongkai.remedies import actions
from gongkai.remedies.models import RemedyCase
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import sign_in

LIST = "/desk/remedies/"


@pytest.fixture(autouse=True)
def _monday():
    with at(date(2025, 3, 3)):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


_numbers = count(7)


def opened(handler, **fields):
    number = f"青政复〔2025〕{next(_numbers)}号"
    given = {"kind": "reconsideration", "case_number": number, "heard_by": "青禾市人民政府"}
    return actions.open_case(by=handler, accepted_on=date(2025, 3, 3), **(given | fields))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_row_and_with_three(count, handler, desk, django_assert_num_queries):
    for _n in range(count):
        opened(handler)
    desk.get(LIST)

    with django_assert_num_queries(5):
        response = desk.get(LIST)

    assert len(response.context["rows"]) == count


def test_a_case_is_entered_with_its_application_and_then_decided(organ, handler, desk):
    application = builders.handling(organ, handler)
    response = desk.post(
        f"{LIST}open/",
        {
            "kind": "reconsideration",
            "case_number": "青政复〔2025〕7号",
            "heard_by": "青禾市人民政府",
            "accepted_on": "2025-03-03",
            "application": application.number.lower(),
        },
    )
    case = RemedyCase.objects.get()
    assert response["Location"] == f"{LIST}{case.pk}/"
    assert case.application == application

    desk.post(f"{LIST}{case.pk}/decide/", {"seen": 0, "result": "revoked", "decided_on": "2025-03-03"})
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("decided", "correct")


def test_another_organ_s_application_is_unknown_here(organ, handler, desk):
    other = factories.organ("liutang")
    theirs = builders.handling(other, factories.actor(other, Duty.APPLICATION_HANDLER))
    response = desk.post(
        f"{LIST}open/",
        {
            "kind": "reconsideration",
            "case_number": "青政复〔2025〕7号",
            "heard_by": "青禾市人民政府",
            "accepted_on": "2025-03-03",
            "application": theirs.number,
        },
    )

    assert list(response.context["form"].errors) == ["application"]
    assert RemedyCase.objects.count() == 0


def test_a_wrong_result_stands_on_the_form(handler, desk):
    case = opened(handler)
    response = desk.post(
        f"{LIST}{case.pk}/decide/", {"seen": 0, "result": "revoked", "decided_on": "2025-03-02"}
    )

    assert "审结日期" in str(response.context["form"].non_field_errors())


def test_a_direct_suit_against_a_refusal_is_doubted_K_10(organ, handler, desk):
    application = builders.handling(organ, handler)
    builders.replied(application, by=handler, kind="state_secret", contents={"reason": "机密，定密依据略"})
    doubtful = opened(handler, kind="litigation_direct", application=application)
    sound = opened(handler, kind="litigation_after", application=application)

    assert "应当先申请行政复议" in desk.get(f"{LIST}{doubtful.pk}/").content.decode()
    assert "应当先申请行政复议" not in desk.get(f"{LIST}{sound.pk}/").content.decode()


def test_another_organ_s_case_is_404_and_other_duties_are_turned_away(handler, organ, client):
    case = opened(handler)
    sign_in(client, factories.actor(factories.organ("liutang"), Duty.OFFICE_HEAD))
    assert client.get(f"{LIST}{case.pk}/").status_code == 404
    assert client.post(f"{LIST}{case.pk}/decide/", {}).status_code == 404

    sign_in(client, factories.actor(organ, Duty.SUBMITTER))
    assert client.get(LIST).status_code == 403


def test_each_act_has_a_page_and_the_case_shows_what_came_of_it(handler, desk):
    case = opened(handler)
    page = f"{LIST}{case.pk}/"
    for act, given in (
        ("record-notice", {"on": "2025-03-03", "simplified": "on"}),
        ("record-stage", {"kind": "hearing", "on": "2025-03-03", "note": "听证"}),
        ("add-evidence", {"name": "答复书", "proves": "按期答复"}),
    ):
        case.refresh_from_db()
        assert desk.get(f"{page}{act}/").status_code == 200
        assert desk.post(f"{page}{act}/", given | {"seen": case.revision})["Location"] == page

    shown = desk.get(page).content.decode()
    assert [words in shown for words in ("2025年3月10日", "听证", "按期答复")] == [True] * 3


def test_the_defence_file_is_sent_as_an_archive_and_refused_without_an_application(organ, handler, desk):
    bare, whole = opened(handler), opened(handler, application=builders.handling(organ, handler))
    sent = desk.post(f"{LIST}{whole.pk}/defence-file/")

    assert (sent["Content-Type"], b"".join(sent.streaming_content)[:2]) == ("application/zip", b"PK")
    assert desk.post(f"{LIST}{bare.pk}/defence-file/")["Location"] == f"{LIST}{bare.pk}/"
    assert desk.get(f"{LIST}{whole.pk}/defence-file/").status_code == 405


def test_the_head_sets_in_which_column_a_result_counts(organ, client, head):
    desk = sign_in(client, head)
    desk.post(f"{LIST}mappings/", {"what": "reconsideration:settled", "outcome": "correct"})

    assert "调解、和解" in desk.get(f"{LIST}mappings/").content.decode()
