"""Whole lives of applications, from receipt to archive, with the dates that the rulebook worked out."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.models import Application
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import SYSTEM, Entry, history_of
from gongkai.foundation.workflow import Refused, Stale
from gongkai.organs.actions import merge_organ
from tests import factories
from tests.applications import builders
from tests.applications.builders import at


def verbs(application):
    return [entry.verb.partition(".")[2] for entry in history_of(application)]


def test_from_receipt_through_supplement_to_a_partial_reply_and_the_archive_L_04_L_17(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 11)):
        actions.request_supplement(one, by=handler, defects="请写明文件的名称或者文号。")
    assert (one.state, one.due_on) == ("supplementing", None)

    with at(date(2025, 4, 18)):
        actions.receive_supplement(one, by=APPLICANT, answer="青财预〔2025〕3号、4号和5号")
    assert (one.state, one.due_on) == ("handling", date(2025, 5, 20))

    with at(date(2025, 5, 16)):
        builders.replied(
            one,
            by=handler,
            kind="partly_disclosed",
            contents={"information": "提供青财预〔2025〕3号。", "reason": "4号属于国家秘密；5号不存在。"},
            withheld=["state_secret", "nonexistent"],
        )
        actions.archive(one, by=handler)

    assert verbs(one) == [
        "submit",
        "register",
        "request_supplement",
        "receive_supplement",
        "reply",
        "archive",
    ]
    counted = {cell: ids for cell, ids in queries.table3_records(organ, 2025).items() if ids}
    assert counted == {
        "applications.received.natural": [one.pk],
        "applications.results.partial.natural": [one.pk],
    }


def test_a_second_supplement_notice_is_refused_with_the_article(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 2)):
        actions.request_supplement(one, by=handler, defects="请写明名称。")
    with at(date(2025, 4, 3)):
        actions.receive_supplement(one, by=APPLICANT, answer="名称")
        with pytest.raises(Refused, match="补正只能要求一次"):
            actions.request_supplement(one, by=handler, defects="还有一处不明。")

    one.refresh_from_db()
    assert one.state == "handling"
    assert one.letters.filter(kind="supplement").count() == 1


def test_a_supplement_notice_after_the_seventh_working_day_is_refused(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 14)), pytest.raises(Refused, match="本件最迟为2025年4月11日") as refused:
        actions.request_supplement(one, by=handler, defects="请写明名称。")

    assert not one.letters.filter(kind="supplement").exists()
    assert refused.value.reasons


def test_an_application_that_is_not_supplemented_lapses_and_counts_so(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 2)):
        actions.request_supplement(one, by=handler, defects="请写明名称。", days=5)
        until = one.supplement.until
    with at(until), pytest.raises(Refused, match="补正期限未满"):
        actions.lapse_supplement(one, by=handler)
    with at(date(2025, 4, 28)):
        with pytest.raises(Refused, match="补正期限已过"):
            actions.receive_supplement(one, by=APPLICANT, answer="名称")
        actions.lapse_supplement(one, by=handler)

    assert (one.state, one.outcome) == ("lapsed", "other.overdue_correction")


def test_a_late_supplement_with_good_reason_is_taken_by_the_handler(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 2)):
        actions.request_supplement(one, by=handler, defects="请写明名称。", days=5)
    with at(date(2025, 4, 28)):
        actions.receive_supplement(one, by=handler, answer="名称", justified=True)

    assert one.state == "handling"


def test_a_third_party_s_answer_moves_the_due_date_L_05(organ, handler):
    one = builders.handling(organ, handler, on=date(2024, 9, 2))
    assert one.due_on == date(2024, 9, 30)
    with at(date(2024, 9, 9)):
        asked = actions.serve_consultation(
            one, by=handler, party="third_party", name="青禾建材有限公司", question="是否同意公开合同价款"
        )
        assert one.due_on == date(2024, 10, 25)
        with pytest.raises(Refused, match="期限未满"):
            builders.replied(one, by=handler, kind="disclosed", contents={"information": "见附件"})
    with at(date(2024, 9, 24)):
        actions.record_opinion(one, asked, by=handler, opinion="objects", reasons="属于商业秘密")

    assert one.due_on == date(2024, 10, 18)
    with at(date(2024, 9, 25)), pytest.raises(Refused, match="没有待答复"):
        actions.record_opinion(one, asked, by=handler, opinion="agrees")


def test_consultations_run_side_by_side(organ, handler):
    one = builders.handling(organ, handler, on=date(2024, 9, 2))
    with at(date(2024, 9, 9)):
        third = actions.serve_consultation(
            one, by=handler, party="third_party", name="甲公司", question="合同"
        )
        maker = actions.serve_consultation(one, by=handler, party="co_maker", name="住建局", question="纪要")
    with at(date(2024, 9, 18)):
        actions.record_opinion(one, maker, by=handler, opinion="agrees")
        assert queries.clock(one).state == "suspended"
    with at(date(2024, 9, 24)):
        actions.record_opinion(one, third, by=handler, opinion="agrees")
        assert queries.clock(one).state == "running"


def test_an_extension_is_proposed_by_the_handler_and_granted_by_the_head_L_02(organ, handler, head):
    one = builders.handling(organ, handler, on=date(2019, 9, 23))
    with at(date(2019, 10, 22)):
        actions.propose_extension(one, by=handler, days=20, reason="需要跨部门核对历史档案")
        with pytest.raises(Refused, match="公开工作机构负责人"):
            actions.extend_reply(one, by=handler)
        assert one.due_on == date(2019, 10, 24)
        actions.extend_reply(one, by=head)

    assert one.due_on == date(2019, 11, 21)
    assert one.proposed_days is None
    assert one.letters.get(kind="extension").issued_on == date(2019, 10, 22)


@pytest.mark.parametrize(
    ("day", "days", "why"),
    [
        (date(2019, 10, 22), 21, "最长不得超过20个工作日"),
        (date(2019, 10, 25), 10, "届满"),
        (date(2019, 10, 22), 0, "正整数"),
    ],
    ids=["33-beyond-the-limit", "33-after-the-period", "33-nothing"],
)
def test_propose_extension_that_the_law_does_not_allow_changes_nothing(organ, handler, day, days, why):
    one = builders.handling(organ, handler, on=date(2019, 9, 23))
    entries = Entry.objects.count()
    with at(day), pytest.raises(Refused, match=why):
        actions.propose_extension(one, by=handler, days=days, reason="档案较多")

    one.refresh_from_db()
    assert (one.proposed_days, one.due_on, Entry.objects.count()) == (None, date(2019, 10, 24), entries)


def test_the_head_may_decline_an_extension(organ, handler, head):
    one = builders.handling(organ, handler, on=date(2019, 9, 23))
    with at(date(2019, 10, 8)):
        actions.propose_extension(one, by=handler, days=10, reason="档案较多")
        actions.decline_extension(one, by=head)

    assert (one.proposed_days, one.due_on) == (None, date(2019, 10, 24))


def test_a_fee_restarts_the_clock_when_it_is_paid_L_14(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 1, 20))
    with at(date(2025, 1, 22)):
        notice = actions.serve_fee_notice(one, by=handler, method="pages", quantity=250)
        assert (notice.amount, one.due_on) == (4700, None)
        with pytest.raises(Refused, match="缴纳信息处理费"):
            builders.replied(one, by=handler, kind="disclosed", contents={"information": "见附件"})
    with at(date(2025, 2, 12)):
        actions.record_fee_payment(one, by=handler)

    assert one.due_on == date(2025, 3, 12)


def test_an_unpaid_fee_lapses_after_its_period_and_not_before_L_14(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 1, 20))
    with at(date(2025, 1, 22)):
        actions.serve_fee_notice(one, by=handler, method="pages", quantity=31)
    with at(date(2025, 2, 25)), pytest.raises(Refused, match="缴费期限未满"):
        actions.lapse_fee(one, by=handler)
    with at(date(2025, 2, 26)):
        actions.lapse_fee(one, by=handler)

    assert (one.state, one.outcome) == ("lapsed", "other.overdue_fee")


def test_no_reply_after_a_fee_notice_has_lapsed_unpaid_C_06(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 1, 20))
    with at(date(2025, 1, 22)):
        actions.serve_fee_notice(one, by=handler, method="pages", quantity=31)
    with at(date(2025, 2, 26)):
        with pytest.raises(Refused, match="视为放弃"):
            builders.replied(one, by=handler, kind="disclosed", contents={"information": "见附件"})
        actions.lapse_fee(one, by=handler)

    assert one.outcome == "other.overdue_fee"


def test_a_fee_that_comes_to_nothing_is_not_asked_for(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 1, 20))
    with at(date(2025, 1, 22)), pytest.raises(Refused, match="不收费"):
        actions.serve_fee_notice(one, by=handler, method="items", quantity=1)

    assert not one.fee_notices.exists()


def test_the_eleventh_application_of_the_month_costs_what_the_law_says_C_03(organ, handler):
    for _ in range(10):
        builders.handling(organ, handler, on=date(2025, 3, 3))
    eleventh = builders.handling(organ, handler, on=date(2025, 3, 4))
    first_of_april = builders.handling(organ, handler, on=date(2025, 4, 1))

    assert queries.earlier_this_month(eleventh) == 10
    assert queries.earlier_this_month(first_of_april) == 0
    with at(date(2025, 3, 5)):
        assert actions.serve_fee_notice(eleventh, by=handler, method="items", quantity=1).amount == 100


@pytest.mark.parametrize(
    ("kind", "contents", "withheld", "why"),
    [
        ("already_published", {}, [], "获取该信息的方式、途径"),
        ("state_secret", {"reason": "  "}, [], "依据和理由"),
        ("other_organ", {"reason": "不是本机关制作"}, [], "机关名称和联系方式"),
        ("partly_disclosed", {"information": "一", "reason": "二"}, [], "不予提供部分"),
        ("unclear", {"supplement": "一", "reason": "二"}, [], "不适用"),
    ],
)
def test_a_reply_that_lacks_what_the_law_wants_is_refused_and_changes_nothing(
    organ, handler, kind, contents, withheld, why
):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 3, 4)), pytest.raises(Refused, match=why):
        builders.replied(one, by=handler, kind=kind, contents=contents, withheld=withheld)

    one.refresh_from_db()
    assert (one.state, one.outcome) == ("handling", "")
    assert not one.letters.filter(kind="reply").exists()


def test_a_late_reply_is_taken_and_marked_late(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 6, 3)):
        builders.replied(
            one, by=handler, kind="nonexistent", contents={"search": "档案室", "nonexistence": "不存在"}
        )

    assert queries.clock(one).late
    assert one.outcome == "unable.not_held"


def test_the_applicant_withdraws_but_not_after_the_reply(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 3, 4)):
        builders.replied(one, by=handler, kind="already_published", contents={"route": "本网站"})
        with pytest.raises(Refused, match="已答复"):
            actions.withdraw_application(one, by=APPLICANT)

    assert one.state == "replied"


def test_of_two_who_act_on_the_same_page_the_second_is_told(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    seen = one.revision
    with at(date(2025, 3, 4)):
        actions.withdraw_application(one, by=APPLICANT)
        with pytest.raises(Stale, match="申请人已对这条记录作了处理"):
            builders.replied(
                one, by=handler, kind="already_published", contents={"route": "本网站"}, seen=seen
            )


def test_a_merger_moves_open_applications_and_leaves_closed_ones(organ, handler):
    open_one = builders.handling(organ, handler, on=date(2025, 3, 3))
    closed = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 3, 4)):
        actions.withdraw_application(closed, by=APPLICANT)
        successor = factories.organ("liutang")
        merge_organ(organ, into=successor, on=date(2025, 3, 4), by=SYSTEM)

    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.organ, closed.organ) == (successor, organ)
    assert open_one.number.startswith("FINANCE-")
    assert (open_one.due_on, verbs(open_one)[-1]) == (date(2025, 3, 31), "move_to_successor")


def test_refresh_due_dates_copies_what_silence_makes_of_the_clock(organ, handler):
    one = builders.handling(organ, handler, on=date(2024, 9, 2))
    Application.objects.filter(pk=one.pk).update(due_on=date(2000, 1, 1))

    with at(date(2024, 9, 3)):
        assert actions.refresh_due_dates() == 1
        assert actions.refresh_due_dates() == 0

    one.refresh_from_db()
    assert one.due_on == date(2024, 9, 30)
