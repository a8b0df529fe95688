"""Reconsideration and litigation: what is entered, and what table 4 makes of it (B-60 to B-62; K-09, K-10)."""

from datetime import date
from itertools import count

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications.actions import transfer
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from gongkai.organs.actions import merge_organ
from gongkai.remedies import actions, queries
from gongkai.remedies.models import RemedyCase
from gongkai.remedies.workflow import RemedyKind, results_of
from tests import factories
from tests.applications.builders import answered, at, handling, submitted

_numbers = count(1)


def opened(handler, *, kind="reconsideration", on=date(2025, 3, 3), **fields):
    given = {"case_number": f"青政复〔2025〕{next(_numbers)}号", "heard_by": "青禾市人民政府"}
    return actions.open_case(by=handler, kind=kind, accepted_on=on, **(given | fields))


def filled(records):
    return {cell: ids for cell, ids in records.items() if ids}


@pytest.mark.parametrize(
    ("kind", "result", "column"),
    [
        ("reconsideration", "upheld", "maintain"),
        ("reconsideration", "request_rejected", "maintain"),
        ("reconsideration", "revoked", "correct"),
        ("reconsideration", "settled", "other"),
        ("litigation_direct", "claim_rejected", "maintain"),
        ("litigation_direct", "unlawful", "correct"),
        ("litigation_after", "withdrawn", "other"),
    ],
)
def test_a_decided_case_counts_in_the_column_of_its_result_K_09(organ, handler, kind, result, column):
    case = opened(handler, kind=kind)
    actions.decide_case(case, by=handler, result=result, decided_on=date(2025, 5, 6))

    assert filled(queries.figures(organ, 2025)) == {f"remedies.{kind}.{column}": [case.pk]}


def test_a_case_pending_at_the_end_of_the_year_appears_again_with_its_result_B_62(organ, handler):
    case = opened(handler)
    actions.decide_case(case, by=handler, result="upheld", decided_on=date(2026, 1, 6))

    assert filled(queries.figures(organ, 2025)) == {"remedies.reconsideration.pending": [case.pk]}
    assert filled(queries.figures(organ, 2026)) == {"remedies.reconsideration.maintain": [case.pk]}
    assert len(queries.figures(organ, 2025)) == 12


@pytest.mark.parametrize(
    ("result", "decided_on", "why"),
    [
        ("claim_rejected", date(2025, 5, 6), "没有这种审理结果"),
        ("upheld", date(2025, 3, 2), "审结日期"),
        ("upheld", date(2999, 1, 1), "审结日期"),
    ],
)
def test_decide_case_with_what_cannot_be_changes_nothing(organ, handler, result, decided_on, why):
    case = opened(handler)
    entries = Entry.objects.count()

    with pytest.raises(Refused, match=why):
        actions.decide_case(case, by=handler, result=result, decided_on=decided_on)

    case.refresh_from_db()
    assert (case.state, case.result, Entry.objects.count()) == ("pending", "", entries)


def test_a_case_is_decided_once(handler):
    case = opened(handler)
    actions.decide_case(case, by=handler, result="upheld", decided_on=date(2025, 5, 6))

    with pytest.raises(Refused, match="已审结"):
        actions.decide_case(case, by=handler, result="revoked", decided_on=date(2025, 5, 7))


def test_open_case_is_for_handler_and_head_and_not_for_the_future(organ, handler):
    with pytest.raises(Refused, match="承办人"):
        opened(factories.actor(organ, Duty.REPORT_CLERK))
    with pytest.raises(Refused, match="不能晚于今天"):
        opened(handler, on=date(2999, 1, 1))

    assert RemedyCase.objects.count() == 0


def test_a_case_cannot_point_to_another_organ_s_application(organ, handler):
    other = factories.organ("liutang")
    application = handling(other, factories.actor(other, Duty.APPLICATION_HANDLER), on=date(2025, 1, 6))

    with pytest.raises(Refused, match="不是本机关"):
        opened(handler, application=application)


def test_another_organ_sees_no_case(handler):
    case = opened(handler)
    stranger = factories.actor(factories.organ("liutang"), Duty.OFFICE_HEAD)

    assert not queries.by_ids(stranger, [case.pk]).exists()
    with pytest.raises(RemedyCase.DoesNotExist):
        queries.case(stranger, case.pk)


def test_pending_cases_go_to_the_successor_and_decided_ones_stay(organ, handler):
    pending, decided = opened(handler), opened(handler)
    actions.decide_case(decided, by=handler, result="upheld", decided_on=date(2025, 5, 6))
    successor = factories.organ("liutang")
    with at(date(2025, 6, 2)):
        merge_organ(organ, into=successor, on=date(2025, 6, 1), by=SYSTEM)

    pending.refresh_from_db()
    decided.refresh_from_db()
    assert (pending.organ, decided.organ) == (successor, organ)
    assert Entry.objects.filter(verb="remedies.move_to_successor").count() == 1


def test_the_same_form_sent_twice_enters_one_case(organ, handler):
    case = opened(handler, case_number="青政复〔2025〕70号")
    with pytest.raises(Refused, match="已经登记"):
        opened(handler, case_number=" 青政复〔2025〕70号 ")

    assert [one.pk for one in RemedyCase.objects.all()] == [case.pk]


def test_an_application_in_dispute_does_not_go_to_another_organ(organ, handler):
    with at(date(2025, 3, 3)):
        application = submitted(organ)
    opened(handler, application=application)
    with pytest.raises(Refused, match="已经有复议、诉讼案件"):
        transfer(application, factories.organ("liutang"), by=handler, reason="由柳塘镇制作")

    application.refresh_from_db()
    assert application.organ == organ


def test_what_is_decided_anew_after_a_merger_is_decided_by_the_successor(organ, handler, head):
    with at(date(2025, 3, 3)):
        application = answered(handling(organ, handler), handler, kind="nonexistent")
        case = opened(handler, application=application)
    successor = factories.organ("liutang")
    with at(date(2025, 6, 2)):
        merge_organ(organ, into=successor, on=date(2025, 6, 1), by=SYSTEM)
        case.refresh_from_db()
        theirs = factories.actor(successor, Duty.APPLICATION_HANDLER)
        actions.decide_case(case, by=theirs, result="revoked", decided_on=date(2025, 6, 2))
        actions.reopen_application(case, by=theirs, on=date(2025, 6, 2))

    application.refresh_from_db()
    assert (application.organ, application.state) == (successor, "handling")


def test_every_result_has_one_of_the_columns_and_an_article():
    for kind in RemedyKind:
        rows = results_of(kind).values()
        assert {row.outcome for row in rows} == {"maintain", "correct", "other"}
        assert all(row.cite.partition(":")[2] for row in rows)


def test_a_case_is_not_older_than_its_application_or_the_regulation(organ, handler):
    one = handling(organ, handler, on=date(2025, 3, 3))
    with pytest.raises(Refused, match="收到所涉申请"):
        opened(handler, on=date(2025, 3, 2), application=one)
    with pytest.raises(Refused, match="施行之日"):
        opened(handler, on=date(2008, 4, 30))

    assert opened(handler, on=date(2008, 5, 1)).accepted_on == date(2008, 5, 1)
