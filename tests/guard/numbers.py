"""Made-up numbers that check: no person's, no account's."""

from stdnum import luhn
from stdnum.cn import ric


def identity(area: str = "510922", born: str = "19900101", order: str = "123") -> str:
    digits = area + born + order
    return digits + ric.calc_check_digit(digits + "0")


def card(prefix: str = "622202", length: int = 19) -> str:
    body = prefix + "1234567890123"[: length - 1 - len(prefix)]
    return body + luhn.calc_check_digit(body)


def wide(text: str) -> str:
    """The same in full-width signs."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


IDENTITY = identity()
WITH_X = next(n for order in range(1000) if (n := identity(order=f"{order:03}")).endswith("X"))
CARD = card()
MOBILE = "13800138000"
