"""Numbers that prove themselves are found in every form in which they are written, and are masked."""

import pytest

from gongkai.guard.text import mask_text, scan_text
from tests.guard.numbers import CARD, IDENTITY, MOBILE, WITH_X, card, identity, wide

ID, ID15, BANK, TEL = "identity_number", "identity_number_15", "bank_card", "mobile"
PARTS = IDENTITY[:6], IDENTITY[6:14], IDENTITY[14:]
FOURS = " ".join(CARD[at : at + 4] for at in range(0, 19, 4))

STOPPED = [
    (IDENTITY, "", [ID]),
    (wide(IDENTITY), "", [ID]),
    (" ".join(PARTS), "", [ID]),
    ("-".join(PARTS), "", [ID]),
    ("—".join(PARTS), "", [ID]),
    ("\u00a0".join(PARTS), "", [ID]),
    ("\u200b".join(IDENTITY), "", [ID]),
    ("\u00ad".join(PARTS), "", [ID]),
    (" ".join(IDENTITY), "", [ID]),
    ("\n".join([IDENTITY[:14], IDENTITY[14:]]), "", [ID]),
    (WITH_X, "", [ID]),
    (WITH_X.lower(), "", [ID]),
    (WITH_X[:-1] + "Ｘ", "", [ID]),
    (WITH_X[:-1] + "Ⅹ", "", [ID]),
    (WITH_X[:-1] + "Х", "", [ID]),
    (WITH_X[:-1] + "×", "", [ID]),
    (f"张三{IDENTITY}文井镇", "", [ID]),
    (f"1.{IDENTITY}", "", [ID]),
    (f"附件_{IDENTITY}.pdf", "", [ID]),
    (f"身份证号：{identity('810000')}", "", [ID]),
    (f"身份证号：{identity('830000')}", "", [ID]),
    (f"{IDENTITY},{MOBILE},{IDENTITY}", "", [ID, TEL, ID]),
    (f"残疾人证号{IDENTITY}43", "", [ID]),
    (f"1{IDENTITY}{MOBILE}", "", [ID, TEL]),
    (f"{IDENTITY}{CARD}", "", [ID, BANK]),
    (f"姓名\t统一社会信用代码\n张三\t{IDENTITY}", "", [ID]),
    ("身份证510922900101123", "", [ID15]),
    ("510922900101123", "公民身份号码", [ID15]),
    (CARD, "账号", [BANK]),
    (CARD, "一卡通号码", [BANK]),
    (FOURS, "银行卡号", [BANK]),
    (wide(CARD), "账号", [BANK]),
    (f"农行卡号：{CARD}", "", [BANK]),
    (f"{CARD}（信用社存折）", "", [BANK]),
    (f"账号 {card('438088', 16)}", "", [BANK]),
    (f"账号 {card('955880', 19)}", "", [BANK]),
    (f"账号 {card('545217', 16)}", "", [BANK]),
    (f"姓名|银行账号\n张三|{CARD}", "", [BANK]),
    (MOBILE, "", [TEL]),
    (MOBILE, "联系电话", [TEL]),
    (MOBILE, "手机号码", [TEL]),
    (wide(MOBILE), "", [TEL]),
    ("138-0013-8000", "", [TEL]),
    ("手机 138 0013 8000", "", [TEL]),
    (f"+86{MOBILE}", "", [TEL]),
    (f"86-{MOBILE}", "", [TEL]),
    (f"0{MOBILE}", "", [TEL]),
    (f"电话0825-6612345/{MOBILE}（户主本人）", "", [TEL]),
    (f"tel{MOBILE}", "", [TEL]),
    (f"张三，{MOBILE}。", "", [TEL]),
    (f"姓名\t联系电话\n张三\t{MOBILE}", "", [TEL]),
    (f"户主张三，联系电话{MOBILE}", "", [TEL]),
]


@pytest.mark.parametrize(("text", "headers", "kinds"), STOPPED)
def test_a_planted_number_stops_the_publication(text, headers, kinds):
    findings = scan_text(text, headers=headers)
    assert [(f.kind, f.severity) for f in findings] == [(kind, "block") for kind in kinds]
    assert scan_text(mask_text(text, findings), headers=headers) == []


@pytest.mark.parametrize(
    ("text", "headers", "masked"),
    [
        (IDENTITY, "", "51*************237"),
        (" ".join(PARTS), "", "51*************237"),
        ("身份证510922900101123", "", "身份证51**********123"),
        (CARD, "账号", "*" * 15 + CARD[-4:]),
        ("138-0013-8000", "", "138****8000"),
    ],
)
def test_masks_are_those_that_offices_use(text, headers, masked):
    assert mask_text(text, scan_text(text, headers=headers)) == masked


def test_a_finding_leads_back_to_the_text_as_it_was_given():
    text = "\u200b号码：" + "\u200b".join(IDENTITY) + "\u200b。"
    (finding,) = scan_text(text, part="p", label="第1段")
    assert finding.value == text[finding.place.start : finding.place.end] == "\u200b".join(IDENTITY)
    assert mask_text(text, [finding]) == "\u200b号码：51*************237\u200b。"


def test_an_excerpt_masks_the_neighbours_too():
    findings = scan_text(f"张三 {IDENTITY} {MOBILE} 文井镇")
    assert [f.excerpt for f in findings] == [
        "张三 51*************237 138****8000 文井镇",
        "51*************237 138****8000 文井镇",
    ]


def test_the_value_is_not_printed_with_the_finding():
    (finding,) = scan_text(IDENTITY)
    assert IDENTITY not in repr(finding)


@pytest.mark.parametrize(
    ("text", "headers", "severity"),
    [
        (f"联系人：李四，电话：{MOBILE}", "", "block"),
        (f"项目负责人：李四（{MOBILE}）", "", "block"),
        (f"单位\t联系人\t电话\n文井镇政府\t李四\t{MOBILE}", "", "warn"),
        (f"{MOBILE}@139.com", "", "warn"),
        (f"值班电话：{MOBILE}", "", "block"),
        (f"咨询电话：{MOBILE}", "", "block"),
        (MOBILE, "办公电话", "note"),
        (f"单位\t值班电话\n文井镇政府\t{MOBILE}", "", "note"),
        (f"李四 手机{MOBILE}", "办公电话", "block"),
        (f"监督电话：0825-6612345、{MOBILE}", "", "block"),
        (f"姓名\t办公电话\t手机\n李四\t0825-6612345\t{MOBILE}", "", "block"),
    ],
)
def test_whose_mobile_number_it_is_decides(text, headers, severity):
    assert [(f.kind, f.severity) for f in scan_text(text, headers=headers)] == [("mobile", severity)]


def test_a_number_on_the_list_of_offices_may_be_published():
    assert scan_text(f"咨询：{MOBILE}", office_numbers=["138-0013-8000"]) == []


def test_an_amount_behind_a_card_in_fours_is_no_part_of_it():
    number = card("622202", 16)
    fours = " ".join(number[at : at + 4] for at in range(0, 16, 4))
    assert [f.value for f in scan_text(f"账号 {fours} 300")] == [fours]


def test_findings_of_another_text_are_refused():
    with pytest.raises(ValueError, match="not those of this text"):
        mask_text("另一段文字", scan_text(IDENTITY))
