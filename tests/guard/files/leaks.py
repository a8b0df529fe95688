"""Leaks of each kind, made by formula: no number here belongs to anybody."""

from __future__ import annotations

import random
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric


@dataclass(frozen=True)
class Leak:
    """A value of a kind, in a sentence that says what it is, and the heading it has in a table."""

    kind: str
    value: str
    sentence: str
    heading: str

    @property
    def short(self) -> str:
        """The value with its heading before it, for places where little fits."""
        return f"{self.heading}{self.value}"


def identity_number(dice: random.Random) -> str:
    """A number of a made-up person that passes the check of GB 11643."""
    area = dice.choice(("110101", "350102", "440106", "510922", "610113"))
    day = f"{dice.randint(1940, 2012)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    body = f"{area}{day}{dice.randint(100, 999)}"
    return body + ric.calc_check_digit(body + "0")


def bank_card(dice: random.Random) -> str:
    """A card number with a right check digit."""
    body = "6228" + "".join(str(dice.randint(0, 9)) for _ in range(14))
    return body + luhn.calc_check_digit(body)


def mobile(dice: random.Random) -> str:
    """A mobile number."""
    return f"1{dice.choice('3589')}{dice.randint(0, 9)}{dice.randint(10_000_000, 99_999_999)}"


def _digits(dice: random.Random, count: int) -> str:
    return "".join(str(dice.randint(1, 9)) for _ in range(count))


def leak(kind: str, seed: int) -> Leak:
    """A leak of this kind; another seed gives another value."""
    dice = random.Random(f"{kind}{seed}")
    value, sentence, heading = _MADE[kind](dice)
    return Leak(kind, value, sentence.format(value), heading)


_MADE = {
    "identity_number": lambda d: (identity_number(d), "本人身份证号{}，情况属实。", "身份证号"),
    "bank_card": lambda d: (bank_card(d), "补贴打入一卡通账号{}，请核对。", "一卡通账号"),
    "mobile": lambda d: (mobile(d), "本人手机{}，可随时拨打。", "手机号码"),
    "identity_number_15": lambda d: (
        f"110105{d.randint(40, 79)}0{d.randint(1, 9)}{d.randint(10, 28)}{_digits(d, 3)}",
        "原身份证号{}已停用。",
        "身份证号",
    ),
    "passport": lambda d: (f"E{_digits(d, 8)}", "申请人护照号{}在有效期内。", "护照号"),
    "travel_permit": lambda d: (f"H{_digits(d, 10)}", "港澳居民来往内地通行证号码{}。", "通行证号码"),
    "officer_number": lambda d: (f"南字第{_digits(d, 8)}号", "军官证号：{}，已核对。", "军官证号"),
    "vehicle_plate": lambda d: (f"京A{_digits(d, 5)}", "其名下车辆{}应报废。", "车牌号"),
    "address": lambda d: (
        f"平安县清河镇柳树村{d.randint(2, 9)}组{d.randint(10, 99)}号",
        "家庭住址：{}。",
        "家庭住址",
    ),
    "name_with_condition": lambda d: (
        f"{d.choice('赵钱孙李周吴郑王')}{d.choice('建志文晓')}{d.choice('军芳强敏')}",
        "低保户：{}，已享受医疗救助。",
        "低保户姓名",
    ),
    "secrecy_mark": lambda d: (f"机密★{d.randint(1, 9)}年", "{}", "密级"),
}
KINDS = tuple(_MADE)
CHECKSUM_KINDS = ("identity_number", "bank_card", "mobile")
