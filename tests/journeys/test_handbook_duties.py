"""The pictures of the handbook are taken of the pages as they are; tests/test_handbook.py reads its words.

With GONGKAI_HANDBOOK set, the walks write their pictures into docs/handbook/pictures.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.models import SetAside
from gongkai.disclosure.queries.guarding import guarded
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from gongkai.obligations.actions import adopt_standard_obligations
from gongkai.obligations.models import Owing
from gongkai.screening.actions import add_word, allow_number
from tests import factories
from tests.disclosure import builders
from tests.journeys.handbook import BODY, OFFICE, REVIEWER, SIGNER, of, told, unfolds
from tests.journeys.people import PASSWORD, Colleague, signs_in

FRIENDLY = "参保人员应当在年底前完成缴费。"
IDENTITY = "110101198001010010"


def head_of_the_city(visitor):
    appointment = factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")
    return Colleague(visitor, appointment)


def leaks_and_is_found(office):
    """What somebody set aside is public, the reason is gone, and the nightly patrol finds it."""
    item = builders.item(office, **told(title="低保对象公示", body=f"周某某，身份证号{IDENTITY}。"))
    found = [one.seen.fingerprint for one in guarded(item).findings]
    actions.set_aside(item, by=office.submitter, fingerprints=found, reason="旧规则")
    builders.clear(item, office)
    actions.set_aside(item, by=office.signer, fingerprints=found, reason="旧规则")
    actions.sign_off(item, by=office.signer, release=True)
    SetAside.objects.all()._raw_delete("default")
    actions.patrol()


def test_the_reviewers_pages_are_in_the_handbook(visitor, office, camera):
    item = builders.item(office, **told(body=f"{BODY}\n咨询请拨打值班手机13800138000。"))
    found = [one.fingerprint for one in item.findings().seen]
    actions.set_aside(item, by=office.submitter, fingerprints=found, reason="值班手机，对外公开。")
    actions.submit(item, by=office.submitter)
    actions.submit(builders.item(office, **told(title="会计专业技术资格考试考务安排")), by=office.submitter)

    reviewer = signs_in(visitor(), Duty.REVIEWER)
    page = reviewer.opens("/desk/items/?list=mine")
    camera.takes("reviewer-list", page.locator("main"))
    reviewer.opens("/desk/items/many/pass_review/")
    camera.takes("reviewer-batch", page.locator("main"))
    reviewer.opens(of(item))
    camera.takes("reviewer-item", page.locator("aside .turn"))
    fold = unfolds(page, "退回修改")
    fold.get_by_label("原因和修改意见").fill("请补充缴费渠道。")
    fold.locator("summary", has_text="逐处批注").click()
    camera.takes("reviewer-remarks", fold)

    actions.pass_review(item, by=office.reviewer)
    second = signs_in(visitor(), Duty.CONFIDENTIALITY_REVIEWER)
    page = second.opens(of(item))
    page.locator("#findings").get_by_label("保留这一处").first.check()
    page.locator("#findings summary").click()
    page.get_by_label("保留的理由").fill("已核实为值班手机，对外公开。")
    camera.takes("reviewer-set-aside", page.locator("#findings"))
    turn = page.locator("aside .turn")
    turn.get_by_label("可以公开", exact=True).check()
    turn.get_by_label("审查依据").fill("《保守国家秘密法》第三十五条")
    camera.takes("reviewer-confidentiality", turn)

    urgent = builders.item(office, **told(title="青河水位超警紧急转移通知"))
    actions.submit(urgent, by=office.submitter)
    actions.publish_at_once(urgent, by=office.signer, reason="青河水位超警，需立即告知沿岸居民转移。")
    second.opens(of(urgent))
    camera.takes("reviewer-debt", unfolds(page, "补审"))

    leaks_and_is_found(office)
    second.opens(reverse("workbench:patrol_report"))
    camera.takes("reviewer-patrol", page.locator("main"))
    assert camera.taken == REVIEWER


def test_the_signers_pages_are_in_the_handbook(visitor, office, camera):
    public = builders.published(office, **told())
    waiting = builders.corrected(public, office, body=f"{FRIENDLY}\n特困人员由财政全额资助。")
    actions.start_correction(waiting, by=office.submitter, reason="缴费时间表述不清")
    actions.edit(waiting, by=office.submitter, body=f"{FRIENDLY}\n特困人员由财政全额资助，无需申请。")
    builders.clear(waiting, office)
    builders.clear(builders.item(office, **told(title="市财政局2026年政府采购目录")), office)

    signer = signs_in(visitor("phone"), Duty.SIGNER)
    page = signer.opens(of(waiting, "decide"))
    camera.takes("signer-decide", page.locator(".decide"))
    page.locator("summary", has_text="退回").click()
    page.get_by_label("原因和修改意见").fill("请写明截止日期。")
    camera.takes("signer-answer", page.locator(".decide__answer"))

    page.locator("summary", has_text="同意，定时发布").click()
    camera.takes("signer-schedule", page.locator(".decide__answer"))
    urgent = builders.item(office, **told(title="青河水位超警紧急转移通知"))
    actions.submit(urgent, by=office.submitter)
    signer.opens(of(urgent))
    camera.takes("signer-emergency", unfolds(page, "应急发布"))
    signer.opens(of(waiting))
    fold = unfolds(page, "撤回")
    fold.get_by_label("撤回原因").select_option(label="重复发布")
    fold.get_by_label("向社会的说明").fill("本条与另一条重复，已撤回。")
    camera.takes("signer-withdraw", fold)

    joint = builders.item(builders.office(factories.CITY), **told(title="关于做好防汛物资储备的联合通知"))
    asked = actions.ask_co_makers(joint, organs=[waiting.organ], by=factories.actor(joint.organ))
    signer.opens(of(asked[0], "agreement"))
    camera.takes("signer-joint", page.locator("aside"))
    assert camera.taken == SIGNER


@pytest.fixture
def busy_office(office):
    """What a head of office looks after: units that owe their budgets, a register, a word and a number."""
    city = factories.organ(factories.CITY)
    units = [
        factories.organ(f"unit{number}", name=f"青禾市{name}", short_name=name)
        for number, name in enumerate(("教育局", "民政局", "司法局", "水利局"))
    ]
    adopt_standard_obligations(city, by=SYSTEM)
    budgets = Owing.objects.filter(obligation__code="department-budget")
    for unit, days in zip(units, (-5, 2, 40, 60), strict=True):
        due = today() + timedelta(days=days)
        budgets.filter(organ=unit).update(event_on=today() - timedelta(days=25), due_on=due)
    head = factories.actor(city, Duty.OFFICE_HEAD)
    add_word(by=head, wrong="青禾县", right="青禾市", category="机构名称", note="已撤县设市")
    allow_number(by=head, number="13800138000", note="市应急局值班手机")
    builders.published(office, **told())
    kept_back = builders.signed(office, **told(title="市财政局内部管理制度"), **builders.WITHHELD)
    actions.retain(kept_back, by=office.signer)
    return office


def test_the_offices_pages_are_in_the_handbook(visitor, busy_office, camera):
    head = head_of_the_city(visitor())
    for name, path in {
        "columns": "/desk/columns/",
        "fields": "/desk/columns/fields/",
        "coverage": f"{reverse('workbench:coverage')}?group=budget",
        "words": reverse("workbench:words"),
        "numbers": reverse("workbench:numbers"),
    }.items():
        camera.takes(f"office-{name}", head.opens(path).locator("main"))
    of_the_bureau = signs_in(visitor(), Duty.OFFICE_HEAD)
    for name, path in {
        "route": reverse("workbench:routes"),
        "counts": reverse("workbench:counts"),
        "register": reverse("workbench:register"),
    }.items():
        camera.takes(f"office-{name}", of_the_bureau.opens(path).locator("main"))
    assert camera.taken == OFFICE
