"""docs/permissions.md, cell by cell: duty × place of work × act, tried on a record against which nothing else stands."""

from datetime import date, timedelta

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.queries import StepPlan
from gongkai.disclosure.workflow import AGREEMENTS, WORKFLOW, State, Step
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories, permissions
from tests.disclosure import builders
from tests.disclosure.acts import ACTS
from tests.disclosure.desk import FRIDAY
from tests.permissions import may, table
from tools.permissions import PAGE, RELATIONS, render

LATER = FRIDAY + timedelta(days=30)


def test_the_page_says_what_the_code_says():
    """If this fails, run python tools/permissions.py."""
    assert PAGE.read_text("utf-8") == render()


@pytest.fixture
def places(db):
    return permissions.places()


@pytest.fixture
def people(places):
    return permissions.people(places)


def document(staff, **content):
    return builders.published(staff, kind="normative", **content)


def scheduled(staff):
    item = builders.signed(staff)
    actions.schedule_publication(item, at=FRIDAY + timedelta(hours=1), by=staff.signer)
    return item


def tampered(staff):
    item = scheduled(staff)
    InformationItem.objects.filter(pk=item.pk).update(body="<p>签发之后换上的内容</p>")
    return item


def indebted(staff):
    item = builders.item(staff)
    actions.publish_at_once(item, reason="汛情", by=staff.head)
    return item


def under_correction(staff):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="有误")
    return item


def asked(staff):
    """The bureau is the co-maker of an item that the town leads."""
    town = builders.office(factories.TOWN)
    item = builders.item(town)
    [agreement] = actions.ask_co_makers(item, organs=[factories.organ()], by=town.submitter)
    return agreement


def asked_and_changed(staff):
    agreement = asked(staff)
    InformationItem.objects.filter(pk=agreement.item_id).update(title="改过的名称")
    agreement.item.refresh_from_db()
    return agreement


SENT_BACK_FROM = {
    "confidentiality_reviewer": State.IN_CONFIDENTIALITY_REVIEW,
    "office_head": State.IN_ATTRIBUTE_CHECK,
    "signer": State.AWAITING_SIGNATURE,
}
# For each act, a record in a state in which nothing but duty and organ can stand against it.
READY = {
    "edit": State.DRAFT,
    "ask_co_makers": State.DRAFT,
    "set_aside": lambda staff: builders.item(staff, body="补助对象周三，身份证号110101198001010010。"),
    "submit": State.DRAFT,
    "pass_attribute_check": State.IN_ATTRIBUTE_CHECK,
    "pass_review": State.IN_REVIEW,
    "pass_confidentiality_review": State.IN_CONFIDENTIALITY_REVIEW,
    "refer_confidentiality_question": State.IN_CONFIDENTIALITY_REVIEW,
    "sign_off": State.AWAITING_SIGNATURE,
    "send_back": State.IN_REVIEW,
    "publish": State.SIGNED,
    "schedule_publication": State.SIGNED,
    "cancel_schedule": scheduled,
    "publish_when_due": scheduled,
    "refuse_schedule": tampered,
    "publish_at_once": State.DRAFT,
    "pay_review": indebted,
    "retain": lambda staff: builders.signed(staff, **builders.WITHHELD),
    "keep_retained": State.RETAINED,
    "open_retained": State.RETAINED,
    "start_correction": State.PUBLISHED,
    "drop_correction": under_correction,
    "record_validity": document,
    "expire": lambda staff: document(staff, expires_on=date(2026, 11, 30)),
    "report_revocation": lambda staff: builders.published(staff, kind="penalty"),
    "withdraw": State.PUBLISHED,
    "take_down": State.PUBLISHED,
    "end_notice": lambda staff: builders.published(staff, shown_until=date(2026, 11, 30)),
    "reopen": State.WITHDRAWN,
    "agree": asked,
    "object_to": asked,
    "ask_again": asked_and_changed,
}
BY_THE_CLOCK = {"publish_when_due", "refuse_schedule", "expire", "end_notice"}


def tries(act, staff, people):
    made = {}

    def record(duty):
        ready = SENT_BACK_FROM.get(duty, READY[act]) if act == "send_back" else READY[act]
        if ready not in made:
            made[ready] = builders.at(ready, staff) if isinstance(ready, State) else ready(staff)
        return made[ready]

    for (duty, relation), by in people.items():
        subject = record(duty)
        with acting_at(LATER if act in BY_THE_CLOCK else FRIDAY):
            yield (duty, relation), may(lambda subject=subject, by=by: ACTS[act](subject, by))
        subject.refresh_from_db()


def test_every_act_of_the_tables_is_tried():
    assert set(READY) == set(ACTS) == {*WORKFLOW.transitions, *AGREEMENTS.transitions}


@pytest.mark.parametrize("act", READY)
def test_each_cell_is_allowed_or_refused_as_the_page_says(act, staff, people):
    section = "agreements" if act in AGREEMENTS.transitions else "disclosure"

    found = {cell for cell, allowed in tries(act, staff, people) if allowed}

    assert found == table(section)[act]


def test_only_a_submitter_drafts_and_only_for_the_own_organ(people, places):
    def drafts(by):
        made = actions.draft(by=by, title="试拟")
        if made.organ_id != places["own"].pk:
            raise Refused("不是本机关的信息。")

    found = {cell for cell, by in people.items() if may(lambda by=by: drafts(by))}

    assert found == {("submitter", "own")}
    assert "| disclosure | `draft` | 起草 | submitter | own |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("act", ["set_route", "drop_route"])
def test_the_heads_of_the_own_and_of_the_highest_organ_set_routes(act, staff, people, places):
    steps = [StepPlan(Step.REVIEW), StepPlan(Step.CONFIDENTIALITY), StepPlan(Step.SIGN_OFF)]
    route = actions.set_route(places["own"], "", steps=steps, debt_days=3, by=staff.head)

    def do(by):
        if act == "set_route":
            actions.set_route(places["own"], "", steps=steps, debt_days=3, by=by)
        else:
            actions.drop_route(type(route).objects.get(pk=route.pk), by=by)

    found = {cell for cell, by in people.items() if may(lambda by=by: do(by))}

    assert found == {("office_head", "own"), ("office_head", "superior")}
    assert f"| disclosure | `{act}` |" in PAGE.read_text("utf-8")


def test_the_page_knows_every_place():
    cells = {
        place
        for section in ("disclosure", "agreements")
        for row in table(section).values()
        for _d, place in row
    }

    assert cells <= set(RELATIONS)
