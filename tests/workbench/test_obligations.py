"""What an organ owes, at its own desk."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.catalogue.models import Column
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Owing, Reminder
from tests import factories
from tests.disclosure.desk import page, sign_in
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

OWN = reverse("workbench:obligations")
MARCH = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 3, "due_day": 12, "law": ""}


@pytest.fixture(autouse=True)
def _day():
    """It is Monday, 2 March 2026."""
    with builders.at("2026-03-02"):
        yield


@pytest.fixture
def watch(db):
    return builders.watch()


@pytest.fixture
def owed(watch):
    return owing(obligation(watch, **MARCH))


@pytest.fixture
def clerk(client, watch):
    return sign_in(client, watch.staff.submitter)


def act(client, one, name, **typed):
    return client.post(
        reverse("workbench:settle_owing", args=[one.pk, name]), {"seen": one.revision} | typed, follow=True
    )


def test_the_organ_sees_what_it_owes_and_by_when(clerk, owed):
    told = page(clerk.get(OWN))

    assert "公开部门预算" in told
    assert "▲ 即将到期" in told
    assert "2026-03-12到期，还有10天" in told


def test_the_ways_lead_to_drafting_and_declaring(clerk, owed):
    told = page(clerk.get(OWN))

    assert f"{reverse('workbench:draft_item')}?column={owed.obligation.column_id}" in told
    assert f"{reverse('workbench:owing', args=[owed.pk])}#declare_no_change" in told


def test_a_declaration_with_a_reason_settles_it(clerk, owed):
    told = page(act(clerk, owed, "declare_no_change", reason="本年度预算并入主管部门公开。"))

    assert "已办理：声明本期无变化。" in told
    assert "＝ 本期无变化" in told


@pytest.mark.parametrize(
    ("typed", "why"), [("", "请写明理由；空白的声明不算完成。"), ("——", "空白的声明不算完成")]
)
def test_a_blank_declaration_is_refused_in_words(clerk, owed, typed, why):
    told = page(act(clerk, owed, "declare_no_change", reason=typed))

    owed.refresh_from_db()
    assert (why in told, owed.settlement) == (True, "")


def test_the_day_of_the_reply_is_filled_in_under_its_own_name(clerk, watch):
    one = owing(obligation(watch))

    shown = page(clerk.get(reverse("workbench:owing", args=[one.pk])))
    done = page(act(clerk, one, "record_event", on="2026-02-27"))

    assert "预算批复日期" in shown
    assert "2026-03-19到期，还有17天" in done


def test_a_public_item_is_chosen_to_settle_an_older_gap(clerk, watch):
    made = obligation(watch, **builders.MONTHLY)
    published = [watch.publishes(factories.organ(), builders.budgets()) for _month in range(3)]
    gap = owing(made, cycle_from=date(2026, 3, 1))

    act(clerk, gap, "name_item", item_id=published[2].pk)

    gap.refresh_from_db()
    assert gap.item_id == published[2].pk


@pytest.mark.parametrize(("audience", "linked"), [("public", True), ("inside", False)])
def test_the_item_that_settled_it_is_linked_to_its_public_page_if_it_has_one(clerk, watch, audience, linked):
    one = owing(obligation(watch, **MARCH))
    item = watch.publishes(factories.organ(), builders.budgets())
    Column.objects.filter(pk=item.column_id).update(audience=audience)

    told = page(clerk.get(reverse("workbench:owing", args=[one.pk])))

    assert (item.title in told, reverse("portal:item", args=[item.index_number]) in told) == (True, linked)


def test_reminders_are_shown_until_somebody_has_read_them(clerk, watch, owed):
    actions.chase([owed], by=watch.head, note="请于本周五前公开。")

    before = page(clerk.get(OWN))
    after = page(clerk.post(reverse("workbench:acknowledge"), follow=True))

    assert ("请于本周五前公开。" in before, "请于本周五前公开。" in after) == (True, False)
    assert Reminder.objects.get().read_by == watch.staff.submitter.name


def test_a_change_that_happened_is_reported(clerk, watch):
    made = obligation(
        watch,
        title="指南变更后更新",
        cycle=Cycle.ON_EVENT,
        law="proactive_publication",
        event_name="变更日期",
    )

    told = page(
        clerk.post(
            reverse("workbench:report_event"), {"obligation": made.pk, "on": "2026-02-27"}, follow=True
        )
    )

    assert "已登记，请在期限前公开。" in told
    assert Owing.objects.get(obligation=made).event_on == date(2026, 2, 27)


def test_a_day_ahead_is_refused_where_it_was_typed(clerk, watch):
    made = obligation(
        watch,
        title="指南变更后更新",
        cycle=Cycle.ON_EVENT,
        law="proactive_publication",
        event_name="变更日期",
    )

    response = clerk.post(reverse("workbench:report_event"), {"obligation": made.pk, "on": "2026-04-27"})

    assert "事由日期晚于今天，请核对。" in page(response)
    assert not Owing.objects.filter(obligation=made).exists()


def test_what_another_organ_owes_does_not_exist(client, watch, owed):
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.SUBMITTER))

    addresses = [
        reverse("workbench:owing", args=[owed.pk]),
        reverse("workbench:organ_owings", args=[owed.organ.code]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_the_reviewer_may_look_and_not_act(client, watch, owed):
    sign_in(client, watch.staff.reviewer)

    shown = client.get(reverse("workbench:owing", args=[owed.pk]))
    told = page(act(client, owed, "declare_no_change", reason="没有变化"))

    assert shown.context["forms"] == []
    assert "须由市财政局的信息报送员或者公开工作机构负责人办理。" in told


def test_the_second_saver_is_told_and_may_go_on(clerk, watch, owed):
    seen = owed.revision
    actions.waive(owed, by=watch.head, reason="涉密单位")
    actions.reopen(owed, by=watch.head, reason="已解密")

    response = clerk.post(
        reverse("workbench:settle_owing", args=[owed.pk, "declare_no_change"]),
        {"seen": seen, "reason": "没有变化"},
    )
    owed.refresh_from_db()

    assert "已对这条记录作了处理" in page(response)
    assert f'name="seen" value="{owed.revision}"' in page(response)
    assert "没有变化" in page(response)


@pytest.mark.parametrize("name", ["no_such_act", "fulfil", "open_owings"])
def test_only_the_acts_of_the_page_have_an_address(clerk, owed, name):
    assert act(clerk, owed, name).status_code == 404


def test_the_organs_page_takes_few_queries(clerk, watch, django_assert_max_num_queries):
    obligation(watch, **builders.MONTHLY)
    clerk.get(OWN)

    with django_assert_max_num_queries(16):
        clerk.get(OWN)
