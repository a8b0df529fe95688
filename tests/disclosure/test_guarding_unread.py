"""What the guard can't read, has not read or has not listed never passes for clean (arts. 15, 17)."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosure import actions
from gongkai.disclosure.models import SetAside
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import State
from gongkai.foundation.workflow import Refused
from gongkai.guard import text as guard_text
from gongkai.guard.files import mask_file
from gongkai.screening import actions as screening
from gongkai.screening import queries
from gongkai.screening.models import Scan
from tests.disclosure import builders
from tests.guard.files import in_others, in_pdf
from tests.guard.files.leaks import leak


def scan_of_a_page():
    """A PDF of pictures, such as a scanner makes."""
    return mask_file("公示.pdf", in_pdf.page(leak("identity_number", 8))).content


def with_scan(staff, name="扫描件.pdf"):
    return builders.item(staff, files=[SimpleUploadedFile(name, scan_of_a_page())])


def unread(item):
    return [one.seen for one in guarded(item).findings if one.seen.kind == "unreadable"]


def test_a_scan_without_text_is_not_handed_in_and_the_clerk_is_told_what_to_do(staff):
    item = with_scan(staff)

    with pytest.raises(Refused, match=r"附件“扫描件.pdf”第1页是扫描图片.*换成能读取的文件.*写明理由"):
        actions.submit(item, by=staff.submitter)

    (one,) = unread(item)
    assert (one.blocks, one.maskable) == (True, False)
    assert "逐页看过后写明理由" in one.advice


def test_a_named_person_answers_for_what_nobody_could_read(staff):
    item = with_scan(staff)
    (mark,) = [one.fingerprint for one in unread(item)] or screened(item)
    actions.set_aside(item, by=staff.submitter, fingerprints=[mark], reason="盖章的原件，已逐页看过")
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)
    with pytest.raises(Refused, match="系统不能替您检查"):
        actions.publish(item, by=staff.signer)

    actions.set_aside(item, by=staff.signer, fingerprints=[mark], reason="已逐页核对")
    actions.publish(item, by=staff.signer)

    assert item.state == State.PUBLISHED
    assert set(SetAside.objects.values_list("kind", flat=True)) == {"unreadable"}


def screened(item):
    actions.screen(item)
    return [one.fingerprint for one in unread(item)]


def test_a_photograph_asks_a_person_to_look_and_stops_nothing(staff):
    item = builders.item(staff, files=[SimpleUploadedFile("照片.jpg", in_others.with_location())])
    actions.mask(item, by=staff.submitter)

    actions.submit(item, by=staff.submitter)

    assert [one.severity for one in unread(item)] == ["warn"]


def test_a_masked_pdf_needs_no_reason_because_its_pages_were_read(staff):
    content = in_pdf.page(leak("identity_number", 8))
    item = builders.item(staff, files=[SimpleUploadedFile("公示.pdf", content)])

    actions.mask(item, by=staff.submitter)
    actions.submit(item, by=staff.submitter)

    assert (unread(item), item.state) == ([], State.IN_REVIEW)


def test_what_is_not_listed_is_answered_for_by_itself(staff, monkeypatch):
    monkeypatch.setattr(screening, "MOST_KEPT", 2)
    people = "\n".join(f"身份证号{leak('identity_number', number).value}" for number in range(4))
    item = builders.item(staff, files=[SimpleUploadedFile("名单.txt", people.encode())])
    actions.screen(item)
    listed = [one.seen.fingerprint for one in guarded(item).findings if one.seen.kind != "too_many"]
    actions.set_aside(item, by=staff.submitter, fingerprints=listed, reason="依法公示")

    with pytest.raises(Refused, match="发现过多"):
        actions.submit(item, by=staff.submitter)

    actions.mask(item, by=staff.submitter)
    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


def test_what_was_looked_at_for_a_refused_submission_is_not_looked_at_again(staff):
    person = leak("identity_number", 2)
    item = builders.item(staff, files=[SimpleUploadedFile("名单.txt", person.sentence.encode())])
    Scan.objects.all().delete()

    with pytest.raises(Refused, match="居民身份证号码"):
        actions.submit(item, by=staff.submitter)

    (file,) = item.attachments.all()
    assert queries.scan_of(file.sm3, file.name) is not None


def test_a_lost_file_is_waited_for(staff):
    item = builders.item(staff, files=[SimpleUploadedFile("名单.txt", b"1")])
    Scan.objects.all().delete()
    default_storage.delete(item.attachments.get().path)

    with pytest.raises(Refused):
        actions.submit(item, by=staff.submitter)


def test_a_page_that_asks_several_times_reads_each_text_once(staff, monkeypatch):
    item = builders.item(staff, title="读一次的标题", body=f"<p>{leak('mobile', 41).sentence}</p>")
    looks = []
    read = guard_text.scan_text
    monkeypatch.setattr(queries, "scan_text", lambda text, **named: looks.append(text) or read(text, **named))
    queries._LOOKS.clear()

    for _time in range(3):
        guarded(item)

    assert len(looks) == len(set(looks)) > 0


def test_one_click_leaves_the_offices_own_line_as_it_is(staff):
    line = leak("mobile", 43).value
    body = f"<table><tr><th>单位</th><th>值班电话</th></tr><tr><td>某局</td><td>{line}</td></tr></table>"
    item = builders.item(staff, body=body, summary="值班表", title=f"周三{leak('identity_number', 43).value}")

    actions.mask(item, by=staff.submitter)

    assert line in item.body
    assert guarded(item).blocking == 0
