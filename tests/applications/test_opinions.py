"""What an opinion, or silence, means for the reply (arts. 32, 34; A-35, A-36)."""

import json
from datetime import date

import pytest

from gongkai.applications import actions, documents, queries
from gongkai.foundation.workflow import Refused
from gongkai.law.replies import reply_kind
from tests.applications import builders
from tests.applications.builders import at

FINDING = "合同总价不属于商业秘密，第三方的理由不合理。"


@pytest.fixture
def objected(organ, handler):
    one = builders.handling(organ, handler, on=date(2024, 9, 2))
    with at(date(2024, 9, 9)):
        asked = actions.serve_consultation(
            one, by=handler, party="third_party", name="青禾建材有限公司", question="是否同意公开合同价款"
        )
    with at(date(2024, 9, 24)):
        actions.record_opinion(one, asked, by=handler, opinion="objects", reasons="属于商业秘密")
    return one


def test_disclosure_against_an_objection_needs_a_finding_A_35(objected, handler):
    with at(date(2024, 9, 25)), pytest.raises(Refused, match="第三方不同意公开") as refused:
        builders.replied(
            objected, by=handler, kind="disclosed", contents={"information": "总价"}, finding=" "
        )

    assert refused.value.cite == "regulation-2019:32"
    assert not objected.letters.filter(kind__in=["reply", "disclosure_notice"]).exists()


def test_the_third_party_is_told_in_writing_what_is_disclosed_and_why_A_35(objected, handler):
    with at(date(2024, 9, 25)):
        given = builders.replied(
            objected, by=handler, kind="disclosed", contents={"information": "总价"}, finding=FINDING
        )
        asked = objected.consultations.get()
        notice = documents.disclosure_notice(asked, reply_kind("disclosed"), "总价", FINDING, released=[])

    assert json.loads(given.contents)["finding"] == FINDING
    assert not objected.letters.get(kind="disclosure_notice").is_for_applicant
    assert notice.addressee == "青禾建材有限公司"
    said = [block.text for block in notice.blocks]
    assert {"总价", FINDING} <= set(said)
    assert builders.APPLICANT_NAME not in "".join(said)


def test_a_refusal_after_an_objection_needs_no_finding_A_35(objected, handler):
    kind = next(one for one in queries.offered_replies(objected) if one.outcome == "denied.third_party")
    contents = {need.field: "属于商业秘密" for need in kind.must_contain}
    with at(date(2024, 9, 25)):
        builders.replied(objected, by=handler, kind=kind.code, contents=contents)

    assert not objected.letters.filter(kind="disclosure_notice").exists()


def test_a_co_maker_s_silence_is_consent_after_its_limit_and_not_before_A_36(organ, handler):
    one = builders.handling(organ, handler, on=date(2024, 9, 2))
    with at(date(2024, 9, 9)):
        asked = actions.serve_consultation(one, by=handler, party="co_maker", name="住建局", question="纪要")
    with at(date(2024, 9, 30)):
        assert queries.deemed_consents(one) == []
    with at(date(2024, 10, 8)):
        assert queries.deemed_consents(one) == [asked]
