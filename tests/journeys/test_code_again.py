"""A citizen loses the query code and gets a new one by SMS; the office sees what its gateway did not take."""

import re

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.foundation.messaging import Message
from tests import factories
from tests.foundation.gateway import Gateway
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13800001234"


@pytest.fixture
def gateway(settings):
    made = Gateway()
    settings.GONGKAI_CHANNELS = {"sms": "http", "email": "http"}
    settings.GONGKAI_SMS_URL = made.url
    settings.SITE_URL = "https://gongkai.qinghe.example"
    yield made
    made.close()


def applies(citizen):
    page = citizen.goes_to("/apply/form/")
    page.get_by_label("向哪个机关申请").select_option(label="青禾市财政局")
    page.get_by_label("您要什么信息").fill("2025年度市级财政专项资金分配结果")
    page.get_by_label("电子文件").check()
    page.get_by_label("在本网站下载").check()
    page.get_by_label("公民（自然人）").check()
    page.get_by_label("姓名或者单位名称").fill("周文远")
    page.get_by_label("证件类型").select_option(label="居民身份证")
    page.get_by_label("证件号码").fill("11010119900307109X")
    page.get_by_label("手机或者电话").fill(PHONE)
    page.get_by_label("短信", exact=True).check()
    citizen.finds_no_barrier("apply-notice-way")
    page.get_by_role("button", name="提交申请").click()
    return page.locator(".facts dd").first.inner_text()


def test_a_lost_code_comes_again_and_what_cannot_be_sent_is_seen(visitor, gateway):
    factories.organ()
    citizen = visitor("phone")
    number = applies(citizen)

    page = citizen.goes_to(f"/apply/status/?number={number}")
    page.get_by_role("link", name="忘记查询码").click()
    page.get_by_label("申请时填写的手机号码或者电子邮箱").fill("138 0000 1234")
    citizen.finds_no_barrier("apply-forgotten-code")
    page.get_by_role("button", name="发送新的查询码").click()
    expect(page.get_by_text("新的查询码几分钟内就会发到")).to_be_visible()
    citizen.finds_no_barrier("apply-code-asked")
    [(_path, _headers, body)] = gateway.heard
    assert PHONE in body

    page.get_by_role("link", name="查询办理进度").last.click()
    page.get_by_label("申请编号").fill(number)
    page.get_by_label("查询码").fill(re.search(r"新查询码是(\S{11})，", body)[1])
    page.get_by_role("button", name="查询").last.click()
    expect(page.get_by_text("等待受理机关与您确认并登记")).to_be_visible()

    gateway.status = 503
    handler = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    page = handler.opens(f"/desk/applications/{number}/")
    page.locator("summary", has_text="登记").first.click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("答复期限为收到申请之日起20个工作日")).to_be_visible()
    Message.objects.filter(state="waiting").update(state="given_up", tries=7)

    head = signs_in(visitor(), Duty.OFFICE_HEAD)
    head.visitor.finds_no_barrier("desk-home-unsent")
    page = head.page
    page.get_by_role("link", name="未能发出的消息").click()
    expect(page.get_by_text("138****1234")).to_be_visible()
    head.visitor.finds_no_barrier("desk-messages")
    gateway.status = 200
    page.get_by_role("button", name="重新发送").click()
    expect(page.get_by_text("没有这样的消息")).to_be_visible()
    page.get_by_role("link", name="已发送").click()
    expect(page.get_by_text("138****1234")).to_have_count(2)
    head.visitor.page.set_viewport_size({"width": 375, "height": 800})
    head.visitor.finds_no_barrier("desk-messages-phone")
