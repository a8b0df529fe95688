"""The handler's page of the handbook: how an application comes in, and what is done before it is answered."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.foundation.moment import today
from tests import factories
from tests.applications import builders
from tests.applications.builders import handling, submitted
from tests.applications.test_intake_sheets import SOUND, workbook
from tests.journeys.handbook import CASEWORK, INTAKE, unfolds
from tests.journeys.people import signs_in
from tests.journeys.test_intake import XLSX

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "2024年农村危房改造补助资金发放名单"
CASE = "/desk/applications/{}/"
SOME_DAYS = 3


@pytest.fixture
def by(transactional_db):
    factories.organ("liutang")
    return factories.actor(factories.organ(), Duty.APPLICATION_HANDLER)


def test_what_comes_in_is_in_the_handbook(visitor, by, camera):
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    is_keyed_in(clerk, camera)
    page = clerk.opens("/desk/applications/take-in/many/")
    rows = [SOUND, SOUND | {"channel": "传真", "description": "另一件"}, {"name": "王小明"}]
    page.get_by_label("填好的 Excel 文件").set_input_files(
        {"name": "申请.xlsx", "mimeType": XLSX, "buffer": workbook(*rows)}
    )
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_text("可以录入 2 件；有错误的 1 行")).to_be_visible()
    camera.takes("handler-many", page.locator("main"))
    resembles(clerk, by, camera)
    camera.takes("handler-list", clerk.opens("/desk/applications/").locator("main"))
    late = handling(factories.organ(), by, on=today() - timedelta(days=60), description="2023年部门决算")
    assert late.is_open
    camera.takes("handler-reminders", clerk.opens("/desk/applications/?show=overdue").locator("main"))
    camera.takes("handler-calendar", clerk.opens("/desk/calendars/").locator("main"))
    assert camera.taken == INTAKE


def is_keyed_in(clerk, camera):
    """A letter with two questions: keyed in, its receipt, split."""
    page = clerk.opens("/desk/applications/take-in/")
    page.get_by_label("提交方式").select_option("ordinary_post")
    page.get_by_label("收到日期").blur()
    expect(page.get_by_text("收到申请之日：待与申请人确认")).to_be_visible()
    camera.takes("handler-take-in", page.locator("main form").first)
    page.get_by_label("姓名或者名称").fill("欧阳小明")
    page.get_by_label("所需信息的名称、文号或者其他特征描述").fill("2024年部门决算；2024年政府采购目录")
    page.get_by_role("button", name="录入", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已录入")
    camera.takes("handler-taken", page.locator("main"))
    page.get_by_role("link", name="拆分为几件").click()
    page.get_by_label("拆分后的各件").fill("2024年部门决算\n2024年政府采购目录")
    camera.takes("handler-split", page.locator("main"))
    page.get_by_role("button", name="拆分为几件").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已录入")
    assert Application.objects.count() == 2


def resembles(clerk, by, camera):
    """Asked and answered before, and meant for another organ."""
    first = handling(factories.organ(), by, description=WANTED)
    builders.replied(first, by=by, kind="nonexistent", contents={"search": "档案室", "nonexistence": "没有"})
    again = submitted(factories.organ(), description=f"我要举报村干部！请公开{WANTED}")
    page = clerk.opens(CASE.format(again.number))
    camera.takes("handler-alike", page.locator("section", has_text="可能是重复申请").last)
    page.get_by_role("link", name="转送其他机关").click()
    page.get_by_label("负责公开的机关").fill("柳塘镇人民政府")
    page.get_by_label("转送的理由").fill("发放名单由柳塘镇人民政府制作。")
    camera.takes("handler-transfer", page.locator("main"))


def fills(page, act, **values):
    """An act of the case page, unfolded and filled in by the names of its fields."""
    fold = unfolds(page, act)
    for name, value in values.items():
        field = fold.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            fold.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(str(value))
    return fold


def does(page, act, **values):
    """The act, done; nothing stood against it."""
    fills(page, act, **values).get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)


def test_the_work_on_a_case_is_in_the_handbook(visitor, by, camera):
    one = submitted(factories.organ(), description=WANTED)
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    page = clerk.opens(CASE.format(one.number))
    does(page, "登记")
    camera.takes("handler-case", page.locator("main"))
    camera.takes("handler-supplement", fills(page, "要求补正", defects="请写明是哪一年度、哪一个村。"))
    page.reload()
    search = {"place": "局档案室、公文系统", "words": "全文检索“危房改造”", "result": "found"}
    camera.takes("handler-search", fills(page, "登记检索", **search))
    page.reload()
    does(page, "登记检索", **search)
    due = today() + timedelta(days=SOME_DAYS)
    does(page, "请内设机构核查", asked_of="社会保障科", question="请提供2024年发放名单。", due_on=due)
    camera.takes("handler-inquiry", page.locator("section", has_text="内部核查").last)
    does(page, "登记核查结果", answer="已找到，共三页。", answered_by="社会保障科")
    clerk.visitor.finds_no_barrier("handbook-case")
    asks_for_the_fee(clerk, by, camera)
    asks_a_third_party(clerk, one, camera)
    assert camera.taken == CASEWORK


def asks_for_the_fee(clerk, by, camera):
    """By pages and by items, each to the payment."""
    for number, method, quantity, amount in ((2022, "pages", 131, "1320"), (2023, "items", 15, "700")):
        one = handling(factories.organ(), by, description=f"{number}年农村危房改造档案", name="周文远")
        page = clerk.opens(CASE.format(one.number))
        fold = fills(page, "收费通知", method=method, quantity=quantity)
        camera.takes(f"handler-fee-{method}", fold)
        fold.get_by_role("button", name="收费通知", exact=True).click()
        expect(page.get_by_text(f"应缴 {amount}").first).to_be_visible()
        does(page, "登记缴费")
        expect(page.get_by_text("已缴").first).to_be_visible()


def asks_a_third_party(clerk, one, camera):
    """A third party is asked, objects, and is overruled: it is told so with the reasons."""
    page = clerk.opens(CASE.format(one.number))
    fold = fills(
        page,
        "征求意见",
        party="third_party",
        name="青禾建材有限公司",
        question="拟公开2024年危房改造材料采购合同的价款，请就是否同意公开提出意见。",
    )
    camera.takes("handler-consult", fold)
    fold.get_by_role("button", name="征求意见", exact=True).click()
    does(page, "登记意见", opinion="objects", reasons="合同价款是本公司的商业秘密。")
    page.get_by_role("button", name="拟写答复", exact=True).click()
    page.get_by_role("link", name="逐步判断").click()
    for answer in GIVES:
        page.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="下一步").click()
    page.locator("[name=part_information]").fill("2024年危房改造材料采购合同的价款。")
    page.locator("[name=finding]").fill("合同由财政资金支付，价款依法应当接受社会监督，不属于商业秘密。")
    camera.takes("handler-overrule", page.locator("main form").first)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("不属于商业秘密").first).to_be_visible()
    is_sent(one, clerk)
    letter = Application.objects.get(pk=one.pk).letters.exclude(kind="reply").latest("pk")
    address = f"{CASE.format(one.number)}letters/{letter.pk}.pdf"
    camera.takes_letter(
        "handler-third-party-letter", page.request.get(clerk.visitor.address + address).body()
    )


def is_sent(one, clerk):
    """The head signs; the handler sends."""
    by = clerk.appointment.actor()
    builders.signed(one.proposals.get(), by=by)
    one = Application.objects.get(pk=one.pk)
    actions.issue_reply(one, by=by)
    assert one.closed_on == timezone.localdate()


GIVES = (
    "明确，或者补正后已经明确",
    "要本机关履职中制作或者获取的政府信息",
    "没有",
    "没有明显超过",
    "本机关负责",
    "有现成的信息",
    "没有",
    "有，不能区分处理",
    "涉及第三方的商业秘密",
    "第三方同意，或者不公开会对公共利益造成重大影响",
    "按申请人要求的形式提供",
)
