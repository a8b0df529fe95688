"""A citizen asks on a phone; the desk asks back and replies in part; the year counts it once, in its place."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.foundation.moment import today
from tests import factories
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "2025年度市级财政专项资金分配结果及评审意见"
ANSWER = "请提供2025年度市级教育专项资金的分配结果和评审意见。"
GIVEN = "教育专项资金分配结果见附表。"
QUESTIONS = (
    "明确，或者补正后已经明确",
    "要本机关履职中制作或者获取的政府信息",
    "没有",
    "没有明显超过",
    "本机关负责",
    "有现成的信息",
    "没有",
    "有，能够区分处理",
)
REASON = "评审意见是内部讨论记录，公开会影响今后评审人员坦率发表意见。"


def applies(citizen):
    """Fill in the form on the portal; answer the number and the query code."""
    page = citizen.goes_to("/apply/")
    citizen.finds_no_barrier("apply-guide")
    page = citizen.goes_to("/apply/form/")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("alert")).to_be_visible()
    citizen.finds_no_barrier("apply-form-errors")
    page.get_by_label("向哪个机关申请").select_option(label="青禾市财政局")
    page.get_by_label("您要什么信息").fill(WANTED)
    page.get_by_label("电子文件").check()
    page.get_by_label("在本网站下载").check()
    page.get_by_label("公民（自然人）").check()
    page.get_by_label("姓名或者单位名称").fill("周文远")
    page.get_by_label("证件类型").select_option(label="居民身份证")
    page.get_by_label("证件号码").fill("11010119900307109X")
    page.get_by_label("手机或者电话").fill("13800001234")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    citizen.finds_no_barrier("apply-sent")
    number, code = page.locator(".facts dd").all_inner_texts()[:2]
    return number, code


def looks_up(citizen, number, code):
    """The status page, by number and code."""
    page = citizen.goes_to("/apply/status/")
    page.get_by_label("申请编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").last.click()
    return page


def opens_act(page, label):
    """Unfold an act on the case page."""
    page.locator("summary", has_text=label).first.click()


def downloads(page, link):
    """The bytes behind a link."""
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_bytes()


def writes_in_part(handler, page):
    """Question after question to a partial disclosure, and what it says."""
    page.get_by_role("button", name="拟写答复").click()
    page.get_by_role("link", name="逐步判断").click()
    handler.visitor.finds_no_barrier("desk-reply-question")
    for answer in QUESTIONS:
        page.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="保存并回到上一步").click()
    expect(page.get_by_label(QUESTIONS[-1], exact=True)).to_be_checked()
    page.get_by_role("button", name="下一步").click()
    fields = page.locator("form textarea")
    fields.nth(0).fill(GIVEN)
    fields.nth(1).fill(REASON)
    page.get_by_label("过程性信息").first.check()
    handler.visitor.finds_no_barrier("desk-reply-decision")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text(REASON)).to_be_visible()
    opens_act(page, "送法律审核")
    page.get_by_role("button", name="送法律审核").click()
    expect(page.get_by_text("待法律审核").first).to_be_visible()


def signs(visitor, handler, case, size):
    """Counsel agrees, the head signs, the handler issues it."""
    counsel = signs_in(visitor(size), Duty.LEGAL_COUNSEL)
    page = counsel.opens(f"{case}proposal/")
    page.get_by_label("修改后同意").check()
    page.get_by_label("审核意见").fill("依据准确，建议写明附表名称。")
    counsel.visitor.finds_no_barrier(f"desk-reply-counsel-{size}")
    page.get_by_role("button", name="提出法律审核意见").click()

    page = handler.opens(f"{case}proposal/")
    opens_act(page, "送签")
    page.get_by_role("button", name="送签").click()
    signer = signs_in(visitor(size), Duty.OFFICE_HEAD)
    page = signer.opens(f"{case}proposal/")
    expect(page.get_by_text("依据准确，建议写明附表名称。")).to_be_visible()
    signer.visitor.finds_no_barrier(f"desk-reply-signing-{size}")
    page.get_by_role("button", name="同意并签批").click()
    expect(page.get_by_text("已签批，待发出").first).to_be_visible()

    page = handler.opens(f"{case}proposal/")
    page.get_by_role("button", name="发出答复").click()
    expect(page.get_by_text("已答复").first).to_be_visible()
    handler.visitor.finds_no_barrier("desk-application-replied")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_an_application_runs_to_a_reply_in_part_and_is_counted_once(visitor, size):
    factories.organ()
    citizen = visitor(size)
    number, code = applies(citizen)

    handler = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    case = f"/desk/applications/{number}/"
    page = handler.opens(case)
    expect(page.get_by_text("周文远")).to_have_count(0)
    opens_act(page, "登记")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("答复期限为收到申请之日起20个工作日")).to_be_visible()
    handler.visitor.finds_no_barrier("desk-application")

    opens_act(page, "要求补正")
    page.get_by_label("需要补正的事项").fill("请写明是哪一项专项资金。")
    page.get_by_role("button", name="要求补正").click()

    mine = looks_up(citizen, number, code)
    expect(mine.get_by_text("请写明是哪一项专项资金").first).to_be_visible()
    citizen.finds_no_barrier(f"status-supplement-{size}")
    mine.get_by_label("补正内容").fill(ANSWER)
    mine.get_by_role("button", name="提交补正").click()
    expect(mine.get_by_text("收到补正，答复期限重新计算")).to_be_visible()
    citizen.finds_no_barrier(f"status-running-{size}")

    page = handler.opens(case)
    writes_in_part(handler, page)
    signs(visitor, handler, case, size)

    mine = looks_up(citizen, number, code)
    expect(mine.get_by_text("已答复").first).to_be_visible()
    citizen.finds_no_barrier(f"status-replied-{size}")
    letter = downloads(mine, mine.locator("a[href$='.pdf']").last)
    assert letter.startswith(b"%PDF")

    page = handler.opens(case)
    opens_act(page, "归档")
    page.get_by_role("button", name="归档").click()
    expect(page.get_by_text("案卷目录").first).to_be_visible()

    is_counted_in_part(visitor)


def is_counted_in_part(visitor):
    """The report has it in （二）部分公开 and nowhere else, balances, is signed off and stands on the portal."""
    year = today().year
    clerk = signs_in(visitor(), Duty.REPORT_CLERK)
    page = clerk.opens("/desk/reports/")
    page.get_by_label("年度").select_option(str(year))
    page.get_by_role("button", name="开始编制").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(year))

    page = clerk.opens(f"/desk/reports/{year}/sections/3/")
    clerk.visitor.finds_no_barrier("desk-report-table3")
    counted = page.locator("td:not(.report-grid__sum) a.report-grid__records", has_text="1")
    assert [cell.get_attribute("href").rstrip("/").rpartition("/")[2] for cell in counted.all()] == [
        "applications.received.natural",
        "applications.results.partial.natural",
    ]

    page = clerk.opens(f"/desk/reports/{year}/sections/2/")
    for cell in page.locator("table input[type=text]").all():
        cell.fill("0")
    page.get_by_role("button", name="保存并重新合计").click()
    for section in (1, 5):  # section 6 holds the sentence on fees that the records give
        page = clerk.opens(f"/desk/reports/{year}/sections/{section}/")
        for text in page.locator("main textarea").all():
            text.fill("本年度工作按照条例规定开展，情况如实报告。")
        page.get_by_role("button", name="保存", exact=True).click()
    page = clerk.opens(f"/desk/reports/{year}/")
    clerk.visitor.finds_no_barrier("desk-report")
    page.get_by_label("统计期限至12月31日").fill("示例：提前演练编制流程。")
    page.get_by_role("button", name="提交审签").click()

    signer = signs_in(visitor(), Duty.SIGNER)
    page = signer.opens(f"/desk/reports/{year}/")
    page.get_by_role("button", name="审签").click()
    page = clerk.opens(f"/desk/reports/{year}/")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("已发布").first).to_be_visible()

    for size in ("desk", "phone"):
        reader = visitor(size)
        page = reader.goes_to(f"/reports/finance/{year}/")
        row = page.get_by_role("row").filter(has_text="部分公开")
        expect(row.get_by_role("cell").last).to_have_text("1")
        reader.finds_no_barrier(f"report-{size}")
