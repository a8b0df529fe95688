"""A small office: four people who may pass an item on, and an item at any stage of its life."""

from dataclasses import dataclass
from datetime import date

from gongkai.accounts.models import Duty
from gongkai.catalogue.models import Block, Column
from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem, Route, RouteStep
from gongkai.disclosure.workflow import Attribute, Result, State, Step
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.interpretation.actions import plan_interpretation
from tests import factories

FORMED = date(2026, 11, 16)
WITHHELD = {
    "attribute_ground": "internal_affairs",
    "attribute": Attribute.WITHHELD,
    "attribute_reason": "《中华人民共和国政府信息公开条例》第十六条：内部工作流程",
}


@dataclass(frozen=True)
class Office:
    submitter: Actor
    reviewer: Actor
    confidentiality: Actor
    signer: Actor
    head: Actor


def office(code: str = factories.BUREAU) -> Office:
    at = factories.organ(code)
    return Office(
        factories.actor(at, Duty.SUBMITTER),
        factories.actor(at, Duty.REVIEWER),
        factories.actor(at, Duty.CONFIDENTIALITY_REVIEWER),
        factories.actor(at, Duty.SIGNER),
        factories.actor(at, Duty.OFFICE_HEAD),
    )


def column(code: str = "20.2", name: str = "机构职能", **fields) -> Column:
    given = {"name": name, "block": Block.STATUTORY, "statutory_item": code[:10]} | fields
    return Column.objects.get_or_create(code=code, defaults=given)[0]


def content(**changed):
    whole = {
        "title": "市财政局内设机构职责",
        "body": "办公室负责机关日常运转。\n预算科负责编制部门预算。",
        "column_id": column().pk,
        "formed_on": FORMED,
    }
    return whole | changed


def item(by: Office, **changed) -> InformationItem:
    """A complete draft, with a plan to interpret it where it is asked for."""
    made = actions.draft(by=by.submitter, **content(**changed))
    if made.is_normative and made.attribute == Attribute.PROACTIVE:
        plan = {"form": "text", "outline": "背景、内容", "channels": ["site"], "planned_on": today()}
        plan_interpretation(made, by=by.submitter, **plan)
    return made


def kept_policy(by: Office, **changed) -> InformationItem:
    """A normative document that is not to be open, handed in: it waits for the disclosure office."""
    made = item(by, kind="normative", **(WITHHELD | changed))
    actions.submit(made, by=by.submitter)
    return made


def reviewed(by: Office, **changed) -> InformationItem:
    """Submitted, and passed by the reviewer."""
    made = item(by, **changed)
    return review(made, by)


def review(made: InformationItem, by: Office) -> InformationItem:
    actions.submit(made, by=by.submitter)
    actions.pass_review(made, by=by.reviewer)
    return made


def clear(made: InformationItem, by: Office, result: Result | None = None) -> InformationItem:
    """Review and confidentiality review of a draft."""
    review(made, by)
    fitting = Result.OPEN if made.attribute == Attribute.PROACTIVE else Result.NOT_OPEN
    actions.pass_confidentiality_review(
        made, by=by.confidentiality, result=result or fitting, basis="条例第十四条、第十五条"
    )
    return made


def signed(by: Office, **changed) -> InformationItem:
    made = clear(item(by, **changed), by)
    actions.sign_off(made, by=by.signer)
    return made


def published(by: Office, **changed) -> InformationItem:
    made = signed(by, **changed)
    actions.publish(made, by=by.signer)
    return made


def corrected(made: InformationItem, by: Office, **changed) -> InformationItem:
    """A published item with a correction published as well."""
    actions.start_correction(made, by=by.submitter, reason="原文电话号码有误")
    actions.edit(made, by=by.submitter, **changed)
    clear(made, by)
    actions.sign_off(made, by=by.signer, release=True)
    return made


def route(organ, *steps: Step, kind: str = "") -> Route:
    """The organ lets its items go through these steps."""
    made = Route.objects.create(organ=organ, kind=kind)
    for step in steps:
        RouteStep.objects.create(route=made, step=step)
    return made


def at(state: State, by: Office) -> InformationItem:
    """An item in this state."""
    match state:
        case State.DRAFT:
            return item(by)
        case State.IN_ATTRIBUTE_CHECK:
            return kept_policy(by)
        case State.IN_REVIEW:
            made = item(by)
            actions.submit(made, by=by.submitter)
            return made
        case State.IN_SECOND_REVIEW:
            made = item(by)
            route(made.organ, *Step)
            return review(made, by)
        case State.IN_CONFIDENTIALITY_REVIEW:
            return reviewed(by)
        case State.AWAITING_SIGNATURE:
            return clear(item(by), by)
        case State.SIGNED:
            return signed(by)
        case State.PUBLISHED:
            return published(by)
        case State.RETAINED:
            made = signed(by, **WITHHELD)
            actions.retain(made, by=by.signer)
            return made
    made = published(by)
    actions.withdraw(made, by=by.signer, reason="duplicate", explanation="本条与另一条重复，已撤回。")
    return made
