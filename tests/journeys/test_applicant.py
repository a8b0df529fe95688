"""A citizen on a phone: is it public already, a draft continued, the receipt, supplement, fee, reply, and what it was worth."""

import re

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.foundation import search
from gongkai.foundation.messaging import Message
from gongkai.foundation.search import Doc
from tests import factories
from tests.applications import builders
from tests.journeys.test_application import downloads

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "2025年度市级财政专项资金分配结果，以及专家评审意见"
PUBLIC = "青禾市2025年度市级财政专项资金分配结果公告"


@pytest.fixture
def handler(transactional_db):
    return factories.actor(factories.organ(), Duty.APPLICATION_HANDLER)


@pytest.fixture
def _public(handler):
    organ = factories.organ()
    search.index(
        [Doc(id="item:1", kind="item", title=PUBLIC, url="/info/1/", organ_id=organ.pk, body="专项资金分配")]
    )


def tells_what(page):
    """What is wanted and in what form."""
    page.get_by_label("您要什么信息").fill(WANTED)
    page.get_by_label("电子文件").check()
    page.get_by_label("在本网站下载").check()


def tells_who(page):
    """Who asks, and how to reach them."""
    page.get_by_label("公民（自然人）").check()
    page.get_by_label("姓名或者单位名称").fill("周文远")
    page.get_by_label("证件类型").select_option(label="居民身份证")
    page.get_by_label("证件号码").fill("11010119900307109X")
    page.get_by_label("手机或者电话").fill("13800001234")


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_from_the_search_to_the_judgement(visitor, handler, size):
    citizen = visitor(size)
    page = citizen.goes_to("/search/?q=财政专项资金分配结果")
    page = citizen.goes_to("/apply/")
    citizen.finds_no_barrier(f"citizen-guide-{size}")
    page = citizen.goes_to("/apply/form/")
    tells_what(page)
    expect(page.get_by_text("这些信息已经公开，可以直接查看")).to_be_visible()
    page.get_by_role("button", name="不知道向谁申请，帮我找").click()
    expect(page.get_by_role("heading", name="公开过相近信息的机关")).to_be_visible()
    citizen.finds_no_barrier(f"citizen-organs-{size}")
    page.get_by_role("link", name="向青禾市财政局申请").first.click()
    expect(page.get_by_label("您要什么信息")).to_have_value(WANTED)

    page.get_by_label("姓名或者单位名称").fill("周文远")
    page.get_by_role("button", name="保存草稿，稍后继续").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("草稿已保存")
    citizen.finds_no_barrier(f"citizen-draft-{size}")
    code = page.locator(".facts dd").first.inner_text()

    citizen = visitor(size)
    number = continues(citizen, code, size)
    is_served(citizen, number, handler, size)


def continues(citizen, code, size):
    """On another device: the draft by its code, the rest of the form, the receipt."""
    page = citizen.goes_to("/apply/draft/continue/")
    citizen.finds_no_barrier(f"citizen-continue-{size}")
    page.get_by_label("草稿码").fill(code.lower())
    page.get_by_role("button", name="继续填写").click()
    expect(page.get_by_label("您要什么信息")).to_have_value(WANTED)
    expect(page.get_by_label("姓名或者单位名称")).to_have_value("周文远")
    tells_who(page)
    citizen.finds_no_barrier(f"citizen-form-{size}")
    page.get_by_role("button", name="提交申请").last.click()
    expect(page.get_by_text("提交前请看一看：这些信息已经公开")).to_be_visible()
    citizen.finds_no_barrier(f"citizen-look-{size}")
    page.get_by_role("button", name="不是我要的，提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    citizen.finds_no_barrier(f"citizen-sent-{size}")
    assert downloads(page, page.get_by_role("link", name="下载回执")).startswith(b"%PDF")
    number, query_code = page.locator(".facts dd").all_inner_texts()[:2]
    page.get_by_role("link", name="查询办理进度").first.click()
    page.get_by_label("查询码").fill(query_code)
    page.get_by_role("button", name="查询", exact=True).last.click()
    expect(page.get_by_text("等待受理机关与您确认并登记")).to_be_visible()
    citizen.finds_no_barrier(f"citizen-submitted-{size}")
    return number


def is_served(citizen, number, handler, size):
    """The office registers, asks back, asks for a fee and replies; the applicant answers each."""
    page, one = citizen.page, Application.objects.get(number=number)
    actions.register(one, by=handler, confirmed_on=one.office_received_on)
    actions.request_supplement(one, by=handler, defects="请写明是哪一项专项资金。")
    page.reload()
    expect(page.get_by_text("请写明是哪一项专项资金")).to_be_visible()
    citizen.finds_no_barrier(f"citizen-supplement-{size}")
    page.get_by_label("补正内容").fill("教育专项资金。")
    page.get_by_role("button", name="提交补正").click()
    expect(page.get_by_text("收到补正，答复期限重新计算")).to_be_visible()

    one.refresh_from_db()
    actions.serve_fee_notice(one, by=handler, method="pages", quantity=131)
    page.reload()
    expect(page.get_by_role("heading", name="缴纳信息处理费")).to_be_visible()
    page.locator("summary", has_text="已经缴费，告诉受理机关").click()
    citizen.finds_no_barrier(f"citizen-fee-{size}")
    page.get_by_label("缴费日期").fill(one.office_received_on.isoformat())
    page.get_by_label("缴费方式和单据号码").fill("银行转账，回单88号")
    page.get_by_role("button", name="已缴费，提交凭证").click()
    expect(page.get_by_text("受理机关核实后登记").first).to_be_visible()
    citizen.finds_no_barrier(f"citizen-paid-{size}")

    one = Application.objects.get(number=number)
    actions.record_fee_payment(one, by=handler)
    builders.replied(one, by=handler, kind="already_published", contents={"route": "本网站政府信息公开栏目"})
    page.reload()
    expect(page.get_by_role("heading", name="对答复不服，可以这样做")).to_be_visible()
    assert downloads(page, page.locator("a[href$='.pdf']").last).startswith(b"%PDF")
    page.get_by_label("很满意", exact=True).check()
    citizen.finds_no_barrier(f"citizen-replied-{size}")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("您的评价：很满意")).to_be_visible()
    citizen.finds_no_barrier(f"citizen-rated-{size}")


@pytest.mark.usefixtures("_public")
def test_without_script_nothing_is_missing(chromium, live_server):
    """No script at all: the draft, the look at what is public, and the sending."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/apply/form/?organ=finance")
    tells_what(page)
    page.get_by_role("button", name="保存草稿，稍后继续").click()
    page.get_by_role("link", name="继续填写").click()
    tells_who(page)
    page.get_by_label("手机或者电话").press("Enter")
    page.get_by_role("button", name="不是我要的，提交申请").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    context.close()


def test_an_account_is_opened_by_a_code_and_lists_what_is_sent(visitor, handler, settings):
    settings.GONGKAI_CHANNELS = {"sms": "tests.foundation.post.take", "email": ""}
    citizen = visitor("phone")
    page = citizen.goes_to("/apply/account/sign-in/")
    citizen.finds_no_barrier("citizen-sign-in")
    page.get_by_label("手机号码或者电子邮箱").fill("13800001234")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("输入验证码")
    citizen.finds_no_barrier("citizen-sign-in-code")
    page.get_by_label("验证码").fill(re.search(r"\d{6}", Message.objects.latest("pk").text)[0])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("还没有申请")).to_be_visible()
    page = citizen.goes_to("/apply/form/?organ=finance")
    tells_what(page)
    tells_who(page)
    page.get_by_role("button", name="提交申请").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    page = citizen.goes_to("/apply/account/")
    citizen.finds_no_barrier("citizen-account")
    page.get_by_role("link", name=WANTED).click()
    expect(page.get_by_text("等待受理机关与您确认并登记")).to_be_visible()
