"""A town from the reminder to the published report, and a bureau's clerk with figures out of Excel."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import State
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import a_year_of_applications
from tests.annual_reports.conftest import SHANGHAI
from tests.annual_reports.sheets import copied, grid
from tests.journeys.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = 2025
LICENCES = "proactive.行政许可.本年处理决定数量"


def arrives(visitor, appointment):
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")
    return page


@pytest.fixture
def town(db):
    """A township whose city has asked for the reports of 2025."""
    adopt_standard_catalogue(by=SYSTEM)
    city, made = factories.organ(factories.CITY), factories.organ(factories.TOWN)
    with acting_at(datetime(2026, 1, 8, 9, 0, tzinfo=SHANGHAI)):
        actions.open_campaign(
            city,
            YEAR,
            by=factories.actor(city, Duty.OFFICE_HEAD),
            department_due=date(2026, 1, 25),
            government_due=date(2026, 3, 20),
        )
    return made


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_town_with_nothing_to_report_from_the_reminder_to_the_public(visitor, town, size):
    clerk = visitor(size)
    page = arrives(clerk, factories.staff(town, Duty.REPORT_CLERK))
    page = clerk.goes_to(reverse("workbench:annual_reports"))
    expect(page.get_by_text(f"{YEAR}年度报告，", exact=False).first).to_be_visible()
    page.get_by_role("button", name="以上已阅读").click()
    page.get_by_label("年度").select_option(str(YEAR))
    page.get_by_role("button", name="开始编制").click()
    clerk.finds_no_barrier(f"report-nothing-offered-{size}")
    page.get_by_role("button", name="全部填0并写明没有").click()
    clerk.finds_no_barrier(f"report-nothing-filled-{size}")
    page.get_by_role("button", name="提交审签").click()
    expect(page.get_by_text("已提交审签。")).to_be_visible()

    signer = visitor(size)
    page = arrives(signer, factories.staff(town, Duty.SIGNER))
    page = signer.goes_to(reverse("workbench:annual_report", args=[YEAR]))
    page.get_by_role("button", name="审签").click()

    page = clerk.goes_to(reverse("workbench:annual_report", args=[YEAR]))
    page.get_by_role("button", name="发布").click()
    page.get_by_role("link", name="查看公众页面").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(town.name)
    expect(page.get_by_text("本年度没有收到政府信息公开申请")).to_be_visible()
    clerk.finds_no_barrier(f"report-nothing-public-{size}")


@pytest.fixture
def bureau(db):
    """A bureau with a year of applications and last year's report."""
    adopt_standard_catalogue(by=SYSTEM)
    made = factories.organ()
    a_year_of_applications(made)
    AnnualReport.objects.create(
        organ=made,
        year=YEAR - 1,
        form="2021",
        state=State.PUBLISHED,
        cells={LICENCES: 31},
        problems="专栏更新不及时。",
    )
    return made


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_clerk_fills_the_report_with_figures_out_of_excel_and_figures_in_the_text(visitor, bureau, size):
    appointment = factories.staff(bureau, Duty.REPORT_CLERK)
    actions.open_report(bureau, YEAR, by=appointment.actor())
    clerk = visitor(size)
    arrives(clerk, appointment)

    page = clerk.goes_to(reverse("workbench:report_section", args=[YEAR, 2]))
    expect(page.get_by_text("上年31")).to_be_visible()
    clerk.finds_no_barrier(f"report-table-{size}")
    page.get_by_role("link", name="从 Excel 粘贴或者导入").click()
    page.get_by_label("粘贴从 Excel 复制的单元格").fill(copied(grid("proactive", {LICENCES: "-4"})))
    page.get_by_role("button", name="读出并核对").click()
    expect(page.get_by_text("不能是负数")).to_be_visible()
    clerk.finds_no_barrier(f"report-offer-{size}")
    page.get_by_role("button", name="填入报告").click()
    expect(page.get_by_text("已填入3个数据。")).to_be_visible()

    page = clerk.goes_to(reverse("workbench:report_section", args=[YEAR, 1]))
    text = page.get_by_label("依申请公开")
    text.fill("全年收到政府信息公开申请")
    text.press("End")
    page.get_by_role("button", name="写入“本年新收”").click()
    expect(text).to_have_value("全年收到政府信息公开申请｛本年新收｝")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("全年收到政府信息公开申请5")).to_be_visible()
    clerk.finds_no_barrier(f"report-text-{size}")

    page = clerk.goes_to(reverse("workbench:report_section", args=[YEAR, 5]))
    expect(page.get_by_text("专栏更新不及时。")).to_be_visible()
    clerk.finds_no_barrier(f"report-problems-{size}")
