"""Writing an item: a clerk who has never seen the page, with Word, files, a bad line and a colleague."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.journeys.people import PASSWORD, signs_in

pytestmark = pytest.mark.django_db(transaction=True)
CLIPBOARDS = Path(__file__).parent.parent / "disclosure" / "clipboards"
DRAFT = "/desk/items/draft/"
TITLE = "关于做好冬季供暖工作的通知"
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    const field = document.querySelector(".ProseMirror");
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
DROP = """([names, selector]) => {
    const data = new DataTransfer();
    names.forEach(([name, text]) => data.items.add(new File([text], name)));
    const zone = document.querySelector(selector);
    for (const kind of ["dragenter", "dragover", "drop"]) {
        zone.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
    }
}"""


@pytest.fixture(autouse=True)
def _catalogue(transactional_db):
    adopt_standard_catalogue(by=SYSTEM)


class Desk:
    """A clerk before the drafting page. Remembers what the browser complained of and counts what the clerk does."""

    def __init__(self, visitor, path=DRAFT):
        self.clerk = signs_in(visitor, Duty.SUBMITTER)
        self.page = self.clerk.page
        self.complaints = []
        self.page.on("console", lambda told: told.type == "error" and self.complaints.append(told.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.steps = 0
        self.clerk.opens(path)

    def field(self, label):
        return self.page.get_by_label(label)

    def does(self, act, *told, **more):
        self.steps += 1
        act(*told, **more)

    def says(self, text):
        expect(self.page.locator("[data-kept] p:visible")).to_contain_text(text, timeout=15_000)

    def reads(self, html):
        self.page.evaluate(PASTE, [html, "x"])


@pytest.fixture
def desk(visitor):
    return lambda size="desk", path=DRAFT: Desk(visitor(size), path)


def word_file(**core):
    document = docx.Document()
    lines = [
        ("青财发〔2026〕8号", WD_ALIGN_PARAGRAPH.CENTER),
        (TITLE, WD_ALIGN_PARAGRAPH.CENTER),
        ("各乡镇人民政府：", None),
        ("现就有关事项通知如下。", None),
        ("2026年11月16日", WD_ALIGN_PARAGRAPH.RIGHT),
    ]
    for text, place in lines:
        document.add_paragraph(text).alignment = place
    content = io.BytesIO()
    document.save(content)
    return {
        "name": "通知.docx",
        "mimeType": "application/octet-stream",
        "buffer": content.getvalue(),
    }


TABLE = {"name": "补贴名单.csv", "mimeType": "text/csv", "buffer": "乡镇,户数\n青禾镇,12\n".encode()}


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_clerk_hands_in_a_notice_with_an_attachment_in_six_steps(desk, size):
    at = desk(size)
    page = at.page
    at.clerk.visitor.finds_no_barrier(f"drafting-empty-{size}")
    lacking = page.locator(".lacks__item:not(.lacks__item--met)")
    expect(lacking).to_have_count(4)

    at.does(page.get_by_label("导入 Word 文档").set_input_files, word_file())
    expect(at.field("名称")).to_have_value(TITLE)
    at.does(at.field("栏目").select_option, index=3)
    expect(lacking).to_have_count(0)
    at.does(page.get_by_label("添加附件").set_input_files, TABLE)
    expect(page.locator(".files__name", has_text="补贴名单.csv")).to_be_visible()
    at.says("已自动保存")
    at.clerk.visitor.finds_no_barrier(f"drafting-full-{size}")
    at.does(page.get_by_role("button", name="保存并报送").click)

    expect(page.get_by_text("已报送审核")).to_be_visible()
    item = InformationItem.objects.get()
    assert (item.title, item.document_number, str(item.formed_on), item.state) == (
        TITLE,
        "青财发〔2026〕8号",
        "2026-11-16",
        "in_review",
    )
    assert [file.name for file in item.attachments.all()] == ["补贴名单.csv"]
    assert at.steps <= 6
    assert at.complaints == []


def test_what_is_pasted_from_word_keeps_headings_lists_and_tables(desk):
    at = desk()
    at.field("名称").fill(TITLE)
    field = at.page.locator(".ProseMirror")

    at.reads((CLIPBOARDS / "word.html").read_text("utf-8"))
    expect(field.locator("ol > li")).to_have_count(2)
    expect(field.locator("ol ul > li")).to_have_text("居民小区")
    expect(field.locator("td[colspan='2']")).to_have_text("供暖安排")
    expect(field.locator("p.right")).to_have_text("青禾市人民政府办公室")
    expect(at.page.get_by_text("粘贴的图片没有放进来")).to_be_visible()
    at.clerk.visitor.finds_no_barrier("drafting-pasted")
    at.says("已自动保存")

    body = InformationItem.objects.get().body
    assert (
        '<p class="center"><strong>关于做好冬季供暖工作的通知</strong></p><p class="flush">各乡镇人民政府：</p>'
        in body
    )
    assert "<ol><li>按时供暖。<ul><li>居民小区</li></ul></li><li>公布电话。</li></ol>" in body
    assert "style" not in body
    assert at.complaints == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_tools_work_with_the_keyboard_alone(desk, size):
    at = desk(size)
    page, field = at.page, at.page.locator(".ProseMirror")
    at.field("名称").fill("键盘")
    at.field("正文").click()
    page.keyboard.type("甲")
    page.keyboard.press("Control+a")
    page.get_by_role("combobox", name="段落样式").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="加粗")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="加粗")).to_have_attribute("aria-pressed", "true")
    expect(field.locator("strong")).to_have_text("甲")

    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="编号").click()
    page.keyboard.type("第一")
    page.keyboard.press("Enter")
    page.keyboard.type("第二")
    page.keyboard.press("Tab")
    expect(field.locator("ol ol > li")).to_have_text("第二")
    page.get_by_role("button", name="撤销").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="表格", exact=True).click()
    for heading in ("乡镇", "户数", "金额"):
        page.keyboard.type(heading)
        page.keyboard.press("Tab")
    expect(field.locator("th")).to_have_text(["乡镇", "户数", "金额"])
    page.get_by_role("button", name="加一行").click()
    expect(field.locator("tr")).to_have_count(4)
    page.get_by_role("button", name="合并单元格").scroll_into_view_if_needed()
    at.clerk.visitor.finds_no_barrier(f"drafting-tools-{size}")
    assert at.complaints == []


def test_a_word_file_is_offered_and_overwrites_nothing_unasked(desk):
    at = desk()
    page = at.page
    at.field("名称").fill("我自己写的名称")
    page.get_by_label("导入 Word 文档").set_input_files(word_file())
    offer = page.get_by_role("group", name="从 Word 文档读到")
    expect(offer.get_by_label("名称")).not_to_be_checked()
    expect(offer.get_by_label("正文")).to_be_checked()
    expect(offer.get_by_text("会替换已填写的").locator("visible=true")).to_have_count(1)
    at.clerk.visitor.finds_no_barrier("drafting-word-offer")
    offer.get_by_role("button", name="填入所选").click()

    expect(page.locator("#id_title")).to_have_value("我自己写的名称")
    expect(page.locator("#id_formed_on")).to_have_value("2026-11-16")
    expect(page.locator(".ProseMirror")).to_contain_text(TITLE)

    page.get_by_label("导入 Word 文档").set_input_files(
        {"name": "坏.docx", "mimeType": "x/y", "buffer": b"PK\x03\x04xx"}
    )
    expect(page.locator("[data-word] .notice:visible")).to_contain_text("已损坏")
    expect(page.locator("#id_title")).to_have_value("我自己写的名称")


def test_files_dropped_on_the_page_are_stored_at_once_and_each_tells_its_own_fault(desk):
    at = desk()
    page = at.page
    files = [["名单.csv", "甲,乙"], ["程序.exe", "MZ\x90\x00"], ["空.txt", ""]]
    page.evaluate(DROP, [files, ".uploads"])
    expect(page.get_by_text("填写名称后开始上传")).to_have_count(3)
    at.field("名称").fill("先放文件后写名称")

    expect(page.locator("[data-attached] .files__name")).to_have_text(["名单.csv"])
    expect(page.locator(".uploads__item--wrong")).to_have_count(2)
    expect(page.locator(".uploads__item--wrong", has_text="程序.exe")).to_contain_text(
        "不是可以上传的文件类型"
    )
    at.clerk.visitor.finds_no_barrier("drafting-dropped")
    page.locator(".uploads__item--wrong", has_text="程序.exe").get_by_role("button", name="取消").click()
    at.says("已自动保存")
    page.get_by_role("button", name="删去 名单.csv").click()
    expect(page.locator("[data-attached] .files__name")).to_have_count(0)
    at.field("名称").fill("之后还能保存")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("之后还能保存")
    assert InformationItem.objects.get().attachments.count() == 0


def kept_here(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('gongkai.draft.')).length"
    )


def test_a_lost_line_loses_nothing_and_is_made_up_for(desk):
    at = desk()
    page = at.page
    at.field("名称").fill("断线之前")
    at.says("已自动保存")
    page.context.set_offline(True)
    at.field("发文字号").fill("青财发〔2026〕9号")
    at.says("没有连上服务器，已在本机保存")
    page.get_by_role("button", name="保存草稿").click()
    at.says("没有连上服务器，已在本机保存")
    expect(at.field("发文字号")).to_have_value("青财发〔2026〕9号")
    assert kept_here(page) == 1
    at.clerk.visitor.finds_no_barrier("drafting-offline")

    page.context.set_offline(False)
    at.says("已自动保存")
    assert InformationItem.objects.get().document_number == "青财发〔2026〕9号"
    assert kept_here(page) == 0


def test_what_was_typed_before_the_window_closed_is_offered_again(desk):
    at = desk()
    page = at.page
    at.field("名称").fill("还没来得及保存")
    at.field("正文").fill("写了很久的正文")
    assert kept_here(page) == 1
    page.goto(at.clerk.visitor.address + DRAFT)
    expect(page.get_by_text("有没保存的内容")).to_be_visible()
    expect(at.field("名称")).to_have_value("")
    at.clerk.visitor.finds_no_barrier("drafting-restore")
    page.get_by_role("button", name="恢复").click()

    expect(at.field("名称")).to_have_value("还没来得及保存")
    expect(page.locator(".ProseMirror")).to_have_text("写了很久的正文")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("还没来得及保存")
    assert kept_here(page) == 0


def test_an_ended_sign_in_keeps_the_text_and_goes_on_after_signing_in_again(desk):
    at = desk()
    page = at.page
    at.field("名称").fill("登录过期之前")
    at.says("已自动保存")
    page.context.clear_cookies(name="sessionid")
    at.field("名称").fill("登录过期之后")
    page.get_by_role("button", name="保存草稿").click()
    at.says("登录已过期，已在本机保存，重新登录后可以恢复")
    at.clerk.visitor.finds_no_barrier("drafting-signed-out")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    other = opened.value
    other.get_by_label("登录名").fill(at.clerk.appointment.user.username)
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("我的工作")

    # The page still holds the token of the old sign-in.
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录过期之后")
    assert InformationItem.objects.get().title == "登录过期之后"


def test_signing_out_takes_what_was_kept_off_the_shared_machine(desk):
    at = desk()
    at.field("名称").fill("不要留在办公室的电脑上")
    assert kept_here(at.page) == 1
    at.page.get_by_role("button", name="退出").click()
    expect(at.page.get_by_label("登录名")).to_be_visible()
    assert kept_here(at.page) == 0


@pytest.mark.parametrize("choice", ["用我的", "用对方的"])
def test_the_second_to_save_sees_both_wordings_and_chooses(desk, choice):
    at = desk()
    page = at.page
    at.field("名称").fill("供暖通知")
    at.field("正文").fill("供暖自11月15日开始。")
    at.says("已自动保存")
    item = InformationItem.objects.get()
    colleague = factories.actor(item.organ, Duty.SUBMITTER)
    actions.edit(item, by=colleague, body="供暖自11月16日开始。")

    at.field("正文").fill("供暖自11月17日开始，请准备。")
    at.says("其他人刚刚改过这份草稿")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", name="这份草稿刚刚有人改过")).to_be_visible()
    expect(page.locator(".rival")).to_contain_text(colleague.name)
    expect(page.locator(".rival__theirs").nth(1)).to_have_text("6")
    expect(page.locator(".ProseMirror")).to_have_text("供暖自11月17日开始，请准备。")
    at.clerk.visitor.finds_no_barrier("drafting-rival")

    page.locator(".rival").get_by_text(choice, exact=True).click()
    if choice == "用我的":
        expect(page.get_by_role("heading", level=1)).to_have_text("供暖通知")
    else:
        expect(page.locator(".ProseMirror")).to_have_text("供暖自11月16日开始。")
        expect(page.get_by_text("有没保存的内容")).to_be_hidden()
    item.refresh_from_db()
    mine = choice == "用我的"
    assert item.body == f"<p>供暖自11月{'17日开始，请准备' if mine else '16日开始'}。</p>"
    assert at.complaints == [
        "Failed to load resource: the server responded with a status of 409 (Conflict)",
        "Failed to load resource: the server responded with a status of 409 (Conflict)",
    ]
