# ruff: noqa: E501 - a row of a table stays on its line
"""Worked examples of the clock: each row was counted on a printed calendar, not by calling the code.

A row is: what it shows | events | on the day | due | state. An event is a date and its kind in short, with what it
carries behind a colon. ``-`` as due date: nobody can know it yet. Days off are those of the State Council's notices.
L-20 to L-26 are no clocks of applications: see test_reports_rules, test_periods, test_scope and test_replies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.clock import Event

SHORT = {
    "got": "received",
    "ask": "supplement_requested",
    "back": "supplement_received",
    "longer": "extended",
    "consult": "consultation_served",
    "opinion": "consultation_answered",
    "fee": "fee_notice_served",
    "paid": "fee_paid",
    "replied": "replied",
    "withdrawn": "withdrawn",
    "reopened": "reopened",
}
PARTIES = {"third": "third_party", "maker": "co_maker", "organ": "other_organ"}

# Art. 33(2): twenty working days after receipt; art. 24(2) of 2008: fifteen.
PLAIN = """
L-01 Dragon Boat on 7 June is off | 2019-06-03 got | 2019-06-03 | 2019-07-02 | running
L-02 National Day and two worked weekends | 2019-09-23 got | 2019-09-23 | 2019-10-24 | running
L-02 the same, wholly extended | 2019-09-23 got; 2019-10-24 longer:20 | 2019-10-24 | 2019-11-21 | running
L-03 the Spring Festival of 2020, lengthened on 27 January | 2020-01-20 got | 2020-02-01 | 2020-02-25 | running
L-07 received on a worked Saturday | 2024-05-11 got | 2024-05-11 | 2024-06-07 | running
L-08 fifteen days under the Regulation of 2008 | 2018-09-20 got | 2018-09-21 | 2018-10-17 | running
L-08 and fifteen more | 2018-09-20 got; 2018-10-17 longer:15 | 2018-10-17 | 2018-11-07 | running
L-09 received five days before the new Regulation | 2019-05-10 got | 2019-05-20 | 2019-05-31 | running
A-65 the last day of the old Regulation | 2019-05-14 got | 2019-05-14 | 2019-06-04 | running
A-65 the first day of the new one | 2019-05-15 got | 2019-05-15 | 2019-06-13 | running
J-08 the notice of 2019 moves the end of 2018 | 2018-12-20 got | 2018-12-20 | 2019-01-11 | running
year end 2019 | 2019-12-16 got | 2019-12-16 | 2020-01-14 | running
year end 2021 | 2021-12-20 got | 2021-12-20 | 2022-01-18 | running
year end 2022, New Year from 31 December | 2022-12-12 got | 2022-12-12 | 2023-01-10 | running
year end 2023, received on the last working day | 2023-12-29 got | 2023-12-29 | 2024-01-29 | running
year end 2024, into the Spring Festival | 2024-12-31 got | 2024-12-31 | 2025-02-05 | running
year end 2025, Sunday 4 January is worked | 2025-12-10 got | 2025-12-10 | 2026-01-08 | running
year end 2025, extended over it | 2025-12-10 got; 2026-01-08 longer:20 | 2026-01-08 | 2026-02-05 | running
Spring Festival 2021 with two worked weekends | 2021-02-01 got | 2021-02-01 | 2021-03-04 | running
Spring Festival 2022, a whole weekend worked before it | 2022-01-24 got | 2022-01-24 | 2022-02-24 | running
Spring Festival 2023, a whole weekend worked after it | 2023-01-16 got | 2023-01-16 | 2023-02-16 | running
Spring Festival 2024 | 2024-02-05 got | 2024-02-05 | 2024-03-08 | running
Spring Festival 2025 | 2025-01-20 got | 2025-01-20 | 2025-02-21 | running
Spring Festival 2026, nine days | 2026-02-09 got | 2026-02-09 | 2026-03-13 | running
May Day 2020 with two worked weekends | 2020-04-20 got | 2020-04-20 | 2020-05-19 | running
May Day 2022 | 2022-04-18 got | 2022-04-18 | 2022-05-17 | running
National Day and Mid-Autumn 2020 together | 2020-09-21 got | 2020-09-21 | 2020-10-23 | running
National Day and Mid-Autumn 2023 together | 2023-09-18 got | 2023-09-18 | 2023-10-20 | running
29 February counts | 2024-02-19 got | 2024-02-19 | 2024-03-18 | running
received on a worked Sunday | 2026-01-04 got | 2026-01-04 | 2026-01-30 | running
received on a worked Saturday before the festival | 2026-02-14 got | 2026-02-14 | 2026-03-20 | running
received on a Sunday that is off | 2025-03-16 got | 2025-03-16 | 2025-04-14 | running
received in the middle of National Day | 2025-10-03 got | 2025-10-09 | 2025-11-04 | running
"""

# Art. 33(2) where the notice of 2027 is not out: plain weeks, the statutory festivals, and the days in lieu of those that fall on a weekend.
PROVISIONAL = """
J-10 from 2026 into 2027 | 2026-12-14 got | 2026-12-14 | 2027-01-12 | running
J-10 received on the last day of 2026 | 2026-12-31 got | 2026-12-31 | 2027-01-29 | running
J-10 the Spring Festival with the days in lieu of its weekend, nothing moved | 2027-01-20 got | 2027-01-20 | 2027-02-23 | running
J-10 an extension leads into 2027 | 2026-11-23 got; 2026-12-21 longer:20 | 2026-12-21 | 2027-01-19 | running
"""

# Art. 30: asked within seven working days, once; the period begins anew on the day after the supplement.
SUPPLEMENTS = """
L-04 the period starts anew | 2025-04-01 got; 2025-04-11 ask; 2025-04-18 back | 2025-04-18 | 2025-05-20 | running
L-04 and extended | 2025-04-01 got; 2025-04-11 ask; 2025-04-18 back; 2025-05-20 longer:20 | 2025-05-20 | 2025-06-18 | running
asked on the seventh working day | 2026-03-02 got; 2026-03-11 ask | 2026-03-11 | - | waiting
still waited for on its last day | 2026-03-02 got; 2026-03-11 ask | 2026-04-01 | - | waiting
given up the day after | 2026-03-02 got; 2026-03-11 ask | 2026-04-02 | - | lapsed
supplemented on the last day | 2026-03-02 got; 2026-03-11 ask; 2026-04-01 back | 2026-04-01 | 2026-04-30 | running
supplemented and wholly extended | 2026-03-02 got; 2026-03-11 ask; 2026-04-01 back; 2026-04-30 longer:20 | 2026-04-30 | 2026-06-01 | running
supplemented on a worked Saturday | 2026-04-27 got; 2026-04-29 ask; 2026-05-09 back | 2026-05-09 | 2026-06-05 | running
late over National Day, with good reason | 2025-09-15 got; 2025-09-22 ask; 2025-10-20 back:justified | 2025-10-20 | 2025-11-17 | running
an extension before the supplement is void | 2026-03-02 got; 2026-03-06 longer:20; 2026-03-10 ask; 2026-03-17 back | 2026-03-17 | 2026-04-15 | running
a consultation goes on over the restart | 2026-03-02 got; 2026-03-05 consult:third:a; 2026-03-09 ask; 2026-03-16 back; 2026-03-20 opinion:a | 2026-03-20 | 2026-04-20 | running
"""

# Arts. 32-34: the time of a consultation does not count; silence ends it after fifteen working days.
CONSULTATIONS = """
L-05 answered after eleven working days | 2024-09-02 got; 2024-09-09 consult:third:a; 2024-09-24 opinion:a | 2024-09-24 | 2024-10-18 | running
L-05 a silent third party | 2024-09-02 got; 2024-09-09 consult:third:a | 2024-10-01 | 2024-10-25 | running
L-06 a silent co-maker | 2024-09-02 got; 2024-09-09 consult:maker:a | 2024-10-01 | 2024-10-25 | running
A-39 another organ has no limit | 2026-03-02 got; 2026-03-04 consult:organ:a | 2026-06-29 | - | suspended
A-39 it answers after four months | 2026-03-02 got; 2026-03-04 consult:organ:a; 2026-06-30 opinion:a | 2026-06-30 | 2026-07-24 | running
served with one day left | 2026-03-02 got; 2026-03-27 consult:third:a; 2026-04-17 opinion:a | 2026-04-17 | 2026-04-20 | running
served on the due date: nothing is left to suspend | 2026-03-02 got; 2026-03-30 consult:organ:a | 2026-03-30 | 2026-03-30 | suspended
its fifteen days run over the Spring Festival | 2026-01-30 got; 2026-02-04 consult:third:a | 2026-03-03 | 2026-03-26 | suspended
two that overlap | 2026-03-02 got; 2026-03-09 consult:third:a; 2026-03-16 consult:organ:b; 2026-03-25 opinion:a; 2026-04-01 opinion:b | 2026-04-01 | 2026-04-23 | running
two one after the other | 2026-03-02 got; 2026-03-09 consult:third:a; 2026-03-13 opinion:a; 2026-03-20 consult:maker:b; 2026-03-26 opinion:b | 2026-03-26 | 2026-04-10 | running
two served on one day | 2026-03-02 got; 2026-03-09 consult:third:a; 2026-03-09 consult:third:b; 2026-03-13 opinion:a; 2026-03-26 opinion:b | 2026-03-26 | 2026-04-17 | running
two silent ones side by side | 2026-03-02 got; 2026-03-09 consult:third:a; 2026-03-11 consult:maker:b | 2026-03-31 | 2026-04-23 | suspended
an extension inside a consultation | 2026-03-02 got; 2026-03-20 consult:third:a; 2026-03-25 longer:5; 2026-04-08 opinion:a | 2026-04-08 | 2026-04-23 | running
an extension inside a silent consultation | 2026-03-02 got; 2026-03-20 consult:third:a; 2026-03-25 longer:5 | 2026-04-14 | 2026-04-28 | running
under the Regulation of 2008 | 2018-12-20 got; 2018-12-24 consult:third:a; 2019-01-04 opinion:a | 2019-01-04 | 2019-01-23 | running
"""

# Fee Measures, art. 6: twenty working days to pay; the period begins anew on the day after payment.
FEES = """
L-14 paid inside the festival's month | 2025-01-20 got; 2025-01-22 fee; 2025-02-12 paid | 2025-02-12 | 2025-03-12 | running
L-14 unpaid | 2025-01-20 got; 2025-01-22 fee | 2025-02-26 | - | lapsed
paid on the last day | 2026-01-22 got; 2026-01-30 fee; 2026-03-05 paid | 2026-03-05 | 2026-04-02 | running
waited for on the last day | 2026-01-22 got; 2026-01-30 fee | 2026-03-05 | - | waiting
unpaid the day after | 2026-01-22 got; 2026-01-30 fee | 2026-03-06 | - | lapsed
paid on a worked Saturday | 2025-09-10 got; 2025-09-15 fee; 2025-10-11 paid | 2025-10-11 | 2025-11-07 | running
paid, then extended | 2025-09-10 got; 2025-09-15 fee; 2025-10-11 paid; 2025-11-07 longer:20 | 2025-11-07 | 2025-12-05 | running
supplement first, fee after it | 2025-05-20 got; 2025-05-26 ask; 2025-06-03 back; 2025-06-10 fee; 2025-06-18 paid | 2025-06-18 | 2025-07-16 | running
"""

# Arts. 33, 36, 51: the reply, the withdrawal, the new decision after a review or a suit.
ENDS = """
replied on the last day | 2026-03-02 got; 2026-03-30 replied | 2026-12-01 | 2026-03-30 | stopped
replied a day late | 2026-03-02 got; 2026-03-31 replied | 2026-12-01 | 2026-03-30 | stopped
withdrawn | 2026-03-02 got; 2026-03-10 withdrawn | 2026-12-01 | - | stopped
withdrawn while a supplement is awaited | 2026-03-02 got; 2026-03-06 ask; 2026-03-10 withdrawn | 2026-12-01 | - | stopped
reopened after a review: the whole period anew | 2026-03-02 got; 2026-03-30 replied; 2026-06-15 reopened | 2026-06-15 | 2026-07-14 | running
reopened with ten working days from the court | 2026-03-02 got; 2026-03-30 replied; 2026-06-15 reopened:10 | 2026-06-15 | 2026-06-30 | running
an extension by one day | 2026-04-13 got; 2026-05-13 longer:1 | 2026-05-13 | 2026-05-14 | running
"""

# What the law does not allow, by the rule that refuses it.
REFUSED = """
A-34 asked on the eighth working day | 2026-03-02 got; 2026-03-12 ask
A-34 asked a second time | 2026-03-02 got; 2026-03-03 ask; 2026-03-05 back; 2026-03-06 ask
A-34 supplemented late without a reason | 2026-03-02 got; 2026-03-11 ask; 2026-04-02 back
A-38 extended on day 21 | 2026-03-02 got; 2026-03-31 longer:20
A-38 extended by 21 days | 2026-03-02 got; 2026-03-30 longer:21
A-38 extended twice | 2026-03-02 got; 2026-03-05 longer:5; 2026-03-06 longer:15
C-06 paid a day late | 2026-01-22 got; 2026-01-30 fee; 2026-03-06 paid
C-05 a fee notice on day 21 | 2026-03-02 got; 2026-03-31 fee
C-02 charged twice | 2026-03-02 got; 2026-03-03 fee; 2026-03-05 paid; 2026-03-06 fee
A-50 replied after the withdrawal | 2026-03-02 got; 2026-03-10 withdrawn; 2026-03-11 replied
A-37 reopened before any reply | 2026-03-02 got; 2026-03-10 reopened
"""


@dataclass(frozen=True)
class Worked:
    """One row: what it shows, the events, and what was counted by hand."""

    story: str
    events: tuple[Event, ...]
    today: date
    due: date | None
    state: str


def worked(table: str) -> list[Worked]:
    rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return [
        Worked(story, happened(told), _day(on), None if due == "-" else _day(due), state)
        for story, told, on, due, state in rows
    ]


def refused() -> list[tuple[str, tuple[Event, ...]]]:
    rows = (line.split("|") for line in REFUSED.strip().splitlines())
    return [(story.strip(), happened(told)) for story, told in rows]


def happened(told: str) -> tuple[Event, ...]:
    """``2026-03-02 got; 2026-03-09 consult:third:a`` as events."""
    return tuple(_event(*one.split()) for one in told.split(";"))


def _event(on: str, said: str) -> Event:
    short, *more = said.split(":")
    kind, day = SHORT[short], _day(on)
    if short == "consult":
        return Event(kind, day, party=PARTIES[more[0]], id=more[1])
    if short == "opinion":
        return Event(kind, day, id=more[0])
    if more == ["justified"]:
        return Event(kind, day, justified=True)
    return Event(kind, day, days=int(more[0]) if more else None)


def _day(text: str) -> date:
    return date.fromisoformat(text)
