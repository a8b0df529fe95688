"""Filling what a column asks for: a record field by field, a table from a workbook, at a desk and on a phone."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import SYSTEM
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = "/desk/items/draft/"
HEAD = ("序号", "幼儿园名称", "办园性质", "等级", "在园幼儿人数（人）", "收费标准（元/生·月）", "园址")


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


@pytest.fixture
def clerk(visitor):
    """A clerk before the empty drafting page, who has chosen a column."""

    def begins(size, column):
        someone = signs_in(visitor(size), Duty.SUBMITTER)
        page = someone.opens(DRAFT)
        page.get_by_label("栏目").select_option(label=column)
        return someone

    return begins


def table(*rows):
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return {"name": "名录.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_record_is_filled_in_field_by_field_and_handed_in_without_a_text(clerk, size):
    someone = clerk(size, "帮扶项目")
    page = someone.page
    expect(page.get_by_label("项目名称")).to_be_visible()
    expect(page.locator("[data-writing]")).to_be_hidden()
    page.get_by_label("名称", exact=False).first.fill("柳塘镇村道硬化项目")
    page.get_by_label("项目名称").fill("柳塘镇村道硬化")
    someone.visitor.finds_no_barrier(f"drafting-record-{size}")

    for label, value in {
        "实施单位": "市农业农村局",
        "责任人": "周明",
        "实施地点": "柳塘镇柳塘村",
        "建设内容": "硬化村道3.2公里",
        "资金规模": "128",
        "资金来源": "财政衔接资金",
        "绩效目标": "改善出行条件",
        "监督电话": "0000-3600012",
    }.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("成文日期").fill("2026-11-02")
    expect(page.locator(".lacks__item:not(.lacks__item--met)")).to_have_count(0)
    page.get_by_role("button", name="保存并报送").click()

    expect(page.get_by_text("已报送审核")).to_be_visible()
    assert InformationItem.objects.get().elements["funds"] == "128"


def test_what_was_typed_into_a_record_is_offered_again(clerk):
    someone = clerk("desk", "帮扶项目")
    page = someone.page
    page.get_by_label("项目名称").fill("没有保存的项目")
    page.wait_for_function("Object.values(localStorage).some((one) => one.includes('没有保存的项目'))")

    someone.opens(DRAFT)
    page.get_by_role("button", name="恢复").click()

    expect(page.get_by_label("项目名称")).to_have_value("没有保存的项目")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_table_with_wrong_cells_says_which_and_is_taken_in_when_they_are_right(clerk, size):
    someone = clerk(size, "幼儿园名录")
    page = someone.page
    page.get_by_label("名称", exact=False).first.fill("2026年幼儿园名录")
    someone.visitor.finds_no_barrier(f"drafting-table-{size}")
    page.get_by_role("button", name="保存草稿并上传表格").click()

    right = (1, "市机关幼儿园", "公办", "省级示范", 320, 480, "青禾路2号")
    wrong = (2, "小海豚幼儿园", "私立", "市一级", "约二百", 900, "河西路18号")
    page.get_by_label("填好的表格").set_input_files(table(right, wrong))
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("有2处不符，表格没有收入")).to_be_visible()
    someone.visitor.finds_no_barrier(f"drafting-table-wrong-{size}")

    page.get_by_label("填好的表格").set_input_files(table(right))
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("表格已收入草稿，共1行")).to_be_visible()
    someone.visitor.finds_no_barrier(f"drafting-table-right-{size}")
    assert InformationItem.objects.get().sheet.row_count == 1
