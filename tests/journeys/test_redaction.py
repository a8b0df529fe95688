"""A file of which a part may not be given: drawn on, proved, looked at on a phone, released by somebody else."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications.models import Redaction
from tests import factories
from tests.applications.builders import handling
from tests.guard.files import in_pdf
from tests.guard.files.leaks import leak
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "欧阳小明"


def drags(page, start, end):
    """Draw an area on the first page, from one corner to the other, in shares of its picture."""
    frame = page.locator("[data-redact-page] img").first.bounding_box()
    for at, move in ((start, "down"), (end, "up")):
        page.mouse.move(frame["x"] + at[0] * frame["width"], frame["y"] + at[1] * frame["height"])
        getattr(page.mouse, move)()


def test_a_file_is_marked_made_and_released_by_somebody_else(visitor):
    organ = factories.organ()
    application = handling(organ, factories.actor(organ, Duty.APPLICATION_HANDLER))
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    page = clerk.opens(f"/desk/applications/{application.number}/redactions/")
    content = in_pdf.pdf(f"评审人{NAME}，{leak('mobile', 4).sentence}\n\n项目名称：道路维修。")
    page.get_by_label("要提供的原件").set_input_files(
        {"name": "评审意见.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    page.get_by_role("button", name="上传原件").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("评审意见.pdf")
    drags(page, (0.1, 0.5), (0.4, 0.55))
    page.locator("[data-redact-page]").first.focus()
    for key in ("Enter", "ArrowDown", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="框选")).to_have_text("新框选 2 处，保存后生效")
    page.get_by_label("要遮盖的文字").fill(NAME)
    clerk.visitor.finds_no_barrier("redaction-marking")
    page.get_by_role("button", name="保存标记").click()
    expect(page.locator("svg rect")).to_have_count(2)
    page.get_by_role("button", name="生成遮盖后的文件").click()
    expect(page.get_by_text("标记和生成文件的人不能自己放行")).to_be_visible()
    clerk.visitor.finds_no_barrier("redaction-made")

    other = signs_in(visitor("phone"), Duty.OFFICE_HEAD)
    page = other.opens(f"/desk/applications/{application.number}/redactions/")
    other.visitor.finds_no_barrier("redactions-phone")
    page.get_by_role("link", name="评审意见.pdf").click()
    page.locator(".redact__page--made img").first.scroll_into_view_if_needed()
    other.visitor.finds_no_barrier("redaction-phone")
    page.get_by_role("button", name="放行").click()
    expect(page.get_by_text("已放行").first).to_be_visible()

    kept = Redaction.objects.get()
    assert [one["words"] for one in kept.marked] == ["", "", NAME, leak("mobile", 4).value]
    assert kept.released == application.attachments.get()


def test_the_marks_can_be_typed_on_a_phone(visitor):
    organ = factories.organ()
    application = handling(organ, factories.actor(organ, Duty.APPLICATION_HANDLER))
    clerk = signs_in(visitor("phone"), Duty.APPLICATION_HANDLER)
    page = clerk.opens(f"/desk/applications/{application.number}/redactions/")
    page.get_by_label("要提供的原件").set_input_files(
        {"name": "意见.pdf", "mimeType": "application/pdf", "buffer": in_pdf.pdf(NAME)}
    )
    page.get_by_role("button", name="上传原件").click()
    page.locator("summary", has_text="不用鼠标框选").click()
    for label, value in (("页", "1"), ("左边", "10"), ("上边", "5"), ("右边", "60"), ("下边", "20")):
        page.get_by_label(label).fill(value)
    clerk.visitor.finds_no_barrier("redaction-marking-phone")
    page.get_by_role("button", name="保存标记").click()
    expect(page.get_by_text("第1页框选")).to_be_visible()
