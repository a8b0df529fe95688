"""Messages to people outside of the pages: written with the act that they tell of, delivered when it stands.

``send`` writes a sealed row in the caller's transaction; a background task delivers it after the commit and tries
again with growing pauses. How a channel delivers is for the installation to say (``settings.GONGKAI_CHANNELS``).
"""

from gongkai.foundation.messaging.channels import NotDelivered, is_open
from gongkai.foundation.messaging.desk import send_again, todo, unsent, visible_messages
from gongkai.foundation.messaging.outbox import Channel, Fault, Message, MessageState
from gongkai.foundation.messaging.sending import (
    blank_delivered,
    blank_messages_about,
    deliver,
    deliver_waiting,
    send,
)

__all__ = [
    "Channel",
    "Fault",
    "Message",
    "MessageState",
    "NotDelivered",
    "blank_delivered",
    "blank_messages_about",
    "deliver",
    "deliver_waiting",
    "is_open",
    "send",
    "send_again",
    "todo",
    "unsent",
    "visible_messages",
]
