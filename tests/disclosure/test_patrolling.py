"""The nightly look at what is public: nothing stops it, and what it could not look at is reported and tried again."""

import logging

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosure import actions
from gongkai.disclosure.actions import patrolling
from gongkai.disclosure.models import Patrol, PatrolFinding
from gongkai.disclosure.queries import patrols
from gongkai.disclosure.workflow import State
from gongkai.foundation.files import open_file
from gongkai.screening.models import Scan
from tests.disclosure import builders
from tests.guard.files.leaks import leak

PERSON = leak("identity_number", 21)


@pytest.fixture
def public(staff):
    """Three public items, unseen by the rules of today; the second with an attachment."""
    made = [
        builders.published(staff, title="第一条"),
        builders.published(
            staff, title="第二条", files=[SimpleUploadedFile("说明.txt", "道路维修".encode())]
        ),
        builders.published(staff, title="第三条"),
    ]
    Scan.objects.all().delete()
    return made


def unlooked():
    return [run.unlooked for run in patrols()]


def raising_at(item, monkeypatch, error):
    look = patrolling.findings_in

    def findings_in(version):
        if version.item_id == item.pk:
            raise error
        return look(version)

    monkeypatch.setattr(patrolling, "findings_in", findings_in)


def test_a_version_that_raises_stops_no_other_and_is_tried_again_the_next_night(public, monkeypatch, caplog):
    raising_at(public[0], monkeypatch, ValueError(PERSON.value))

    with caplog.at_level(logging.ERROR):
        first, second = actions.patrol(), actions.patrol()

    assert [(run.read, run.found) for run in (first, second)] == [(2, 0), (0, 0)]
    assert unlooked() == [1, 1]
    told = PatrolFinding.objects.filter(patrol=first).get()
    assert (told.kinds, told.places) == (["not_looked_at"], ["检查时出错（ValueError），详见系统日志"])
    assert PERSON.value not in caplog.text and "findings_in" in caplog.text


def test_what_failed_is_looked_at_when_it_can_be_and_not_any_more_after_that(public, monkeypatch):
    with monkeypatch.context() as broken:
        raising_at(public[0], broken, OSError("gone"))
        actions.patrol()

    second, third = actions.patrol(), actions.patrol()

    assert (second.read, third) == (1, None)
    assert unlooked() == [0, 1]


def test_a_file_that_is_not_to_be_had_is_not_marked_as_seen(public):
    (file,) = public[1].attachments.all()
    with open_file(file) as opened:
        content = opened.read()
    default_storage.delete(file.path)

    first = actions.patrol()
    default_storage.save(file.path, ContentFile(content))
    second = actions.patrol()

    assert [(run.read, one) for run, one in zip((first, second), reversed(unlooked()), strict=True)] == [
        (2, 1),
        (1, 0),
    ]
    told = PatrolFinding.objects.get()
    assert "说明.txt" in told.places[0]


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(public, monkeypatch):
    with monkeypatch.context() as killed:
        raising_at(public[1], killed, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            actions.patrol()
    half = Patrol.objects.get()
    assert (half.read, half.ended_at) == (1, None)

    run = actions.patrol()

    assert (run.pk, run.read, run.ended_at is None) == (half.pk, 2, False)
    assert [(one.version.item_id, one.kinds) for one in run.findings.all()] == [
        (public[1].pk, ["not_looked_at"])
    ]


def test_what_ended_a_run_is_tried_last_the_next_night(public, monkeypatch):
    with monkeypatch.context() as killed:
        raising_at(public[0], killed, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            actions.patrol()
    actions.patrol()
    Scan.objects.all().delete()
    order = []
    look = patrolling.findings_in
    monkeypatch.setattr(
        patrolling, "findings_in", lambda version: order.append(version.item_id) or look(version)
    )

    actions.patrol()

    assert order == [public[1].pk, public[2].pk, public[0].pk]


def test_what_can_not_be_read_is_reported_and_stays(staff, public):
    item = public[1]
    (file,) = item.attachments.all()
    Scan.objects.create(
        digest=file.sm3,
        name=file.name,
        rules_version=patrolling.RULES_VERSION,
        unread=["设有密码，无法打开检查"],
    )

    run = actions.patrol()

    item.refresh_from_db()
    assert (item.state, run.found, run.taken_down, unlooked()) == (State.PUBLISHED, 0, 0, [1])
    assert actions.patrol() is None


def test_a_leak_beside_something_unread_is_taken_down(staff, public, monkeypatch):
    item = public[1]
    (file,) = item.attachments.all()
    scan = Scan.objects.create(
        digest=file.sm3,
        name=file.name,
        rules_version=patrolling.RULES_VERSION,
        unread=["设有密码，无法打开检查"],
    )
    scan.findings.create(
        kind="identity_number", severity="block", label="第1行", masked="51***", fingerprint="f" * 64
    )

    run = actions.patrol()

    item.refresh_from_db()
    assert (item.state, run.found, run.taken_down, unlooked()) == (State.WITHDRAWN, 1, 1, [0])
    assert item.withdrawals.get().reason == "privacy"
