"""The page of remedies in the handbook: a review is entered and answered, overturns the reply, and a second reply follows."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications.models import Application
from gongkai.foundation.moment import today
from tests import factories
from tests.applications import builders
from tests.journeys.handbook import REMEDIES
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "青政复〔2026〕7号"
REASON = "该件是内部讨论记录，公开会影响讨论人员坦率发表意见。"


@pytest.fixture
def one(transactional_db):
    """An application that was refused a fortnight ago."""
    by = factories.actor(factories.organ(), Duty.APPLICATION_HANDLER)
    application = builders.handling(
        factories.organ(), by, on=today() - timedelta(days=20), description="2025年度专项资金评审意见"
    )
    with builders.at(today() - timedelta(days=14)):
        builders.replied(application, by=by, kind="process_info", contents={"reason": REASON})
    return application


def test_the_page_of_remedies_is_in_the_handbook(visitor, one, camera):
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    is_entered(clerk, one, camera)
    is_answered(clerk, camera)
    is_overturned(clerk, one, camera)
    is_replied_again(clerk, one, camera)
    head = signs_in(visitor(), Duty.OFFICE_HEAD)
    camera.takes("remedies-columns", head.opens("/desk/remedies/mappings/").locator("main"))
    assert camera.taken == REMEDIES


def is_entered(clerk, one, camera):
    page = clerk.opens("/desk/remedies/open/")
    page.get_by_label("行政复议", exact=True).check()
    page.get_by_label("案号").fill(NUMBER)
    page.get_by_label("复议机关或者人民法院").fill("青禾市人民政府")
    page.get_by_label("所涉申请的编号").fill(one.number)
    camera.takes("remedies-open", page.locator("main"))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text(NUMBER).first).to_be_visible()


def does(page, act, **values):
    """An act on a page of its own."""
    page.get_by_role("link", name=act, exact=True).click()
    for label, value in values.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_text("已登记。")).to_be_visible()


def is_answered(clerk, camera):
    """The notice, the evidence, the defence file, the answer."""
    page = clerk.page
    does(page, "登记收到答复通知、应诉通知")
    does(page, "登记证据", 证据名称="答复书和送达回执", 证明内容="按期作出答复并送达。")
    camera.takes("remedies-case", page.locator("main"))
    clerk.visitor.finds_no_barrier("handbook-remedies")
    with page.expect_download() as taken:
        page.get_by_role("button", name="导出应诉材料").click()
    assert taken.value.path().read_bytes().startswith(b"PK")
    page.reload()
    does(page, "登记提交答复、答辩")


def is_overturned(clerk, one, camera):
    """The review takes the reply away; the application runs again."""
    page = clerk.page
    page.get_by_label("审理结果").select_option("revoked")
    camera.takes("remedies-decide", page.locator("aside"))
    page.get_by_role("button", name="登记审理结果").click()
    expect(page.get_by_text("已审结").first).to_be_visible()
    page.get_by_role("link", name="按审理结果重新办理申请").click()
    page.get_by_label("限期重新答复的工作日数").fill("20")
    camera.takes("remedies-reopen", page.locator("main"))
    page.get_by_role("button", name="按审理结果重新办理申请").click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    page = clerk.opens(f"/desk/applications/{one.number}/")
    expect(page.get_by_text("办理中").first).to_be_visible()
    camera.takes("remedies-clock", page.locator("section", has_text="期限是怎么算的").last)


def is_replied_again(clerk, one, camera):
    """The second decision, in a letter of its own; one application still."""
    again = Application.objects.get(pk=one.pk)
    contents = {"information": "提供评审意见的结论部分。", "reason": "讨论记录仍属过程性信息。"}
    mine = clerk.appointment.actor()
    builders.replied(again, by=mine, kind="partly_disclosed", contents=contents, withheld=["process_info"])
    letter = again.letters.filter(kind="reply").latest("pk")
    address = f"{clerk.visitor.address}/desk/applications/{one.number}/letters/{letter.pk}.pdf"
    camera.takes_letter("remedies-second", clerk.page.request.get(address).body())
    assert (Application.objects.count(), again.replies.count()) == (1, 2)
