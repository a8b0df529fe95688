"""A year of reports on the pages: the county asks, a township fills in and publishes, the county adds up and publishes."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.annual_reports.queries import AnnualReport
from gongkai.foundation.moment import today
from tests import factories
from tests.journeys.handbook import REPORTS
from tests.journeys.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "本年度按照《条例》开展工作。"


def arrives(visitor, organ, duty):
    appointment = factories.staff(organ, duty)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")
    return page


@pytest.fixture
def year(db):
    return today().year - 1


@pytest.fixture
def city(db):
    factories.organ(factories.TOWN)
    return factories.organ(factories.CITY)


class NoCamera:
    """Where the handbook shows another width."""

    taken = REPORTS

    def takes(self, name, thing):
        expect(thing).to_be_visible()


def asks_for_the_reports(office, city, year, size, camera):
    page = arrives(office, city, Duty.OFFICE_HEAD)
    page = office.goes_to(reverse("workbench:annual_reports"))
    page.get_by_role("link", name="布置和汇总年度报告").click()
    page.get_by_label("部门、乡镇公布期限").fill(str(date(year + 1, 1, 20)))
    page.get_by_label("编制要求").fill("没有的填0，不要留空。")
    camera.takes("reports-ask", page.locator("main"))
    office.finds_no_barrier(f"reports-campaign-{size}")
    page.get_by_role("button", name="布置", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("年度报告看板")
    expect(page.locator("main")).to_contain_text("未开始")
    camera.takes("reports-board", page.locator("main"))
    office.finds_no_barrier(f"reports-board-{size}")


def fills_in_and_publishes(visitor, organ, year, size, name, camera):
    """The clerk from the reminder to the report that is handed in, the signer, and the clerk again."""
    clerk = visitor(size)
    page = arrives(clerk, organ, Duty.REPORT_CLERK)
    page = clerk.goes_to(reverse("workbench:annual_reports"))
    page.get_by_role("button", name="以上已阅读").click()
    page.get_by_label("年度").select_option(str(year))
    page.get_by_role("button", name="开始编制").click()
    expect(page.locator("main")).to_contain_text("没有的填0，不要留空。")
    camera.takes("reports-begun", page.locator("main"))
    clerk.finds_no_barrier(f"reports-{name}-begun-{size}")
    fills_table(page, year)
    camera.takes("reports-table", page.locator("main"))
    clerk.finds_no_barrier(f"reports-{name}-table-{size}")
    for number in (1, 5, 6):
        page = clerk.goes_to(reverse("workbench:report_section", args=[year, number]))
        for area in page.locator("main form textarea").all():
            area.fill(area.input_value() or TEXT)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator("main")).to_contain_text("文字已保存")
    hands_in(clerk, year, name, size, camera)
    signer = visitor(size)
    arrives(signer, organ, Duty.SIGNER)
    page = signer.goes_to(reverse("workbench:annual_report", args=[year]))
    page.get_by_role("button", name="审签").click()
    expect(page.locator("main")).to_contain_text("已审签")
    page = clerk.goes_to(reverse("workbench:annual_report", args=[year]))
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("link", name="查看公众页面").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{year}年政府信息公开工作年度报告")
    clerk.finds_no_barrier(f"reports-{name}-public-{size}")
    return clerk


def fills_table(page, year):
    page.goto(re.sub(r"/desk/.*", reverse("workbench:report_section", args=[year, 2]), page.url))
    for box in page.locator("main table input").all():
        box.fill("2")
    page.get_by_role("button", name="保存并重新合计").click()
    expect(page.locator("main")).to_contain_text("数据已保存")


def hands_in(clerk, year, name, size, camera):
    page = clerk.goes_to(reverse("workbench:annual_report", args=[year]))
    for box in page.locator("form[action$='/submit/'] input[type=text]").all():
        box.fill("已核对。")
    camera.takes("reports-ready", page.locator("main"))
    clerk.finds_no_barrier(f"reports-{name}-ready-{size}")
    page.get_by_role("button", name="提交审签").click()
    expect(page.locator("main")).to_contain_text("待审签")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_year_from_the_reminder_to_the_sum_of_the_county(visitor, city, year, size, camera):
    camera = camera if size == "desk" else NoCamera()
    office = visitor(size)
    asks_for_the_reports(office, city, year, size, camera)
    fills_in_and_publishes(visitor, factories.organ(factories.TOWN), year, size, "town", camera)

    page = office.goes_to(reverse("workbench:campaign", args=[year]))
    expect(page.locator("main")).to_contain_text("已发布")
    office.finds_no_barrier(f"reports-board-later-{size}")
    page.get_by_role("link", name="柳塘镇人民政府").click()
    office.finds_no_barrier(f"reports-unit-{size}")

    clerk = fills_in_and_publishes(visitor, city, year, size, "city", NoCamera())
    whole = AnnualReport.objects.get(organ=city, year=year)
    assert list(whole.units["reports"]) == [factories.TOWN]
    page = clerk.goes_to(reverse("workbench:report_sum", args=[year]))
    camera.takes("reports-sum", page.locator("main"))
    clerk.finds_no_barrier(f"reports-sum-{size}")
    page.get_by_role("link", name=re.compile("行政许可.*本年处理决定数量")).click()
    expect(page.locator("main")).to_contain_text("柳塘镇")
    expect(page.locator("main")).to_contain_text("4")
    clerk.finds_no_barrier(f"reports-sum-cell-{size}")
    page.get_by_role("link", name="柳塘镇", exact=True).click()
    clerk.finds_no_barrier(f"reports-sum-part-{size}")
    assert camera.taken == REPORTS
