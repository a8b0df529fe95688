"""Writing a message with its act, delivering it after the commit, and trying again what was not taken."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django_tasks import default_task_backend, task

from gongkai.foundation.messaging.channels import NotDelivered, channel_of, is_open
from gongkai.foundation.messaging.outbox import Channel, Fault, Message, MessageState
from gongkai.foundation.moment import now

# After each try that failed; when they are used up the message is given up and somebody has to look at it.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 720, 1440))
# Longer than any channel waits: whoever died while trying is followed by somebody else after that.
TRYING = timedelta(minutes=10)
AT_ONCE = 1000
# A channel that failed so often in one look is down: the others of it wait for the next look.
DOWN_AFTER = 3
logger = logging.getLogger(__name__)


def send(
    channel: str,
    to: str,
    subject: str,
    text: str,
    *,
    about: str = "",
    organ_id: int | None = None,
    not_before: datetime | None = None,
) -> Message | None:
    """Write a message in the caller's transaction; it goes out once that stands, and never if it does not.

    ``not_before`` holds it back (quiet hours). ``about`` names the record it tells of, ``organ_id`` whose people see
    at the desk that it failed. None where this installation has no such channel: then nothing is written. Raises
    RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A message must be written inside the transaction of the act that it tells of")
    if not is_open(channel):
        return None
    present = now()
    message: Message = Message.objects.create(
        channel=Channel(channel),
        to=to,
        subject=subject,
        text=text,
        about=about,
        organ_id=organ_id,
        try_at=max(present, not_before or present),
    )
    transaction.on_commit(partial(queue, message))
    return message


def queue(message: Message) -> None:
    """Have a worker try it when it is due; where no worker can wait, the regular look finds it."""
    if message.try_at <= now():
        deliver.enqueue(message.pk)
    elif default_task_backend.supports_defer:
        deliver.using(run_after=message.try_at).enqueue(message.pk)


@task()
def deliver(message_pk: int) -> bool:
    """Try one message if it is due; whether it went out now."""
    message = _taken(message_pk)
    if message is None:
        return False
    try:
        channel_of(message.channel)(message.to, message.subject, message.text)
    except NotDelivered as why:
        _note_failure(message, why.fault, why.detail)
        return False
    except Exception as error:
        # Its words may hold the address or the text: neither the log nor the table gets them.
        logger.error("channel %s failed with %s", message.channel, type(error).__name__)
        _note_failure(message, Fault.BROKEN, type(error).__name__)
        return False
    _note_delivery(message)
    return True


@task()
def deliver_waiting() -> int:
    """Try all that is due and was not delivered yet, the oldest first; how many went out."""
    sent, failed = 0, Counter[str]()
    due = Message.objects.filter(state=MessageState.WAITING, try_at__lte=now()).order_by("try_at", "pk")
    for pk, channel in list(due.values_list("pk", "channel")[:AT_ONCE]):
        if failed[channel] >= DOWN_AFTER:
            continue
        went_out = deliver.call(pk)
        sent += went_out
        failed[channel] = 0 if went_out else failed[channel] + 1
    return sent


@task()
def blank_delivered() -> int:
    """Blank address and text of what was delivered, or given up, long enough ago; how many."""
    until = now() - timedelta(days=settings.GONGKAI_MESSAGE_DAYS)
    over = Q(state=MessageState.SENT, sent_at__lte=until) | Q(state=MessageState.GIVEN_UP, try_at__lte=until)
    return _blank(over)


def blank_messages_about(about: str) -> int:
    """Blank all that was written about a record whose personal data is purged; what still waits is not sent."""
    Message.objects.filter(about=about, state=MessageState.WAITING).update(state=MessageState.GIVEN_UP)
    return _blank(Q(about=about))


def _blank(which: Q) -> int:
    rows = Message.objects.filter(which, blanked_at__isnull=True)
    return rows.update(to="", subject="", text="", blanked_at=now())


def _taken(pk: int) -> Message | None:
    """Take a message that is due; for some minutes nobody else tries it."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(pk=pk, state=MessageState.WAITING)
        message = waiting.filter(try_at__lte=now()).first()
        if message is not None:
            message.try_at, message.tries = now() + TRYING, message.tries + 1
            message.save(update_fields=["try_at", "tries"])
    return message


def _note_delivery(message: Message) -> None:
    message.state, message.sent_at, message.fault, message.fault_detail = MessageState.SENT, now(), "", ""
    message.save(update_fields=["state", "sent_at", "fault", "fault_detail"])


def _note_failure(message: Message, fault: Fault, detail: str) -> None:
    message.fault, message.fault_detail = fault, detail[:60]
    if message.tries > len(PAUSES):
        message.state, message.try_at = MessageState.GIVEN_UP, now()
    else:
        message.try_at = now() + PAUSES[message.tries - 1]
    message.save(update_fields=["fault", "fault_detail", "state", "try_at"])
    if message.state == MessageState.WAITING:
        queue(message)
