"""A year of interpretation is looked at, down to one document; a local entry is written; a range is picked."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.disclosure import builders as items
from tests.interpretation import builders
from tests.journeys.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def arrives(visitor, organ, duty):
    appointment = factories.staff(organ, duty)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_each_figure_of_a_year_opens_its_list(visitor, size):
    staff = items.office()
    builders.both(staff)
    waits = builders.policy(staff, title="关于印发惠民补贴发放办法的通知")
    builders.plan(waits, staff, planned_on=builders.date(2099, 1, 5))
    clerk = visitor(size)
    arrives(clerk, factories.organ(), Duty.SUBMITTER)

    page = clerk.goes_to("/desk/interpretation/?show=published")
    clerk.finds_no_barrier(f"interpretation-year-{size}")
    page.get_by_role("link", name="主要负责人解读", exact=True).first.click()
    expect(page.get_by_text("已达到").first).to_be_visible()
    clerk.finds_no_barrier(f"interpretation-heads-{size}")
    page = clerk.goes_to("/desk/interpretation/?show=organs")
    clerk.finds_no_barrier(f"interpretation-organs-{size}")
    page = clerk.goes_to("/desk/interpretation/?show=plans&year=2099")
    clerk.finds_no_barrier(f"interpretation-plans-{size}")
    page.get_by_role("link", name="关于印发惠民补贴发放办法的通知").click()
    page.wait_for_url(lambda url: "show=plans" not in url)
    clerk.finds_no_barrier(f"interpretation-policy-{size}")
    page.get_by_role("link", name="起草解读").click()
    clerk.finds_no_barrier(f"interpretation-draft-{size}")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_local_entry_is_written_and_a_range_is_shown_by_name(visitor, size):
    adopt_standard_catalogue(by=SYSTEM)
    for n in range(8):
        factories.organ(f"unit{n}", name=f"青禾市第{n}示范局")
    head = visitor(size)
    arrives(head, factories.organ(factories.CITY), Duty.OFFICE_HEAD)

    page = head.goes_to("/desk/columns/fields/compulsory_education/add-entry/")
    head.finds_no_barrier(f"catalogue-add-entry-{size}")
    page.get_by_label("一级事项").fill("校外培训")
    page.get_by_label("公开内容（要素）").fill("机构名单")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("本地事项已增设。")).to_be_visible()
    head.finds_no_barrier(f"catalogue-local-entry-{size}")

    page = head.goes_to(reverse("workbench:set_up_obligation"))
    page.get_by_label("名称").fill("公开部门预算")
    page.get_by_label("栏目").select_option(index=5)
    page.get_by_label("依据").fill("青政办〔2026〕1号")
    page.get_by_role("spinbutton", name=re.compile("^周期的第几个月")).fill("3")
    page.get_by_role("spinbutton", name=re.compile("^该月几日")).fill("31")
    head.finds_no_barrier(f"obligations-form-{size}")
    page.get_by_role("button", name="下一步：核对责任机关").click()
    expect(page.get_by_role("heading", name="责任机关：")).to_be_visible()
    head.finds_no_barrier(f"obligations-reached-{size}")
    page.get_by_role("button", name="确认设立").click()
    expect(page.get_by_text("任务已设立，本期已经生成。")).to_be_visible()
