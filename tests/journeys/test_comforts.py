"""What script adds: parts of a page follow what is typed and chosen; nothing typed is lost, not even without a line."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.annual_reports import actions as annual_reports
from gongkai.annual_reports.queries import AnnualReport
from gongkai.foundation import search
from gongkai.foundation.moment import today
from gongkai.foundation.search import Doc
from tests import factories
from tests.disclosure import builders as disclosure
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
LEGAL, RECEIVED = "applications.received.legal", "applications.received.total"


def loads(page):
    """Count how often the visitor loads a whole page from now on."""
    loaded = []
    page.on("load", lambda _page: loaded.append(page.url))
    return loaded


@pytest.fixture
def table(visitor):
    """A clerk before table 3 with every figure to be corrected; the place where the check is told."""
    clerk = signs_in(visitor(), Duty.REPORT_CLERK)
    annual_reports.open_report(factories.organ(), today().year, by=clerk.appointment.actor())
    page = clerk.opens(f"/desk/reports/{today().year}/sections/3/?correct")
    return clerk, page.locator(f"[name='{LEGAL}']"), page.locator(".report-bar [role=status]")


def test_sums_and_findings_follow_the_figures_while_they_are_typed(table):
    clerk, field, told = table
    page = clerk.page
    expect(told).to_contain_text("没有发现问题")
    loaded = loads(page)

    field.press("End")
    field.press_sequentially("2")
    expect(told).to_contain_text("核对发现2处问题。")
    expect(told).to_contain_text("尚未保存")
    expect(page.locator(f"[id='cell-{RECEIVED}']")).to_contain_text("2")
    expect(page.locator(".report-grid__broken")).to_have_count(8)
    expect(page.locator("#findings li")).to_have_count(2)
    expect(field).to_be_focused()
    expect(field).to_have_value("02")
    clerk.visitor.finds_no_barrier("desk-report-checked")

    field.fill("两件")
    expect(told).to_contain_text("有1个数据填写有误。")
    expect(field).to_have_accessible_description("请只填数字；没有的填0，还不知道的留空。")
    assert (loaded, AnnualReport.objects.get().cells) == ([], {})


def test_a_lost_line_is_told_calmly_and_what_was_typed_stays(table):
    clerk, field, told = table
    page = clerk.page
    lost = page.locator(".lost p:visible")

    page.context.set_offline(True)
    field.fill("1")
    expect(lost).to_contain_text("没有连上服务器")
    clerk.visitor.finds_no_barrier("desk-report-offline")
    page.context.set_offline(False)
    field.fill("3")
    expect(told).to_contain_text("核对发现2处问题。")
    expect(lost).to_have_count(0)

    page.route("**/check-cells/**", lambda route: route.fulfill(status=500))
    field.fill("4")
    expect(lost).to_contain_text("服务器没能完成刚才这一步")
    page.unroute("**/check-cells/**")

    page.context.clear_cookies(name="sessionid")
    field.fill("5")
    expect(lost).to_contain_text("登录已超时")
    expect(field).to_have_value("5")


def test_a_list_is_narrowed_and_leafed_through_in_place(visitor):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    staff = disclosure.office()
    for n in range(21):
        disclosure.item(staff, title=f"第{n + 1}号决算公开说明")
    disclosure.item(staff, title="预算公开说明")
    page = clerk.opens("/desk/items/")
    rows = page.locator("#list .records__item")
    loaded = loads(page)

    page.get_by_role("link", name="下一页").click()
    expect(rows).to_have_count(2)
    expect(page.locator("#list")).to_be_focused()
    expect(page.locator("#list-told")).to_have_text("共 22 条，本页 2 条")
    expect(page).to_have_url(re.compile(r"/desk/items/\?after=[\w-]+$"))

    words = page.get_by_role("searchbox")
    words.fill("预算")
    words.press("Enter")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#list-told")).to_have_text("本页 1 条")
    expect(page).to_have_url(clerk.visitor.address + "/desk/items/?q=%E9%A2%84%E7%AE%97")
    assert loaded == []
    clerk.visitor.finds_no_barrier("desk-items-narrowed")

    page.go_back()
    expect(rows).to_have_count(2)
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert kept == ["htmx-current-path-for-history"]
    page.go_forward()
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("预算公开说明")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_what_is_public_already_is_offered_while_an_application_is_written(visitor, size):
    factories.organ()
    search.index([Doc(id="item:1", kind="item", title="关于加强城区犬只管理的通告", url="/info/1/")])
    citizen = visitor(size)
    page = citizen.goes_to("/apply/form/")
    sent = []
    page.on("request", lambda request: "already-public" in request.url and sent.append(request))
    page.get_by_label("姓名或者单位名称").fill("周文远")

    described = page.get_by_label("您要什么信息")
    described.fill("请公开城区犬只管理的通告")
    expect(page.get_by_role("link", name="关于加强城区犬只管理的通告")).to_be_visible()
    expect(page.locator("#offers-told")).to_have_text("有1条已经公开的信息可以直接查看")
    expect(described).to_be_focused()
    citizen.finds_no_barrier(f"apply-offers-{size}")
    [asked] = sent
    assert asked.url == citizen.address + "/apply/form/already-public/"
    assert set(parse_qs(asked.post_data)) == {"csrfmiddlewaretoken", "description"}

    page.context.set_offline(True)
    described.fill("潮汐发电")
    expect(page.locator(".lost p:visible")).to_contain_text("您填写的内容还在")
    citizen.finds_no_barrier(f"apply-offline-{size}")
    page.context.set_offline(False)
    described.fill("潮汐发电站")
    expect(page.locator(".lost p:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="关于加强城区犬只管理的通告")).to_have_count(0)
    expect(page.get_by_label("姓名或者单位名称")).to_have_value("周文远")
