"""The kinds of findings say what they are, how grave, what to do and where that is laid down."""

import re

from gongkai.guard.findings import Severity
from gongkai.guard.rules import RULES_VERSION, kind, kinds

KINDS = {
    "identity_number",
    "identity_number_15",
    "bank_card",
    "mobile",
    "passport",
    "travel_permit",
    "vehicle_plate",
    "messenger",
    "officer_number",
    "address",
    "name_with_condition",
    "secrecy_mark",
    "hidden_content",
    "covered_text",
    "document_properties",
    "comment",
    "tracked_change",
    "image_location",
    "macro",
    "unreadable",
    "too_many",
}


def test_all_kinds_are_there():
    assert set(kinds()) == KINDS


def test_every_kind_is_said_in_both_languages_with_advice_and_source():
    for row in kinds().values():
        assert all((row.label.zh, row.label.en, row.advice.zh, row.advice.en, row.source))
        assert re.search("[\u4e00-\u9fff]", row.label.en + row.advice.en) is None
        assert "！" not in row.label.zh + row.advice.zh


def test_numbers_that_prove_themselves_stop_a_publication():
    assert {kind(code).severity for code in ("identity_number", "bank_card", "mobile")} == {Severity.BLOCK}


def test_only_a_mark_of_secrecy_and_what_nobody_could_read_can_not_be_masked():
    assert [code for code, row in kinds().items() if not row.maskable] == ["secrecy_mark", "unreadable"]


def test_the_number_with_a_check_digit_is_more_specific():
    assert kind("identity_number").rank < kind("bank_card").rank < kind("mobile").rank


def test_the_version_is_a_short_digest():
    assert re.fullmatch("[0-9a-f]{16}", RULES_VERSION)
