"""Numbers that a sheet keeps as figures: exact to fifteen digits, the rest is lost, the person still told."""

from __future__ import annotations

import re

from gongkai.guard.files.seen import Sign
from gongkai.guard.findings import Severity
from gongkai.guard.numbers import is_past, mask_card, mask_identity

_AREA = re.compile(r"(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])")
_CARD = re.compile(r"(?:62|[459])\d{14,18}")


def lost_digits(text: str, *, is_bank: bool, place: tuple[str, str]) -> Sign | None:
    """The number as far as it is kept, when its beginning is that of an identity number or a bank card."""
    if len(text) == 18 and _AREA.match(text) and is_past(text[6:14]):
        return Sign("identity_number", text, *place, Severity.WARN, mask_identity(text))
    if is_bank and _CARD.fullmatch(text) and len(text) <= 19:
        return Sign("bank_card", text, *place, Severity.WARN, mask_card(text))
    return None
