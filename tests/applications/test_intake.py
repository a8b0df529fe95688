"""How applications come in, and on which day the law holds them received (arts. 29, 31)."""

from datetime import date

import pytest
from django.db import connection

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Application
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at, particulars, token

SATURDAY_AT_WORK = date(2024, 5, 11)


def test_submit_gives_a_number_of_the_organ_and_year_and_a_code(organ):
    with at(SATURDAY_AT_WORK):
        taken = actions.submit(organ, particulars(), token=token())

    assert taken.application.number == "FINANCE-2024-0001"
    assert taken.application.label == "〔2024〕第0001号"
    assert queries.opened_by("finance-2024-0001", taken.code) == taken.application
    assert taken.application.state == "submitted"
    assert taken.application.received_on is None


def test_the_code_opens_however_it_is_typed(organ):
    taken = actions.submit(organ, particulars(), token=token())

    other_hyphens = [taken.code.replace("-", hyphen) for hyphen in ("", "－", " – ", "‐")]
    for typed in (taken.code.lower(), f" {taken.code} ", *other_hyphens):
        assert queries.opened_by(taken.application.number, typed) == taken.application


def test_a_wrong_code_or_number_opens_nothing(organ):
    first = actions.submit(organ, particulars(), token=token())
    second = actions.submit(organ, particulars(), token=token())

    assert queries.opened_by(first.application.number, second.code) is None
    assert queries.opened_by("FINANCE-1999-0001", first.code) is None
    assert queries.opened_by("", "") is None


def test_sending_the_same_form_twice_makes_one_application_and_tells_the_same_code(organ):
    secret = token()
    first = actions.submit(organ, particulars(), token=secret)
    second = actions.submit(organ, particulars(), token=secret)

    assert second.application == first.application
    assert second.code == first.code
    assert (first.is_new, second.is_new) == (True, False)
    assert Application.objects.count() == 1


def test_the_same_form_sent_again_with_another_question_is_another_application(organ):
    secret = token()
    actions.submit(organ, particulars(), token=secret)
    second = actions.submit(organ, particulars(description="另一件信息"), token=secret)

    assert second.is_new
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"name": " "}, "姓名或者名称"),
        ({"identity_number": ""}, "身份证明"),
        ({"phone": ""}, "联系方式"),
        ({"description": ""}, "所需信息"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_submit_without_what_article_29_requires_is_refused_and_keeps_nothing(organ, missing, named):
    with pytest.raises(Refused, match=named):
        actions.submit(organ, particulars(**missing), token=token())

    assert Application.objects.count() == 0


def test_no_purpose_is_asked_for(organ):
    assert not {field.name for field in Application._meta.get_fields()} & {"purpose", "use", "reason"}


def test_personal_data_is_sealed_at_rest_and_absent_from_the_ledger(organ, handler):
    builders.handling(organ, handler)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_application")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM foundation_entry")
        entries = str(cursor.fetchall())
        cursor.execute("SELECT * FROM foundation_storedfile")
        files = str(cursor.fetchall())
    for secret in (APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED):
        assert secret not in rows
        assert secret not in entries
        assert secret not in files


@pytest.mark.parametrize(
    ("channel", "arrived", "confirmed", "received"),
    [
        ("in_person", date(2024, 5, 9), None, date(2024, 5, 9)),
        ("oral", date(2024, 5, 9), None, date(2024, 5, 9)),
        ("registered_post", date(2024, 5, 9), None, date(2024, 5, 9)),
        ("ordinary_post", date(2024, 5, 9), date(2024, 5, 10), date(2024, 5, 10)),
        ("fax", date(2024, 5, 9), date(2024, 5, 10), date(2024, 5, 10)),
        ("email", date(2024, 5, 9), date(2024, 5, 9), date(2024, 5, 9)),
    ],
    ids=[
        "31(1)-in-person",
        "31(1)-oral",
        "31(2)-signed-for",
        "31(2)-plain-letter",
        "31(3)-fax",
        "31(3)-email",
    ],
)
def test_take_in_counts_from_the_day_of_receipt_of_the_channel(
    organ, handler, channel, arrived, confirmed, received
):
    with at(SATURDAY_AT_WORK):
        taken = actions.take_in(
            organ, particulars(), by=handler, channel=channel, arrived_on=arrived, confirmed_on=confirmed
        )

    assert taken.application.state == "handling"
    assert taken.application.received_on == received


@pytest.mark.parametrize("channel", ["ordinary_post", "fax", "email"])
def test_take_in_without_the_confirmation_waits_for_it(organ, handler, channel):
    with at(SATURDAY_AT_WORK):
        taken = actions.take_in(
            organ, particulars(), by=handler, channel=channel, arrived_on=date(2024, 5, 8)
        )
        assert taken.application.state == "submitted"
        assert queries.confirmation_lags(taken.application)

        actions.register(taken.application, by=handler, confirmed_on=SATURDAY_AT_WORK)

    assert taken.application.received_on == SATURDAY_AT_WORK
    assert not queries.confirmation_lags(taken.application)


def test_a_paper_without_identity_proof_is_taken_in_and_not_turned_away(organ, handler):
    taken = actions.take_in(
        organ,
        particulars(identity_kind="", identity_number=""),
        by=handler,
        channel="in_person",
        arrived_on=SATURDAY_AT_WORK,
    )

    assert taken.application.state == "handling"


def test_register_an_online_application_confirmed_two_days_later_L_07(organ, handler):
    with at(SATURDAY_AT_WORK):
        application = builders.submitted(organ)
    with at(date(2024, 5, 13)):
        actions.register(application, by=handler, confirmed_on=date(2024, 5, 13))

    assert application.received_on == date(2024, 5, 13)


def test_register_an_online_application_confirmed_the_same_day_is_due_on_7_june_L_07(organ, handler):
    application = builders.handling(organ, handler, on=SATURDAY_AT_WORK)

    assert application.received_on == SATURDAY_AT_WORK
    assert application.due_on == date(2024, 6, 7)


@pytest.mark.parametrize(
    ("confirmed", "why"),
    [
        (date(2024, 5, 10), "不能早于申请到达"),
        (date(2024, 5, 12), "不能晚于今天"),
        (None, "请先与申请人确认"),
    ],
)
def test_register_with_an_impossible_confirmation_changes_nothing(organ, handler, confirmed, why):
    with at(SATURDAY_AT_WORK):
        application = builders.submitted(organ)
        entries = Entry.objects.count()
        with pytest.raises(Refused, match=why):
            actions.register(application, by=handler, confirmed_on=confirmed)

    application.refresh_from_db()
    assert (application.state, application.received_on) == ("submitted", None)
    assert Entry.objects.count() == entries


def test_only_the_own_organ_s_handler_takes_in_and_registers(organ, head, stranger):
    application = builders.submitted(organ)
    for other in (head, stranger):
        with pytest.raises(Refused, match="依申请公开承办人"):
            actions.register(application, by=other, confirmed_on=None)
        with pytest.raises(Refused, match="依申请公开承办人"):
            actions.take_in(organ, particulars(), by=other, channel="in_person", arrived_on=date(2024, 5, 11))


def test_an_organ_that_has_ended_takes_no_applications(organ):
    ended = factories.organ("gone", existed_to=date(2020, 1, 1))

    with pytest.raises(Refused, match="已经撤销"):
        builders.submitted(ended)


def test_staff_in_other_duties_see_no_applications(organ):
    builders.submitted(organ)

    seen = {duty for duty in Duty if queries.visible_to(factories.actor(organ, duty)).exists()}

    assert seen == {
        Duty.APPLICATION_HANDLER,
        Duty.LEGAL_COUNSEL,
        Duty.OFFICE_HEAD,
        Duty.SIGNER,
        Duty.REPORT_CLERK,
    }


def test_somebody_from_another_organ_sees_none(organ, stranger):
    application = builders.submitted(organ)

    assert not queries.visible_to(stranger).exists()
    assert not queries.by_ids(stranger, [application.pk]).exists()
    with pytest.raises(Application.DoesNotExist):
        queries.case(stranger, application.number)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 1, 1), date(2008, 4, 30)])
def test_a_day_before_there_was_a_law_is_refused_as_a_slip(organ, handler, day):
    with pytest.raises(Refused) as refused:
        actions.take_in(organ, particulars(), by=handler, channel="in_person", arrived_on=day)

    assert refused.value.reasons == [
        "《政府信息公开条例》自2008年5月1日起施行，收到日期不能早于这一天，请核对。"
    ]
    assert not Application.objects.exists()
