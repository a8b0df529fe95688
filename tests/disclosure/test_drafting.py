"""Writing an item and handing it in (arts. 12, 17)."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.workflow import State
from gongkai.foundation.files import StoredFile
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused, Stale
from tests import factories
from tests.disclosure import builders


def upload(name="附表.txt", content=b"a,b"):
    return SimpleUploadedFile(name, content)


def test_draft_gives_the_item_the_next_index_number_of_its_organ(staff):
    first, second = builders.item(staff), builders.item(staff)
    organ = factories.organ("water", credit_code="11370322004222241N")
    other = actions.draft(by=factories.actor(organ, Duty.SUBMITTER), title="水利工程名录")

    assert [one.index_number for one in (first, second, other)] == [
        "finance/2026-00001",
        "finance/2026-00002",
        "11370322004222241N/2026-00001",
    ]


def test_organs_that_share_a_credit_code_share_its_numbers(staff):
    code = "11370322004222241N"
    organs = [factories.organ(name, credit_code=code) for name in ("water", "forestry")]

    drafted = [actions.draft(by=factories.actor(one, Duty.SUBMITTER), title="名录") for one in organs]

    assert [one.index_number for one in drafted] == [f"{code}/2026-00001", f"{code}/2026-00002"]


def test_draft_needs_nothing_but_a_title(staff):
    item = actions.draft(by=staff.submitter, title=" 只有名称 ")

    assert (item.title, item.state, item.attribute, item.author_id) == (
        "只有名称",
        State.DRAFT,
        "proactive",
        staff.submitter.user_id,
    )


def test_draft_with_the_same_key_makes_one_item_with_one_number(staff):
    key = uuid.uuid4()

    twice = [
        actions.draft(by=staff.submitter, key=key, title="同一张表单", files=[upload()]) for _click in "12"
    ]

    assert [one.pk for one in twice] == [twice[0].pk] * 2
    assert twice[0].attachments.count() == 1
    assert builders.item(staff).index_number == "finance/2026-00002"


def test_a_key_of_another_organ_opens_nothing(staff):
    key = uuid.uuid4()
    actions.draft(by=staff.submitter, key=key, title="财政局的草稿")

    with pytest.raises(Refused, match="表单已经用过"):
        actions.draft(by=builders.office(factories.TOWN).submitter, key=key, title="镇里的草稿")


def test_only_submitters_draft(staff):
    with pytest.raises(Refused, match="信息报送员"):
        actions.draft(by=staff.signer, title="签发人不起草")


def test_draft_takes_kind_and_summary_from_column_and_body_when_they_are_not_given(staff):
    column = builders.column("20.6.2", "行政处罚决定", item_kind="penalty")
    text = "对某公司作出处罚决定。" * 12

    item = builders.item(staff, column_id=column.pk, body=text, kind="", summary=" ")

    assert (item.kind, item.summary) == ("penalty", f"{text[:99]}…")


def test_draft_keeps_a_summary_that_was_written(staff):
    assert builders.item(staff, summary="机构设置情况").summary == "机构设置情况"


def test_edit_of_the_body_keeps_a_written_summary_and_renews_one_that_was_taken_from_it(staff):
    written, taken = builders.item(staff, summary="机构设置情况"), builders.item(staff)

    for item in (written, taken):
        actions.edit(item, by=staff.submitter, body="全新的正文。")

    assert (written.summary, taken.summary) == ("机构设置情况", "全新的正文。")


def test_draft_refuses_a_column_of_another_organ(staff):
    town = factories.organ(factories.TOWN)
    column = builders.column("local-1", "镇自设栏目", organ=town, origin="local")

    with pytest.raises(Refused, match="不适用于本机关"):
        builders.item(staff, column_id=column.pk)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "长" * 201),
        ("attribute", "secret"),
        ("kind", "novel"),
        ("theme", "77"),
        ("genre", "poem"),
        ("attribute_ground", "because"),
        ("document_number", "号" * 61),
    ],
)
def test_draft_says_which_field_cannot_be_stored(field, value, staff):
    with pytest.raises(ValidationError) as wrong:
        builders.item(staff, **{field: value})

    assert list(wrong.value.message_dict) == [field]
    assert InformationItem.objects.count() == 0


def test_draft_refuses_a_broken_upload_and_stores_nothing(staff):
    with pytest.raises(Refused):
        builders.item(staff, files=[upload(), upload("空.txt", b"")])

    assert (InformationItem.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_attribute_of_proactive_carries_no_reason_for_keeping_back(staff):
    item = builders.item(staff, **builders.WITHHELD)

    actions.edit(item, by=staff.submitter, attribute="proactive", attribute_reason="多余的理由")

    assert (item.attribute, item.attribute_reason) == ("proactive", "")


def test_edit_changes_fields_and_attachments(staff):
    item = builders.item(staff, files=[upload("旧.txt"), upload("留.txt")])
    old = item.attachments.get(name="旧.txt")

    actions.edit(item, by=staff.submitter, title="新名称", files=[upload("新.txt")], drop=[old.pk])

    item.refresh_from_db()
    assert item.title == "新名称"
    assert sorted(file.name for file in item.attachments.all()) == ["新.txt", "留.txt"]


def test_edit_of_what_somebody_else_changed_meanwhile_overwrites_nothing(staff):
    item = builders.item(staff)
    seen = item.revision
    colleague = factories.actor(item.organ, Duty.SUBMITTER)
    actions.edit(item, by=colleague, title="同事改的名称", seen=seen)

    with pytest.raises(Stale) as stale:
        actions.edit(item, by=staff.submitter, title="我改的名称", seen=seen)

    item.refresh_from_db()
    assert item.title == "同事改的名称"
    assert [(entry.verb, entry.actor_name) for entry in stale.value.entries] == [
        ("disclosure.edit", colleague.name)
    ]


def test_edit_of_a_submitted_item_is_refused(staff):
    item = builders.at(State.IN_REVIEW, staff)

    with pytest.raises(Refused, match="“待审核”状态下不能修改草稿"):
        actions.edit(item, by=staff.submitter, title="审核中的改动")

    item.refresh_from_db()
    assert item.title == "市财政局内设机构职责"


def test_the_ledger_is_told_which_fields_changed_and_not_the_text(staff):
    item = builders.item(staff)
    actions.edit(item, by=staff.submitter, body="身份证号110101199003078515")

    drafted, edited = history_of(item)

    assert edited.facts == {"version": 1, "changed": ["body", "summary"], "digest": item.content_digest()}
    assert (
        "110101199003078515"
        not in f"{drafted.before}{drafted.after}{edited.before}{edited.after}{edited.facts}"
    )


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"column_id": None}, "栏目"),
        ({"formed_on": None}, "成文日期"),
        ({"body": ""}, "内容概述、正文"),
    ],
)
def test_submit_art_12_names_what_is_still_missing(missing, named, staff):
    item = builders.item(staff, **missing)

    with pytest.raises(Refused, match=f"还没有填写：{named}。"):
        actions.submit(item, by=staff.submitter)


def test_submit_refuses_a_day_of_forming_that_is_yet_to_come(staff):
    item = builders.item(staff, formed_on=date(2026, 11, 21))

    with pytest.raises(Refused, match="成文日期晚于今天"):
        actions.submit(item, by=staff.submitter)


@pytest.mark.parametrize("attribute", ["upon_application", "withheld"])
def test_submit_of_what_is_not_open_needs_a_legal_reason(attribute, staff):
    item = builders.item(staff, attribute=attribute)

    with pytest.raises(Refused, match="须写明法律依据和理由"):
        actions.submit(item, by=staff.submitter)

    actions.edit(item, by=staff.submitter, **(builders.WITHHELD | {"attribute": attribute}))
    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


def test_submit_of_what_is_withheld_also_needs_the_ground_arts_14_to_16(staff):
    item = builders.item(staff, attribute="withheld", attribute_reason="不宜公开")

    with pytest.raises(Refused, match="还须选择法定情形"):
        actions.submit(item, by=staff.submitter)
