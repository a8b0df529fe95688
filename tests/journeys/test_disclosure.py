"""An item from the draft on a clerk's desk to the public, through three other people's hands."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "关于2026年城乡居民医疗保险缴费的通知"
BODY = "参保人员应于年底前完成缴费。\n\n特困人员由财政全额资助，无需申请。"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


def passes(visitor, duty, path, act, **filled):
    """A colleague with this duty opens the item, fills in what the act asks, and does it."""
    colleague = signs_in(visitor(), duty)
    page = colleague.opens(path)
    for label, value in filled.items():
        if value is True:
            page.get_by_label(label, exact=True).check()
        else:
            page.get_by_label(label).fill(value)
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)
    return colleague


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_an_item_passes_four_pairs_of_eyes_and_is_found_by_a_word_of_two_characters(visitor, size):
    clerk = signs_in(visitor(size), Duty.SUBMITTER)
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("栏目").select_option(index=3)
    page.get_by_label("正文").fill(BODY)
    page.get_by_label("成文日期").fill("2026-11-02")
    clerk.visitor.finds_no_barrier(f"desk-draft-{size}")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    path = page.url.removeprefix(clerk.visitor.address)
    page.get_by_role("button", name="报送审核").click()
    expect(page.get_by_text("已报送审核")).to_be_visible()
    clerk.visitor.finds_no_barrier(f"desk-item-{size}")

    reader = visitor(size)
    page = reader.goes_to("/search/?q=医疗")
    expect(page.get_by_text(TITLE)).to_have_count(0)

    passes(visitor, Duty.REVIEWER, path, "审核通过")
    passes(
        visitor,
        Duty.CONFIDENTIALITY_REVIEWER,
        path,
        "保密审查通过",
        可以公开=True,
        审查依据="《保守国家秘密法》第三十五条",
    )
    passes(visitor, Duty.SIGNER, path, "签发")

    page = reader.goes_to("/search/?q=医疗")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("特困人员由财政全额资助")).to_be_visible()
    reader.finds_no_barrier(f"item-{size}")


def test_a_clerk_is_told_what_is_missing_and_loses_nothing(visitor):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("发文字号").fill("青财发[2026]8号")
    page.get_by_role("button", name="保存草稿").click()

    expect(page.get_by_text("还没有填写").first).to_be_visible()
    expect(page.get_by_role("button", name="报送审核")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    clerk.visitor.finds_no_barrier("desk-item-incomplete")
