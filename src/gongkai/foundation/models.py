"""The tables of the ground floor; each is defined beside the code that alone uses it."""

from gongkai.foundation.files import StoredFile
from gongkai.foundation.ledger import Entry, LedgerHead
from gongkai.foundation.numbering import NumberSeries

__all__ = ["Entry", "LedgerHead", "NumberSeries", "StoredFile"]
