"""A policy document that is not to be open is looked at by the disclosure office before anybody else."""

import pytest
from django.contrib.auth.models import User

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.workflow import Attribute, Result, State, Step
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from gongkai.interpretation.queries import reasons_against_submission
from tests import factories
from tests.disclosure import builders

AGREED = "属于行政机关内部事务信息，条例第十六条第一款"
APPLICATION = builders.WITHHELD | {"attribute": Attribute.UPON_APPLICATION, "attribute_ground": ""}


@pytest.mark.parametrize("attribute", [builders.WITHHELD, APPLICATION], ids=["withheld", "application"])
def test_the_disclosure_office_looks_first_and_says_why(staff, attribute):
    item = builders.item(staff, **attribute, kind="normative")
    actions.submit(item, by=staff.submitter)
    waits = item.state

    with pytest.raises(Refused):
        actions.pass_review(item, by=staff.reviewer)
    actions.pass_attribute_check(item, by=staff.head, reason=AGREED)

    look = item.reviews.get()
    assert (waits, item.state) == (State.IN_ATTRIBUTE_CHECK, State.IN_REVIEW)
    assert (look.step, look.result, look.basis) == (Step.ATTRIBUTE_CHECK, Result.PASSED, AGREED)
    entry = history_of(item).filter(verb="disclosure.pass_attribute_check").get()
    assert (entry.user_id, entry.facts["reason"], entry.cite) == (
        staff.head.user_id,
        AGREED,
        "openness-rules-2016",
    )


@pytest.mark.parametrize(
    ("kind", "attribute", "checked"),
    [
        ("rules", Attribute.WITHHELD, True),
        ("rules", Attribute.UPON_APPLICATION, True),
        ("rules", Attribute.PROACTIVE, False),
        ("normative", Attribute.UPON_APPLICATION, True),
        ("penalty", Attribute.WITHHELD, False),
    ],
)
def test_rules_and_normative_documents_are_checked_when_they_are_not_to_be_open(kind, attribute, checked):
    assert InformationItem(kind=kind, attribute=attribute).attribute_is_checked is checked


@pytest.mark.parametrize(
    "content", [{"kind": "normative"}, builders.WITHHELD], ids=["open policy", "kept back, no policy"]
)
def test_others_go_to_the_review_at_once(staff, content):
    item = builders.item(staff, **content)

    actions.submit(item, by=staff.submitter)

    assert item.state == State.IN_REVIEW


def test_without_a_reason_it_is_not_agreed_to(staff):
    item = builders.kept_policy(staff)

    with pytest.raises(Refused, match="请写明同意不主动公开的理由"):
        actions.pass_attribute_check(item, by=staff.head, reason="  ")


def test_who_wrote_it_does_not_check_it(staff):
    item = builders.kept_policy(staff)
    also_head = factories.staff(
        item.organ, Duty.OFFICE_HEAD, user=User.objects.get(pk=staff.submitter.user_id)
    ).actor()

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_attribute_check(item, by=also_head, reason=AGREED)


def test_the_office_sends_it_back_and_an_open_policy_needs_its_interpretation(staff):
    item = actions.draft(by=staff.submitter, **builders.content(kind="normative", **builders.WITHHELD))
    actions.submit(item, by=staff.submitter)

    actions.send_back(item, by=staff.head, remarks="涉及公众权利义务，应当主动公开")
    before = reasons_against_submission(item)
    actions.edit(
        item, by=staff.submitter, attribute=Attribute.PROACTIVE, attribute_reason="", attribute_ground=""
    )

    assert (item.state, before) == (State.DRAFT, [])
    assert reasons_against_submission(item) != []
    assert item.reviews.get().step == Step.ATTRIBUTE_CHECK


def test_it_is_registered_only_with_the_look_at_this_very_content(staff):
    item = builders.kept_policy(staff)
    actions.pass_attribute_check(item, by=staff.head, reason=AGREED)
    actions.send_back(item, by=staff.reviewer, remarks="补充附件说明")
    actions.edit(item, by=staff.submitter, summary="补充后的概述")
    actions.submit(item, by=staff.submitter)
    again = item.state

    actions.pass_attribute_check(item, by=staff.head, reason=AGREED)
    actions.pass_review(item, by=staff.reviewer)
    actions.pass_confidentiality_review(
        item, by=staff.confidentiality, result=Result.NOT_OPEN, basis="条例第十六条"
    )
    actions.sign_off(item, by=staff.signer, release=True)

    assert (again, item.state) == (State.IN_ATTRIBUTE_CHECK, State.RETAINED)


def test_it_waits_for_the_head_and_its_step_is_shown(staff):
    item = builders.kept_policy(staff)

    assert [one.pk for one in queries.mine(staff.head)] == [item.pk]
    assert [(str(one.label), one.count) for one in queries.todo(staff.head)][:1] == [
        ("拟不主动公开、待审查公开属性的文件", 1)
    ]
    assert next(iter(queries.plan_of(item))) == Step.ATTRIBUTE_CHECK
    assert queries.step_deadline(item).step == Step.ATTRIBUTE_CHECK
