"""Searches, inquiries, the service of letters, and the way into the archive (arts. 31, 36, 45)."""

import io
from datetime import date

import pypdf
import pytest
from django.core.files.base import ContentFile

from gongkai.applications import actions, queries
from gongkai.foundation.files import open_file
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from tests.applications import builders
from tests.applications.builders import at

DAY = date(2025, 3, 4)
WAYS = [
    ({"way": "pigeon"}, "送达方式"),
    ({"way": "post"}, "邮件号码"),
    ({"way": "in_person", "received_by": "本人"}, "签收人和领取日期"),
    ({"way": "email", "sent_on": date(2025, 3, 3)}, "早于文书的签发日期"),
    ({"way": "email", "sent_on": date(2025, 3, 5)}, "不能晚于今天"),
    ({"way": "email", "served_on": date(2025, 3, 3)}, "不能早于发出日期"),
    ({"way": "email", "served_on": date(2025, 3, 5)}, "不能晚于今天"),
]


@pytest.fixture(autouse=True)
def _on_the_day():
    with at(DAY):
        yield


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler, delivery_way="post")


@pytest.fixture
def replied(one, handler):
    builders.replied(one, by=handler, kind="already_published", contents={"route": "本网站"})
    return one


@pytest.fixture
def letter(replied):
    return replied.letters.get(kind="reply")


@pytest.mark.parametrize(("told", "why"), WAYS)
def test_a_doubtful_service_is_refused(replied, letter, handler, told, why):
    with pytest.raises(Refused, match=why):
        actions.record_service(replied, letter, by=handler, **told)

    assert [queries.unserved_letters(replied)] == [[letter]]


def test_a_letter_goes_by_post_and_its_receipt_comes_back(replied, letter, handler):
    actions.record_service(replied, letter, by=handler, way="post", tracking_number="1234567890123")
    with pytest.raises(Refused, match="还没有登记送达"):
        actions.archive(replied, by=handler)
    with at(date(2025, 3, 7)):
        proof = ContentFile("签收".encode(), name="李四的回执.txt")
        served = actions.record_service(
            replied,
            letter,
            by=handler,
            way="post",
            served_on=date(2025, 3, 6),
            received_by="李四",
            proof=proof,
        )

    assert (served.sent_on, served.served_on, served.tracking_number) == (
        DAY,
        date(2025, 3, 6),
        "1234567890123",
    )
    assert "李四" not in served.proof.name
    assert "李四" not in str([entry.facts for entry in history_of(replied)])
    with at(date(2025, 3, 8)), pytest.raises(Refused, match="已经登记送达"):
        actions.record_service(replied, letter, by=handler, way="email", served_on=date(2025, 3, 8))


def test_what_is_fetched_from_the_website_is_served_with_the_reply(organ, handler):
    one = builders.handling(organ, handler)
    builders.replied(one, by=handler, kind="already_published", contents={"route": "本网站"})

    assert queries.obligations_of(one) == []
    actions.archive(one, by=handler)
    assert one.state == "archived"


def test_a_letter_of_another_application_is_refused(organ, replied, handler, letter):
    other = builders.handling(organ, handler)
    with pytest.raises(Refused, match="不属于本件"):
        actions.record_service(other, letter, by=handler, way="email")


def test_the_archive_waits_for_all_that_is_owed_and_tells_it_at_once(one, handler):
    inquiry = actions.ask_division(
        one, by=handler, asked_of="预算科", question="有没有", due_on=date(2025, 3, 6)
    )
    builders.replied(one, by=handler, kind="already_published", contents={"route": "本网站"})
    with pytest.raises(Refused) as refused:
        actions.archive(one, by=handler)
    assert [reason[:3] for reason in refused.value.reasons] == ["答复书", "“预算"]

    actions.record_answer(one, inquiry, by=handler, answer="没有", answered_by="王五")
    letter = one.letters.get(kind="reply")
    actions.record_service(one, letter, by=handler, way="in_person", received_by="本人", served_on=DAY)
    actions.archive(one, by=handler)
    assert one.state == "archived"


def test_the_index_of_the_file_lists_every_paper_and_is_made_to_last(organ, handler):
    one = builders.handling(organ, handler)
    builders.replied(
        one,
        by=handler,
        kind="disclosed",
        contents={},
        files=[ContentFile("预算".encode(), name="欧阳小明要的.txt")],
    )
    actions.archive(one, by=handler)

    index = one.attachments.get(kind="index")
    with open_file(index.file) as file:
        content = file.read()
    assert b"pdfaid:part" in content
    said = "".join(
        "".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages
    )
    kept = [*(each.pdf for each in one.letters.all()), one.attachments.get(kind="released").file]
    assert [each.sm3[:16] in said for each in kept] == [True, True, True]
    assert "在本网站提供下载" in said
    assert builders.APPLICANT_NAME not in said
    assert not index.is_for_applicant


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"place": " "}, "检索的范围"),
        ({"result": "maybe"}, "检索的范围"),
        ({"on": date(2025, 3, 5)}, "晚于今天"),
    ],
)
def test_a_search_says_where_how_and_with_what_result(one, handler, changed, why):
    told = {"place": "档案室", "words": "预算", "result": "nothing", **changed}
    with pytest.raises(Refused, match=why):
        actions.record_search(one, by=handler, **told)


def test_a_search_for_the_item_of_another_application_is_refused(organ, one, handler):
    other = builders.handling(organ, handler)
    actions.begin_proposal(other, by=handler)
    with pytest.raises(Refused, match="不属于本件"):
        actions.record_search(
            one, by=handler, place="档案室", words="预算", result="nothing", item=other.items.get()
        )


def test_an_inquiry_is_answered_once_and_by_its_own_case(organ, one, handler):
    inquiry = actions.ask_division(one, by=handler, asked_of="预算科", question="有没有", due_on=DAY)
    other = builders.handling(organ, handler)
    actions.ask_division(other, by=handler, asked_of="国库科", question="有没有", due_on=DAY)
    with pytest.raises(Refused, match="不属于本件"):
        actions.record_answer(other, inquiry, by=handler, answer="有")
    with pytest.raises(Refused, match="核查结果"):
        actions.record_answer(one, inquiry, by=handler, answer=" ")
    actions.record_answer(one, inquiry, by=handler, answer="有")
    with pytest.raises(Refused, match="没有待答复"):
        actions.record_answer(one, inquiry, by=handler, answer="没有")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"asked_of": " ", "question": "有没有", "due_on": DAY}, "请谁核查"),
        ({"asked_of": "预算科", "question": "有没有", "due_on": date(2025, 3, 3)}, "不能早于今天"),
        ({"asked_of": "张三13800138000", "question": "有没有", "due_on": DAY}, "号码"),
    ],
)
def test_an_inquiry_names_whom_what_and_by_when(one, handler, told, why):
    with pytest.raises(Refused, match=why):
        actions.ask_division(one, by=handler, **told)
    assert one.inquiries.count() == 0
