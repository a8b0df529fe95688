"""docs/permissions.md for interpretation, cell by cell: duty × place of work × act."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions as disclosure
from gongkai.interpretation import actions
from tests import permissions
from tests.disclosure import builders as items
from tests.interpretation import builders
from tests.interpretation.builders import FRIDAY, HEAD
from tests.permissions import Trial, cells, told, tried

REFUSAL = "解读由本机关的信息报送员起草和登记|解读的去留由本机关决定"
PLAN = {"form": "text", "outline": "背景", "channels": ["site"], "planned_on": FRIDAY}
SUBMITTER = cells(Duty.SUBMITTER)
DECIDERS = cells(Duty.SUBMITTER, Duty.SIGNER, Duty.OFFICE_HEAD)


def trials(staff):
    """The acts, each with what it is done to."""

    def policy():
        return builders.policy(staff)

    def plan():
        return builders.plan(policy(), staff)

    def tie():
        return builders.interpretation(policy(), staff)

    def untied():
        given = {"kind": "interpretation", "column_id": builders.columns()[1]}
        return policy(), items.item(staff, **given)

    def orphan():
        whole, made = builders.both(staff)
        disclosure.withdraw(whole, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")
        return builders.fresh(made)

    return {
        "plan_interpretation": Trial(lambda one, by: actions.plan_interpretation(one, by=by, **PLAN), policy),
        "revise_plan": Trial(lambda one, by: actions.revise_plan(one, by=by, **PLAN), plan),
        "drop_plan": Trial(lambda one, by: actions.drop_plan(one, by=by, reason="不制发了"), plan),
        "tie_interpretation": Trial(
            lambda pair, by: actions.tie_interpretation(*pair, by=by, form="text", **HEAD), untied
        ),
        "describe_interpretation": Trial(
            lambda one, by: actions.describe_interpretation(one, by=by, form="video"), tie
        ),
        "untie_interpretation": Trial(lambda one, by: actions.untie_interpretation(one, by=by), tie),
        "keep_interpretation": Trial(
            lambda one, by: actions.keep_interpretation(one, by=by, reason="仍然适用"), orphan
        ),
    }


ACTS = trials(None)


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(ACTS) == set(permissions.page_of("interpretation"))


@pytest.mark.parametrize("act", ACTS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(staff, everybody, act):
    found = tried(trials(staff)[act], everybody, REFUSAL)

    assert found == told("interpretation", act, shared=False)
    assert found == (DECIDERS if act == "keep_interpretation" else SUBMITTER)


def test_an_interpretation_is_drafted_by_the_submitter_of_the_own_organ_while_its_document_is_not_public(
    staff, everybody
):
    def drafts(policy, by):
        actions.draft_interpretation(policy, by=by, form="text", **HEAD)

    trial = Trial(drafts, lambda: builders.policy(staff))

    assert tried(trial, everybody, "信息报送员|公开以后") == SUBMITTER
