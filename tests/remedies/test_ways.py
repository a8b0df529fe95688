"""A case on its way: answers in time, appeals in table 4, a reply that is given anew, the defence file."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import queries as applications
from gongkai.foundation.ledger import Entry, history_of
from gongkai.foundation.workflow import Refused
from gongkai.remedies import actions, queries
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.remedies.test_cases import filled, opened


def decided(case, handler, result, on):
    actions.decide_case(case, by=handler, result=result, decided_on=on)
    return case


@pytest.mark.parametrize(
    ("kind", "simplified", "due"),
    [
        ("reconsideration", False, date(2025, 3, 17)),
        ("reconsideration", True, date(2025, 3, 10)),
        ("litigation_direct", False, date(2025, 3, 18)),
    ],
)
def test_the_answer_is_due_by_the_law_of_its_procedure_K_05(handler, kind, simplified, due):
    case = opened(handler, kind=kind)
    actions.record_notice(case, by=handler, on=date(2025, 3, 3), simplified=simplified)
    waiting = queries.todo(handler)[1]
    actions.record_answer(case, by=handler, on=date(2025, 3, 5))

    assert (case.answer_due_on, waiting.count, waiting.tone) == (due, 1, "danger")
    assert queries.todo(handler)[1].count == 0
    with pytest.raises(Refused, match="已经登记过提交"):
        actions.record_answer(case, by=handler, on=date(2025, 3, 6))


def test_a_complaint_has_no_time_to_answer_and_no_place_in_table_4(organ, handler):
    case = opened(handler, kind="complaint")
    with pytest.raises(Refused, match="没有法定"):
        actions.record_notice(case, by=handler, on=date(2025, 3, 3))
    decided(case, handler, "corrected", date(2025, 4, 1))

    assert filled(queries.figures(organ, 2025)) == {}


def test_stages_and_evidence_stand_on_the_case_and_not_in_the_ledger(handler):
    case = opened(handler)
    actions.record_stage(case, by=handler, kind="hearing", on=date(2025, 3, 20), note="张三到场")
    for name in ("申请表", "答复书"):
        actions.add_evidence(case, by=handler, name=name, proves="按期答复")

    assert [(one.position, one.name) for one in case.evidence.all()] == [(1, "申请表"), (2, "答复书")]
    assert case.stages.get().note == "张三到场"
    assert not [entry for entry in history_of(case) if "张三" in str([entry.after, entry.facts])]


def test_a_suit_and_its_appeal_are_one_case_in_table_4_K_09(organ, handler):
    first = decided(opened(handler, kind="litigation_direct"), handler, "claim_rejected", date(2025, 5, 6))
    appeal = opened(handler, on=date(2025, 6, 2), appeal_of=first)
    assert filled(queries.figures(organ, 2025)) == {"remedies.litigation_direct.pending": [first.pk]}
    decided(appeal, handler, "changed_against", date(2026, 2, 3))

    assert filled(queries.figures(organ, 2025)) == {"remedies.litigation_direct.pending": [first.pk]}
    assert filled(queries.figures(organ, 2026)) == {"remedies.litigation_direct.correct": [first.pk]}


def test_an_appeal_that_is_rejected_leaves_the_first_result(organ, handler):
    first = decided(opened(handler, kind="litigation_direct"), handler, "unlawful", date(2025, 5, 6))
    decided(
        opened(handler, on=date(2025, 6, 2), appeal_of=first), handler, "appeal_rejected", date(2025, 9, 1)
    )

    assert filled(queries.figures(organ, 2025)) == {"remedies.litigation_direct.correct": [first.pk]}
    with pytest.raises(Refused, match="已经登记"):
        opened(handler, on=date(2025, 6, 3), appeal_of=first)


def test_only_a_judgment_is_appealed_and_only_a_suit_after_review_follows_one(handler):
    review = opened(handler)
    with pytest.raises(Refused, match="一审诉讼"):
        opened(handler, appeal_of=review)
    with pytest.raises(Refused, match="一审审结之后"):
        opened(handler, appeal_of=opened(handler, kind="litigation_direct"))
    with pytest.raises(Refused, match="只有复议后"):
        opened(handler, kind="litigation_direct", follows=review)

    assert opened(handler, kind="litigation_after", follows=review).follows == review


def test_an_organ_counts_a_result_in_its_own_column_from_that_day_on(organ, handler, head):
    before = decided(opened(handler), handler, "settled", date(2025, 4, 1))
    with at(date(2025, 5, 6)):
        actions.map_result(organ, by=head, kind="reconsideration", result="settled", outcome="correct")
    after = decided(opened(handler), handler, "settled", date(2025, 5, 7))

    assert (before.outcome, after.outcome) == ("other", "correct")
    with pytest.raises(Refused, match="负责人"):
        actions.map_result(organ, by=handler, kind="reconsideration", result="settled", outcome="other")


def a_dispute(organ, handler, result="revoked", **fields):
    application = builders.handling(organ, handler, on=date(2025, 1, 6))
    with at(date(2025, 1, 7)):
        builders.answered(application, handler, kind="nonexistent")
    case = opened(handler, application=application, **fields)
    return application, decided(case, handler, result, date(2025, 5, 6))


def test_an_overturned_reply_is_given_anew_and_the_two_know_each_other(organ, handler):
    application, case = a_dispute(organ, handler)
    with at(date(2025, 5, 8)):
        actions.reopen_application(case, by=handler, on=date(2025, 5, 7), days=10)
    application.refresh_from_db()

    assert (application.state, application.due_on) == ("handling", date(2025, 5, 21))
    assert (case.reopened_on, history_of(application).last().facts["case"]) == (date(2025, 5, 7), case.pk)
    with pytest.raises(Refused, match="已按这一结果"):
        actions.reopen_application(case, by=handler, on=date(2025, 5, 7))
    assert applications.table3_records(organ, 2025)["applications.carried_forward.natural"] == [
        application.pk
    ]


def test_a_reply_that_was_upheld_or_is_under_appeal_stands(organ, handler):
    _application, case = a_dispute(organ, handler, "upheld")
    with pytest.raises(Refused, match="没有撤销"):
        actions.reopen_application(case, by=handler, on=date(2025, 5, 7))
    _application, suit = a_dispute(organ, handler, kind="litigation_direct")
    opened(handler, on=date(2025, 5, 8), appeal_of=suit)
    with pytest.raises(Refused, match="尚未生效"):
        actions.reopen_application(suit, by=handler, on=date(2025, 5, 9))


def test_the_defence_file_holds_index_letters_and_ledger_and_is_told_of(organ, handler):
    application, case = a_dispute(organ, handler)
    with actions.export_defence_file(case, by=handler) as archive:
        packed = ZipFile(BytesIO(archive.read()))

    assert packed.testzip() is None
    names = packed.namelist()
    assert (names[0], names[-1]) == ("00-目录与期限说明.pdf", "99-台账摘录.csv")
    assert [name[3:6] for name in names[1:-1]] == ["登记回", "答复书"]
    assert all(packed.read(name).startswith(b"%PDF") for name in names[:-1])
    rows = packed.read(names[-1]).decode("utf-8-sig").splitlines()[1:]
    acts = "submit register begin_proposal record_search send_to_sign sign_proposal reply"
    assert [row.split(",")[2] for row in rows] == [f"applications.{act}" for act in acts.split()]
    assert Entry.objects.filter(verb="remedies.export_defence_file").count() == 1
    assert str(application.name) not in packed.read(names[-1]).decode("utf-8-sig")


def test_the_defence_file_is_for_those_who_answer_for_the_case(organ, handler):
    _application, case = a_dispute(organ, handler)
    with pytest.raises(Refused):
        actions.export_defence_file(case, by=factories.actor(organ, Duty.REPORT_CLERK))
