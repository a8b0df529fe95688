"""The pictures of the handbook are taken of the pages as they are; tests/test_handbook.py reads its words.

With GONGKAI_HANDBOOK set, the walks write their pictures into docs/handbook/pictures.
"""

import io
import os
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from PIL import Image, ImageChops
from playwright.sync_api import Locator, expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.disclosure import actions
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from gongkai.obligations.actions import adopt_standard_obligations
from gongkai.obligations.models import Owing
from gongkai.screening.actions import add_word, allow_number
from tests import factories
from tests.disclosure import builders
from tests.journeys.people import PASSWORD, Colleague, signs_in
from tests.journeys.test_drafting import CLIPBOARDS, PASTE, word_file
from tests.journeys.test_drafting_elements import table

HANDBOOK = Path(__file__).parent.parent.parent / "docs" / "handbook"
MARGIN, COLOURS = 16, 128
TITLE = "关于2026年城乡居民医疗保险缴费的通知"
BODY = "参保人员应于年底前完成缴费。\n特困人员由财政全额资助，无需申请。"
IDENTITY = "110101198001010010"
FRIENDLY = "参保人员应当在年底前完成缴费。"

DRAFTING = {
    "clerk-home",
    "clerk-draft",
    "clerk-word",
    "clerk-paste",
    "clerk-attachments",
    "clerk-findings",
    "clerk-submit",
}
AFTERWARDS = {"clerk-table", "clerk-returned", "clerk-correction", "clerk-no-change"}
CLERK = DRAFTING | AFTERWARDS
REVIEWER = {
    "reviewer-list",
    "reviewer-item",
    "reviewer-remarks",
    "reviewer-batch",
    "reviewer-confidentiality",
    "reviewer-set-aside",
    "reviewer-debt",
}
SIGNER = {"signer-decide", "signer-answer", "signer-schedule", "signer-emergency", "signer-withdraw"}
OFFICE = {
    "office-columns",
    "office-fields",
    "office-route",
    "office-coverage",
    "office-counts",
    "office-register",
    "office-words",
    "office-numbers",
}


class Camera:
    """Takes the pictures of the handbook; without GONGKAI_HANDBOOK it only looks whether the thing is there."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.taken: set[str] = set()

    def takes(self, name: str, thing: Locator) -> None:
        """A picture of what the screen shows of this thing, with a little room beside it, made small."""
        expect(thing).to_be_visible()
        self.taken.add(name)
        if not self.wanted:
            return
        thing.evaluate("one => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top)")
        box, screen = thing.bounding_box(), thing.page.viewport_size
        left, top = max(0, box["x"] - MARGIN), max(0, box["y"])
        right = min(screen["width"], box["x"] + box["width"] + MARGIN)
        bottom = min(screen["height"], box["y"] + box["height"] + MARGIN)
        shot = Image.open(io.BytesIO(thing.page.screenshot(animations="disabled"))).convert("RGB")
        shot = shot.crop((int(left), int(top), int(right), int(bottom)))
        ink = ImageChops.difference(shot, Image.new("RGB", shot.size, "white")).getbbox()
        shot = shot.crop((0, 0, shot.width, min(shot.height, ink[3] + MARGIN)))
        small = shot.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(HANDBOOK / "pictures" / f"{name}.png", optimize=True)


@pytest.fixture
def camera():
    return Camera(bool(os.environ.get("GONGKAI_HANDBOOK")))


@pytest.fixture
def office(transactional_db):
    """The bureau of finance with its five duties, and the standard catalogue."""
    adopt_standard_catalogue(by=SYSTEM)
    return builders.office()


def told(**changed):
    column = Column.objects.get(name="机构职能")
    given = {"title": TITLE, "body": BODY, "column_id": column.pk, "formed_on": today() - timedelta(days=3)}
    return given | changed


def of(item, name="item"):
    return reverse(f"workbench:{name}", args=[item.pk])


def unfolds(page, label):
    """The act that is folded away under this label, opened."""
    fold = page.locator("aside details.fold").filter(has=page.get_by_text(label, exact=True))
    fold.first.locator("summary").first.click()
    return fold.first


def head_of_the_city(visitor):
    appointment = factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")
    return Colleague(visitor, appointment)


def register_with_a_hidden_sheet():
    book = openpyxl.Workbook()
    book.active.title = "缴费标准"
    book.active.append(("人群", "个人缴费（元）"))
    hidden = book.create_sheet("底册")
    hidden.append(("姓名", "身份证号"))
    hidden.append(("周某某", IDENTITY))
    hidden.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    return {"name": "缴费标准.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}


def test_the_clerks_drafting_is_in_the_handbook(visitor, office, camera):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    page = clerk.page
    camera.takes("clerk-home", page.locator("main"))
    clerk.opens("/desk/items/draft/")
    camera.takes("clerk-draft", page.locator("main"))

    page.get_by_label("名称").fill("我先写的名称")
    page.get_by_label("导入 Word 文档").set_input_files(word_file())
    camera.takes("clerk-word", page.get_by_role("group", name="从 Word 文档读到"))
    page.get_by_role("button", name="不填").click()
    page.get_by_label("名称").fill(TITLE)
    page.evaluate(PASTE, [(CLIPBOARDS / "word.html").read_text("utf-8"), "x"])
    expect(page.locator(".ProseMirror ol > li")).to_have_count(2)
    camera.takes("clerk-paste", page.locator("[data-writing]"))

    page.get_by_label("栏目").select_option(label="机构职能")
    page.get_by_label("成文日期").fill(str(today() - timedelta(days=3)))
    harmful = {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00"}
    page.get_by_label("添加附件").set_input_files([register_with_a_hidden_sheet(), harmful])
    expect(page.locator(".uploads__item--wrong", has_text="程序.exe")).to_be_visible()
    camera.takes("clerk-attachments", page.locator("[data-uploads]"))
    page.locator(".uploads__item--wrong").get_by_role("button", name="取消").click()
    page.get_by_role("button", name="保存草稿", exact=True).click()

    expect(page.get_by_text("有不得公开的内容")).to_be_visible()
    camera.takes("clerk-findings", page.locator("#findings"))
    path = page.url.removeprefix(clerk.visitor.address)
    page.get_by_role("button", name="一键遮盖").click()
    expect(page.get_by_text("已遮盖并重新检查")).to_be_visible()
    clerk.opens(path)
    camera.takes("clerk-submit", page.locator("aside .turn"))
    assert camera.taken == DRAFTING


def test_the_clerks_tables_returns_and_corrections_are_in_the_handbook(visitor, office, camera):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill("2026年幼儿园名录")
    page.get_by_label("栏目").select_option(label="幼儿园名录")
    page.get_by_role("button", name="保存草稿并上传表格").click()
    wrong = (2, "小海豚幼儿园", "私立", "市一级", "约二百", 900, "河西路18号")
    page.get_by_label("填好的表格").set_input_files(table(wrong))
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("处不符，表格没有收入")).to_be_visible()
    camera.takes("clerk-table", page.locator("main"))

    item = builders.item(office, **told())
    actions.submit(item, by=office.submitter)
    pinned = [("body", "参保人员应于年底前完成缴费。", "写明缴费截止的具体日期。")]
    actions.send_back(item, by=office.reviewer, remarks="请补充缴费渠道。", pinned=pinned)
    clerk.opens(of(item))
    camera.takes("clerk-returned", page.locator(".notice", has_text="退回修改").first)

    clerk.opens(of(builders.published(office, **told())))
    camera.takes("clerk-correction", unfolds(page, "更正"))

    adopt_standard_obligations(factories.organ(factories.CITY), by=SYSTEM)
    owing = Owing.objects.filter(obligation__code="department-budget", organ=item.organ).get()
    clerk.opens(of(owing, "owing"))
    page.locator("#declare_no_change summary").click()
    page.get_by_label("理由", exact=True).fill("本年度预算并入主管部门公开。")
    camera.takes("clerk-no-change", page.locator("#declare_no_change"))
    assert camera.taken == AFTERWARDS


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

    signer.opens(of(waiting))
    page.get_by_label("定时发布").check()
    camera.takes("signer-schedule", page.locator("aside .turn"))
    urgent = builders.item(office, **told(title="青河水位超警紧急转移通知"))
    actions.submit(urgent, by=office.submitter)
    signer.opens(of(urgent))
    camera.takes("signer-emergency", unfolds(page, "应急发布"))
    signer.opens(of(waiting))
    fold = unfolds(page, "撤回")
    fold.get_by_label("撤回原因").select_option(label="重复发布")
    fold.get_by_label("向社会的说明").fill("本条与另一条重复，已撤回。")
    camera.takes("signer-withdraw", fold)
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
