"""Numbers as people write them who do not want them found, or do not think of it; none belongs to anybody."""

from __future__ import annotations

from tests.guard.numbers import CARD, IDENTITY, MOBILE, WITH_X, identity, wide

_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
_CAPITALS = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_KEYS = {str(digit): f"{digit}\ufe0f\u20e3" for digit in range(10)}
ID, TEL, BANK = "identity_number", "mobile", "bank_card"


def spaced(number: str, joint: str, *widths: int) -> str:
    """The number in groups of these widths, the last one taking the rest."""
    pieces, at = [], 0
    for width in widths:
        pieces.append(number[at : at + width])
        at += width
    return joint.join([*pieces, number[at:]])


SPELLINGS = {
    "full width": (ID, f"身份证号{wide(IDENTITY)}"),
    "full width, spaced": (ID, f"身份证号{wide(spaced(IDENTITY, '　', 6, 8))}"),
    "three groups": (ID, f"身份证号 {spaced(IDENTITY, ' ', 6, 8)}"),
    "groups with dots": (ID, f"身份证号 {spaced(IDENTITY, '·', 6, 8)}"),
    "groups with full stops": (ID, f"身份证号 {spaced(IDENTITY, '.', 6, 8)}"),
    "groups with lines below": (ID, f"身份证号 {spaced(IDENTITY, '_', 6, 8)}"),
    "groups with strokes": (ID, f"身份证号 {spaced(IDENTITY, '/', 6, 8)}"),
    "every digit by itself": (ID, f"身份证号 {' '.join(IDENTITY)}"),
    "every digit by itself, three blanks": (ID, f"身份证号：{'   '.join(IDENTITY)}"),
    "every digit in a box": (ID, f"身份证号：{'|'.join(IDENTITY)}"),
    "over a line's end": (ID, f"身份证号 {spaced(IDENTITY, chr(10), 11)}"),
    "over a line's end with blanks": (ID, f"身份证号 {spaced(IDENTITY, chr(10) + '    ', 11)}"),
    "between pages": (ID, f"身份证号 {spaced(IDENTITY, chr(12), 11)}"),
    "small x": (ID, f"身份证号{WITH_X.lower()}"),
    "X of another alphabet": (ID, f"身份证号{WITH_X[:-1]}Ⅹ"),
    "sign of multiplication": (ID, f"身份证号{WITH_X[:-1]}×"),
    "Chinese numerals": (ID, f"身份证号{IDENTITY.translate(_HAN)}"),
    "Chinese numerals and X": (ID, f"身份证号{WITH_X.translate(_HAN)}"),
    "numerals in full": (ID, f"身份证号{IDENTITY.translate(_CAPITALS)}"),
    "circled digits": (ID, f"身份证号{IDENTITY.translate(_CIRCLED)}"),
    "raised digits": (ID, f"身份证号{IDENTITY.translate(_RAISED)}"),
    "in brackets": (ID, f"周三（{IDENTITY}）"),
    "between letters": (ID, f"ID:{IDENTITY};"),
    "in an address": (ID, f"https://example.gov.cn/q?id={IDENTITY}"),
    "born this century": (ID, f"学生身份证号{identity(born='20130507')}"),
    "with a soft hyphen": (ID, f"身份证号{spaced(IDENTITY, chr(0xAD), 6, 8)}"),
    "mobile full width": (TEL, f"本人手机{wide(MOBILE)}"),
    "mobile 3-4-4": (TEL, f"本人手机{spaced(MOBILE, ' ', 3, 4)}"),
    "mobile with dots": (TEL, f"本人手机{spaced(MOBILE, '.', 3, 4)}"),
    "mobile with middle dots": (TEL, f"本人手机{spaced(MOBILE, '·', 3, 4)}"),
    "mobile with the country's code": (TEL, f"本人手机+86 {MOBILE}"),
    "mobile with the code in brackets": (TEL, f"本人手机(+86){MOBILE}"),
    "mobile digit by digit": (TEL, f"本人手机{' '.join(MOBILE)}"),
    "mobile digit by digit with strokes": (TEL, f"本人手机{'-'.join(MOBILE)}"),
    "mobile in Chinese numerals": (TEL, f"本人手机{MOBILE.translate(_HAN)}"),
    "mobile with 幺 and 零": (
        TEL,
        f"本人手机{MOBILE.translate(_HAN).replace('一', '幺').replace('〇', '零')}",
    ),
    "mobile in full": (TEL, f"本人手机{MOBILE.translate(_CAPITALS)}"),
    "mobile in keys": (TEL, f"本人手机{''.join(_KEYS[digit] for digit in MOBILE)}"),
    "mobile circled": (TEL, f"本人手机{MOBILE.translate(_CIRCLED)}"),
    "mobile as WeChat": (TEL, f"微信同号{MOBILE}"),
    "mobile as a link": (TEL, f"tel:{MOBILE}"),
    "mobile 6-5": (TEL, f"本人手机{spaced(MOBILE, '-', 6)}"),
    "mobile 4-3-4": (TEL, f"本人手机{spaced(MOBILE, '-', 4, 3)}"),
    "mobile of a citizens' line": (TEL, f"咨询电话：{MOBILE}"),
    "mobile of a contact": (TEL, f"联系人：周三，联系电话：{MOBILE}"),
    "mobile over a line's end": (TEL, f"本人手机{spaced(MOBILE, chr(10), 7)}"),
    "card in fours": (BANK, f"卡号 {spaced(CARD, ' ', 4, 4, 4, 4)}"),
    "card in fours with strokes": (BANK, f"卡号 {spaced(CARD, '-', 4, 4, 4, 4)}"),
    "card in fours with dots": (BANK, f"卡号 {spaced(CARD, '.', 4, 4, 4, 4)}"),
    "card full width": (BANK, f"卡号{wide(CARD)}"),
    "card digit by digit": (BANK, f"卡号 {' '.join(CARD)}"),
    "card in sixes": (BANK, f"银行卡号 {spaced(CARD, ' ', 6)}"),
    "card in Chinese numerals": (BANK, f"银行卡号{CARD.translate(_HAN)}"),
    "card over a line's end": (BANK, f"银行卡号{spaced(CARD, chr(10), 10)}"),
}
