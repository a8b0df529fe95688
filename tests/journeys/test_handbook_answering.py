"""The handler's page of the handbook, the answer: the questions, the redaction, counsel, signature, service, the file."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from tests import factories
from tests.applications import builders
from tests.applications.builders import handling
from tests.guard.files import in_pdf
from tests.guard.files.leaks import leak
from tests.journeys.handbook import ANSWERING, unfolds
from tests.journeys.people import signs_in
from tests.journeys.test_application import GIVEN, QUESTIONS, REASON
from tests.journeys.test_redaction import drags

pytestmark = pytest.mark.django_db(transaction=True)
REVIEWER = "欧阳小明"
SOMEBODY_ELSE = {"name": "赵大力", "identity_number": "110101198001015217", "phone": "13900139000"}
SHEET = "2025年农村危房改造补助资金发放名单"


def test_the_way_to_the_answer_is_in_the_handbook(visitor, camera):
    organ = factories.organ()
    by = factories.actor(organ, Duty.APPLICATION_HANDLER)
    one = handling(organ, by, description="2025年度专项资金分配结果及评审意见", delivery_way="post")
    case = f"/desk/applications/{one.number}/"
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    head = signs_in(visitor(), Duty.OFFICE_HEAD)
    is_redacted(clerk, head, case, camera)
    is_written(clerk, case, camera)
    is_signed(visitor, head, case, camera)
    is_served_and_filed(clerk, case, camera)
    clerk.visitor.finds_no_barrier("handbook-answering")
    is_opened_to_all(clerk, organ, by, camera)
    is_counted(clerk, camera)
    assert camera.taken == ANSWERING


def is_redacted(clerk, head, case, camera):
    """A file is marked and made by one, looked at and released by another."""
    page = clerk.opens(f"{case}redactions/")
    content = in_pdf.pdf(f"评审人{REVIEWER}，{leak('mobile', 4).sentence}\n\n项目名称：道路维修。")
    page.get_by_label("要提供的原件").set_input_files(
        {"name": "评审意见.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    page.get_by_role("button", name="上传原件").click()
    drags(page, (0.1, 0.2), (0.4, 0.25))
    page.get_by_label("要遮盖的文字").fill(REVIEWER)
    page.get_by_role("button", name="保存标记").click()
    expect(page.locator("svg rect").first).to_be_visible()
    camera.takes("handler-marks", page.locator("main"))
    page.get_by_role("button", name="生成遮盖后的文件").click()
    expect(page.get_by_text("标记和生成文件的人不能自己放行")).to_be_visible()
    page = head.opens(f"{case}redactions/")
    page.get_by_role("link", name="评审意见.pdf").click()
    expect(page.get_by_role("button", name="放行")).to_be_visible()
    camera.takes("handler-release", page.locator("main"))
    page.get_by_role("button", name="放行").click()
    expect(page.get_by_text("已放行").first).to_be_visible()


def is_written(clerk, case, camera):
    """Question by question to a disclosure in part."""
    page = clerk.opens(case)
    page.get_by_role("button", name="拟写答复", exact=True).click()
    page.get_by_role("link", name="逐步判断").click()
    for number, answer in enumerate(QUESTIONS):
        page.get_by_label(answer, exact=True).check()
        if number == len(QUESTIONS) - 1:
            camera.takes("handler-question", page.locator("main"))
        page.get_by_role("button", name="下一步").click()
    page.locator("[name=part_information]").fill(GIVEN)
    page.locator("[name=part_reason]").fill(REASON)
    page.get_by_label("过程性信息").first.check()
    camera.takes("handler-partial", page.locator("main"))
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text(REASON)).to_be_visible()
    unfolds(page, "送法律审核").get_by_role("button", name="送法律审核").click()
    expect(page.get_by_text("待法律审核").first).to_be_visible()


def is_signed(visitor, head, case, camera):
    """Counsel agrees with a remark, the head signs."""
    page = signs_in(visitor(), Duty.LEGAL_COUNSEL).opens(f"{case}proposal/")
    page.get_by_label("修改后同意").check()
    page.get_by_label("审核意见").fill("依据准确，建议写明附表名称。")
    camera.takes("handler-counsel", page.locator("aside"))
    page.get_by_role("button", name="提出法律审核意见").click()
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    page = clerk.opens(f"{case}proposal/")
    unfolds(page, "送签").get_by_role("button", name="送签").click()
    page = head.opens(f"{case}proposal/")
    camera.takes("handler-sign", page.locator("aside"))
    page.get_by_role("button", name="同意并签批").click()
    expect(page.get_by_text("已签批，待发出").first).to_be_visible()


def is_served_and_filed(clerk, case, camera):
    """Issued, posted with its number, received, filed."""
    page = clerk.opens(f"{case}proposal/")
    page.get_by_role("button", name="发出答复").click()
    expect(page.get_by_text("已答复").first).to_be_visible()
    fold = unfolds(page, "登记送达")
    fold.get_by_label("邮寄", exact=True).check()
    fold.get_by_label("邮件号码").fill("XA12345678901")
    day = fold.locator("[name=sent_on]").input_value()
    fold.get_by_label("送达日期").fill(day)
    camera.takes("handler-service", fold)
    fold.get_by_role("button", name="登记送达").click()
    expect(page.get_by_text("XA12345678901").first).to_be_visible()
    unfolds(page, "归档").get_by_role("button", name="归档").click()
    expect(page.get_by_text("案卷目录").first).to_be_visible()
    camera.takes("handler-file", page.locator("section", has_text="案卷目录").last)


def is_opened_to_all(clerk, organ, by, camera):
    """Two people asked for the same, and one was given it."""
    builders.answered(handling(organ, by, description=SHEET), by, kind="disclosed")
    handling(organ, by, description=f"请公开{SHEET}", **SOMEBODY_ELSE)
    page = clerk.opens("/desk/applications/openings/")
    page.locator("details.fold summary").first.click()
    page.get_by_label("信息名称").first.fill("2025年农村危房改造补助资金发放情况")
    camera.takes("handler-openings", page.locator("main"))
    clerk.visitor.finds_no_barrier("handbook-openings")


def is_counted(clerk, camera):
    page = clerk.opens("/desk/applications/figures/")
    camera.takes("handler-figures", page.locator("main"))
    clerk.visitor.finds_no_barrier("handbook-figures")
