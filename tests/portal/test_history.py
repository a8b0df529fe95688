"""What the page of corrections may still tell of an old version: nothing taken back, nothing that the guard covers."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from gongkai.catalogue.models import Element
from gongkai.disclosure import actions
from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.sheets import keep_sheet
from gongkai.disclosure.models import ItemVersion
from gongkai.foundation.moment import acting_at
from gongkai.screening.models import OfficeNumber
from gongkai.screening.queries import fingerprint
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

MOBILE, ACCOUNT, IDENTITY = "13912345678", "6217001234567890123", "110101199003071233"
CLEAN = {"title": "机构职责", "summary": "", "keywords": "", "document_number": "", "body": "职责见附件。"}
TABLE = f"<table><tr><th>项目</th><th>账号</th></tr><tr><td>补贴</td><td>{ACCOUNT}</td></tr></table>"


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def test_a_file_that_was_replaced_under_its_name_is_told(client, staff):
    item = builders.published(staff, files=[ContentFile(b"620", name="list.txt")])
    builders.corrected(
        item,
        staff,
        files=[ContentFile(b"650", name="list.txt")],
        drop=[one.pk for one in item.attachments.all()],
    )

    told = page(client.get(reverse("portal:item_history", args=[item.index_number])))

    assert ("<dt>附件</dt><dd><ins>“list.txt”的内容已更换。" in told, "没有变化" in told) == (True, False)


def let_out(item, staff):
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    return item


def answered(item, staff):
    """Published over what the guard found, for which two people answered."""
    screen(item)
    found = [one.fingerprint for one in item.findings().seen]
    for by in (staff.submitter, staff.signer) if found else ():
        actions.set_aside(item, by=by, fingerprints=found, reason="值班手机")
    return let_out(item, staff)


def history(client, item, **asked):
    return page(client.get(reverse("portal:item_history", args=[item.index_number]), asked))


@pytest.mark.parametrize(
    ("asked", "compared"),
    [
        ({"from": 1, "to": 2}, False),
        ({"from": 1, "to": 3}, False),
        ({"from": 2, "to": 4}, False),
        ({"from": 3, "to": 4}, True),
        ({}, True),
    ],
)
def test_no_version_up_to_the_last_withdrawn_one_is_compared(client, staff, asked, compared):
    item = builders.corrected(builders.published(staff, body="甲科负责。"), staff, body="乙科负责。")
    actions.withdraw(item, by=staff.signer, reason="privacy", explanation="含个人信息，已撤回。")
    actions.reopen(item, by=staff.submitter, reason="处理后重新公开")
    actions.edit(item, by=staff.submitter, body="丙科负责。")
    let_out(item, staff)
    builders.corrected(item, staff, body="丁科负责。")

    shown = history(client, item, **asked)

    assert ("<del>丙</del>" in shown, "所选版本不能比较" in shown) == (compared, not compared)
    assert [word for word in ("甲", "乙") if word in shown] == []


@pytest.mark.parametrize(
    ("fields", "value", "told"),
    [
        ({"title": f"致电{MOBILE}的答复"}, MOBILE, "139****5678"),
        ({"summary": f"联系张三{MOBILE}"}, MOBILE, "139****5678"),
        ({"keywords": f"职责 {MOBILE}"}, MOBILE, "139****5678"),
        ({"document_number": f"青财〔2026〕{MOBILE}号"}, MOBILE, "139****5678"),
        ({"body": f"<p>请拨<b>1391</b>{MOBILE[4:]}。</p>"}, MOBILE, "139****5678"),
        ({"body": TABLE}, ACCOUNT, "0123"),
        ({"body": f"<h2>银行账号</h2><p>{ACCOUNT}</p>"}, ACCOUNT, "0123"),
        ({"body": f'<p><a href="https://a.cn/">{MOBILE}</a></p>'}, MOBILE, "139****5678"),
        ({"body": f'<p><a href="tel:{MOBILE}" title="{MOBILE}">拨打</a></p>'}, MOBILE, "拨打"),
        ({"files": [ContentFile(b"text", name=f"{MOBILE}.txt")]}, MOBILE, "139****5678"),
    ],
)
def test_what_the_guard_covers_is_covered_wherever_it_stood(client, staff, fields, value, told):
    item = answered(builders.item(staff, **(CLEAN | fields)), staff)
    builders.corrected(item, staff, **CLEAN, drop=[one.pk for one in item.attachments.all()])

    shown = history(client, item)

    assert (value in shown, told in shown) == (False, True)


def test_an_element_is_read_under_its_name_and_an_address_as_a_browser_writes_it(client, staff):
    column = builders.column("20.9", "重大项目", shape="record")
    for code, name, kind in (("account", "收款账号", "text"), ("page", "网址", "url")):
        Element.objects.create(column=column, code=code, name=name, kind=kind)
    values = {"account": ACCOUNT, "page": f"https://a.cn/?n=%E8%BA%AB{IDENTITY}"}
    item = answered(builders.item(staff, column_id=column.pk, elements=values), staff)
    builders.corrected(item, staff, elements={"account": "见附件", "page": "https://a.cn/"})

    shown = history(client, item)

    assert [value for value in (ACCOUNT, IDENTITY) if value in shown] == []
    assert ("0123" in shown, "11*************233" in shown) == (True, True)


def test_the_rows_of_an_old_table_are_read_under_their_headings(client, staff):
    names = {"name": "姓名", "account": "收款账号", "inside": "经办"}
    columns = [
        {"code": code, "name": name, "kind": "text", "unit": "", "audience": audience}
        for (code, name), audience in zip(names.items(), ("public", "public", "inside"), strict=True)
    ]
    item = builders.item(staff)
    old = [["张三", f"62170012345678{n:05}", "内部甲"] for n in range(23)]
    first = keep_sheet(columns, [*old, ["李四", "", ""]], by=staff.submitter)
    actions.edit(item, by=staff.submitter, sheet_id=first.pk)
    answered(item, staff)
    second = keep_sheet(columns, [["李四", "", ""]], by=staff.submitter)
    builders.corrected(item, staff, sheet_id=second.pk)

    shown = history(client, item)

    assert [word for word in ("62170012345678", "内部甲", "李四") if word in shown] == []
    assert (shown.count("<del>张三 ｜ ***"), "另有3行" in shown) == (20, True)


def test_an_office_s_own_number_is_not_covered(client, staff):
    OfficeNumber.objects.create(
        fingerprint=fingerprint("mobile", MOBILE), masked="139****5678", added_by="管理员", added_at=FRIDAY
    )
    item = builders.published(staff, body=f"请拨{MOBILE}。")
    builders.corrected(item, staff, body="请到窗口。")

    assert MOBILE in history(client, item)


def test_a_version_from_a_column_for_inside_is_not_told(client, staff):
    inside = builders.column("lc", "内部通报", audience="inside", origin="local")
    item = builders.published(staff, column_id=inside.pk, body="甲科负责。")
    builders.corrected(item, staff, column_id=builders.column().pk, body="乙科负责。")
    there = reverse("portal:item", args=[item.index_number])

    for shown in (history(client, item), history(client, item, **{"from": 1, "to": 2})):
        assert [word for word in ("内部通报", "甲", "原文电话号码有误") if word in shown] == []
    assert "本件已更正" not in page(client.get(there))


def test_the_reason_of_an_old_correction_is_covered_with_the_rules_of_today(client, staff):
    item = builders.corrected(builders.published(staff), staff, title="新名称")
    rows = ItemVersion.objects.filter(item=item, number=2)
    super(type(rows), rows).update(reason=f"误将{IDENTITY}写入")

    for shown in (history(client, item), page(client.get(reverse("portal:item", args=[item.index_number])))):
        assert (IDENTITY in shown, "误将11*************233写入" in shown) == (False, True)


def test_a_stub_covers_what_the_title_told(client, staff):
    item = answered(
        builders.item(staff, title=f"致{MOBILE}的答复", document_number=f"答〔2026〕{MOBILE}号"), staff
    )
    actions.withdraw(item, by=staff.signer, reason="inaccurate", explanation="已撤回核实。")

    shown = page(client.get(reverse("portal:item", args=[item.index_number])))

    assert (MOBILE in shown, "致139****5678的答复" in shown) == (False, True)


@pytest.mark.parametrize("versions", [2, 4])
def test_the_corrections_ask_the_same_few_questions_for_any_number_of_them(
    client, staff, versions, django_assert_num_queries
):
    item = builders.published(staff)
    for n in range(2, versions + 1):
        builders.corrected(item, staff, body=f"第{n}版。")

    with django_assert_num_queries(10):
        history(client, item)
