"""What goes wrong before the drafting page: double clicks, the Back button, wrong and outsized input."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import SYSTEM, Entry
from tests.journeys.people import signs_in
from tests.journeys.test_drafting import DRAFT, PASTE, TABLE

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "关于做好冬季供暖工作的通知"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


@pytest.fixture
def clerk(visitor):
    def arrive(size="desk"):
        there = signs_in(visitor(size), Duty.SUBMITTER)
        there.opens(DRAFT)
        return there

    return arrive


def fills_in(page, title=TITLE, formed_on="2026-11-16"):
    page.get_by_label("名称").fill(title)
    page.get_by_label("栏目").select_option(index=3)
    page.locator(".ProseMirror").fill("现就有关事项通知如下。")
    page.get_by_label("成文日期").fill(formed_on)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_clerk_writes_a_notice_with_an_attachment_and_hands_it_in_with_six_things_to_do(clerk, size):
    at = clerk(size)
    page = at.page
    expect(page.get_by_text("报送还缺：")).to_contain_text("名称、正文、栏目、成文日期")

    fills_in(page)  # four
    page.get_by_label("添加附件").set_input_files(TABLE)  # five
    expect(page.locator(".files__name", has_text="补贴名单.csv")).to_be_visible()
    expect(page.get_by_text("报送还缺：")).to_be_hidden()
    at.visitor.finds_no_barrier(f"clerk-before-the-last-click-{size}")
    page.get_by_role("button", name="保存并报送").click()  # six

    expect(page.get_by_text("已报送审核")).to_be_visible()
    at.visitor.finds_no_barrier(f"clerk-handed-in-{size}")
    assert InformationItem.objects.get().state == "in_review"


@pytest.mark.parametrize("button", ["保存草稿", "保存并报送"])
def test_two_clicks_are_one(clerk, button):
    page = clerk().page
    fills_in(page)
    page.get_by_role("button", name=button).dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert InformationItem.objects.count() == 1
    submitted = Entry.objects.filter(verb="disclosure.submit").count()
    assert submitted == (1 if button == "保存并报送" else 0)


def test_the_back_button_leads_to_the_draft_as_it_was_saved(clerk):
    page = clerk().page
    fills_in(page)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    page.go_back()
    expect(page.get_by_label("名称")).to_have_value(TITLE)
    page.get_by_label("名称").fill(f"{TITLE}（修订）")
    page.get_by_role("button", name="保存草稿").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{TITLE}（修订）")
    assert InformationItem.objects.count() == 1


def test_after_handing_in_the_back_button_leads_to_the_item(clerk):
    page = clerk().page
    fills_in(page)
    page.get_by_role("button", name="保存并报送").click()
    expect(page.get_by_text("已报送审核")).to_be_visible()

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_label("名称", exact=True)).to_have_count(0)
    assert InformationItem.objects.count() == 1


def test_without_a_name_nothing_is_sent_and_the_field_is_shown(clerk):
    page = clerk().page
    fills_in(page, title="")
    page.get_by_role("button", name="保存并报送").click()

    expect(page.get_by_label("名称")).to_be_focused()
    assert InformationItem.objects.count() == 0


def test_a_name_of_five_thousand_signs_is_cut_by_the_field_or_refused_with_its_limit(clerk):
    at = clerk()
    page = at.page
    field = page.get_by_label("名称")
    field.focus()
    page.keyboard.insert_text("长" * 5000)
    assert len(field.input_value()) == 200

    field.evaluate("field => field.removeAttribute('maxlength')")
    field.fill("长" * 5000)
    page.get_by_role("button", name="保存草稿").click()

    expect(page.locator("#error-summary")).to_contain_text("200")
    expect(page.get_by_label("名称")).to_have_value("长" * 5000)
    at.visitor.finds_no_barrier("drafting-long-name")


def test_a_day_to_come_is_told_while_writing_and_not_after_the_last_click(clerk):
    at = clerk()
    page = at.page
    fills_in(page, formed_on="2099-01-01")

    expect(page.locator("[data-lacks]")).to_contain_text("成文日期晚于今天", timeout=15_000)
    at.visitor.finds_no_barrier("drafting-day-to-come")
    page.get_by_role("button", name="保存并报送").click()
    expect(page.get_by_text("草稿已保存，还没有报送")).to_be_visible()


def test_a_paste_of_two_megabytes_is_taken_in_and_saved(clerk):
    page = clerk().page
    page.get_by_label("名称").fill("很长的附表")
    line = "<p style='mso-x:y'>供暖安排及补贴发放明细，逐户核对。</p>"
    page.evaluate(PASTE, [line * (2_000_000 // len(line.encode())), "x"])

    expect(page.locator(".ProseMirror")).to_contain_text("逐户核对", timeout=60_000)
    page.get_by_role("button", name="保存草稿").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("很长的附表", timeout=60_000)
    assert InformationItem.objects.get().body.count("</p>") == 2_000_000 // len(line.encode())


def test_what_is_longer_than_the_server_takes_is_told_with_what_to_do(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000
    at = clerk()
    page = at.page
    page.get_by_label("名称").fill("很长的附表")
    page.evaluate(PASTE, ["<p>供暖安排及补贴发放明细，逐户核对。</p>" * 2000, "x"])

    expect(page.locator("[data-kept] p:visible")).to_contain_text("内容太长，没有存到服务器", timeout=30_000)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("[data-kept] p:visible")).to_contain_text("内容太长，没有存到服务器")
    expect(page.locator(".ProseMirror")).to_contain_text("逐户核对")
