"""The pictures of the handbook are taken of the pages as they are; tests/test_handbook.py reads its words.

With GONGKAI_HANDBOOK set, the walks write their pictures into docs/handbook/pictures.
"""

import io
from datetime import timedelta

import openpyxl
from django.urls import reverse
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from gongkai.obligations.actions import adopt_standard_obligations
from gongkai.obligations.models import Owing
from tests import factories
from tests.disclosure import builders
from tests.interpretation import builders as policies
from tests.journeys.handbook import AFTERWARDS, DRAFTING, SELDOM, TITLE, of, told, unfolds
from tests.journeys.people import signs_in
from tests.journeys.test_drafting import CLIPBOARDS, PASTE, word_file
from tests.journeys.test_drafting_elements import table

IDENTITY = "110101198001010010"


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
    camera.takes("clerk-masked", page.locator("main"))
    clerk.opens(path)
    camera.takes("clerk-submit", page.locator("aside .turn"))
    page.get_by_role("button", name="报送审核").click()
    camera.takes("clerk-steps", page.get_by_role("list", name="办理环节"))
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


def test_what_a_clerk_does_now_and_then_is_in_the_handbook(visitor, office, camera):
    clerk = signs_in(visitor(), Duty.SUBMITTER)
    policy = policies.policy(office, title="青禾市城乡居民医疗保险缴费办法")
    page = clerk.opens(of(policy))
    camera.takes("clerk-policy", page.locator("#interpretation"))
    clerk.opens(of(policy, "plan_interpretation"))
    page.get_by_label("解读形式").select_option(label="文字解读")
    page.get_by_label("解读提纲").fill("为什么调整、缴多少、到哪里缴、谁不用缴。")
    page.get_by_label("政府网站").check()
    camera.takes("clerk-plan", page.locator("main"))

    for code, name in (("education", "教育局"), ("civil-affairs", "民政局")):
        factories.organ(code, name=f"青禾市{name}", short_name=f"市{name}")
    clerk.opens(of(builders.item(office, **told(title="关于做好困难学生资助的通知"))))
    fold = unfolds(page, "征求共同制作机关意见")
    fold.get_by_label("青禾市教育局").check()
    camera.takes("clerk-joint", fold)
    penalty = builders.column("20.6.2", "行政处罚决定", item_kind="penalty")
    fine = builders.published(office, **told(title="关于某某公司的行政处罚决定", column_id=penalty.pk))
    clerk.opens(of(fine))
    camera.takes("clerk-revoked", unfolds(page, "登记原决定变更或者撤销"))
    withdrawn = builders.published(office, **told())
    explanation = "本条与另一条重复，已撤回。"
    actions.withdraw(withdrawn, by=office.signer, reason="duplicate", explanation=explanation)
    clerk.opens(of(withdrawn))
    camera.takes("clerk-withdrawn", unfolds(page, "重新起草"))

    public = builders.published(office, **told())
    clerk.opens(f"{reverse('workbench:record_release')}?item={public.index_number}")
    page.get_by_label("渠道").select_option(label="政务微信")
    camera.takes("clerk-channels", page.locator("main"))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    clerk.opens(f"{reverse('workbench:counts')}?way=channel")
    camera.takes("clerk-counts", page.locator("main"))
    assert camera.taken == SELDOM
