"""Numbers of invented people and bodies: they pass the check digits and belong to nobody.

The serial parts stand at the end of their ranges and the region of the bodies does not exist.
"""

from datetime import date

AREA = "110101"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORGAN_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity_number(born: date, serial: int) -> str:
    """A resident identity number (GB 11643)."""
    digits = f"{AREA}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def credit_code(sort: str, region: str, serial: int) -> str:
    """A unified social credit code (GB 32100): ``sort`` is the registering office and kind, such as ``11``."""
    body = f"MB{serial:06d}" if sort == "11" else f"MA{serial:06d}"
    return checked(f"{sort}{region}{body}{organ_check(body)}")


def checked(code: str) -> str:
    """The 17 signs of a unified social credit code with the check sign after them."""
    total = sum(_CREDIT_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + _CREDIT_ALPHABET[-total % 31]


def organ_check(body: str) -> str:
    """The check sign of an organisation code (GB 11714) of eight signs."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _ORGAN_CODE_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
