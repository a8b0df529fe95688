"""A time set for publication: kept to the minute, lost to no outage, and no permission by itself."""

from datetime import timedelta

import pytest
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult

from gongkai.cli import nightly
from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.queries import public_items
from gongkai.disclosure.tasks import publish_due_items, publish_item_when_due
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY

MONDAY = FRIDAY + timedelta(days=3)


@pytest.fixture
def scheduled(staff):
    item = builders.signed(staff)
    actions.schedule_publication(item, at=MONDAY, by=staff.signer)
    return item


def test_a_scheduled_item_is_not_public_before_its_time(scheduled):
    with acting_at(MONDAY - timedelta(seconds=1)):
        assert publish_due_items.call() == 0

    assert (list(public_items()), list(queries.scheduled_items(scheduled.organ_id))) == ([], [scheduled])


def test_it_is_published_by_the_system_when_its_time_has_come(scheduled, staff):
    with acting_at(MONDAY):
        assert publish_item_when_due.call(scheduled.pk)

    scheduled.refresh_from_db()
    entry = history_of(scheduled).last()
    assert (scheduled.state, scheduled.publish_at, scheduled.published_at) == (State.PUBLISHED, None, MONDAY)
    assert (entry.verb, entry.actor_duty) == ("disclosure.publish_when_due", "system")
    assert scheduled.current_version.sign_off.by_user_id == staff.signer.user_id


def test_what_a_worker_missed_is_published_at_the_next_look(scheduled):
    with acting_at(MONDAY + timedelta(days=2)):
        assert nightly.look_again(lambda line: None)

    assert [version.item_id for version in public_items()] == [scheduled.pk]


def test_it_is_published_once_however_many_look(scheduled):
    with acting_at(MONDAY):
        told = [publish_item_when_due.call(scheduled.pk), publish_due_items.call()]

    assert (told, scheduled.versions.count()) == ([True, 0], 1)


def test_sign_off_may_set_the_time_in_one_go(staff):
    item = builders.at(State.AWAITING_SIGNATURE, staff)
    actions.sign_off(item, by=staff.signer, publish_at=MONDAY, release=True)

    assert (item.state, item.publish_at) == (State.SIGNED, MONDAY)


def test_a_worker_is_told_when_to_wake(settings, scheduled, staff, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert default_task_backend.supports_defer

    with django_capture_on_commit_callbacks(execute=True):
        actions.schedule_publication(scheduled, at=MONDAY + timedelta(hours=1), by=staff.signer)

    waiting = DBTaskResult.objects.get()
    assert (waiting.run_after, waiting.args_kwargs["args"]) == (MONDAY + timedelta(hours=1), [scheduled.pk])


def test_a_time_that_was_moved_holds(scheduled, staff):
    actions.schedule_publication(scheduled, at=MONDAY + timedelta(days=1), by=staff.signer)
    with acting_at(MONDAY):
        assert publish_item_when_due.call(scheduled.pk) is False

    assert list(public_items()) == []


def test_a_time_in_the_past_is_refused(staff):
    with pytest.raises(Refused, match="须晚于现在"):
        actions.schedule_publication(builders.signed(staff), at=FRIDAY, by=staff.signer)


@pytest.mark.parametrize(
    "stop",
    [
        lambda item, staff: actions.cancel_schedule(item, by=staff.head),
        lambda item, staff: actions.send_back(item, by=staff.signer, remarks="数字有误"),
    ],
    ids=["cancelled", "sent back"],
)
def test_what_was_stopped_is_not_published(stop, scheduled, staff):
    stop(scheduled, staff)
    with acting_at(MONDAY):
        assert publish_due_items.call() == 0

    scheduled.refresh_from_db()
    assert (scheduled.publish_at, list(public_items())) == (None, [])


def test_a_signer_may_publish_before_the_time(scheduled, staff):
    actions.publish(scheduled, by=staff.signer)

    assert (scheduled.state, scheduled.publish_at) == (State.PUBLISHED, None)


def test_everything_is_checked_again_when_the_time_comes(scheduled, staff):
    """What was changed behind the looks stays unpublished, and the signer learns why."""
    InformationItem.objects.filter(pk=scheduled.pk).update(body="<p>签发之后换上的内容</p>")

    with acting_at(MONDAY):
        assert publish_due_items.call() == 0

    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.publish_at, list(public_items())) == (State.SIGNED, None, [])
    assert "缺少对现有内容的审核、保密审查、签发记录" in scheduled.publish_refusal
    assert list(queries.refused_schedules(scheduled.organ_id)) == [scheduled]
    assert ("未能定时发布的信息", 1) in [(str(one.label), one.count) for one in queries.todo(staff.signer)]


def test_a_new_time_or_a_return_forgets_the_refusal(scheduled, staff):
    InformationItem.objects.filter(pk=scheduled.pk).update(body="<p>签发之后换上的内容</p>")
    with acting_at(MONDAY):
        publish_due_items.call()
        scheduled.refresh_from_db()
        actions.send_back(scheduled, by=staff.signer, remarks="重新审核")

    assert (scheduled.publish_refusal, list(queries.refused_schedules(scheduled.organ_id))) == ("", [])
