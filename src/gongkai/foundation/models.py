"""The tables of the ground floor; each is defined beside the code that alone uses it."""

from gongkai.foundation.files import StoredFile
from gongkai.foundation.ledger import Entry, LedgerHead
from gongkai.foundation.messaging.outbox import Message
from gongkai.foundation.numbering import NumberSeries
from gongkai.foundation.resealing import KeyRotation

__all__ = ["Entry", "KeyRotation", "LedgerHead", "Message", "NumberSeries", "StoredFile"]
