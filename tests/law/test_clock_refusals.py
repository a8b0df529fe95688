"""What the law does not allow is refused with its rule, and asking beforehand says the same."""

import pytest

from gongkai.law.clock import Event, EventRefused, InvalidEvent, may_follow, run_clock
from tests.law.cases import answered, day, event, received, served

R = received("2025-04-01")  # due 2025-04-29, supplement notice until 2025-04-11
ASKED = event("supplement_requested", "2025-04-03")
SUPPLEMENTED = event("supplement_received", "2025-04-10")
NOTICE = event("fee_notice_served", "2025-04-03")

REFUSED = [
    (
        "A-34 art. 30 a second supplement notice",
        [R, ASKED, SUPPLEMENTED],
        event("supplement_requested", "2025-04-11"),
    ),
    ("A-34 art. 30 a notice on the eighth working day", [R], event("supplement_requested", "2025-04-14")),
    ("A-34 art. 30 a notice while one is open", [R, ASKED], event("supplement_requested", "2025-04-07")),
    ("A-34 art. 30 a supplement nobody asked for", [R], event("supplement_received", "2025-04-10")),
    ("A-34 art. 30 a supplement after the lapse", [R, ASKED], event("supplement_received", "2025-06-10")),
    ("A-38 art. 33 twenty-one days", [R], event("extended", "2025-04-10", days=21)),
    ("A-38 art. 33 after expiry", [R], event("extended", "2025-04-30", days=5)),
    (
        "A-38 art. 33 a second extension",
        [R, event("extended", "2025-04-10", days=5)],
        event("extended", "2025-04-11", days=5),
    ),
    ("A-38 art. 33 while a supplement is awaited", [R, ASKED], event("extended", "2025-04-10", days=5)),
    ("A-39 art. 33 an answer to no question", [R], answered("2025-04-10")),
    (
        "A-39 art. 33 a second answer",
        [R, served("2025-04-02"), answered("2025-04-03")],
        answered("2025-04-07"),
    ),
    ("A-39 art. 33 the same number twice", [R, served("2025-04-02")], served("2025-04-03")),
    ("A-33 art. 31 before receipt", [], event("extended", "2025-04-10", days=5)),
    ("A-50 art. 45 after the reply", [R, event("replied", "2025-04-10")], served("2025-04-11")),
    ("A-50 art. 45 out of order", [R, served("2025-04-08")], answered("2025-04-07")),
    ("A-50 art. 45 received twice", [R], received("2025-04-02")),
    ("C-05 art. 6 a fee notice after expiry", [R], event("fee_notice_served", "2025-04-30")),
    (
        "C-02 art. 3 a second fee notice",
        [R, NOTICE, event("fee_paid", "2025-04-07")],
        event("fee_notice_served", "2025-04-08"),
    ),
    ("C-06 art. 6 payment without notice", [R], event("fee_paid", "2025-04-10")),
    ("C-06 art. 6 payment after the lapse", [R, NOTICE], event("fee_paid", "2025-06-10")),
    ("C-05 art. 6 before the measures", [received("2020-06-01")], event("fee_notice_served", "2020-06-02")),
    ("A-38 art. 24 sixteen days in 2018", [received("2018-09-20")], event("extended", "2018-09-25", days=16)),
    ("A-37 art. 24 before any Regulation", [], received("2008-04-30")),
]


@pytest.mark.parametrize(("story", "before", "refused"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_event_the_law_does_not_allow_names_its_rule(story, before, refused):
    rule, _, article, *_ = story.split(" ")
    article = story.split(" ")[2]

    with pytest.raises(EventRefused) as caught:
        run_clock([*before, refused], today=day("2025-12-01"))

    assert (caught.value.rule, caught.value.article) == (rule, article)
    assert str(caught.value).endswith("。")
    asked = may_follow(before, refused)
    assert (str(asked), asked.rule) == (str(caught.value), rule)


def test_what_the_law_allows_may_follow():
    assert may_follow([], R) is None
    assert may_follow([R], ASKED) is None
    assert may_follow([R], event("supplement_requested", "2025-04-11")) is None
    assert may_follow([R], event("extended", "2025-04-29", days=20)) is None
    assert may_follow([R, ASKED], event("replied", "2025-06-10")) is None
    assert (
        may_follow(
            [received("2018-09-20"), event("supplement_requested", "2018-10-15")], served("2018-10-16")
        )
        is None
    )


def test_a_new_reply_period_may_be_extended_again():
    """After a supplement the period of art. 33 begins anew, and with it the right to extend it."""
    before = [R, event("extended", "2025-04-02", days=20), ASKED, SUPPLEMENTED]

    assert may_follow(before, event("extended", "2025-04-21", days=20)) is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": "closed"}, "不认识的事件「closed」"),
        ({"kind": "extended"}, "缺少「days」"),
        ({"kind": "extended", "days": 0}, "大于0的整数"),
        ({"kind": "received", "days": 3}, "不应有「days」"),
        ({"kind": "consultation_served", "id": "c1"}, "缺少「party」"),
        ({"kind": "consultation_served", "id": "c1", "party": "neighbour"}, "收到的是「neighbour」"),
        ({"kind": "supplement_requested", "days": 5, "until": day("2025-05-01")}, "只写一个"),
        ({"kind": "supplement_requested", "until": day("2025-04-01")}, "不能早于事件日期"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_malformed_event_says_what_is_wrong(facts, words):
    with pytest.raises(InvalidEvent, match=words):
        Event(on=day("2025-04-10"), **facts)


def test_events_out_of_order_are_named_in_chinese():
    events = [received("2025-04-02"), event("replied", "2025-04-01")]
    with pytest.raises(EventRefused) as refused:
        run_clock(events, today=day("2025-04-03"))

    expected = "“答复”（2025年4月1日）早于前一个事件（2025年4月2日），事件应按发生的先后排列。"
    assert refused.value.message == expected
