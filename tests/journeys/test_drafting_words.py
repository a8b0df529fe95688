"""Wrong words while writing: marked where they stand, put right with one click, or kept with a reason."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import SYSTEM
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "政府信息公开暂行条例"
RIGHT = "政府信息公开条例"
NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_wrong_word_is_marked_in_the_text_and_put_right_with_one_click(visitor, size):
    clerk = signs_in(visitor(size), Duty.SUBMITTER)
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill(f"转发{WRONG}的通知")
    field = page.locator(".ProseMirror")
    field.click()
    page.keyboard.type(f"依据{WRONG}办理。")
    page.keyboard.press("Enter")
    page.keyboard.type(f"{WRONG}第九条。经办人身份证号{NUMBER}。")

    marks = field.locator("mark.noted")
    expect(marks).to_have_text([WRONG, WRONG, NUMBER])
    told = page.locator(f"#{marks.first.get_attribute('aria-describedby')}")
    expect(told).to_contain_text(f"建议改为“{RIGHT}”")
    expect(page.get_by_role("heading", name="写作检查：3处请核对")).to_be_visible()
    clerk.visitor.finds_no_barrier(f"drafting-words-{size}")

    # The marks stay at their words while the text around them changes, and are no part of it.
    field.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("各单位：")
    expect(marks.first).to_have_text(WRONG)

    page.locator("[data-find]", has_text="共2处").get_by_role("button", name=f"改为“{RIGHT}”").press("Enter")
    expect(field).to_have_text(f"各单位：依据{RIGHT}办理。{RIGHT}第九条。经办人身份证号{NUMBER}。")
    page.get_by_role("button", name="遮盖").click()
    expect(field).to_contain_text("11*************02X")
    page.locator("[data-find]", has=page.get_by_text("名称", exact=True)).get_by_role(
        "button", name=f"改为“{RIGHT}”"
    ).click()
    expect(page.get_by_label("名称")).to_have_value(f"转发{RIGHT}的通知")
    expect(page.locator("[data-find]")).to_have_count(0)

    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"转发{RIGHT}的通知")
    assert "mark" not in InformationItem.objects.get().body


def test_a_word_is_kept_with_a_reason_without_leaving_the_page(visitor):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill("历史文件")
    page.locator(".ProseMirror").fill(f"原文写作{WRONG}。")
    keep = page.get_by_role("button", name="保留原文")
    expect(keep).to_have_count(1, timeout=15_000)  # from when there is a draft

    keep.press("Enter")
    expect(page.get_by_label("保留的理由")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("请写明保留的理由")).to_be_visible()
    page.keyboard.type("引用原文")
    clerk.visitor.finds_no_barrier("drafting-words-keeping")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已保留，理由记入台账。")).to_be_visible()
    expect(page.locator("mark.noted")).to_have_count(0)

    page.get_by_label("发文字号").fill("青财发〔2026〕9号")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("历史文件")
    item = InformationItem.objects.get()
    assert [(one.masked, one.reason) for one in item.set_asides.all()] == [(WRONG, "引用原文")]
    assert item.document_number == "青财发〔2026〕9号"
