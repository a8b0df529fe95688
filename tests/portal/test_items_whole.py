"""All that an item shows the public: its fields, its table to take away, its files in the page, its corrections."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from gongkai.catalogue.models import Element
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import keep_sheet
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

COLUMNS = [
    {"code": "village", "name": "村", "kind": "text", "audience": "public", "unit": ""},
    {"code": "amount", "name": "金额", "kind": "money", "audience": "public", "unit": "元"},
    {"code": "account", "name": "经办", "kind": "text", "audience": "inside", "unit": ""},
]
ROWS = [["临河村", "900", "内部甲"], ["青石村", "1200", "内部乙"], ["下湾村", "20", "内部丙"]]


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def way(name, item, *args):
    return reverse(f"portal:{name}", args=[item.index_number, *args])


def let_out(item, staff):
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    return item


@pytest.fixture
def listed(staff):
    """An item with a table of three rows."""
    item = builders.item(staff)
    actions.edit(item, by=staff.submitter, sheet_id=keep_sheet(COLUMNS, ROWS, by=staff.submitter).pk)
    return let_out(item, staff)


def villages(response):
    return [row[0][1] for row in response.context["table"].rows]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ["临河村", "青石村", "下湾村"]),
        ("sort=amount", ["下湾村", "临河村", "青石村"]),
        ("sort=amount&down=1", ["青石村", "临河村", "下湾村"]),
        ("sort=account", ["临河村", "青石村", "下湾村"]),
    ],
)
def test_a_table_is_sorted_by_the_links_over_its_public_columns(client, listed, asked, order):
    response = client.get(f"{way('item', listed)}?{asked}")

    assert villages(response) == order
    assert "内部甲" not in page(response)


def test_a_table_is_taken_away_whole_without_what_is_for_inside(client, listed):
    told = json.loads(client.get(way("item_sheet", listed, "json")).content)
    as_csv = client.get(way("item_sheet", listed, "csv"))

    assert [one["name"] for one in told["columns"]] == ["村", "金额"]
    assert as_csv.content.decode("utf-8-sig").splitlines()[:2] == ["村,金额（元）", "临河村,900"]
    assert client.get(way("item_sheet", listed, "xlsx")).content[:2] == b"PK"
    assert client.get(way("item_sheet", listed, "exe")).status_code == 404


def test_there_is_no_table_to_take_where_there_is_none(client, staff):
    assert client.get(way("item_sheet", builders.published(staff), "xlsx")).status_code == 404


def test_the_fields_of_the_column_are_shown_but_for_those_for_inside(client, staff):
    column = builders.column("20.9", "重大项目", shape="record")
    for code, name, audience in (("unit", "实施单位", "public"), ("phone", "内部联系", "inside")):
        Element.objects.create(column=column, code=code, name=name, kind="text", audience=audience)
    values = {"unit": "青禾市水利局", "phone": "内线8号"}
    shown = page(
        client.get(way("item", let_out(builders.item(staff, column_id=column.pk, elements=values), staff)))
    )

    assert "<dt>实施单位</dt><dd>青禾市水利局</dd>" in shown
    assert "内线8号" not in shown


def test_a_correction_is_shown_word_by_word(client, staff):
    item = builders.corrected(builders.published(staff), staff, title="市财政局内设机构和职责")

    shown = page(client.get(way("item_history", item)))

    assert "第 2 版与第 1 版的差别" in shown
    assert "原文电话号码有误" in shown
    assert "<ins>和</ins>" in shown


def test_what_was_corrected_away_because_it_was_personal_is_not_shown_again(client, staff):
    leak = "联系人手机13800138000，办公室负责机关日常运转。"
    item = builders.item(staff, body=leak)
    found = [one.fingerprint for one in item.findings().seen]
    actions.set_aside(item, by=staff.submitter, fingerprints=found, reason="值班手机")
    actions.set_aside(item, by=staff.signer, fingerprints=found, reason="值班手机")
    let_out(item, staff)
    builders.corrected(item, staff, body="办公室负责机关日常运转。")

    shown = page(client.get(way("item_history", item)))

    assert "<del>" in shown
    assert "13800138000" not in shown


def test_a_version_that_was_withdrawn_is_not_compared(client, staff):
    item = builders.published(staff, body="甲科负责编制预算。")
    actions.withdraw(item, by=staff.signer, reason="privacy", explanation="含个人信息，已撤回。")
    actions.reopen(item, by=staff.submitter, reason="处理后重新公开")
    actions.edit(item, by=staff.submitter, body="乙科负责编制预算。")
    let_out(item, staff)

    shown = page(client.get(way("item_history", item)))

    assert "所选版本不能比较" in shown
    assert "甲科" not in shown
    assert "处理后重新公开" in shown


def test_two_versions_are_chosen_from_three(client, staff):
    item = builders.published(staff, body="一。")
    for body in ("二。", "三。"):
        builders.corrected(item, staff, body=body)

    shown = page(client.get(way("item_history", item), {"from": "1", "to": "3"}))

    assert "第 3 版与第 1 版的差别" in shown
    assert ("<del>一</del>" in shown, "<ins>三</ins>" in shown) == (True, True)


@pytest.mark.parametrize("asked", [{"from": "9"}, {"to": "x"}, {"from": "2", "to": "2"}])
def test_versions_that_are_not_there_do_no_harm(client, staff, asked):
    item = builders.corrected(builders.published(staff), staff, title="新名称")

    assert client.get(way("item_history", item), asked).status_code == 200


def test_an_attachment_is_looked_at_in_the_page(client, staff):
    item = let_out(
        builders.item(staff, files=[ContentFile("编号,金额\n1,20\n".encode(), name="附表.csv")]), staff
    )
    other = builders.published(staff, title="另一件")
    stored = item.attachments.get()

    assert "在页面内查看" in page(client.get(way("item", item)))
    assert "<td>20</td>" in page(client.get(way("look_at_file", item, stored.pk)))
    assert client.get(way("look_at_file", other, stored.pk)).status_code == 404
    assert client.get(way("file_page", other, stored.pk, 1)).status_code == 404


@pytest.mark.parametrize(("reason", "told"), [("inaccurate", True), ("privacy", False)])
def test_a_stub_says_what_was_there_unless_the_title_itself_must_not_be_told(client, staff, reason, told):
    item = builders.published(staff, document_number="青财〔2026〕7号")
    actions.withdraw(item, by=staff.signer, reason=reason, explanation="已撤回核实。")

    shown = page(client.get(way("item", item)))

    assert ("市财政局内设机构职责" in shown, "青财〔2026〕7号" in shown, "机构职能" in shown) == (
        told,
        told,
        told,
    )
    assert ("已撤回核实。" in shown, "2026年11月20日" in shown) == (True, True)
