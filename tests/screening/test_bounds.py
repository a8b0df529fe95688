"""What is too much to list, too closed to read or too slow to read twice."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from gongkai.accounts.models import Duty
from gongkai.foundation.files import StoredFile, open_file, store_upload
from gongkai.foundation.ledger import SYSTEM
from gongkai.guard import files as guard_files
from gongkai.guard import text as guard_text
from gongkai.screening import actions, queries
from gongkai.screening.models import OfficeNumber, Scan
from gongkai.screening.queries.remembering import Remembered
from tests import factories
from tests.guard.files import in_pdf
from tests.guard.files.leaks import leak

MOBILE = "13812345678"


def stored(name, content):
    return store_upload(ContentFile(content, name=name), by=SYSTEM, made_here=True)


def people(count, *, name="名单.xlsx"):
    book = Workbook()
    book.active.append(["姓名", "身份证号"])
    for number in range(count):
        book.active.append(["某甲", leak("identity_number", number).value])
    out = BytesIO()
    book.save(out)
    return stored(name, out.getvalue())


def found(file):
    return queries.scan_of(file.sm3, file.name).findings


def test_what_is_not_listed_any_more_is_a_finding_of_its_own(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 5)
    file = people(12)

    actions.screen_file(file)

    assert [one.kind for one in found(file)] == ["identity_number"] * 5 + ["too_many"]
    rest = found(file)[-1]
    assert (rest.blocks, rest.maskable) == (True, True)
    assert ("12" in rest.masked, "7" in rest.excerpt) == (True, True)


@pytest.mark.parametrize("count", [4, 5])
def test_as_many_as_are_listed_are_not_too_many(db, monkeypatch, count):
    monkeypatch.setattr(actions, "MOST_KEPT", 5)
    file = people(count)

    actions.screen_file(file)

    assert {one.kind for one in found(file)} == {"identity_number"}


def test_what_is_only_noted_past_the_list_stops_nothing(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 2)
    rows = "\n".join(f"某局\t{leak('mobile', number).value}" for number in range(4))
    pieces = [(f"单位\t值班电话\n{rows}", "表格", "")]

    actions.screen_pieces("0" * 64, pieces)

    assert [one.severity for one in queries.scan_of("0" * 64).findings] == ["note"] * 3


def test_masking_covers_what_was_not_listed_too(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 5)

    copy = actions.mask_file(people(12), by=SYSTEM)

    assert found(copy) == ()


def test_the_copy_is_not_read_a_second_time_and_the_original_not_a_third(db, monkeypatch):
    file = people(3)
    actions.screen_file(file)
    looks = []
    read = guard_files.scan_file
    monkeypatch.setattr(guard_files, "scan_file", lambda *args: looks.append(args[0]) or read(*args))
    monkeypatch.setattr("gongkai.guard.files.mask.scan_file", guard_files.scan_file)

    copy = actions.mask_file(file, by=SYSTEM)
    actions.screen_file(copy)

    assert looks == ["名单.xlsx"]


def test_a_masked_pdf_stays_read_when_the_rules_change(db):
    file = stored("公示.pdf", in_pdf.page(leak("identity_number", 3)))
    copy = actions.mask_file(file, by=SYSTEM)
    assert queries.scan_of(copy.sm3, copy.name).unread == ()

    Scan.objects.update(rules_version="of yesterday")
    actions.screen_file(copy)

    assert queries.scan_of(copy.sm3, copy.name).unread == ()
    assert Scan.objects.filter(digest=copy.sm3).count() == 1


def test_an_uploaded_pdf_of_pictures_is_unread(db):
    with open_file(actions.mask_file(stored("公示.pdf", in_pdf.page(leak("mobile", 3))), by=SYSTEM)) as file:
        scan = stored("扫描件.pdf", file.read())

    actions.screen_file(scan)

    told = queries.scan_of(scan.sm3, scan.name)
    assert (told.unread, told.partly) == (("第1页是扫描图片，没有文字，无法检查",), ())


def test_the_number_of_an_office_stays_in_the_masked_copy(db):
    administrator = factories.actor(factories.organ(factories.CITY), Duty.SYSTEM_ADMIN)
    actions.allow_number(by=administrator, number=MOBILE, note="值班手机")
    other = leak("mobile", 9).value
    file = stored("名单.txt", f"值班手机{MOBILE}\n户主手机{other}".encode())

    copy = actions.mask_file(file, by=SYSTEM)

    with open_file(copy) as content:
        said = content.read().decode()
    assert (MOBILE in said, other in said) == (True, False)
    assert found(copy) == ()
    OfficeNumber.objects.all().delete()
    assert [one.kind for one in found(copy)] == ["mobile"]


def test_a_refusal_to_mask_tells_no_value_in_the_file_s_name(db):
    value = leak("identity_number", 4).value
    file = StoredFile(name=f"周三{value}.rar")

    assert value not in actions._shown_name(file)


def test_a_text_is_read_once_however_often_it_is_asked_for(db, monkeypatch, django_assert_num_queries):
    text = f"读一次的文字，手机{leak('mobile', 77).value}"
    looks = []
    read = guard_text.scan_text
    monkeypatch.setattr(
        queries, "scan_text", lambda *args, **named: looks.append(args) or read(*args, **named)
    )

    with django_assert_num_queries(1):
        first, second = queries.findings_of_each([[(text, "正文", "")], [(text, "正文", "")]])
    again = queries.text_findings(text, label="正文")

    assert len(looks) == 1
    assert first == second == again


def test_the_latest_answers_are_kept_and_no_more():
    kept = Remembered(2)
    asked = []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, lambda key=key: asked.append(key) or key)

    assert asked == ["a", "b", "c", "b"]


def test_the_words_of_an_administrator_are_asked_for_once_for_all_texts(db, django_assert_num_queries):
    texts = [("布署工作", "标题"), ("继续布署", "正文"), ("布署", "摘要")]
    queries.words_of_each([texts])

    with django_assert_num_queries(1):
        (seen,) = queries.words_of_each([texts])

    assert [(one.wrong, one.label) for one in seen] == [("布署", "标题"), ("布署", "正文"), ("布署", "摘要")]
