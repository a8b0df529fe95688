"""Whatever the text: places are true, findings don't overlap, nothing is left after masking, and it takes no time."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.guard.text import mask_text, scan_text
from tests.guard.numbers import CARD, IDENTITY, MOBILE, card, identity, wide

LONGEST = 5.0
"""Seconds for 100,000 signs on a busy machine; some hundredths are usual. Backtracking would take minutes."""

days = st.dates(min_value=date(1920, 1, 1), max_value=date(2020, 1, 1))
identities = st.builds(
    identity,
    st.sampled_from(["110101", "510922", "350481", "421126", "650102", "820000"]),
    days.map(lambda day: day.strftime("%Y%m%d")),
    st.integers(0, 999).map("{:03}".format),
)
forms = st.sampled_from(
    [str, wide, lambda n: f"{n[:6]} {n[6:14]} {n[14:]}", "\u200b".join, lambda n: f"{n[:14]}\n{n[14:]}"]
)
pieces = st.one_of(
    identities,
    st.just(CARD),
    st.just(card("62170", 16)),
    st.just(MOBILE),
    st.sampled_from(
        [
            "账号",
            "张三丰",
            "低保",
            "残疾",
            "家庭住址：",
            "文井镇白鹤村3组12号",
            "护照E12345678",
            "川J12345",
            "办公电话",
            "机密★1年",
        ]
    ),
    st.text("0123456789xX -*\n\t|,.★年号组镇村张李\u200b０１", max_size=12),
    st.text(max_size=5),
)


@given(
    identities,
    forms,
    st.sampled_from(["", "张三", "1.", "（", "编辑 "]),
    st.sampled_from(["", "李四", "。", ",1", "）"]),
)
def test_every_identity_number_is_found(number, form, before, after):
    found = [f for f in scan_text(before + form(number) + after) if f.kind == "identity_number"]
    assert [f.value for f in found] == [form(number)]


@settings(max_examples=300)
@given(st.lists(pieces, max_size=10).map("".join))
@example(MOBILE + "-" + "1381-234-5678")
@example("卡号" + CARD + IDENTITY + MOBILE)
def test_places_are_true_and_masking_leaves_nothing(text):
    findings = scan_text(text)
    assert all(text[f.place.start : f.place.end] == f.value for f in findings)
    assert all(a.place.end <= b.place.start for a, b in pairwise(findings))
    sure = {"identity_number", "bank_card", "mobile"}
    again = scan_text(mask_text(text, findings))
    assert [f.kind for f in again if f.kind in sure] == []


@given(st.text(max_size=200))
def test_masking_without_findings_changes_nothing(text):
    assert mask_text(text, []) == text


HOSTILE = {
    "digits": "1" * 100_000,
    "digits that look like days": "5109221990010112" * 6_250,
    "digits with blanks": "1 " * 50_000,
    "digits with line ends": "1\r\n " * 25_000,
    "identity heads": "510922 19900101 12 " * 5_000,
    "mobile heads": "138-0013-" * 11_000,
    "cards in fours": "6222 " * 20_000,
    "names": "张三 " * 33_000,
    "names and conditions": "张三丰低保 " * 16_000,
    "villages": "村" * 100_000,
    "villages and numbers": "村一组" * 33_000,
    "stars": "机 密" * 33_000,
    "brackets": "【(〔 " * 25_000,
    "cells": "\t" * 100_000,
    "rows": "a\tb\n" * 25_000,
    "letters": "E" * 100_000,
    "plates": "川A1" * 33_000,
    "labels": "账号" * 50_000,
    "signs without width": "1\u200b" * 50_000,
    "stars of masks": "*" * 100_000,
    "conditions and lists": "低保" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    begun = time.process_time()
    scan_text(HOSTILE[name])
    assert time.process_time() - begun < LONGEST
