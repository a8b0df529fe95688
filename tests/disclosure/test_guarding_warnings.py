"""What is only to be checked is published no more than what must not be open, unless somebody answers for it once."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from gongkai.disclosure import actions
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from gongkai.screening.models import OfficeNumber
from gongkai.screening.queries import fingerprint
from tests.disclosure import builders

SICK = {"body": "患者李四确诊艾滋病，护照号码E12345678。"}
GROUND = "《传染病防治法》规定的公布内容，本人书面同意"
MOBILE = "13812345678"


def hidden_sheet():
    book = Workbook()
    book.active.append(["项目", "金额"])
    book.create_sheet("底册").append(["内部测算"])
    book["底册"].sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("测算.xlsx", content.getvalue())


WARNED = {
    "passport": {"body": "护照号码：E12345678"},
    "travel_permit": {"body": "港澳居民来往内地通行证：H12345678"},
    "vehicle_plate": {"body": "其名下车辆川J12345应报废。"},
    "name_with_condition": {"body": "患者李四确诊艾滋病。"},
    "messenger": {"body": "微信号：abc12345"},
    "secrecy_mark": {"body": "该文件保密期限10年。"},
    "mobile": {
        "body": "<table><tr><th>单位</th><th>单位联系人/电话</th></tr><tr><td>市财政局</td><td>13812345678</td></tr></table>"
    },
}


def marks(item):
    return [one.seen.fingerprint for one in guarded(item).findings]


@pytest.mark.parametrize("kind", WARNED)
def test_nothing_to_be_checked_is_published_before_somebody_answered(staff, kind):
    item = builders.signed(staff, **WARNED[kind])

    assert {(one.seen.kind, one.seen.severity) for one in guarded(item).findings} == {(kind, "warn")}
    with pytest.raises(Refused, match="需要核对的内容没有人答复"):
        actions.publish(item, by=staff.signer)
    assert item.state == State.SIGNED


def test_a_hidden_sheet_waits_for_an_answer_as_well(staff):
    item = builders.signed(staff, files=[hidden_sheet()])

    with pytest.raises(Refused, match="隐藏内容"):
        actions.publish(item, by=staff.signer)


def test_one_reason_answers_for_all_and_the_ledger_names_each(staff):
    item = builders.signed(staff, **SICK)

    actions.set_aside(item, by=staff.signer, fingerprints=marks(item), reason=GROUND)
    actions.publish(item, by=staff.signer)

    facts = history_of(item).get(verb="disclosure.set_aside").facts
    assert item.state == State.PUBLISHED
    assert (facts["reason"], facts["count"]) == (GROUND, 2)
    assert sorted(one["kind"] for one in facts["findings"]) == ["name_with_condition", "passport"]
    assert {one["fingerprint"] for one in facts["findings"]} == set(marks(item))
    assert "E12345678" not in str(facts)


def test_who_wrote_it_does_not_answer_for_its_publication(staff):
    item = builders.item(staff, **SICK)
    actions.set_aside(item, by=staff.submitter, fingerprints=marks(item), reason=GROUND)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)

    with pytest.raises(Refused, match="需要核对"):
        actions.publish(item, by=staff.signer)


def test_an_answer_of_the_confidentiality_reviewer_lets_it_be_published_on_signing(staff):
    item = builders.clear(builders.item(staff, **SICK), staff)

    actions.set_aside(item, by=staff.confidentiality, fingerprints=marks(item), reason=GROUND)
    actions.sign_off(item, by=staff.signer, release=True)

    assert item.state == State.PUBLISHED


def test_an_emergency_is_no_answer(staff):
    item = builders.item(staff, **SICK)

    with pytest.raises(Refused, match="需要核对"):
        actions.publish_at_once(item, reason="疫情", by=staff.head)


def test_what_is_masked_needs_no_answer(staff):
    item = builders.item(staff, **SICK)

    actions.mask(item, by=staff.submitter)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    assert (item.state, guarded(item).to_check) == (State.PUBLISHED, 0)
    assert "E12345678" not in item.body


@pytest.mark.parametrize("body", ["周某某患肺癌，享受低保。", "本件曾为绝密。"])
def test_a_note_asks_for_nothing(staff, body):
    item = builders.published(staff, body=body)

    assert [one.seen.severity for one in guarded(item).findings] == ["note"]
    assert item.state == State.PUBLISHED


def test_a_number_that_the_office_registered_is_free(staff):
    OfficeNumber.objects.create(
        masked="138****5678", fingerprint=fingerprint("mobile", MOBILE), note="值班", added_by="张三"
    )

    assert builders.published(staff, **WARNED["mobile"]).state == State.PUBLISHED
