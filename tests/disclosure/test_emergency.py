"""Publishing at once in an emergency: one leader answers, the looks are a debt until other eyes have paid it."""

from datetime import date, datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import ReviewDebt
from gongkai.disclosure.queries import StepPlan, public_item
from gongkai.disclosure.workflow import Result, State, Step
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders
from tests.disclosure.test_four_eyes import same_person

FLOOD = "青禾河水位超过警戒线"
PASSED, OPEN = Result.PASSED, Result.OPEN
LATER = datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def at_once(staff, state=State.DRAFT, by=None, **changed):
    item = builders.item(staff, **changed) if state == State.DRAFT else builders.at(state, staff)
    actions.publish_at_once(item, reason=FLOOD, by=by or staff.signer)
    return item


def pay(item, step, by, result=None, **given):
    given = {"basis": "条例第十四条"} | given
    actions.pay_review(
        item, step=step, result=result or (OPEN if step == Step.CONFIDENTIALITY else PASSED), by=by, **given
    )


def owed(item):
    return [list(one.owed) for one in queries.debts_of_item(item)]


def test_a_signer_publishes_at_once_and_signs_by_it(staff):
    item = at_once(staff)

    version = public_item(item.index_number)
    assert (item.state, version.emergency_reason, version.number) == (State.PUBLISHED, FLOOD, 1)
    assert (version.review, version.confidentiality_review) == (None, None)
    assert version.sign_off.by_user_id == staff.signer.user_id
    assert owed(item) == [[Step.REVIEW, Step.CONFIDENTIALITY]]


def test_the_head_of_the_office_publishes_at_once_and_all_looks_are_owed(staff):
    assert owed(at_once(staff, by=staff.head)) == [[Step.REVIEW, Step.CONFIDENTIALITY, Step.SIGN_OFF]]


@pytest.mark.parametrize(
    ("state", "left"),
    [
        (State.IN_REVIEW, [Step.REVIEW, Step.CONFIDENTIALITY]),
        (State.IN_CONFIDENTIALITY_REVIEW, [Step.CONFIDENTIALITY]),
    ],
)
def test_looks_that_were_taken_are_not_owed(state, left, staff):
    assert owed(at_once(staff, state)) == [left]


def test_art_17_the_debt_is_due_after_the_working_days_of_the_route(staff):
    at_once(staff)

    assert ReviewDebt.objects.get().due_on == date(2026, 11, 25)


def test_what_is_not_complete_is_not_published_even_in_an_emergency(staff):
    with pytest.raises(Refused, match="还没有填写：成文日期"):
        at_once(staff, formed_on=None)


def test_what_is_not_proactive_is_not_published_even_in_an_emergency(staff):
    with pytest.raises(Refused, match="不得发布"):
        at_once(staff, **builders.WITHHELD)


def test_an_emergency_says_why(staff):
    with pytest.raises(Refused, match="应急发布的原因"):
        actions.publish_at_once(builders.item(staff), reason=" ", by=staff.signer)


def test_who_wrote_it_does_not_publish_it_at_once(staff):
    item = builders.item(staff)

    with pytest.raises(Refused, match="由您起草"):
        actions.publish_at_once(item, reason=FLOOD, by=same_person(staff.submitter, item, Duty.SIGNER))


def test_the_debt_is_paid_when_all_looks_are_there(staff):
    item = at_once(staff)
    pay(item, Step.REVIEW, staff.reviewer)
    assert (owed(item), ReviewDebt.objects.get().paid_at) == ([[Step.CONFIDENTIALITY]], None)

    pay(item, Step.CONFIDENTIALITY, staff.confidentiality)

    assert (owed(item), list(queries.open_debts(item.organ_id))) == ([[]], [])
    assert history_of(item).last().facts["paid"] is True


def test_the_ledger_tells_the_emergency_and_each_look(staff):
    item = at_once(staff)
    pay(item, Step.REVIEW, staff.reviewer)

    assert [entry.verb for entry in history_of(item)][-2:] == [
        "disclosure.publish_at_once",
        "disclosure.pay_review",
    ]


def test_a_debt_is_late_after_its_day_and_seen_until_paid(staff):
    item = at_once(staff)
    with acting_at(LATER):
        assert [one.late for one in queries.debts_of_item(item)] == [True]
        assert list(queries.desk_list(staff.head, "late_debts")) == [item]
        pay(item, Step.REVIEW, staff.reviewer)
        pay(item, Step.CONFIDENTIALITY, staff.confidentiality)
        assert list(queries.desk_list(staff.head, "late_debts")) == []


def eyes(item, staff, duty):
    organ = item.organ
    return {
        "author": same_person(staff.submitter, item, duty),
        "publisher": same_person(staff.head, item, duty),
        "reviewer": same_person(staff.reviewer, item, duty),
        "somebody else": factories.actor(organ, duty),
    }


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("author", "由您起草"),
        ("publisher", "由您应急发布"),
        ("reviewer", "您已在“审核”环节"),
        ("somebody else", None),
    ],
)
def test_a_debt_is_paid_by_other_eyes(who, why, staff):
    item = at_once(staff, by=staff.head)
    pay(item, Step.REVIEW, staff.reviewer)
    by = eyes(item, staff, Duty.CONFIDENTIALITY_REVIEWER)[who]

    if why is None:
        pay(item, Step.CONFIDENTIALITY, by)
        assert owed(item) == [[Step.SIGN_OFF]]
    else:
        with pytest.raises(Refused, match=why):
            pay(item, Step.CONFIDENTIALITY, by)
        assert owed(item) == [[Step.CONFIDENTIALITY, Step.SIGN_OFF]]


def test_a_step_is_paid_by_its_own_duty_and_once(staff):
    item = at_once(staff)
    with pytest.raises(Refused, match="由保密审查员办理"):
        pay(item, Step.CONFIDENTIALITY, staff.reviewer)
    pay(item, Step.REVIEW, staff.reviewer)

    with pytest.raises(Refused, match="没有需要您补办的审查"):
        pay(item, Step.REVIEW, factories.actor(item.organ, Duty.REVIEWER))


@pytest.mark.parametrize(
    ("step", "result", "given", "why"),
    [
        (Step.REVIEW, Result.OPEN, {}, "请选择补审的结论"),
        (Step.CONFIDENTIALITY, Result.PASSED, {}, "请选择补审的结论"),
        (Step.CONFIDENTIALITY, Result.OPEN, {"basis": " "}, "保密审查的依据"),
        (Step.REVIEW, Result.RETURNED, {}, "问题在哪里"),
    ],
)
def test_a_look_that_is_paid_comes_to_a_result_of_its_step(step, result, given, why, staff):
    item = at_once(staff)
    by = staff.reviewer if step == Step.REVIEW else staff.confidentiality

    with pytest.raises(Refused, match=why):
        pay(item, step, by, result, **given)

    assert item.reviews.filter(step=step).count() == 0


def test_a_look_that_does_not_pass_makes_it_to_be_withdrawn(staff):
    item = at_once(staff)
    pay(item, Step.REVIEW, staff.reviewer, Result.RETURNED, remarks="水位数字有误")
    waits = {str(one.label): one.count for one in queries.todo(staff.signer)}
    assert waits["补审未通过、应当更正或者撤回的信息"] == 1

    actions.withdraw(item, by=staff.signer, reason="secrecy", explanation="依法撤回。")

    assert list(queries.items_to_withdraw(item.organ_id)) == []
    assert list(queries.open_debts(item.organ_id)) == []


def test_a_debt_with_a_failed_look_stays_until_the_item_is_corrected(staff):
    item = at_once(staff)
    pay(item, Step.REVIEW, staff.reviewer, Result.RETURNED, remarks="水位数字有误")
    pay(item, Step.CONFIDENTIALITY, staff.confidentiality)
    assert [one.failed for one in queries.debts_of_item(item)] == [True]
    assert [one.version for one in queries.open_debts(item.organ_id)] == [item.current_version]

    builders.corrected(item, staff, title="更正后的名称")

    assert list(queries.open_debts(item.organ_id)) == []
    assert list(queries.items_to_withdraw(item.organ_id)) == []


def test_a_version_that_was_corrected_before_it_failed_a_look_owes_nothing_more(staff):
    item = at_once(staff)
    builders.corrected(item, staff, title="更正后的名称")

    pay(item, Step.REVIEW, staff.reviewer, Result.RETURNED, remarks="水位数字有误")

    assert (item.state, list(queries.open_debts(item.organ_id))) == (State.PUBLISHED, [])


@pytest.mark.parametrize("cause", ["secrecy", "privacy"])
def test_art_17_what_a_later_look_finds_not_to_be_open_goes_in_that_very_act(cause, staff):
    item = at_once(staff)
    title = item.title

    remarks = "涉及应急预案细节"
    pay(item, Step.CONFIDENTIALITY, staff.confidentiality, Result.NOT_OPEN, remarks=remarks, cause=cause)

    item.refresh_from_db()
    stub = item.withdrawals.get()
    assert (item.state, item.current_version) == (State.WITHDRAWN, None)
    assert (stub.reason, stub.title, title in stub.explanation) == (cause, "", False)
    assert [entry.verb for entry in history_of(item)][-2:] == [
        "disclosure.pay_review",
        "disclosure.take_down",
    ]
    assert list(queries.open_debts(item.organ_id)) == []


def test_what_is_not_open_goes_for_a_cause_that_hides_its_title(staff):
    item = at_once(staff)

    with pytest.raises(Refused, match="不宜公开的原因"):
        pay(
            item,
            Step.CONFIDENTIALITY,
            staff.confidentiality,
            Result.NOT_OPEN,
            remarks="有问题",
            cause="duplicate",
        )

    assert public_item(item.index_number) == item.current_version


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([Step.CONFIDENTIALITY, Step.SIGN_OFF], id="shorter"),
        pytest.param([Step.REVIEW, Step.SECOND_REVIEW, Step.CONFIDENTIALITY, Step.SIGN_OFF], id="longer"),
    ],
)
def test_a_later_change_of_the_route_forgives_no_look_and_adds_none(steps, staff):
    item = at_once(staff)
    factories.actor(item.organ, Duty.REVIEWER)

    plans = [StepPlan(step, 1) for step in steps]
    actions.set_route(item.organ, "", steps=plans, debt_days=3, by=staff.head)

    assert owed(item) == [[Step.REVIEW, Step.CONFIDENTIALITY]]


@pytest.mark.parametrize(
    ("steps", "kept"),
    [
        ((), [Step.REVIEW, Step.CONFIDENTIALITY]),
        ((Step.CONFIDENTIALITY, Step.SIGN_OFF), [Step.CONFIDENTIALITY]),
        (tuple(Step), [Step.REVIEW, Step.SECOND_REVIEW, Step.CONFIDENTIALITY]),
    ],
)
def test_a_debt_of_before_keeps_what_its_route_asks_for(steps, kept, staff):
    item = builders.item(staff)
    if steps:
        builders.route(item.organ, *steps)
    actions.publish_at_once(item, reason=FLOOD, by=staff.signer)
    ReviewDebt.objects.update(steps=[])

    import_module("gongkai.disclosure.migrations.0009_debts_keep_their_steps").keep_steps(apps, None)

    assert owed(item) == [kept]


def test_a_debt_that_was_paid_before_owes_nothing_after_the_upgrade(staff):
    item = at_once(staff)
    pay(item, Step.REVIEW, staff.reviewer)
    pay(item, Step.CONFIDENTIALITY, staff.confidentiality)
    builders.route(item.organ, *Step)
    ReviewDebt.objects.update(steps=[])

    import_module("gongkai.disclosure.migrations.0009_debts_keep_their_steps").keep_steps(apps, None)

    assert (owed(item), ReviewDebt.objects.get().steps) == ([[]], [Step.REVIEW, Step.CONFIDENTIALITY])


def test_a_correction_in_the_ordinary_way_does_not_pay_the_debt_of_the_version_before(staff):
    item = at_once(staff)
    builders.corrected(item, staff, title="更正后的名称")

    assert (item.version_count, owed(item)) == (2, [[Step.REVIEW, Step.CONFIDENTIALITY]])
    assert item.current_version.emergency_reason == ""


def test_two_emergencies_are_two_debts_and_the_older_is_paid_first(staff):
    item = at_once(staff)
    actions.start_correction(item, by=staff.submitter, reason="水位更新")
    actions.edit(item, by=staff.submitter, body="水位已回落。")
    actions.publish_at_once(item, reason=FLOOD, by=staff.signer)

    pay(item, Step.REVIEW, staff.reviewer)

    second, first = queries.debts_of_item(item)
    assert (list(first.owed), len(second.owed)) == ([Step.CONFIDENTIALITY], 2)


def test_a_signer_who_reviewed_it_publishes_but_does_not_also_sign(staff):
    item = builders.reviewed(staff)
    signer = same_person(staff.reviewer, item, Duty.SIGNER)

    actions.publish_at_once(item, reason=FLOOD, by=signer)

    assert owed(item) == [[Step.CONFIDENTIALITY, Step.SIGN_OFF]]
