"""A message goes out with its act or not at all, is tried again, and nobody reads it in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from gongkai.foundation import messaging
from gongkai.foundation.ledger import Actor, Entry
from gongkai.foundation.messaging import Fault, Message, MessageState, NotDelivered, send
from gongkai.foundation.messaging.sending import PAUSES
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests.foundation import post

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PHONE, TEXT = "13800138000", "您的申请已经登记。"


@pytest.fixture(autouse=True)
def _noon():
    with acting_at(NOON):
        yield


@pytest.fixture
def box(settings):
    """A channel that keeps what it is given, or fails with ``box.why``."""
    settings.GONGKAI_CHANNELS = {"sms": "tests.foundation.post.take", "email": ""}
    post.BOX.taken.clear()
    post.BOX.why = None
    return post.BOX


def sent(run, **changed):
    with run(execute=True), transaction.atomic():
        return send("sms", PHONE, "", TEXT, about="applications.application:12", **changed)


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_message_goes_out_after_the_commit(box, run):
    message = sent(run)
    message.refresh_from_db()

    assert box.taken == [(PHONE, "", TEXT)]
    assert (message.state, message.tries, message.sent_at) == (MessageState.SENT, 1, NOON)


def test_what_is_rolled_back_is_not_sent(box, run):
    with run(execute=True), transaction.atomic():
        send("sms", PHONE, "", TEXT)
        transaction.set_rollback(True)

    assert (box.taken, Message.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(box):
    with pytest.raises(RuntimeError):
        send("sms", PHONE, "", TEXT)


def test_where_the_channel_is_closed_nothing_is_written(box, run):
    with transaction.atomic():
        assert send("email", "a@example.cn", "", TEXT) is None
    assert not Message.objects.exists()


def test_neither_address_nor_text_stands_in_the_open(box, run):
    message = sent(run)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foundation_message")
        stored = str(cursor.fetchone())

    assert PHONE not in stored
    assert TEXT not in stored
    assert message.masked_to == "138****8000"


def test_quiet_hours_hold_it_back_until_the_look_after_them(box, run):
    message = sent(run, not_before=NOON + timedelta(hours=2))
    assert (box.taken, messaging.deliver_waiting.call()) == ([], 0)

    with acting_at(NOON + timedelta(hours=2)):
        assert messaging.deliver_waiting.call() == 1
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_what_fails_is_tried_again_with_growing_pauses_and_given_up_at_last(box, run):
    box.why = NotDelivered(Fault.REFUSED, "HTTP 502")
    message, moment, waited = sent(run), NOON, []
    while True:
        message.refresh_from_db()
        if message.state != MessageState.WAITING:
            break
        waited.append(message.try_at - moment)
        with acting_at(message.try_at - timedelta(seconds=1)):
            assert messaging.deliver.call(message.pk) is False
        moment = message.try_at
        with acting_at(moment):
            messaging.deliver_waiting.call()

    assert waited == list(PAUSES) == sorted(PAUSES)
    assert (message.state, message.tries) == (MessageState.GIVEN_UP, len(PAUSES) + 1)
    assert (message.fault, message.fault_detail) == (Fault.REFUSED, "HTTP 502")


def test_a_message_that_somebody_is_trying_is_tried_by_nobody_else(box, run):
    message = sent(run, not_before=NOON + timedelta(hours=1))
    with acting_at(NOON + timedelta(hours=1)):
        box.meanwhile = lambda: messaging.deliver.call(message.pk)
        messaging.deliver.call(message.pk)

    assert len(box.taken) == 1


def test_a_channel_that_breaks_tells_neither_log_nor_table_what_it_was_given(box, run, caplog):
    box.why = KeyError(f"{PHONE} {TEXT}")
    message = sent(run)
    message.refresh_from_db()

    assert (message.fault, message.fault_detail) == (Fault.BROKEN, "KeyError")
    assert PHONE not in caplog.text


def test_a_channel_that_is_down_is_not_asked_for_each_message(box, run):
    for _n in range(6):
        sent(run, not_before=NOON + timedelta(minutes=1))
    box.why = NotDelivered(Fault.UNREACHABLE)
    with acting_at(NOON + timedelta(minutes=1)):
        assert messaging.deliver_waiting.call() == 0

    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.GIVEN_UP])
def test_address_and_text_are_blanked_after_the_days_of_the_settings(state, box, run, settings):
    settings.GONGKAI_MESSAGE_DAYS = 14
    message = sent(run)
    Message.objects.update(state=state, try_at=NOON)
    with acting_at(NOON + timedelta(days=13, hours=23)):
        assert messaging.blank_delivered.call() == 0
    with acting_at(NOON + timedelta(days=14)):
        assert [messaging.blank_delivered.call() for _night in range(2)] == [1, 0]

    message.refresh_from_db()
    assert (message.to, message.subject, message.text, message.masked_to) == ("", "", "", "")


def test_what_waits_is_not_blanked_by_the_days_but_with_its_record(box, run):
    message = sent(run, not_before=NOON + timedelta(hours=1))
    with acting_at(NOON + timedelta(days=99)):
        assert messaging.blank_delivered.call() == 0
    assert messaging.blank_messages_about("applications.application:12") == 1

    message.refresh_from_db()
    assert (message.state, message.to) == (MessageState.GIVEN_UP, "")


OWN, OTHER = Actor("甲", "office_head", 1, 5), Actor("乙", "office_head", 2, 6)
SYSTEM_ADMIN, CLERK = Actor("丙", "system_admin", 3, 1), Actor("丁", "submitter", 4, 5)


def test_who_may_know_of_which_messages(box, run):
    message = sent(run, organ_id=5)

    assert [list(messaging.visible_messages(one)) for one in (OWN, SYSTEM_ADMIN)] == [[message], [message]]
    assert [list(messaging.visible_messages(one)) for one in (OTHER, CLERK, None)] == [[], [], []]


def test_what_was_given_up_is_sent_again_as_an_act(box, run):
    message = sent(run, organ_id=5)
    Message.objects.update(state=MessageState.GIVEN_UP, tries=7, sent_at=None)
    box.taken.clear()
    for nobody in (OTHER, CLERK):
        with pytest.raises(Refused):
            messaging.send_again(message, by=nobody)
    with run(execute=True):
        messaging.send_again(message, by=OWN)

    message.refresh_from_db()
    assert (message.state, message.tries, len(box.taken)) == (MessageState.SENT, 1, 1)
    entry = Entry.objects.get(verb="foundation.send_again")
    assert (entry.subject_id, entry.user_id, PHONE in str(entry.facts)) == (str(message.pk), 1, False)


@pytest.mark.parametrize("changed", [{"state": "sent"}, {"state": "waiting"}, {"blanked_at": NOON}])
def test_what_is_out_or_blanked_is_not_sent_again(changed, box, run):
    message = sent(run, organ_id=5)
    Message.objects.update(**{"state": MessageState.GIVEN_UP} | changed)

    with pytest.raises(Refused):
        messaging.send_again(message, by=OWN)
    assert not Entry.objects.filter(verb="foundation.send_again").exists()
