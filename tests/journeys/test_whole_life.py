"""A list of beneficiaries, from the workbook on a clerk's desk to the public column, and back again."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.tasks import publish_due_items
from gongkai.foundation import moment
from gongkai.foundation.ledger import SYSTEM
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
IDENTITY = "110101198001010010"
NAME, REGISTER = "低保名单.xlsx", "底册"
TITLE = "2026年第三季度农村最低生活保障对象名单"
HEAD = (
    "序号",
    "所属期间",
    "救助类别",
    "所在村（社区）",
    "救助对象（户主）姓名",
    "救助人数（人）",
    "救助金额（元）",
)
WRONG, RIGHT = 620, 650
ROWS = [
    (1, "2026年第三季度", "农村最低生活保障", "临河村", "周某某", 3, 1650),
    (2, "2026年第三季度", "农村最低生活保障", "青石村", "吴某某", 1, WRONG),
]
RIGHTED = [ROWS[0], (*ROWS[1][:-1], RIGHT)]
REASON = "吴某某户救助金额有误"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


@pytest.fixture
def workbook(tmp_path):
    """As offices send it: the list in front, and the register it was made from on a hidden sheet."""
    book = _list_of(ROWS)
    register = book.create_sheet(REGISTER)
    register.append(("姓名", "身份证号"))
    register.append(("周某某", IDENTITY))
    register.sheet_state = "hidden"
    book.save(tmp_path / NAME)
    return tmp_path / NAME


@pytest.fixture
def righted(tmp_path):
    """The list once more, with the amount of one household put right."""
    (tmp_path / "righted").mkdir()
    _list_of(RIGHTED).save(tmp_path / "righted" / NAME)
    return tmp_path / "righted" / NAME


def _list_of(rows):
    book = Workbook()
    book.active.title = "公示名单"
    for row in (("青禾市财政局",), HEAD, *rows):
        book.active.append(row)
    return book


class Life:
    """The item on its way, and the pages it is seen on."""

    def __init__(self, visitor, size):
        self.visitor, self.size = visitor, size
        self.path = ""

    def clerk(self):
        return signs_in(self.visitor(self.size), Duty.SUBMITTER)

    def looks(self, who, name):
        who.visitor.finds_no_barrier(f"life-{name}-{self.size}")

    def passes(self, duty, act, **filled):
        """A colleague opens the item, fills in what the act asks, and does it."""
        colleague = signs_in(self.visitor(self.size), duty)
        page = colleague.opens(self.path)
        self.looks(colleague, duty.value)
        turn = page.locator(".turn")
        for label, value in filled.items():
            if value is True:
                turn.get_by_label(label, exact=True).check()
            else:
                turn.get_by_label(label).fill(value)
        turn.get_by_role("button", name=act, exact=True).click()
        expect(page.locator(".error-summary")).to_have_count(0)
        return colleague


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_list_of_beneficiaries_lives_its_whole_life(visitor, workbook, righted, size):
    life = Life(visitor, size)
    clerk = life.clerk()
    _drafts(life, clerk, workbook)
    uncovered = f"files/{InformationItem.objects.get().attachments.get().pk}/"
    _is_stopped_and_covered(life, clerk)
    address = _is_reviewed_and_scheduled(life)
    _is_public_when_its_time_has_come(life, address)
    reader = _reads_what_was_covered(life, address, uncovered)
    _is_corrected(life, clerk, righted)
    _reads_what_was_corrected(reader, life, address)
    _is_withdrawn(life, address)


def _drafts(life, clerk, workbook):
    """Three fields, the table from the workbook, and the workbook itself as attachment."""
    page = clerk.opens("/desk/items/draft/")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("栏目").select_option(label="社会救助对象名单")
    page.get_by_label("成文日期").fill("2026-11-02")
    page.get_by_role("button", name="保存草稿并上传表格").click()
    page.get_by_label("填好的表格").set_input_files(workbook)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("heading", name="草稿中的表格（共2行）")).to_be_visible()
    life.looks(clerk, "table")
    page.get_by_role("link", name="返回草稿").click()
    page.locator("input[type=file]").last.set_input_files(workbook)
    expect(page.get_by_text(NAME).first).to_be_visible()
    page.get_by_role("button", name="保存草稿", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    life.path = page.url.removeprefix(clerk.visitor.address)


def _is_stopped_and_covered(life, clerk):
    page = clerk.page
    expect(page.get_by_text("有不得公开的内容")).to_be_visible()
    expect(page.get_by_text(REGISTER).first).to_be_visible()
    assert IDENTITY not in page.content()
    life.looks(clerk, "stopped")
    page.get_by_role("button", name="一键遮盖").click()
    expect(page.get_by_text("已遮盖并重新检查")).to_be_visible()
    expect(page.get_by_text("有不得公开的内容")).to_have_count(0)
    page = clerk.opens(life.path)
    page.get_by_role("button", name="报送审核").click()
    expect(page.get_by_text("已报送审核")).to_be_visible()


def _is_reviewed_and_scheduled(life):
    """Three people pass it; the signer lets it out an hour later."""
    life.passes(Duty.REVIEWER, "审核通过")
    basis = {"可以公开": True, "审查依据": "《保守国家秘密法》第三十五条"}
    life.passes(Duty.CONFIDENTIALITY_REVIEWER, "保密审查通过", **basis)
    signer = signs_in(life.visitor(life.size), Duty.SIGNER)
    page = signer.opens(life.path)
    page.get_by_label("定时发布").check()
    later = timezone.localtime(moment.now() + timedelta(hours=1))
    page.locator(".turn").get_by_label("发布日期").fill(f"{later:%Y-%m-%d}")
    page.locator(".turn").get_by_label("发布时间").fill(f"{later:%H:%M}")
    life.looks(signer, "signer")
    page.locator(".turn").get_by_role("button", name="签发", exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.get_by_text("定时发布").first).to_be_visible()
    return f"/info/{InformationItem.objects.get().index_number}/"


def _is_public_when_its_time_has_come(life, address):
    reader = life.visitor(life.size)
    expect(reader.goes_to(address).get_by_text(TITLE)).to_have_count(0)
    with moment.acting_at(moment.now() + timedelta(hours=1, minutes=1)):
        publish_due_items.call()
    page = reader.goes_to(address)
    expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    expect(page.get_by_text("临河村").first).to_be_visible()
    assert IDENTITY not in page.content()
    reader.finds_no_barrier(f"life-public-{life.size}")


def _reads_what_was_covered(life, address, uncovered):
    """A reader takes the public file away: it holds the list, and nothing of the register in any of its parts."""
    reader = life.visitor(life.size)
    content = _downloads(reader.goes_to(address))
    book = load_workbook(BytesIO(content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("公示名单", "visible")]
    assert list(book.active.values) == [("青禾市财政局", *[None] * 6), HEAD, *ROWS]
    with ZipFile(BytesIO(content)) as parts:
        told = {name: name + parts.read(name).decode(errors="replace") for name in parts.namelist()}
    assert [name for name, text in told.items() if any(one in text for one in (IDENTITY, REGISTER))] == []
    assert len([name for name in told if name.startswith("xl/worksheets/sheet")]) == 1
    assert reader.page.request.get(f"{reader.address}{address}{uncovered}").status == 404
    return reader


def _downloads(page):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=NAME, exact=True).click()
    return waiting.value.path().read_bytes()


def _is_corrected(life, clerk, righted):
    """The amount of one household was wrong; it is put right in the table and in the file, and passed once more."""
    page = clerk.opens(life.path)
    page.get_by_text("更正", exact=True).first.click()
    page.get_by_label("更正原因").fill(REASON)
    page.get_by_role("button", name="更正", exact=True).click()
    page.get_by_role("link", name="修改草稿").click()
    page.get_by_role("button", name="查看或者更换表格").click()
    page.get_by_label("填好的表格").set_input_files(righted)
    page.get_by_role("button", name="上传并替换").click()
    expect(page.get_by_role("cell", name=str(RIGHT), exact=True)).to_be_visible()
    page.get_by_role("link", name="返回草稿").click()
    page.get_by_role("button", name=f"删去 {NAME}").click()
    expect(page.get_by_role("link", name=NAME)).to_have_count(0)
    page.locator("input[type=file]").last.set_input_files(righted)
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    page.get_by_role("button", name="保存草稿", exact=True).click()
    page.get_by_role("button", name="报送审核").click()
    life.passes(Duty.REVIEWER, "审核通过")
    basis = {"可以公开": True, "审查依据": "《保守国家秘密法》第三十五条"}
    life.passes(Duty.CONFIDENTIALITY_REVIEWER, "保密审查通过", **basis)
    life.passes(Duty.SIGNER, "签发")


def _reads_what_was_corrected(reader, life, address):
    """The page shows the new amount, and when and why it was put right; the old one only among the differences."""
    page = reader.goes_to(address)
    day = timezone.localtime(InformationItem.objects.get().current_version.published_at)
    expect(page.get_by_text(f"{day.year}年{day.month}月{day.day}日：{REASON}")).to_be_visible()
    row = page.locator("#table tr", has_text="吴某某")
    expect(row.get_by_role("cell", name=str(RIGHT), exact=True)).to_be_visible()
    expect(page.get_by_text(str(WRONG), exact=True)).to_have_count(0)
    reader.finds_no_barrier(f"life-corrected-{life.size}")
    assert list(load_workbook(BytesIO(_downloads(page))).active.values)[2:] == RIGHTED
    page.get_by_role("link", name="查看更正前后的差别").click()
    expect(page.locator("del", has_text=str(WRONG))).to_be_visible()
    expect(page.locator("ins", has_text=str(RIGHT))).to_be_visible()
    expect(page.locator("ins", has_text=f"“{NAME}”的内容已更换。")).to_be_visible()
    reader.finds_no_barrier(f"life-difference-{life.size}")


def _is_withdrawn(life, address):
    signer = signs_in(life.visitor(life.size), Duty.SIGNER)
    page = signer.opens(life.path)
    page.get_by_text("撤回", exact=True).first.click()
    page.get_by_label("撤回原因").select_option(label="公示期届满")
    page.get_by_label("向社会的说明").fill("本期名单公示期届满，按规定撤下。")
    page.get_by_role("button", name="撤回", exact=True).click()
    reader = life.visitor(life.size)
    page = reader.goes_to(address)
    expect(page.get_by_text("本期名单公示期届满，按规定撤下。")).to_be_visible()
    expect(page.get_by_text("临河村")).to_have_count(0)
    reader.finds_no_barrier(f"life-withdrawn-{life.size}")
