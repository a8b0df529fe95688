"""What the virus scanner says decides whether an upload is kept, waits, or may be opened."""

from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.template import engines

from gongkai.foundation.files import StoredFile, reasons_not_servable, send_stored, store_upload
from gongkai.foundation.ledger import Actor, Entry
from gongkai.foundation.quarantine import rescan_waiting
from gongkai.foundation.templatetags.shown import verb_label
from gongkai.foundation.workflow import Refused

from .clamd import VIRUS, Clamd

CLERK = Actor("王敏", "submitter", user_id=7)
NOT_THERE = "127.0.0.1:9"
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    server = Clamd() if request.param == "tcp" else Clamd(str(tmp_path / "clamd"))
    settings.GONGKAI_CLAMD = server.address
    settings.GONGKAI_CLAMD_SECONDS = 0.5
    yield server
    server.close()


def upload(content=b"text", name="a.txt"):
    return store_upload(SimpleUploadedFile(name, content), by=CLERK)


def told(stored):
    return stored.scan_state, stored.scan_note, stored.scanned_at is not None


def test_without_a_scanner_files_are_taken_unscanned(settings):
    settings.GONGKAI_CLAMD = ""

    assert told(upload()) == ("not_scanned", "", False)


def test_a_clean_file_is_kept_and_may_be_opened(clamd):
    content = b"text" * 50_000

    stored = upload(content)

    assert clamd.heard == [content]
    assert told(StoredFile.objects.get()) == ("clean", "", True)
    response = send_stored(stored)
    with closing(response.file_to_stream):
        assert b"".join(response.streaming_content) == content


def test_a_virus_is_refused_at_once_and_nothing_of_it_is_kept(clamd, settings):
    with pytest.raises(Refused, match=r"“a.txt”：查出病毒（Eicar-Test），没有保存。"):
        upload(VIRUS)

    assert not StoredFile.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("saying", "note"),
    [
        ("silence", "查毒服务没有应答。"),
        ("nothing", "查毒服务没有应答。"),
        (b"\xff\xfe\0", "查毒没有完成。"),
        (b"stream: OK and more\0", "查毒没有完成。"),
        (b"a: stream: OK\0", "查毒没有完成。"),
        (b"INSTREAM size limit exceeded. ERROR\0", "查毒没有完成。"),
        ("full", "查毒没有完成。"),
        (b"x" * 2000, "查毒没有完成。"),
    ],
    ids=str,
)
def test_anything_but_a_clear_answer_means_quarantine(clamd, saying, note):
    clamd.saying = saying

    assert told(upload(b"text" * 500_000)) == ("quarantined", note, True)


@pytest.mark.parametrize("address", [NOT_THERE, "/no/such/socket", "no port:here", "[::1]:9", "[::1]"])
def test_a_scanner_that_cannot_be_reached_means_quarantine(settings, address):
    settings.GONGKAI_CLAMD = address

    assert told(upload()) == ("quarantined", "查毒服务没有应答。", True)


def test_what_we_made_ourselves_does_not_wait_for_the_scanner(settings):
    settings.GONGKAI_CLAMD = NOT_THERE

    assert store_upload(ContentFile(b"a", "a.txt"), by=CLERK, made_here=True).is_servable


def test_a_file_in_quarantine_is_not_sent_and_says_so(settings):
    settings.GONGKAI_CLAMD = NOT_THERE
    stored = upload()

    with pytest.raises(Http404):
        send_stored(stored)
    assert not stored.is_servable
    assert reasons_not_servable([stored, StoredFile(name="b.txt")]) == ["“a.txt”：正在查毒，暂不能打开。"]
    source = "{% load ui %}{% file_list files %}"
    stored.url = "/a/"
    html = engines["django"].from_string(source).render({"files": [stored]})
    assert "正在查毒，暂不能打开" in html
    assert "href" not in html


def test_what_waits_is_released_or_shut_when_the_scanner_answers_and_the_ledger_knows(settings, clamd):
    settings.GONGKAI_CLAMD = NOT_THERE
    clean, bad = upload(), upload(VIRUS, "b.txt")
    settings.GONGKAI_CLAMD = ""
    old, old_bad = upload(b"old"), upload(VIRUS, "c.txt")

    settings.GONGKAI_CLAMD = clamd.address
    assert rescan_waiting.call() == 1

    states = dict(StoredFile.objects.values_list("pk", "scan_state"))
    assert states == {clean.pk: "clean", bad.pk: "infected", old.pk: "clean", old_bad.pk: "infected"}
    assert list(Entry.objects.values_list("verb", "subject_id", "facts")) == [
        ("foundation.release_file", str(clean.pk), {"scan_note": ""}),
        ("foundation.shut_file", str(bad.pk), {"scan_note": "Eicar-Test"}),
        ("foundation.shut_file", str(old_bad.pk), {"scan_note": "Eicar-Test"}),
    ]
    assert verb_label("foundation.release_file") == "查毒通过，文件解除隔离"
    bad.refresh_from_db()
    assert reasons_not_servable([bad]) == ["“b.txt”：查出病毒，不能打开。"]


def test_without_an_answer_what_waits_goes_on_waiting_and_only_the_first_is_asked_about(settings, clamd):
    settings.GONGKAI_CLAMD = NOT_THERE
    upload()
    upload(b"b")
    settings.GONGKAI_CLAMD = clamd.address
    clamd.saying = "nothing"

    assert rescan_waiting.call() == 0
    assert clamd.heard == [b"text"]
    assert set(StoredFile.objects.values_list("scan_state", flat=True)) == {"quarantined"}
    assert not Entry.objects.exists()


def test_a_lost_file_does_not_hold_the_others_up(settings, clamd):
    settings.GONGKAI_CLAMD = NOT_THERE
    lost, kept = upload(), upload(b"b")
    (settings.MEDIA_ROOT / lost.path).unlink()
    settings.GONGKAI_CLAMD = clamd.address

    assert rescan_waiting.call() == 1
    assert dict(StoredFile.objects.values_list("pk", "scan_state")) == {
        lost.pk: "quarantined",
        kept.pk: "clean",
    }


def test_nothing_leaves_quarantine_while_there_is_no_scanner(settings):
    settings.GONGKAI_CLAMD = NOT_THERE
    stored = upload()
    settings.GONGKAI_CLAMD = ""

    assert rescan_waiting.call() == 0
    stored.refresh_from_db()
    assert stored.scan_state == "quarantined"
