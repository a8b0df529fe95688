"""A clock explains itself in English beside the Chinese, sentence by sentence."""

import re
from datetime import date

import pytest

from gongkai.law.clock import Event, run_clock

CHINESE = re.compile(r"[\u3000-\u9fff]")
RECEIVED = Event("received", date(2024, 9, 2))
SERVED = Event("consultation_served", date(2024, 9, 9), id="1", party="third_party")
ASKED = Event("supplement_requested", date(2024, 9, 4))
FEE = Event("fee_notice_served", date(2024, 9, 10))
REST = "Between 2 September 2024 and 30 September 2024: "
REST += "holidays 15 to 17 September 2024; worked instead 14 September 2024, 29 September 2024."
DUE = "The reply period ends on 30 September 2024."


def english(*events, today=date(2024, 9, 20)):
    return [step.text_en for step in run_clock(events, today=today).steps]


def test_a_plain_period_is_explained_in_english():
    assert english(RECEIVED) == [
        "Application received on 2 September 2024.",
        "The reply is due within 20 working days of receipt.",
        "The day of receipt does not count: counting starts on 3 September 2024.",
        REST,
        DUE,
    ]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            [ASKED],
            "Supplement requested on 4 September 2024, to be received by 26 September 2024; "
            "the reply period stops, and starts anew when the supplement is received.",
        ),
        (
            [ASKED, Event("supplement_received", date(2024, 9, 5))],
            "Supplement received on 5 September 2024: the reply period starts anew, "
            "20 working days from 6 September 2024; the earlier period is void.",
        ),
        (
            [Event("extended", date(2024, 9, 10), days=1)],
            "Extended by 1 working day on 10 September 2024 with the consent of the head of the GID office.",
        ),
        (
            [SERVED],
            "From 10 September 2024 the consultation of the third party does not count; "
            "the opinion is due by 30 September 2024.",
        ),
        (
            [SERVED, Event("consultation_answered", date(2024, 9, 12), id="1")],
            "Opinion of the third party received on 12 September 2024; "
            "counting goes on from 13 September 2024: 5 of 20 working days used, 15 left.",
        ),
        (
            [FEE, Event("fee_paid", date(2024, 9, 12))],
            "Fee paid on 12 September 2024: the processing period starts anew, "
            "20 working days from 13 September 2024.",
        ),
        ([Event("replied", date(2024, 9, 20))], "Replied on 20 September 2024; the period ends."),
    ],
    ids=lambda value: value[-1].kind if isinstance(value, list) else "",
)
def test_every_event_is_told_in_english(events, said):
    assert said in english(RECEIVED, *events)


@pytest.mark.parametrize("party", ["third_party", "co_maker", "other_organ"])
@pytest.mark.parametrize("received", [date(2018, 9, 3), date(2024, 9, 2), date(2031, 9, 1)])
@pytest.mark.parametrize("later", [[], [("consultation_answered", 60)], [("replied", 70)]])
def test_no_step_is_left_in_chinese(party, received, later):
    served = Event("consultation_served", received.replace(day=9), id="1", party=party)
    events = [Event("received", received), served]
    for kind, days in later:
        given = {"id": "1"} if kind == "consultation_answered" else {}
        events.append(Event(kind, date.fromordinal(received.toordinal() + days), **given))

    told = english(*events, today=date.fromordinal(received.toordinal() + 80))

    assert [text for text in told if not text or CHINESE.search(text)] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (ASKED, "Not supplemented by 26 September 2024: "),
        (FEE, "Fee not paid by 14 October 2024: "),
    ],
    ids=["supplement", "fee"],
)
def test_an_application_that_is_given_up_is_told_in_english(asked, said):
    told = english(RECEIVED, asked, today=date(2024, 12, 2))

    assert said + "the application counts as given up and is not processed further." in told
