"""A report on a year before the system: read, looked at, confirmed; the records begin with it; the years compared."""

from importlib.resources import files

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.organs.models import Kind, Level
from tests import factories
from tests.journeys.people import PASSWORD, Colleague

pytestmark = pytest.mark.django_db(transaction=True)
BAIYA = (files("gongkai.example") / "seeds" / "004_9f08b052b3757a26.txt").read_text("utf-8")


def head_of_baiya(visitor):
    told = {"name": "阆中市柏垭镇人民政府", "short_name": "柏垭镇"}
    town = factories.organ("baiya", **told, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP)
    appointment = factories.staff(town, Duty.OFFICE_HEAD)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return Colleague(visitor, appointment)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_head_takes_over_a_report_and_lets_the_records_begin_with_it(size, visitor):
    head = head_of_baiya(visitor(size))

    page = head.opens("/desk/reports/import/")
    page.get_by_label("或者粘贴报告的文字").fill(BAIYA)
    head.visitor.finds_no_barrier(f"report-import-{size}")
    page.get_by_role("button", name="读取").click()
    expect(page.get_by_text("现在还什么都没有保存")).to_be_visible()
    head.visitor.finds_no_barrier(f"report-import-preview-{size}")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("已导入为历史报告")).to_be_visible()

    page.get_by_label("当年主动公开的条数，计入历年累计：87").check()
    head.visitor.finds_no_barrier(f"report-historical-{size}")
    page.get_by_role("button", name="确认取用勾选的期初数").click()
    expect(page.get_by_text("期初数已取用")).to_be_visible()
    expect(page.get_by_text("2019年的期初数已经填写，不再取用。")).to_be_visible()

    page = head.opens("/desk/reports/corpus/")
    expect(page.get_by_role("img", name="新收申请，各年比较")).to_be_visible()
    head.visitor.finds_no_barrier(f"report-corpus-{size}")
