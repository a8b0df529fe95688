"""What happens while something else is happening: two signers, rules that change before a time that was set, a draft
that comes back, midnight."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.actions import scheduling
from gongkai.disclosure.models import InformationItem, Validity, findings
from gongkai.disclosure.queries import StepPlan, public_items
from gongkai.disclosure.tasks import end_notices, expire_documents, publish_due_items
from gongkai.disclosure.workflow import Result, State, Step
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused, Stale
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY
from tests.disclosure.test_four_eyes import same_person

MONDAY = FRIDAY + timedelta(days=3)
BEIJING = ZoneInfo("Asia/Shanghai")
LEAK = ("补助对象周三，身份证号110101198001010010。", "正文", "")
REFUSED_LIST = "未能定时发布的信息"


def second_signer(item):
    return factories.actor(item.organ, Duty.SIGNER)


# What the first signer does, what the second tries on the page as it was, what is said.
TWO = [
    ("both sign", "sign_off", "sign_off", "已对这条记录作了处理"),
    ("one returns, one signs", "send_back", "sign_off", "已对这条记录作了处理"),
    ("one signs, one returns", "sign_off", "send_back", "已对这条记录作了处理"),
]
DO = {
    "sign_off": lambda item, by, seen: actions.sign_off(item, by=by, release=True, seen=seen),
    "send_back": lambda item, by, seen: actions.send_back(item, by=by, remarks="数字有误", seen=seen),
}


@pytest.mark.parametrize(("first", "second", "why"), [row[1:] for row in TWO], ids=[row[0] for row in TWO])
def test_the_second_of_two_signers_is_told_who_was_quicker(first, second, why, staff):
    item = builders.at(State.AWAITING_SIGNATURE, staff)
    seen, also = item.revision, InformationItem.objects.get(pk=item.pk)
    DO[first](item, staff.signer, seen)

    with pytest.raises(Stale, match=f"{staff.signer.name}{why}"):
        DO[second](also, second_signer(item), seen)

    item.refresh_from_db()
    assert item.version_count == (1 if first == "sign_off" else 0)


def test_a_second_signature_without_the_page_is_refused_by_the_state(staff):
    item = builders.at(State.AWAITING_SIGNATURE, staff)
    also = InformationItem.objects.get(pk=item.pk)
    actions.sign_off(item, by=staff.signer)

    with pytest.raises(Refused, match="“已签发”状态下不能签发"):
        actions.sign_off(also, by=second_signer(item))

    assert item.reviews.filter(step=Step.SIGN_OFF).count() == 1


@pytest.fixture
def scheduled(staff):
    item = builders.signed(staff)
    actions.schedule_publication(item, at=MONDAY, by=staff.signer)
    return item


def told_to(actor):
    return {str(one.label): one.count for one in queries.todo(actor)}.get(REFUSED_LIST, 0)


def new_rules(monkeypatch):
    """From now on the guard knows something in every text."""
    [[leak]] = findings.findings_of_each([[LEAK]])
    monkeypatch.setattr(findings, "findings_of_each", lambda pieces: [[leak] for _one in pieces])


def test_what_new_rules_find_is_not_published_silently_and_signer_and_head_are_told(
    scheduled, staff, monkeypatch
):
    new_rules(monkeypatch)
    with acting_at(MONDAY):
        assert publish_due_items.call() == 0
        assert [told_to(one) for one in (staff.signer, staff.head)] == [1, 1]

    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.publish_at, list(public_items())) == (State.SIGNED, None, [])
    assert "发现1处不得公开的内容" in scheduled.publish_refusal


def test_a_finding_answered_for_by_a_signer_in_between_is_published(scheduled, staff, monkeypatch):
    new_rules(monkeypatch)
    [mark] = [one.fingerprint for one in scheduled.findings().blocking()]
    actions.set_aside(scheduled, by=staff.signer, fingerprints=[mark], reason="当事人书面同意公开")

    with acting_at(MONDAY):
        assert publish_due_items.call() == 1


def test_a_route_that_asks_for_more_in_between_is_not_published_silently(scheduled, staff):
    factories.actor(scheduled.organ, Duty.REVIEWER)
    plans = [StepPlan(step) for step in Step]
    actions.set_route(scheduled.organ, "", steps=plans, debt_days=3, by=staff.head)

    with acting_at(MONDAY):
        assert (publish_due_items.call(), told_to(staff.signer)) == (0, 1)

    scheduled.refresh_from_db()
    assert "缺少对现有内容的复审记录" in scheduled.publish_refusal


def test_a_fault_of_ours_is_told_once_stops_no_other_item_and_is_tried_again(scheduled, staff, monkeypatch):
    other = builders.signed(staff)
    actions.schedule_publication(other, at=MONDAY + timedelta(minutes=1), by=staff.signer)
    release = scheduling.release

    def faulty(item, *given, **named):
        if item.pk == scheduled.pk:
            raise OSError("disk")
        return release(item, *given, **named)

    with acting_at(MONDAY + timedelta(hours=1)), monkeypatch.context() as broken:
        broken.setattr(scheduling, "release", faulty)
        assert [publish_due_items.call(), publish_due_items.call()] == [1, 0]
        assert told_to(staff.signer) == 1

    scheduled.refresh_from_db()
    told = [entry.verb for entry in history_of(scheduled)].count("disclosure.refuse_schedule")
    assert ("系统出错" in scheduled.publish_refusal, scheduled.publish_at, told) == (True, MONDAY, 1)

    with acting_at(MONDAY + timedelta(hours=2)):
        assert publish_due_items.call() == 1
        assert told_to(staff.signer) == 0


def test_who_passed_one_step_passes_no_other_after_the_draft_came_back_and_was_changed(staff):
    item = builders.reviewed(staff)
    both = same_person(staff.reviewer, item, Duty.SIGNER)
    actions.send_back(item, by=staff.confidentiality, remarks="补充依据")
    actions.edit(item, by=staff.submitter, body="补充了依据。")
    actions.submit(item, by=staff.submitter)
    actions.pass_review(item, by=factories.actor(item.organ, Duty.REVIEWER))
    actions.pass_confidentiality_review(
        item, by=staff.confidentiality, result=Result.OPEN, basis="条例第十四条"
    )

    with pytest.raises(Refused, match="您已在“审核”环节审查过这一稿"):
        actions.sign_off(item, by=both)

    actions.sign_off(item, by=staff.signer)
    assert item.state == State.SIGNED


def test_who_sent_a_draft_back_and_changed_it_in_another_duty_passes_it_no_more(staff):
    item = builders.at(State.IN_REVIEW, staff)
    actions.send_back(item, by=staff.reviewer, remarks="请修改")
    actions.edit(item, by=same_person(staff.reviewer, item, Duty.SUBMITTER), body="自己改好了。")
    actions.submit(item, by=staff.submitter)

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_review(item, by=staff.reviewer)


def test_a_deputy_who_wrote_it_does_not_pass_it_but_the_owner_does(staff):
    item = builders.at(State.IN_REVIEW, staff)
    deputy = same_person(staff.submitter, item, Duty.REVIEWER)
    people = {"owner_id": staff.reviewer.user_id, "deputy_id": deputy.user_id}
    factories.actor(item.organ, Duty.SUBMITTER)
    plans = [StepPlan(Step.REVIEW, **people), StepPlan(Step.CONFIDENTIALITY), StepPlan(Step.SIGN_OFF)]
    actions.set_route(item.organ, "", steps=plans, debt_days=3, by=staff.head)

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_review(item, by=deputy)
    with pytest.raises(Refused, match="指定由"):
        actions.pass_review(item, by=factories.actor(item.organ, Duty.REVIEWER))

    actions.pass_review(item, by=staff.reviewer)
    assert item.state == State.IN_CONFIDENTIALITY_REVIEW


def test_who_wrote_what_was_published_at_once_unread_does_not_pass_its_correction(staff):
    item = builders.item(staff)
    actions.publish_at_once(item, reason="汛情", by=staff.signer)
    corrector = factories.actor(item.organ, Duty.SUBMITTER)
    actions.start_correction(item, by=corrector, reason="水位更新")
    actions.submit(item, by=corrector)

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_review(item, by=same_person(staff.submitter, item, Duty.REVIEWER))


def test_who_wrote_what_others_have_read_since_may_pass_the_correction_of_somebody_else(staff):
    item = builders.published(staff)
    corrector = factories.actor(item.organ, Duty.SUBMITTER)
    actions.start_correction(item, by=corrector, reason="电话有误")
    actions.submit(item, by=corrector)

    actions.pass_review(item, by=same_person(staff.submitter, item, Duty.REVIEWER))
    assert item.state == State.IN_CONFIDENTIALITY_REVIEW


LAST = date(2026, 11, 30)
MIDNIGHT = [(datetime(2026, 11, 30, 23, 59, 59), False), (datetime(2026, 12, 1), True)]


@pytest.mark.parametrize(("moment", "over"), MIDNIGHT, ids=["a second before", "midnight in Beijing"])
def test_a_document_and_a_notice_end_at_midnight_where_the_organs_are(moment, over, staff):
    document = builders.published(staff, kind="normative", expires_on=LAST)
    notice = builders.published(staff, shown_until=LAST)

    with acting_at(moment.replace(tzinfo=BEIJING)):
        before_the_work = queries.standing(document.current_version).ended
        done = [expire_documents.call(), end_notices.call()]

    document.refresh_from_db()
    notice.refresh_from_db()
    assert (before_the_work, done) == (over, [int(over)] * 2)
    assert document.ended_on == (date(2026, 12, 1) if over else None)
    assert document.validity == (Validity.EXPIRED if over else Validity.IN_FORCE)
    assert notice.state == (State.WITHDRAWN if over else State.PUBLISHED)
