"""What comes to the desk: keyed in by keyboard, counted beside the form, many from a workbook, on a phone too."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications.models import Application
from gongkai.foundation.moment import today
from tests import factories
from tests.applications import builders
from tests.applications.builders import handling, submitted
from tests.applications.test_intake_sheets import SOUND, workbook
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "2024年农村危房改造补助资金发放名单"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_fax_is_keyed_in_by_keyboard_alone(visitor):
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    page = clerk.opens("/desk/applications/take-in/")
    expect(page.get_by_label("提交方式")).to_be_focused()
    page.get_by_label("提交方式").select_option("fax")
    expect(page.get_by_text("收到申请之日：待与申请人确认")).to_be_visible()
    page.get_by_label("与申请人确认的日期").fill(today().isoformat())
    page.keyboard.press("Tab")
    expect(page.get_by_text(f"收到申请之日：{today().isoformat()}")).to_be_visible()
    clerk.visitor.finds_no_barrier("take-in")

    page.get_by_label("姓名或者名称").fill("欧阳小明")
    page.get_by_label("所需信息的名称、文号或者其他特征描述").fill(f"{WANTED}；2024年决算")
    page.get_by_label("获取方式").focus()
    page.keyboard.press("Tab")
    for _field in range(3):
        if page.evaluate("document.activeElement.textContent.trim()") == "录入":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("已录入")
    expect(page.get_by_text("来件还缺这些，请一次告知补正")).to_be_visible()
    clerk.visitor.finds_no_barrier("taken")

    page.get_by_role("link", name="拆分为几件").click()
    page.get_by_label("拆分后的各件").fill(f"{WANTED}\n2024年决算")
    clerk.visitor.finds_no_barrier("split")
    page.get_by_role("button", name="拆分为几件").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已录入")
    page.get_by_role("link", name="办理这件申请").click()
    expect(page.get_by_role("heading", name="同一来件的其他申请")).to_be_visible()
    clerk.visitor.finds_no_barrier("split-case")
    assert Application.objects.count() == 2


def test_a_letter_is_keyed_in_on_a_phone(visitor):
    clerk = signs_in(visitor("phone"), Duty.APPLICATION_HANDLER)
    page = clerk.opens("/desk/applications/take-in/")
    page.get_by_label("提交方式").select_option("ordinary_post")
    page.get_by_label("收到日期").fill((today() - timedelta(days=1)).isoformat())
    page.get_by_label("收到日期").blur()
    expect(page.get_by_text("收到申请之日：待与申请人确认")).to_be_visible()
    clerk.visitor.finds_no_barrier("take-in-phone")
    page.get_by_label("姓名或者名称").fill("青禾建材有限公司")
    page.get_by_label("所需信息的名称、文号或者其他特征描述").fill("未写明")
    page.get_by_role("button", name="录入", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("已录入")
    clerk.visitor.finds_no_barrier("taken-phone")
    assert Application.objects.count() == 1


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_workbook_is_looked_at_and_taken_in(visitor, size):
    clerk = signs_in(visitor(size), Duty.APPLICATION_HANDLER)
    page = clerk.opens("/desk/applications/take-in/many/")
    clerk.visitor.finds_no_barrier(f"take-in-many-{size}")
    rows = [SOUND, SOUND | {"channel": "传真", "description": "另一件"}, {"name": "王小明"}]
    page.get_by_label("填好的 Excel 文件").set_input_files(
        {"name": "申请.xlsx", "mimeType": XLSX, "buffer": workbook(*rows)}
    )
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_text("可以录入 2 件；有错误的 1 行")).to_be_visible()
    clerk.visitor.finds_no_barrier(f"take-in-many-preview-{size}")
    page.get_by_label("跳过有错误的行").check()
    page.get_by_role("button", name="确认录入").click()
    expect(page.get_by_text("录入 2 件，未录入 0 行")).to_be_visible()
    clerk.visitor.finds_no_barrier(f"intake-batch-{size}")
    page.get_by_role("button", name="已经告知，清除查询码").click()
    expect(page.get_by_text("查询码已清除").first).to_be_visible()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_case_tells_what_it_resembles_and_a_wrong_address_is_moved(visitor, size):
    organ = factories.organ()
    factories.organ("liutang")
    by = factories.actor(organ, Duty.APPLICATION_HANDLER)
    first = handling(organ, by, description=WANTED)
    builders.replied(first, by=by, kind="nonexistent", contents={"search": "档案室", "nonexistence": "没有"})
    again = submitted(organ, description=f"我要举报村干部！请公开{WANTED}")

    clerk = signs_in(visitor(size), Duty.APPLICATION_HANDLER)
    page = clerk.opens(f"/desk/applications/{again.number}/")
    expect(page.get_by_text("可能是重复申请")).to_be_visible()
    clerk.visitor.finds_no_barrier(f"resembling-{size}")
    page.get_by_role("link", name="转送其他机关").click()
    page.get_by_label("负责公开的机关").fill("柳塘镇人民政府")
    page.get_by_label("转送的理由").fill("由柳塘镇制作")
    clerk.visitor.finds_no_barrier(f"transfer-{size}")
    page.get_by_role("button", name="转送其他机关").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("转送的申请")
    clerk.visitor.finds_no_barrier(f"transfers-{size}")
