"""Numbers written so that no search for digits finds them: in Chinese numerals, digit by digit, in boxes, over a line.

Forms give each digit of an identity number a box of its own; others write 一三八 or put dots and strokes between. What
is joined so loosely proves little by itself: a check digit, a word before it, or that every sign stands alone must speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn

from gongkai.guard.context import Hit, Reading
from gongkai.guard.findings import Severity
from gongkai.guard.numbers import is_account_of_an_organ, is_identity, mask_card, mask_identity
from gongkai.guard.phones import mask_mobile

_ROWS = (
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "○幺贰叁肆伍陆柒捌玖",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
)
_DIGITS = str.maketrans({sign: str(digit) for row in _ROWS for digit, sign in enumerate(row)})
_SIGN = rf"[0-9{''.join(_ROWS)}]"
_JOINT = r"(?:[ \t]{0,8}\r?[\n\f][ \t]{0,8}|[ \t.·•_/|\-\x1f]{1,4})"
_RUN = re.compile(rf"{_SIGN}(?:{_JOINT}?+{_SIGN}){{10,}}+")
_GROUP = re.compile(rf"{_SIGN}++")
_X = re.compile(rf"{_JOINT}?[Xx×](?![A-Za-z])")

_IDENTITY = re.compile(
    r"[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d{4}(?!\d)|[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d{3}"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CARD = re.compile(r"62|[459]\d")
_CARD_LENGTHS = (19, 18, 17, 16)
_LINES = ("person_line", "contact", "office_line")
_SINGLES = 11
_LABEL_BEFORE = 30


@dataclass(frozen=True)
class _Run:
    """Signs that may be one number: the plain digits, and where each group of them stands in the text."""

    reading: Reading
    digits: str
    starts: dict[int, int]
    ends: dict[int, int]

    def window(self, first: int, length: int) -> tuple[int, int] | None:
        """Where so many digits stand, if they are whole groups and not simply one plain number."""
        start, end = self.starts.get(first), self.ends.get(first + length)
        if start is None or end is None:
            return None
        return None if self.reading.text[start:end].isascii() and end - start == length else (start, end)


def find_spelled(reading: Reading) -> Iterator[Hit]:
    """Identity numbers, mobile numbers and cards in disguise."""
    for match in _RUN.finditer(reading.text):
        run = _run(reading, match)
        if len(run.starts) > 1 or not match[0].isascii():
            for first in run.starts:
                hit = _identity(run, first) or _mobile(run, first) or _card(run, first)
                if hit:
                    yield hit


def _run(reading: Reading, match: re.Match[str]) -> _Run:
    digits, starts, ends = "", {}, {}
    for group in _GROUP.finditer(reading.text, *match.span()):
        starts[len(digits)] = group.start()
        digits += group[0].translate(_DIGITS)
        ends[len(digits)] = group.end()
    return _Run(reading, digits, starts, ends)


def _identity(run: _Run, first: int) -> Hit | None:
    if not _IDENTITY.match(run.digits, first):
        return None
    number, span = run.digits[first : first + 18], run.window(first, 18)
    if span is None and (body := run.window(first, 17)):
        last = _X.match(run.reading.text, body[1])
        number, span = f"{run.digits[first : first + 17]}X", (body[0], last.end()) if last else None
    if span is None or len(number) != 18 or not is_identity(number):
        return None
    severity = _sureness(run, number, first, span)
    return Hit("identity_number", severity, *span, mask_identity(number)) if severity else None


def _sureness(run: _Run, number: str, first: int, span: tuple[int, int]) -> Severity | None:
    """Whether groups that check are a number: told by a word, by numerals, or by standing in boxes, a digit in each."""
    label = run.reading.label(span[0], width=_LABEL_BEFORE)
    if label in ("code", "organ_code"):
        return None
    if label == "identity" or not run.reading.text[slice(*span)].isascii():
        return Severity.BLOCK
    whole = len(run.digits) in (len(number), len(number) - 1)
    if not whole or run.reading.text[slice(*span)].count(".") == 1:  # a fraction
        return None
    is_boxed = all(at in run.starts for at in range(first, first + _SINGLES))
    return Severity.BLOCK if is_boxed else Severity.WARN


def _mobile(run: _Run, first: int) -> Hit | None:
    if not _MOBILE.match(run.digits, first) or not (span := run.window(first, 11)):
        return None
    number = run.digits[first : first + 11]
    in_numerals = not any(sign.isascii() for sign in run.reading.text[slice(*span)])
    told = run.reading.label(span[0], width=_LABEL_BEFORE) in _LINES
    if number in run.reading.offices or not (told or (in_numerals and len(run.digits) == 11)):
        return None
    return Hit("mobile", Severity.BLOCK, *span, mask_mobile(number))


def _card(run: _Run, first: int) -> Hit | None:
    if not _CARD.match(run.digits, first):
        return None
    for length in _CARD_LENGTHS:
        span, number = run.window(first, length), run.digits[first : first + length]
        if span is None or not luhn.is_valid(number):
            continue
        if run.reading.label(span[0], width=_LABEL_BEFORE) != "bank":
            return None
        is_organs = is_account_of_an_organ(run.reading, *span)
        return Hit("bank_card", Severity.NOTE if is_organs else Severity.BLOCK, *span, mask_card(number))
    return None
