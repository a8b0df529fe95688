"""What the desk sees of the outbox, and sending again what was given up."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.messaging.outbox import Message, MessageState
from gongkai.foundation.messaging.sending import queue
from gongkai.foundation.moment import now
from gongkai.foundation.todo import Todo
from gongkai.foundation.workflow import Refused

# The ground floor knows no duties: these are the words of gongkai.accounts.
OF_ALL, OF_OWN_ORGAN = "system_admin", "office_head"


def visible_messages(actor: Actor | None) -> QuerySet[Message]:
    """The messages that this person may know of: all for the system administrator, the organ's own for its head."""
    if actor is None:
        return Message.objects.none()
    if actor.duty == OF_ALL:
        return Message.objects.all()
    if actor.duty == OF_OWN_ORGAN and actor.organ_id is not None:
        return Message.objects.filter(organ_id=actor.organ_id)
    return Message.objects.none()


def unsent(actor: Actor | None) -> QuerySet[Message]:
    """Those of them that were given up and can still be sent again."""
    return visible_messages(actor).filter(state=MessageState.GIVEN_UP, blanked_at__isnull=True)


def todo(actor: Actor) -> list[Todo]:
    """What could not be sent, for those who can do something about it."""
    if actor.duty not in (OF_ALL, OF_OWN_ORGAN):
        return []
    count = unsent(actor).count()
    return [Todo(_("未能发出的消息"), count, "workbench:messages", "warning")] if count else []


@transaction.atomic
def send_again(message: Message, *, by: Actor) -> None:
    """Try a message again that was given up, from the first pause on. Raises Refused."""
    kept = visible_messages(by).select_for_update().filter(pk=message.pk).first()
    if kept is None:
        raise Refused(_("消息由系统管理员或者本机关公开工作机构负责人重新发送。"))
    if kept.blanked_at is not None:
        raise Refused(_("消息的内容已经清除，不能重新发送。"))
    if kept.state != MessageState.GIVEN_UP:
        raise Refused(_("这条消息已经发出或者正在发送，不需要重新发送。"))
    kept.state, kept.tries, kept.try_at = MessageState.WAITING, 0, now()
    kept.save(update_fields=["state", "tries", "try_at"])
    record(kept, "foundation.send_again", by=by, facts={"channel": kept.channel, "fault": kept.fault})
    transaction.on_commit(lambda: queue(kept))
