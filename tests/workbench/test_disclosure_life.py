"""The later acts on an item at the desk: schedule, emergency, co-makers, register, validity, revocation, return."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from gongkai.workbench.disclosure.acts import form_of
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

NOT_YET = "请填写定时发布的日期和时间"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def do(client):
    """Do an act as this person would; answers the page that follows."""

    def send(item, name, by, **typed):
        sign_in(client, by)
        item.refresh_from_db()
        url = reverse("workbench:move_item", args=[item.pk, name])
        return client.post(url, {"seen": item.revision} | typed, follow=True)

    return send


def shown(client, item, by):
    return page(sign_in(client, by).get(reverse("workbench:item", args=[item.pk])))


def test_sign_off_sets_a_time_at_which_it_is_published_by_itself(staff, do, client):
    item = builders.at(State.AWAITING_SIGNATURE, staff)

    response = do(item, "sign_off", staff.signer, then="at", on="2026-11-23", hour="09:00")

    item.refresh_from_db()
    assert (item.state, item.publish_at) == (State.SIGNED, datetime(2026, 11, 23, 9, tzinfo=FRIDAY.tzinfo))
    assert "定于11月23日 09:00自动发布" in page(response)


def test_sign_off_at_a_time_asks_for_the_time(staff, do):
    item = builders.at(State.AWAITING_SIGNATURE, staff)

    assert NOT_YET in page(do(item, "sign_off", staff.signer, then="at"))
    item.refresh_from_db()
    assert item.state == State.AWAITING_SIGNATURE


def test_a_schedule_is_set_and_cancelled(staff, do):
    item = builders.signed(staff)

    do(item, "schedule_publication", staff.signer, on="2026-11-23", hour="09:00")
    item.refresh_from_db()
    assert item.publish_at is not None
    do(item, "cancel_schedule", staff.signer)

    item.refresh_from_db()
    assert (item.state, item.publish_at) == (State.SIGNED, None)


def test_a_schedule_in_the_past_is_refused_in_words(staff, do):
    response = do(builders.signed(staff), "schedule_publication", staff.signer, on="2026-11-19", hour="09:00")

    assert "定时发布的时间须晚于现在" in page(response)


def test_an_emergency_is_published_with_its_reason_and_the_debt_is_seen_until_paid(staff, do, client):
    item = builders.item(staff)

    assert "仅限突发事件" in shown(client, item, staff.signer)
    do(item, "publish_at_once", staff.signer, reason="青河水位超警", sure="on")
    item.refresh_from_db()
    assert item.state == State.PUBLISHED
    assert "应急发布，待补审查" in shown(client, item, staff.submitter)

    do(item, "pay_review", staff.reviewer, step="review", result="passed")
    do(item, "pay_review", staff.confidentiality, step="confidentiality", result="open", basis="条例第十四条")
    assert "应急发布后已补齐审查" in shown(client, item, staff.submitter)


def test_an_emergency_is_not_published_without_the_promise(staff, do):
    item = builders.item(staff)

    response = do(item, "publish_at_once", staff.head, reason="青河水位超警")

    assert list(response.context["tried"].errors) == ["sure"]
    item.refresh_from_db()
    assert item.state == State.DRAFT


def test_a_look_afterwards_that_does_not_pass_asks_for_the_withdrawal(staff, do, client):
    item = builders.item(staff)
    actions.publish_at_once(item, reason="突发汛情", by=staff.signer)

    do(item, "pay_review", staff.reviewer, step="review", result="returned", remarks="水位数字有误")

    assert "补审未通过，应当更正或者撤回" in shown(client, item, staff.head)


def test_co_makers_are_chosen_from_the_neighbours_or_typed(staff, do):
    neighbour, far = factories.organ("development"), factories.organ(factories.TOWN)
    item = builders.item(staff)

    response = do(item, "ask_co_makers", staff.submitter, peers=[neighbour.pk], others=far.name)

    assert {one.organ_id for one in queries.agreements_on(item)} == {neighbour.pk, far.pk}
    assert "待答复" in page(response)


@pytest.mark.parametrize(
    ("others", "told"), [("", "请选择至少一个共同制作机关"), ("没有的局", "没有名为“没有的局”的机关")]
)
def test_a_co_maker_that_is_not_there_is_said(staff, do, others, told):
    item = builders.item(staff)

    assert told in page(do(item, "ask_co_makers", staff.submitter, others=others))
    assert queries.agreements_on(item) == []


def test_reassess_keeps_what_stays_as_it_is_and_reopens_what_does_not(staff, do):
    item = builders.at(State.RETAINED, staff)

    do(item, "reassess", staff.head, attribute="withheld", reason="情形未变")
    item.refresh_from_db()
    assert (item.state, item.reassessments.count()) == (State.RETAINED, 1)
    do(item, "reassess", staff.head, attribute="proactive", reason="已办结，可以公开")

    item.refresh_from_db()
    assert (item.state, item.attribute) == (State.DRAFT, "proactive")


def test_a_penalty_whose_decision_was_revoked_says_by_when_it_must_be_withdrawn(staff, do, client):
    item = builders.published(staff, kind=ItemKind.PENALTY)

    response = do(item, "report_revocation", staff.submitter, on="2026-11-19")

    assert "应当撤回" in page(response)
    assert "最迟于2026年11月24日撤回" in page(response)
    offered = {act.name for act, _form in response.context["forms"]}
    assert "withdraw" not in offered


def test_record_validity_finds_the_successor_by_its_number(staff, do):
    column = builders.column("20.1.2", item_kind="normative")
    old = builders.published(staff, column_id=column.pk, document_number="青财规〔2020〕1号")
    new = builders.published(staff, column_id=column.pk, title="新办法", document_number="青财规〔2026〕2号")

    do(
        old,
        "record_validity",
        staff.signer,
        validity="repealed",
        ended_on="2026-11-20",
        basis="青财规〔2026〕2号",
        successor="青财规〔2026〕2号",
    )

    old.refresh_from_db()
    assert (old.validity, old.successor_id, old.ended_on) == ("repealed", new.pk, date(2026, 11, 20))


def test_a_successor_that_is_not_public_is_said_with_what_is_near(staff, do):
    column = builders.column("20.1.2", item_kind="normative")
    old = builders.published(staff, column_id=column.pk)
    builders.published(staff, column_id=column.pk, title="市级专项资金管理办法")

    response = do(
        old, "record_validity", staff.signer, validity="amended", basis="依据", successor="专项资金"
    )

    assert "没有找到已经公开的“专项资金”。是不是：市级专项资金管理办法？" in page(response)


def test_a_withdrawn_item_is_drafted_anew(staff, do):
    item = builders.at(State.WITHDRAWN, staff)

    do(item, "reopen", staff.submitter, reason="核实后重新公开")

    item.refresh_from_db()
    assert (item.state, item.correction_reason) == (State.DRAFT, "核实后重新公开")


@pytest.mark.parametrize("name", ["expire", "publish_when_due", "take_down", "keep_retained"])
def test_what_only_the_clock_does_is_no_act_of_this_page(staff, do, name):
    assert do(builders.published(staff), name, staff.signer).status_code == 404


@pytest.mark.parametrize(("kind", "offered"), [("penalty", True), ("general", False)])
def test_only_for_a_penalty_a_revoked_decision_is_offered_as_a_reason(staff, kind, offered):
    item = builders.published(staff, kind=kind)

    choices = dict(form_of("withdraw", item, staff.signer).fields["reason"].choices)

    assert ("penalty_revoked" in choices, "other" in choices) == (offered, True)
