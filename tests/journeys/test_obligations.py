"""A competent office looks over what its units owe and chases one; the unit reads it and declares no change."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Owing, Reach
from tests import factories
from tests.disclosure import builders as items
from tests.journeys.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("教育局", "民政局", "司法局", "水利局", "农业农村局", "卫生健康局")


def arrives(visitor, organ, duty):
    appointment = factories.staff(organ, duty)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


@pytest.fixture
def units(db):
    """Six bureaus that owe their budgets, one of them overdue; and what the law asks of all."""
    adopt_standard_catalogue(by=SYSTEM)
    city = factories.organ(factories.CITY)
    organs = [
        factories.organ(f"unit{number}", name=f"青禾市{name}", short_name=name)
        for number, name in enumerate(NAMES)
    ]
    actions.adopt_standard_obligations(city, by=SYSTEM)
    monthly = {
        "title": "每月工作动态",
        "basis": "青政办〔2026〕1号",
        "group": "regular",
        "cycle": Cycle.MONTH,
        "due_rule": DueRule.DAY,
        "due_month": 1,
        "due_day": 31,
    }
    column = items.column("20.15.5", "政府常务会议")
    actions.set_up_obligation(
        city,
        by=SYSTEM,
        column=column,
        reach=Reach.LISTED,
        listed=[factories.organ(factories.CITY)],
        since=today().replace(month=1, day=1),
        **monthly,
    )
    budgets = Owing.objects.filter(obligation__code="department-budget")
    approved = today() - timedelta(days=25)
    budgets.filter(organ=organs[0]).update(event_on=approved, due_on=today() - timedelta(days=5))
    budgets.filter(organ=organs[1]).update(event_on=approved, due_on=today() + timedelta(days=2))
    budgets.filter(organ=organs[2]).update(event_on=approved, due_on=today() + timedelta(days=40))
    return organs


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_an_office_chases_a_unit_and_the_unit_declares(visitor, units, size):
    office = visitor(size)
    page = arrives(office, factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    page.get_by_role("link", name="下级机关逾期未完成的公开任务").click()
    office.finds_no_barrier(f"obligations-missing-{size}")
    page = office.goes_to(f"{reverse('workbench:coverage')}?group=budget")
    office.finds_no_barrier(f"obligations-coverage-{size}")
    page.get_by_role("checkbox", name="勾选青禾市教育局").check()
    page.get_by_text("催办逾期未完成的机关").click()
    page.get_by_label("催办意见").fill("请于本周五前公开部门预算。")
    page.get_by_role("button", name="催办勾选的机关").click()
    expect(page.get_by_text("项，对方可以在工作台看到。")).to_be_visible()
    for name, path in (
        ("whole", reverse("workbench:coverage")),
        ("kept", reverse("workbench:kept_obligations")),
        ("set-up", reverse("workbench:set_up_obligation")),
    ):
        office.goes_to(path)
        office.finds_no_barrier(f"obligations-{name}-{size}")
    page = office.goes_to(reverse("workbench:kept_obligations"))
    page.get_by_role("link", name="公开部门预算").click()
    office.finds_no_barrier(f"obligations-kept-one-{size}")

    clerk = visitor(size)
    page = arrives(clerk, units[0], Duty.SUBMITTER)
    page.get_by_role("link", name="未读的提醒和催办").click()
    expect(page.get_by_text("请于本周五前公开部门预算。")).to_be_visible()
    clerk.finds_no_barrier(f"obligations-own-{size}")
    page.get_by_role("button", name="我已阅读").click()
    page.get_by_role("link", name="公开部门预算", exact=True).click()
    clerk.finds_no_barrier(f"obligations-one-{size}")
    page.locator("#declare_no_change summary").click()
    page.get_by_label("理由", exact=True).fill("本年度预算并入主管部门公开。")
    page.get_by_role("button", name="声明本期无变化").click()
    # What the law asks each year counts once the competent office has confirmed it.
    expect(page.locator("main .mark").first).to_contain_text("逾期未完成")
    clerk.finds_no_barrier(f"obligations-declared-{size}")

    page = office.goes_to(reverse("workbench:declarations"))
    office.finds_no_barrier(f"obligations-declarations-{size}")
    page.get_by_role("link", name="公开部门预算").click()
    page.locator("#confirm_no_change summary").click()
    page.get_by_role("button", name="确认本期无变化").click()
    expect(page.locator("main .mark").first).to_contain_text("本期无变化")
    office.finds_no_barrier(f"obligations-confirmed-{size}")
