"""The applicant's page of the handbook: on a phone, from what is public already to what the reply was worth."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.foundation import search
from gongkai.foundation.search import Doc
from tests import factories
from tests.applications import builders
from tests.journeys.handbook import APPLICANT
from tests.journeys.test_applicant import PUBLIC, tells_what, tells_who
from tests.journeys.test_application import downloads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handler(transactional_db):
    organ = factories.organ()
    search.index(
        [Doc(id="item:1", kind="item", title=PUBLIC, url="/info/1/", organ_id=organ.pk, body="专项资金分配")]
    )
    return factories.actor(organ, Duty.APPLICATION_HANDLER)


def test_the_applicants_page_is_in_the_handbook(visitor, handler, camera):
    citizen = visitor("phone")
    number = applies(citizen, camera)
    one = Application.objects.get(number=number)
    is_asked_back(citizen.page, one, handler, camera)
    pays(citizen.page, Application.objects.get(number=number), handler, camera)
    is_answered(citizen.page, Application.objects.get(number=number), handler, camera)
    citizen.finds_no_barrier("handbook-applicant")
    assert camera.taken == APPLICANT


def applies(citizen, camera):
    """What is public, the organ, the draft, the form, the receipt, the status."""
    page = citizen.goes_to("/apply/form/")
    tells_what(page)
    expect(page.get_by_text("这些信息已经公开，可以直接查看")).to_be_visible()
    camera.takes("applicant-public", page.locator("section.form", has=page.get_by_label("您要什么信息")))
    page.get_by_role("button", name="不知道向谁申请，帮我找").click()
    expect(page.get_by_role("heading", name="公开过相近信息的机关")).to_be_visible()
    camera.takes("applicant-organs", page.locator("main"))
    page.get_by_role("link", name="向青禾市财政局申请").first.click()
    page.get_by_label("姓名或者单位名称").fill("周文远")
    page.get_by_role("button", name="保存草稿，稍后继续").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("草稿已保存")
    camera.takes("applicant-draft", page.locator("main"))
    page.get_by_role("link", name="继续填写").click()
    tells_who(page)
    camera.takes("applicant-form", page.locator("section.form", has=page.get_by_label("证件号码")))
    page.get_by_role("button", name="提交申请").last.click()
    page.get_by_role("button", name="不是我要的，提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    camera.takes("applicant-receipt", page.locator("main"))
    number, code = page.locator(".facts dd").all_inner_texts()[:2]
    page.get_by_role("link", name="查询办理进度").first.click()
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).last.click()
    expect(page.get_by_text("等待受理机关与您确认并登记")).to_be_visible()
    return number


def is_asked_back(page, one, handler, camera):
    """Registered and asked to say more; the clock is told in words."""
    actions.register(one, by=handler, confirmed_on=timezone.localdate(one.submitted_at))
    page.reload()
    expect(page.get_by_text("办理经过和期限的计算").first).to_be_visible()
    camera.takes("applicant-status", page.locator("main"))
    actions.request_supplement(one, by=handler, defects="请写明是哪一项专项资金。")
    page.reload()
    page.get_by_label("补正内容").fill("教育专项资金。")
    camera.takes("applicant-supplement", page.locator("section", has=page.get_by_label("补正内容")).last)
    page.get_by_role("button", name="提交补正").click()
    expect(page.get_by_text("收到补正，答复期限重新计算")).to_be_visible()


def pays(page, one, handler, camera):
    """The fee notice, and the word that it is paid."""
    actions.serve_fee_notice(one, by=handler, method="pages", quantity=131)
    page.reload()
    page.locator("summary", has_text="已经缴费，告诉受理机关").click()
    page.get_by_label("缴费日期").fill(one.office_received_on.isoformat())
    page.get_by_label("缴费方式和单据号码").fill("银行转账，回单88号")
    camera.takes("applicant-fee", page.locator("#payment"))
    page.get_by_role("button", name="已缴费，提交凭证").click()
    expect(page.get_by_text("受理机关核实后登记").first).to_be_visible()


def is_answered(page, one, handler, camera):
    """The reply to take away, the remedies with their days, the judgement."""
    actions.record_fee_payment(one, by=handler)
    contents = {"route": "本网站“政府信息公开”栏目，2026年3月2日公开。"}
    builders.replied(one, by=handler, kind="already_published", contents=contents)
    page.reload()
    expect(page.get_by_text(re.compile("已答复")).first).to_be_visible()
    camera.takes("applicant-reply", page.locator("main"))
    assert downloads(page, page.locator("a[href$='.pdf']").last).startswith(b"%PDF")
    camera.takes("applicant-remedies", page.locator("#remedies"))
    page.get_by_label("很满意", exact=True).check()
    camera.takes("applicant-rating", page.locator("form", has=page.get_by_role("button", name="提交评价")))
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("您的评价：很满意")).to_be_visible()
