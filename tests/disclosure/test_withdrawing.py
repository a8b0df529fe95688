"""What is taken back in time, by itself or by somebody, and how it comes back (A-26, D-07)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import Withdrawal
from gongkai.disclosure.queries import public_history, public_item, public_items, withdrawn_item
from gongkai.disclosure.tasks import end_notices
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders

REVOKED = date(2026, 11, 18)  # a Wednesday


def on(day):
    return acting_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def penalty(staff):
    return builders.published(staff, kind="penalty")


def test_penalty_law_48_the_time_to_withdraw_runs_from_the_revocation(penalty, staff):
    actions.report_revocation(penalty, on=REVOKED, by=staff.submitter)

    limit = queries.revocation_deadline(penalty)
    assert (limit.ends, limit.cite, limit.soon) == (date(2026, 11, 23), "penalty-law-2021:48", True)
    assert list(queries.revoked_penalties(penalty.organ_id)) == [penalty]
    assert history_of(penalty).last().cite == "penalty-law-2021:48"
    with on(date(2026, 11, 24)):
        assert queries.revocation_deadline(penalty).late


@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 23), False), (date(2026, 11, 24), True)])
def test_penalty_law_48_whether_it_was_withdrawn_in_time_is_told_for_good(day, late, penalty, staff):
    actions.report_revocation(penalty, on=REVOKED, by=staff.submitter)
    with on(day):
        actions.withdraw(
            penalty, by=staff.signer, reason="penalty_revoked", explanation="原处罚决定已被依法撤销。"
        )

    told = queries.withdrawal_deadline(withdrawn_item(penalty.index_number))
    assert (told.late, told.done_on, list(queries.revoked_penalties(penalty.organ_id))) == (late, day, [])


# revoked on; the last of three working days. From 1 to 7 October nobody works.
THREE_DAYS = [
    ("within a week", date(2026, 11, 16), date(2026, 11, 19)),
    ("over a weekend", date(2026, 11, 19), date(2026, 11, 24)),
    ("on a day off", date(2026, 11, 14), date(2026, 11, 18)),
    ("over the National Day", date(2026, 9, 29), date(2026, 10, 9)),
]


@pytest.mark.parametrize(("revoked", "ends"), [row[1:] for row in THREE_DAYS], ids=[r[0] for r in THREE_DAYS])
def test_penalty_law_48_three_working_days(revoked, ends, staff):
    penalty = builders.published(staff, kind="penalty", formed_on=date(2026, 9, 1))
    actions.report_revocation(penalty, on=revoked, by=staff.submitter)

    assert queries.revocation_deadline(penalty).ends == ends


@pytest.mark.parametrize(
    ("reported", "given", "kept"),
    [
        (REVOKED, None, REVOKED),
        (REVOKED, date(2026, 11, 20), REVOKED),
        (REVOKED, date(2026, 11, 17), date(2026, 11, 17)),
        (None, date(2026, 11, 17), date(2026, 11, 17)),
        (None, None, date(2026, 11, 20)),
    ],
)
def test_penalty_law_48_no_later_day_on_the_way_out_makes_a_late_withdrawal_good(
    reported, given, kept, penalty, staff
):
    if reported:
        actions.report_revocation(penalty, on=reported, by=staff.submitter)

    told = {"reason": "penalty_revoked", "explanation": "原处罚决定已被依法撤销。", "arisen_on": given}
    assert actions.withdraw(penalty, by=staff.signer, **told).arisen_on == kept


def test_only_a_penalty_is_withdrawn_for_a_revoked_decision(staff):
    item = builders.published(staff)

    with pytest.raises(Refused, match="只有行政处罚决定"):
        actions.withdraw(item, by=staff.signer, reason="penalty_revoked", explanation="原决定已撤销。")

    item.refresh_from_db()
    assert item.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("reason", "day", "why"),
    [
        ("other", None, "已登记原决定变更或者撤销"),
        ("inaccurate", None, "已登记原决定变更或者撤销"),
        ("penalty_revoked", date(2026, 11, 1), "早于决定日期"),
        ("privacy", None, None),
    ],
)
def test_what_was_reported_revoked_is_withdrawn_for_that_reason(reason, day, why, penalty, staff):
    actions.report_revocation(penalty, on=REVOKED, by=staff.submitter)
    told = {"reason": reason, "explanation": "本条已撤回。", "arisen_on": day}

    if why is None:
        assert actions.withdraw(penalty, by=staff.signer, **told).reason == reason
    else:
        with pytest.raises(Refused, match=why):
            actions.withdraw(penalty, by=staff.signer, **told)
        assert penalty.current_version is not None


def test_a_revoked_penalty_is_among_what_waits(penalty, staff):
    actions.report_revocation(penalty, on=REVOKED, by=staff.submitter)

    assert [(one.count, one.tone) for one in queries.todo(staff.head) if "处罚" in str(one.label)] == [
        (1, "danger")
    ]


@pytest.mark.parametrize(
    ("kind", "day", "why"),
    [
        ("general", REVOKED, "只有行政处罚决定"),
        ("penalty", date(2026, 11, 21), "不能晚于今天"),
        ("penalty", date(2026, 11, 1), "早于决定日期"),
    ],
)
def test_a_revocation_that_cannot_be_is_refused(kind, day, why, staff):
    item = builders.published(staff, kind=kind)

    with pytest.raises(Refused, match=why):
        actions.report_revocation(item, on=day, by=staff.submitter)


def test_the_day_of_the_cause_is_kept_with_the_withdrawal(penalty, staff):
    actions.withdraw(
        penalty, by=staff.signer, reason="penalty_revoked", explanation="已撤销。", arisen_on=REVOKED
    )

    assert Withdrawal.objects.get().arisen_on == REVOKED


def test_a_notice_is_taken_down_after_its_last_day(staff):
    item = builders.published(staff, shown_until=date(2026, 11, 27))
    with on(date(2026, 11, 27)):
        assert end_notices.call() == 0
    with on(date(2026, 11, 28)):
        assert [end_notices.call(), end_notices.call()] == [1, 0]

    stub = withdrawn_item(item.index_number)
    assert (stub.title, stub.reason, stub.explanation, stub.by_name) == (
        item.title,
        "notice_over",
        "公示期至2026-11-27，现已届满，本信息按期撤下。",
        "系统",
    )
    assert history_of(item).last().verb == "disclosure.end_notice"


def test_a_withdrawn_item_is_put_right_and_published_anew(staff):
    item = builders.at(State.WITHDRAWN, staff)
    number = item.index_number
    actions.reopen(item, by=staff.submitter, reason="核实更正后重新公开")
    actions.edit(item, by=staff.submitter, title="核实后的名称")
    assert (list(public_items()), withdrawn_item(number).title) == ([], "市财政局内设机构职责")

    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    public = public_item(number)
    assert (public.number, public.title, public.reason) == (2, "核实后的名称", "核实更正后重新公开")
    assert [one.number for one in public_history(public)] == [2, 1]
    with pytest.raises(Withdrawal.DoesNotExist):
        withdrawn_item(number)


def test_the_history_of_what_came_back_tells_all(staff):
    item = builders.at(State.WITHDRAWN, staff)
    actions.reopen(item, by=staff.submitter, reason="核实更正后重新公开")
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    verbs = [entry.verb.partition(".")[2] for entry in history_of(item)]
    assert verbs[-7:] == [
        "withdraw",
        "reopen",
        "submit",
        "pass_review",
        "pass_confidentiality_review",
        "sign_off",
        "publish",
    ]


def test_a_new_draft_that_is_given_up_leaves_the_stub(staff):
    item = builders.at(State.WITHDRAWN, staff)
    actions.reopen(item, by=staff.submitter, reason="核实更正后重新公开")
    actions.edit(item, by=staff.submitter, title="不要的改动")
    actions.drop_correction(item, by=staff.submitter)

    item.refresh_from_db()
    assert (item.state, item.title) == (State.WITHDRAWN, "市财政局内设机构职责")


def test_reopen_needs_a_reason(staff):
    with pytest.raises(Refused, match="重新起草的原因"):
        actions.reopen(builders.at(State.WITHDRAWN, staff), by=staff.submitter, reason=" ")


def test_what_was_public_once_may_be_kept_back_after_it_was_withdrawn(staff):
    item = builders.at(State.WITHDRAWN, staff)
    actions.reopen(item, by=staff.submitter, reason="改为不予公开")
    actions.edit(item, by=staff.submitter, **builders.WITHHELD)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    assert (item.state, withdrawn_item(item.index_number).reason) == (State.RETAINED, "duplicate")
