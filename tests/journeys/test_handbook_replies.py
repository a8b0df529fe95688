"""The replies of the handbook: every kind that the guided questions lead to is decided on the pages and told in a letter."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.moment import today
from gongkai.law.questions import a_path_to, leads_to, questions, walked
from gongkai.law.replies import reply_kind
from tests import factories
from tests.applications import builders
from tests.applications.builders import at, handling
from tests.journeys.handbook import REPLIES, SHOWN_REPLIES
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "2025年度市级财政专项资金分配结果及评审意见"
# "Still unclear" needs a supplement that came; the other kinds need nothing but the application.
KINDS = sorted(leads_to(questions()[0]) - {"unclear"})
CASE = "/desk/applications/{}/"
SAID = {
    "disclosed": {"information": "2025年度市级财政专项资金分配结果见附件。"},
    "already_published": {"route": "本网站“财政预决算”栏目，2026年3月2日公开。"},
    "partly_disclosed": {
        "information": "2025年度市级财政专项资金分配结果见附件。",
        "reason": "评审意见是内部讨论记录，公开会影响评审人员坦率发表意见。",
    },
    "state_secret": {"reason": "该件已依照保密事项范围确定为秘密级，尚在保密期限内。"},
    "privacy": {"reason": "名单载有困难家庭成员的病情，第三方不同意公开，公开会损害其合法权益。"},
    "nonexistent": {
        "search": "在局档案室、公文系统以“专项资金”全文检索，并向社会保障科核查。",
        "nonexistence": "本机关没有制作，也没有获取该政府信息。",
    },
    "other_organ": {
        "reason": "该信息由市教育局制作。",
        "responsible_organ": "青禾市教育局，联系电话0500-5550102。",
    },
    "repeat": {"earlier_reply": "本机关已于2026年3月2日以青财公开答〔2026〕3号答复。"},
    "complaint": {
        "reason": "您反映的是对工作人员的投诉，不是要获取政府信息。",
        "channel": "可以向市信访局提出，电话0500-5550199。",
    },
}


@pytest.fixture
def by(transactional_db):
    return factories.actor(factories.organ(), Duty.APPLICATION_HANDLER)


def answers_every_question(page, kind):
    """Through the guided questions to the page of the kind."""
    for _question, choice in walked(a_path_to(kind)):
        page.get_by_label(choice.zh, exact=True).check()
        page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(reply_kind(kind).label_zh)


def writes(page, kind):
    """What the law wants in a reply of this kind."""
    said = SAID.get(kind, {})
    for need in reply_kind(kind).must_contain:
        page.locator(f"[name=part_{need.field}]").fill(said.get(need.field, need.zh))
    if kind == "partly_disclosed":
        page.get_by_label("过程性信息").first.check()


@pytest.fixture
def head(by):
    return factories.actor(factories.organ(), Duty.OFFICE_HEAD)


def test_every_kind_of_reply_is_decided_on_the_pages(visitor, by, head, camera):
    clerk = signs_in(visitor(), Duty.APPLICATION_HANDLER)
    mine = clerk.appointment.actor()
    for kind in KINDS:
        one = handling(factories.organ(), by, description=WANTED, name="周文远")
        if kind == "nonexistent":
            actions.record_search(one, by=by, place="局档案室", words="专项资金", result="nothing")
        actions.begin_proposal(one, by=mine)
        page = clerk.opens(f"{CASE.format(one.number)}proposal/items/1/")
        answers_every_question(page, kind)
        writes(page, kind)
        if kind in SHOWN_REPLIES:
            camera.takes(f"reply-{kind.replace('_', '-')}", page.locator("main"))
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("答复审批单")
        sends(one, mine, head)
        if kind in SHOWN_REPLIES:
            keeps_letter(clerk, one, f"letter-{kind.replace('_', '-')}", camera)
    assert [one.reply_kind for one in Application.objects.order_by("pk")] == KINDS
    ends_without_reply(clerk, by, camera)
    assert camera.taken == REPLIES


def sends(one, mine, head):
    """Sent to be signed, signed by somebody else, issued."""
    proposal = one.proposals.get()
    actions.send_to_sign(proposal, by=mine)
    actions.sign_proposal(proposal, by=head)
    actions.issue_reply(Application.objects.get(pk=one.pk), by=mine)


def keeps_letter(clerk, one, name, camera):
    """The last letter of the case, as its page gives it."""
    letter = one.letters.latest("pk")
    address = f"{clerk.visitor.address}{CASE.format(one.number)}letters/{letter.pk}.pdf"
    camera.takes_letter(name, clerk.page.request.get(address).body())


def ends_without_reply(clerk, by, camera):
    """What was not supplemented, not paid for, or taken back; and what is still unclear."""
    long_ago: date = today() - timedelta(days=60)
    unclear, silent, unpaid = (
        handling(factories.organ(), by, on=long_ago, description=WANTED, name="欧阳小明") for _one in range(3)
    )
    with at(long_ago + timedelta(days=1)):
        for one in (unclear, silent):
            actions.request_supplement(one, by=by, defects="请写明是哪一项专项资金。")
        actions.serve_fee_notice(unpaid, by=by, method="pages", quantity=131)
    with at(long_ago + timedelta(days=2)):
        actions.receive_supplement(unclear, by=APPLICANT, answer="就是你们发的那份。")
        contents = {"supplement": "已要求写明是哪一项专项资金。", "reason": "仍不能指向具体的政府信息。"}
        builders.replied(unclear, by=by, kind="unclear", contents=contents)
    keeps_letter(clerk, unclear, "letter-unclear", camera)
    back = handling(factories.organ(), by, description=WANTED, name="周文远")
    for one, act, name in (
        (silent, "逾期不补正，视为放弃", "overdue-correction"),
        (unpaid, "逾期不缴费，视为放弃", "overdue-fee"),
        (back, "撤回申请", "withdrawn"),
    ):
        page = clerk.opens(CASE.format(one.number))
        fold = page.locator("aside details.fold", has=page.get_by_text(act, exact=True)).first
        fold.locator("summary").first.click()
        if name == "withdrawn":
            fold.get_by_label("申请人怎样撤回的").fill("2026年11月20日来信撤回。")
        fold.get_by_role("button", name=act, exact=True).click()
        expect(page.locator(".error-summary")).to_have_count(0)
        keeps_letter(clerk, one, f"letter-{name}", camera)
