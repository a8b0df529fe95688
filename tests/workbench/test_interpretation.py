"""Interpretation at the desk: planning, drafting, tying, the elements, the lists of a year."""

from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions as disclosure
from gongkai.foundation.moment import acting_at
from gongkai.interpretation.models import Interpretation, Plan
from tests import factories
from tests.disclosure import builders as items
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in
from tests.interpretation import builders
from tests.interpretation.builders import fresh

LIST = "/desk/interpretation/"


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return items.office()


@pytest.fixture
def clerk(client, staff):
    """The client with the submitter signed in."""
    return sign_in(client, staff.submitter)


def way(name, row):
    return reverse(f"workbench:{name}", args=[row.pk])


def filled(client, url, **typed):
    """Send the form of this page as a browser would."""
    return client.post(url, filled_in(client.get(url).context["form"]) | typed)


def test_a_document_says_before_the_click_what_it_lacks(clerk, staff):
    policy = builders.policy(staff)

    assert "还不能报送" in page(clerk.get(way("interpreted_policy", policy)))
    builders.plan(policy, staff)
    assert "还不能报送" not in page(clerk.get(way("interpreted_policy", policy)))


def test_the_draft_and_the_item_say_so_too_and_lead_to_where_it_is_put_right(clerk, staff):
    policy = builders.policy(staff)
    there = f'href="{way("interpreted_policy", policy)}"'

    draft, shown = page(clerk.get(way("edit_item", policy))), clerk.get(way("item", policy))
    assert ("起草解读或者制定解读方案" in draft, there in draft) == (True, True)
    assert "submit" not in [act.name for act, _form in shown.context["forms"]]
    assert any("解读" in reason for reason in shown.context["against"])

    builders.plan(policy, staff)
    shown = clerk.get(way("item", policy))
    assert "submit" in [act.name for act, _form in shown.context["forms"]]
    assert shown.context["against"] == []


def test_a_plan_is_made_changed_and_given_up(clerk, staff):
    policy = builders.policy(staff)
    there = way("interpreted_policy", policy)

    made = filled(
        clerk,
        way("plan_interpretation", policy),
        form="pictures",
        outline="补给谁、补多少",
        channels=["site", "new_media"],
        planned_on="2026-11-23",
    )
    plan = Plan.objects.get()
    assert (made["Location"], plan.planned_on, plan.channels) == (
        there,
        date(2026, 11, 23),
        ["site", "new_media"],
    )

    filled(clerk, way("revise_plan", plan), planned_on="2026-11-24")
    assert fresh(plan).planned_on == date(2026, 11, 24)

    filled(clerk, way("drop_plan", plan), reason="文件不再制发")
    assert fresh(plan).dropped_reason == "文件不再制发"
    assert "文件不再制发" in page(clerk.get(there))


def test_a_plan_for_yesterday_stays_on_the_form(clerk, staff):
    url = way("plan_interpretation", builders.policy(staff))

    response = filled(clerk, url, form="text", outline="背景", channels=["site"], planned_on="2026-11-19")

    assert "早于今天" in page(response)
    assert Plan.objects.count() == 0


def test_an_interpretation_is_drafted_from_the_page_of_its_document(clerk, staff):
    policy = builders.policy(staff)
    plan = builders.plan(policy, staff)
    url = way("draft_interpretation", policy)
    sent = filled_in(clerk.get(url).context["form"]) | {
        "plan": plan.pk,
        "form": "questions",
        "interpreter_name": "周正",
        "interpreter_post": "市财政局局长",
        "has_background": True,
        "where_content": "第二问",
    }

    first, second = clerk.post(url, sent), clerk.post(url, sent)

    tie = Interpretation.objects.get()
    assert first["Location"] == second["Location"] == way("edit_item", tie.item)
    assert (tie.plan, tie.item.title, tie.by_head) == (plan, f"《{policy.title}》政策解读", True)
    assert tie.elements == {"background": "", "content": "第二问"}
    assert (tie.item.kind, tie.item.column_id, tie.item.theme) == (
        "interpretation",
        builders.columns()[1],
        "04",
    )


def test_a_draft_that_is_written_already_is_tied(clerk, staff):
    policy = builders.policy(staff)
    loose = items.item(staff, title="已写好的解读", kind="interpretation", column_id=builders.columns()[1])

    filled(
        clerk,
        way("tie_interpretation", policy),
        item=loose.pk,
        form="text",
        interpreter_name="周正",
        interpreter_post="局长",
    )

    assert Interpretation.objects.get().item == loose
    assert "已写好的解读" in page(clerk.get(way("interpreted_policy", policy)))


def test_the_elements_are_ticked_and_what_is_missing_is_said(clerk, staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff, elements={"background": "第一部分"})

    filled(clerk, way("describe_interpretation", tie), has_content=True, where_content="第二部分")

    assert fresh(tie).elements == {"background": "第一部分", "content": "第二部分"}
    shown = page(clerk.get(way("interpreted_policy", policy)))
    assert "未勾选的要素：目标任务、适用范围、执行标准、关键词、术语、注意事项、新旧政策差异" in shown


def test_the_second_saver_of_the_elements_is_told(clerk, staff):
    tie = builders.interpretation(builders.policy(staff), staff)
    url = way("describe_interpretation", tie)
    sent = filled_in(clerk.get(url).context["form"], drafted_by="第二人")
    clerk.post(url, sent | {"drafted_by": "第一人"})

    response = clerk.post(url, sent)

    assert "没有覆盖对方的处理" in page(response)
    assert fresh(tie).drafted_by == "第一人"


def test_a_wrong_tie_is_undone(clerk, staff):
    tie = builders.interpretation(builders.policy(staff), staff)

    filled(clerk, way("untie_interpretation", tie))

    assert Interpretation.objects.count() == 0


def test_an_interpretation_whose_document_was_withdrawn_waits_until_somebody_decides(clerk, staff):
    policy, tie = builders.both(staff)
    disclosure.withdraw(policy, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")
    assert "文件已撤回、待处理的解读" in page(clerk.get("/desk/"))

    filled(clerk, way("keep_interpretation", tie), reason="办理方式仍然适用")

    assert fresh(tie).kept_reason == "办理方式仍然适用"
    assert clerk.get(f"{LIST}?show=orphans").context["rows"] == []
    assert "文件已撤回、待处理的解读" not in page(clerk.get("/desk/"))


def test_what_is_not_yours_is_not_there(client, staff):
    policy = builders.policy(staff)
    plan, tie = builders.plan(policy, staff), builders.interpretation(policy, staff)
    sign_in(client, items.office(factories.TOWN).submitter)
    theirs = [("interpreted_policy", policy), ("plan_interpretation", policy), ("revise_plan", plan)]
    theirs += [("describe_interpretation", tie), ("untie_interpretation", tie), ("keep_interpretation", tie)]

    assert {client.get(way(name, row)).status_code for name, row in theirs} == {404}


def test_other_duties_look_on(client, staff):
    policy = builders.policy(staff)
    sign_in(client, staff.reviewer)

    assert client.get(way("interpreted_policy", policy)).status_code == 200
    assert client.get(way("plan_interpretation", policy)).status_code == 403
    sign_in(client, factories.actor(policy.organ, Duty.REPORT_CLERK))
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("show", "queries"),
    [("plans", 9), ("published", 9), ("waiting", 10), ("heads", 11), ("organs", 12), ("orphans", 9)],
)
def test_each_list_costs_the_same_with_one_row_and_with_three(
    show, queries, count, clerk, staff, django_assert_num_queries
):
    for n in range(count):
        builders.both(staff, title=f"办法{n}")
        waits = builders.policy(staff, title=f"待解读{n}")
        builders.plan(waits, staff)
        builders.released(waits, staff)
        gone, _tie = builders.both(staff, title=f"撤回{n}")
        disclosure.withdraw(gone, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")
    clerk.get(LIST)

    with django_assert_num_queries(queries):
        response = clerk.get(f"{LIST}?show={show}")

    rows = {
        "plans": count,
        "published": 2 * count,
        "waiting": count,
        "heads": 1,
        "organs": 1,
        "orphans": count,
    }
    assert len(response.context["rows"]) == rows[show]


def test_the_panel_speaks_for_documents_and_interpretations_and_is_silent_otherwise(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    drawn = [
        Template("{% load interpretation %}{% interpretation_panel item %}").render(Context({"item": item}))
        for item in (policy, tie.item, items.item(staff))
    ]

    assert "完整的解读稿与文件一起报送、审查和发布" in drawn[0]
    assert "解读与文件同步审签，请在文件的页面一并办理" in drawn[1]
    assert drawn[2].strip() == ""
