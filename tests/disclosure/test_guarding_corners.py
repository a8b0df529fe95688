"""What a leak could hide behind: links, numbers of papers, names of files, headings, notes to the public."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Duty
from gongkai.catalogue.models import Element
from gongkai.disclosure import actions
from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.models import SetAside
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders

IDENTITY = "110101198001010010"


def blocking(item):
    return [one.seen.label for one in guarded(item).findings if one.seen.blocks]


@pytest.mark.parametrize(
    ("leak", "label"),
    [
        ({"body": f'<p>见<a href="https://example.gov.cn/q?id={IDENTITY}">名单</a>。</p>'}, "正文中的链接"),
        (
            {"body": f'<p>见<a href="https://example.gov.cn/" title="{IDENTITY}">名单</a>。</p>'},
            "正文中的链接",
        ),
        ({"document_number": IDENTITY}, "发文字号"),
    ],
)
def test_what_stands_beside_the_text_is_found_and_covered(staff, leak, label):
    item = builders.item(staff, **leak)
    assert blocking(item) == [label]

    actions.mask(item, by=staff.submitter)

    assert (blocking(item), IDENTITY in f"{item.body}{item.document_number}") == ([], False)


def test_what_only_its_heading_gives_away_is_covered_too(staff):
    column = builders.column("20.9", "补助")
    Element.objects.create(column=column, code="home", name="家庭住址", kind="text")
    home = "城关镇解放路12号3单元401室"
    item = builders.item(staff, column_id=column.pk, elements={"home": home})
    assert blocking(item) == ["要素“家庭住址”"]

    actions.mask(item, by=staff.submitter)

    assert (blocking(item), home in item.elements["home"]) == ([], False)


def test_a_name_of_a_file_that_tells_a_number_is_not_kept_in_what_people_answered(staff):
    name = f"周三{IDENTITY}{'补' * 60}.txt"
    item = builders.item(staff, files=[SimpleUploadedFile(name, f"身份证号{IDENTITY}".encode())])
    screen(item)
    marks = [one.seen.fingerprint for one in guarded(item).findings]

    actions.set_aside(item, by=staff.submitter, fingerprints=marks, reason="公示所需")

    kept = str([*SetAside.objects.values(), *Entry.objects.values()])
    assert IDENTITY not in kept
    assert all(len(one.label) <= 300 for one in SetAside.objects.all())


def test_who_wrote_it_answers_for_nothing_in_it_from_another_duty(staff):
    item = builders.item(staff, body=f"身份证号{IDENTITY}")
    (mark,) = [one.seen.fingerprint for one in guarded(item).findings if one.seen.blocks]
    second = factories.actor(item.organ, Duty.SUBMITTER)
    actions.edit(item, by=second, title="由第二人修改过的名称")
    also_head = factories.staff(
        item.organ, Duty.OFFICE_HEAD, user=User.objects.get(pk=second.user_id)
    ).actor()
    actions.set_aside(item, by=also_head, fingerprints=[mark], reason="公示所需")
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)

    with pytest.raises(Refused, match="不得公开的内容"):
        actions.publish(item, by=staff.signer)
    actions.set_aside(item, by=staff.signer, fingerprints=[mark], reason="公示所需")
    actions.publish(item, by=staff.signer)

    assert item.state == State.PUBLISHED


def leave_a_note(item, staff, what, note):
    match what:
        case "correction":
            actions.start_correction(item, by=staff.submitter, reason=note)
        case "withdrawal":
            actions.withdraw(item, by=staff.signer, reason="other", explanation=note)
        case "reopening":
            actions.withdraw(item, by=staff.signer, reason="other", explanation="内容有误")
            actions.reopen(item, by=staff.submitter, reason=note)
        case "validity":
            actions.record_validity(item, by=staff.signer, validity="amended", basis=note)


@pytest.mark.parametrize("what", ["correction", "withdrawal", "reopening", "validity"])
def test_a_note_that_the_public_reads_tells_nothing_that_must_not_be_open(staff, what):
    item = builders.published(staff, kind="normative")

    with pytest.raises(Refused, match="居民身份证号码") as refused:
        leave_a_note(item, staff, what, f"误将周三身份证号{IDENTITY}公开")

    assert IDENTITY not in f"{refused.value}{list(Entry.objects.values())}"


def test_what_a_secrecy_department_is_asked_about_is_published_in_no_emergency(staff):
    item = builders.reviewed(staff)
    actions.refer_confidentiality_question(item, by=staff.confidentiality, asked="市保密局")

    with pytest.raises(Refused, match="市保密局"):
        actions.publish_at_once(item, by=staff.signer, reason="突发汛情")

    actions.send_back(item, by=staff.confidentiality, remarks="删去第二段")
    actions.edit(item, by=staff.submitter, body="办公室负责机关日常运转。")
    actions.publish_at_once(item, by=staff.signer, reason="突发汛情")
    assert item.state == State.PUBLISHED
