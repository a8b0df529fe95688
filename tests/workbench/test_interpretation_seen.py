"""Who sees what of interpretation: plans and drafts stay with their organ, the figures open their lists."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions as disclosure
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.interpretation.models import Plan
from gongkai.organs.actions import found_organ
from tests import factories
from tests.disclosure import builders as items
from tests.disclosure.desk import FRIDAY, page, sign_in
from tests.interpretation import builders

LIST = "/desk/interpretation/"
SECRET = ("内部提纲", "只供内部看的解读", "更正中的标题")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return items.office()


@pytest.fixture
def policy(staff):
    """A public document that is being corrected, with a plan and a draft that nobody outside is to see."""
    made = builders.policy(staff)
    builders.plan(made, staff, outline="内部提纲")
    builders.released(made, staff)
    builders.interpretation(made, staff, title="只供内部看的解读")
    disclosure.start_correction(made, by=staff.submitter, reason="表述有误")
    disclosure.edit(made, by=staff.submitter, title="更正中的标题")
    return builders.fresh(made)


def organs():
    """The reader's organ as the permission table names it, seen from the organ of the document."""
    return {
        "own": factories.organ(),
        "superior": factories.organ(factories.CITY),
        "other": factories.organ(factories.TOWN),
        "subordinate": _below(factories.organ()),
    }


def _below(above):
    given = {"name": "市财政局国库中心", "short_name": "国库中心", "kind": above.kind, "level": above.level}
    return found_organ(by=SYSTEM, parent=above, code="below", existed_from=factories.LONG_AGO, **given)


@pytest.mark.parametrize("duty", [Duty.SUBMITTER, Duty.REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD])
@pytest.mark.parametrize("relation", ["own", "superior", "other", "subordinate"])
def test_plans_and_drafts_are_shown_to_their_own_organ_alone(client, policy, relation, duty):
    sign_in(client, factories.actor(organs()[relation], duty))

    told = page(client.get(reverse("workbench:interpreted_policy", args=[policy.pk])))

    seen = [word in told for word in SECRET]
    assert seen == [relation == "own"] * 3
    assert ("市财政局关于印发补贴资金管理办法的通知" in told) == (relation != "own")


def test_a_document_of_another_organ_that_was_never_public_is_not_there(client, staff):
    draft = builders.policy(staff)
    sign_in(client, factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD))

    assert client.get(reverse("workbench:interpreted_policy", args=[draft.pk])).status_code == 404


def test_another_organ_is_offered_no_plan_and_may_fulfil_none(client, staff, policy):
    town = items.office(factories.TOWN)
    sign_in(client, town.submitter)

    form = client.get(reverse("workbench:draft_interpretation", args=[policy.pk])).context["form"]

    assert form["title"].value() == "《市财政局关于印发补贴资金管理办法的通知》政策解读"
    assert list(form.fields["plan"].queryset) == []
    with pytest.raises(Refused, match="不属于这份文件"):
        builders.interpretation(policy, town, plan=Plan.objects.get())


def test_each_figure_opens_the_list_behind_it(client, staff):
    builders.both(staff)
    done = builders.policy(staff, title="有方案的办法")
    builders.plan(done, staff)
    builders.released(done, staff)
    builders.released(
        builders.interpretation(done, staff, plan=Plan.objects.get(), by_head=False).item, staff
    )
    given_up = builders.policy(staff, title="不制发的办法")
    dropped = builders.plan(given_up, staff)
    builders.actions.drop_plan(dropped, by=staff.submitter, reason="不制发了")
    builders.plan(given_up, staff)
    sign_in(client, staff.submitter)

    tiles = client.get(LIST).context["tiles"]

    told = {label: n for label, n, _href in tiles}
    assert told == {
        "计划解读": 2,
        "按期完成": 1,
        "逾期完成": 0,
        "逾期未完成": 0,
        "未到期": 1,
        "已发布解读": 2,
        "与文件同日发布": 2,
        "主要负责人解读": 1,
    }
    assert {label: len(client.get(href).context["rows"]) for label, _n, href in tiles} == told


def test_a_superior_opens_the_lists_of_those_below_as_far_as_they_are_public(client, staff):
    builders.both(staff, title="公开的办法")
    inside = builders.policy(staff, title="未公开的办法")
    builders.plan(inside, staff)
    sign_in(client, factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD))

    (_organ, figures), *_rest = client.get(f"{LIST}?show=organs").context["rows"]
    planned, published = (page(client.get(figures[n][2])) for n in (0, 5))

    assert [n for _label, n, _href in figures] == [1, 0, 0, 0, 1, 1, 1, 1]
    assert ("另有1项方案的文件尚未公开" in planned, "未公开的办法" in planned) == (True, False)
    assert "公开的办法" in published
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.OFFICE_HEAD))
    assert client.get(figures[0][2]).status_code == 404
    assert client.get(f"{LIST}?organ=nothing").status_code == 404


def test_the_heads_are_counted_and_those_who_lack_are_listed_alone(client, staff):
    builders.both(staff)
    sign_in(client, factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD))

    shown = client.get(f"{LIST}?show=heads")
    lacking = client.get(f"{LIST}?show=heads&only=without")

    rows = [(organ.code, organ.told, enough) for organ, enough, _href in shown.context["rows"]]
    assert rows == [("city", 0, False), ("finance", 1, True)]
    assert "2个单位中，1个已达到" in page(shown)
    assert [organ.told for organ, _enough, _href in lacking.context["rows"]] == [0]
    by_head = shown.context["rows"][1][2]
    assert len(client.get(by_head).context["rows"]) == 1
