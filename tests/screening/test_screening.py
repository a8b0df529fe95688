"""Stored contents are looked at once; lists of numbers and words are kept by administrators."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from openpyxl import Workbook, load_workbook

from gongkai.accounts.models import Duty
from gongkai.foundation.files import StoredFile, open_file, store_upload
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.scanning import ScanState
from gongkai.foundation.workflow import Refused
from gongkai.screening import actions, queries
from gongkai.screening.models import Scan, ScanFinding
from tests import factories

# Made by the rule of GB 11643 for places and days that nobody was born at.
IDENTITY = "110101198001010010"
MOBILE = "13812345678"


@pytest.fixture
def administrator(db):
    return factories.actor(factories.organ(factories.CITY), Duty.SYSTEM_ADMIN)


def workbook(*rows, hidden=()):
    book = Workbook()
    book.active.title = "名单"
    for row in rows:
        book.active.append(row)
    if hidden:
        sheet = book.create_sheet("底册")
        sheet.append(hidden)
        sheet.sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    return store_upload(ContentFile(content.getvalue(), name="名单.xlsx"), by=SYSTEM, made_here=True)


def sheets_of(stored):
    with open_file(stored) as file:
        return {sheet.title: list(sheet.values) for sheet in load_workbook(file)}


def test_a_file_is_looked_at_once_and_no_value_is_kept(db):
    stored = workbook(("姓名", "补助"), ("周某", 300), hidden=("周三", IDENTITY))

    actions.screen_file(stored)
    actions.screen_file(stored)

    found = [
        one for one in queries.scan_of(stored.sm3, stored.name).findings if one.kind == "identity_number"
    ]
    assert Scan.objects.count() == 1
    assert ["底册" in one.label for one in found] == [True]
    kept = str(list(ScanFinding.objects.values()))
    assert IDENTITY not in kept


def test_a_masked_copy_shows_nothing_any_more_and_the_original_stays(db):
    stored = workbook(("姓名", "身份证号"), ("周三", IDENTITY), hidden=("李四", IDENTITY))

    copy = actions.mask_file(stored, by=SYSTEM)

    assert sheets_of(copy).keys() == {"名单"}
    assert IDENTITY not in str(sheets_of(copy))
    assert str(sheets_of(stored)).count(IDENTITY) == 2
    assert Entry.objects.get(verb="screening.mask_file").facts["from"] == stored.sm3


def test_what_is_in_quarantine_has_no_masked_copy(db):
    stored = workbook(("姓名", "身份证号"), ("周三", IDENTITY))
    StoredFile.objects.filter(pk=stored.pk).update(scan_state=ScanState.QUARANTINED)
    stored.refresh_from_db()

    with pytest.raises(Refused, match="正在查毒"):
        actions.mask_file(stored, by=SYSTEM)

    assert list(StoredFile.objects.all()) == [stored]


def test_a_masked_copy_waits_for_the_virus_scanner_as_every_upload_does(db, settings):
    stored = workbook(("姓名", "身份证号"), ("周三", IDENTITY))
    settings.GONGKAI_CLAMD = "127.0.0.1:9"

    assert actions.mask_file(stored, by=SYSTEM).scan_state == ScanState.QUARANTINED


def test_a_file_that_was_out_of_reach_is_looked_at_when_it_is_there_again(db):
    stored = workbook(("姓名", "身份证号"), ("周三", IDENTITY))
    with open_file(stored) as file:
        content = file.read()
    default_storage.delete(stored.path)
    actions.screen_file(stored)
    assert queries.scan_of(stored.sm3, stored.name) is None

    default_storage.save(stored.path, ContentFile(content))
    actions.screen_file(stored)

    assert [one.kind for one in queries.scan_of(stored.sm3, stored.name).findings if one.blocks] == [
        "identity_number"
    ]


def test_the_same_number_has_one_fingerprint_in_every_spelling():
    spellings = [
        IDENTITY,
        "110101 19800101 0010",
        "１１０１０１１９８００１０１００１０",
        "110101-19800101-0010",
    ]

    assert len({queries.fingerprint("identity_number", one) for one in spellings}) == 1


def test_an_office_number_is_no_finding_until_it_is_taken_off_the_list(administrator):
    text = f"名单：周三，{MOBILE}"
    before = [one.kind for one in queries.text_findings(text, label="正文")]
    allowed = actions.allow_number(by=administrator, number="138 1234 5678", note="市民热线值班手机")
    between = queries.text_findings(text, label="正文")
    actions.forget_number(allowed, by=administrator)

    assert before == ["mobile"] == [one.kind for one in queries.text_findings(text, label="正文")]
    assert between == []
    assert MOBILE not in str(list(Entry.objects.values_list("facts", "before", "after")))


@pytest.mark.parametrize(("number", "note"), [("0599-3833124", "值班"), ("12345", "热线"), (MOBILE, " ")])
def test_only_a_mobile_number_with_its_use_is_put_on_the_list(administrator, number, note):
    with pytest.raises(Refused):
        actions.allow_number(by=administrator, number=number, note=note)


def test_an_added_word_is_found_until_it_is_ended(administrator):
    entry = actions.add_word(by=administrator, wrong="青禾县", right="青禾市", category="机构名称")
    found = [(one.wrong, one.right) for one in queries.words_in("青禾县人民政府")]
    actions.end_word(entry, by=administrator)

    assert found == [("青禾县", "青禾市")]
    assert queries.words_in("青禾县人民政府") == []


def test_a_word_stands_in_the_list_once(administrator):
    actions.add_word(by=administrator, wrong="青禾县", right="青禾市", category="机构名称")

    with pytest.raises(Refused, match="已经在词条中"):
        actions.add_word(by=administrator, wrong="青禾县", right="", category="机构名称")


@pytest.mark.parametrize("duty", [Duty.SUBMITTER, Duty.OFFICE_HEAD, Duty.AUDIT_ADMIN])
def test_a_department_keeps_no_lists(db, duty):
    with pytest.raises(Refused, match="系统管理员"):
        actions.add_word(by=factories.actor(duty=duty), wrong="甲乙", right="乙", category="错别字")


def test_the_head_at_the_top_of_the_tree_keeps_the_lists(db):
    head = factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)

    assert actions.add_word(by=head, wrong="甲乙丙", right="乙", category="错别字").added_by == head.name


def test_a_lost_file_is_said_to_be_unread(db):
    lost = StoredFile(id=uuid4(), name="丢失.xlsx", sm3="0" * 64)

    assert actions.screen_file(lost).unread == ["存储中找不到这个文件。"]
