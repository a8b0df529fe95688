"""When the time is over nobody can tell any more who asked, and everything that is counted stays."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Identity
from gongkai.applications.workflow import WORKFLOW
from gongkai.cli import purge as command
from gongkai.foundation.files import StoredFile
from gongkai.foundation.ledger import Entry
from gongkai.foundation.messaging import Message
from gongkai.foundation.previews import kept
from gongkai.foundation.previews.model import Preview, PreviewKind
from gongkai.foundation.workflow import Refused
from gongkai.remedies.actions import decide_case, open_case
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, at

FILED, OVER = date(2023, 3, 6), date(2026, 3, 6)
EMAIL, ADDRESS = "xiaoming@example.cn", "青禾市人民路1号"


def paper(name, words):
    return ContentFile(words.encode(), name=name)


@pytest.fixture
def one(organ, handler, settings, django_capture_on_commit_callbacks):
    """Filed on FILED, with an identity paper, a scan and a file that the reply gave."""
    settings.GONGKAI_CHANNELS = {"sms": "console"}
    settings.GONGKAI_PERSONAL_DATA_YEARS = 3
    told = builders.particulars(email=EMAIL, postal_address=ADDRESS, notice_way="sms")
    with at(FILED), django_capture_on_commit_callbacks(execute=True):
        taken = actions.take_in(
            organ,
            told,
            by=handler,
            channel="in_person",
            arrived_on=FILED,
            token=builders.token(),
            scans=[paper("扫描.txt", "申请表扫描件")],
        ).application
        files = [paper("身份证.txt", f"身份证 {IDENTITY_NUMBER}")]
        actions.papers.keep_files(taken, files, kind="identity", by=handler)
        actions.papers.keep_files(taken, [paper("文件.txt", "给你")], kind="released", by=handler)
        filed(taken, handler)
    return taken


def filed(application, handler):
    """Withdrawn and filed; what else has to be done before filing is tried elsewhere."""
    actions.withdraw_application(application, by=handler, note="来信撤回")
    WORKFLOW.move(application, "archive", by=handler)


def kinds_kept(application):
    return sorted(application.attachments.values_list("kind", flat=True))


def purge(run, **how):
    with at(OVER), run(execute=True):
        return actions.purge_filed(**how)


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_the_time_counts_from_the_day_of_filing_to_the_day(one):
    assert one.archived_on == FILED
    with at(date(2026, 3, 5)):
        assert list(queries.to_purge()) == []
    with at(OVER):
        assert list(queries.to_purge()) == [one]


def test_no_years_means_never_and_what_is_not_filed_is_left(one, settings, organ, handler):
    with at(date(2020, 1, 6)):
        builders.handling(organ, handler)
    with at(date(2099, 1, 6)):
        assert list(queries.to_purge()) == [one]
        settings.GONGKAI_PERSONAL_DATA_YEARS = 0
        assert list(queries.to_purge()) == []


def test_who_asked_is_gone_from_every_table_and_from_the_disk(one, run):
    gone = [paper.file for paper in one.attachments.filter(kind__in=["identity", "scan"])]
    kept.keep_preview(gone[0], Preview(PreviewKind.NONE))
    assert purge(run) == 1
    one.refresh_from_db()

    assert (one.phone, one.email, one.postal_address, one.contact_person) == ("", "", "", "")
    assert (one.identity_digest, one.phone_digest, one.email_digest, one.notice_way) == ("", "", "", "")
    assert list(Identity.objects.values_list("kind", "number", "purged_on")) == [("resident_id", "", OVER)]
    assert kinds_kept(one) == ["released"]
    assert not StoredFile.objects.filter(pk__in=[file.pk for file in gone]).exists()
    assert [default_storage.exists(file.path) for file in gone] == [False, False]
    assert kept.kept_preview(gone[0]) is None
    assert {(one.to, one.text) for one in Message.objects.all()} == {("", "")}


def test_what_was_asked_answered_and_counted_stays(one, run, organ):
    def counted():
        return (
            queries.table3_records(organ, 2023),
            one.letters.count(),
            one.name,
            one.description,
        )

    before = counted()
    purge(run)
    one.refresh_from_db()

    assert counted() == before
    assert all(default_storage.exists(letter.pdf.path) for letter in one.letters.all())
    assert (one.state, one.outcome, one.name) == ("archived", "other.other", APPLICANT_NAME)


def test_the_ledger_says_that_the_system_did_it_and_nothing_of_whom(one, run):
    digest = one.identity_digest
    purge(run)
    entry = Entry.objects.get(verb="applications.purge")

    assert (entry.actor_duty, entry.facts) == ("system", {"files": 2})
    assert (entry.before["phone"], entry.after["phone"]) == ("（个人信息）", "")
    told = str((entry.before, entry.after, entry.facts))
    assert [secret for secret in (PHONE, EMAIL, IDENTITY_NUMBER, digest) if secret in told] == []


def test_it_is_done_once_and_never_to_what_is_open(one, run, organ, handler):
    assert [purge(run) for _night in range(2)] == [1, 0]
    with transaction.atomic(), pytest.raises(Refused):
        actions.purge(Application.objects.get(pk=one.pk))
    with pytest.raises(Refused):
        actions.purge(builders.handling(organ, handler))
    assert Entry.objects.filter(verb="applications.purge").count() == 1


def test_one_without_an_identity_paper_is_done_once_too(organ, handler, one, run):
    Identity.objects.all().delete()

    assert [purge(run) for _night in range(2)] == [1, 0]


def test_a_paper_that_came_for_two_applications_stays_until_the_second_is_purged(one, organ, handler, run):
    paper = one.attachments.get(kind="scan")
    with at(date(2023, 6, 5)):
        other = builders.handling(organ, handler)
        other.attachments.create(kind="scan", file=paper.file, original_name="扫描.txt")
        filed(other, handler)
    path = paper.file.path
    assert (purge(run), default_storage.exists(path)) == (1, True)

    with at(date(2026, 6, 5)), run(execute=True):
        assert actions.purge_filed() == 1
    assert not default_storage.exists(path)


def test_a_pending_case_holds_everything_until_it_is_decided(one, handler, run):
    with at(date(2023, 4, 3)):
        about = {"case_number": "青政复〔2023〕7号", "heard_by": "青禾市人民政府", "application": one}
        case = open_case(by=handler, kind="reconsideration", accepted_on=date(2023, 4, 3), **about)
    held = []
    assert purge(run, tell=lambda application, why: held.append((application.number, why))) == 0
    one.refresh_from_db()
    assert (held, one.phone) == ([(one.number, "有未审结的复议、诉讼。")], PHONE)
    assert kinds_kept(one) == ["identity", "released", "scan"]

    with at(OVER):
        decide_case(case, by=handler, result="upheld", decided_on=OVER)
    assert purge(run) == 1


def test_a_dry_run_tells_and_takes_everything_back(one, run, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM applications_identity")
        before = cursor.fetchall()
    with at(OVER), run(execute=True):
        args = command.argparse.Namespace(dry_run=True)
        assert command.run(args) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM applications_identity")
        assert cursor.fetchall() == before

    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"  {one.number}　2023-03-06归档",
        "归档满3年：将清除1件。",
    ]
    assert kinds_kept(one) == ["identity", "released", "scan"]
    assert all(default_storage.exists(paper.file.path) for paper in one.attachments.all())
    assert not Entry.objects.filter(verb="applications.purge").exists()


def test_the_command_purges_and_says_so(one, run, capsys):
    with at(OVER), run(execute=True):
        command.run(command.argparse.Namespace(dry_run=False))

    assert capsys.readouterr().out.endswith("归档满3年：已清除1件。\n")
    assert list(Identity.objects.values_list("number", flat=True)) == [""]
