"""The clock of an application: from dated events to the day a reply is due, explained step by step.

A pure function of its events (Regulation, arts. 30-34; Fee Measures): consultations suspend the reply period,
a supplement and the payment of a fee start it anew, an extension lengthens it, nothing else touches it.
Applications received before 15 May 2019 run by the Regulation of 2008.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.case import Case, Step
from gongkai.law.clock_rules import take
from gongkai.law.events import KINDS, PARTIES, Event, EventRefused, InvalidEvent
from gongkai.law.rulebook import Label, Version, rule
from gongkai.law.wording import (
    chinese_date,
    days,
    english_date,
    english_days,
    english_spans,
    short_date,
    spans,
)
from gongkai.law.workdays import WorkCalendar, days_of_note

__all__ = [
    "KINDS",
    "NATIONAL",
    "PARTIES",
    "Clock",
    "Event",
    "EventRefused",
    "InvalidEvent",
    "Step",
    "due_date",
    "may_follow",
    "run_clock",
]

NATIONAL = WorkCalendar()


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the reply period of an application stands on a day.

    ``due`` is None while it cannot be known: until the applicant supplements or pays, or another organ answers.
    While a third party or a co-maker may still answer, it is the day that follows from their silence.
    ``days_used + days_left`` is always the whole period; ``days_left`` is negative when overdue.
    ``waiting_until`` is the last day of whoever must act: the applicant, or the first of those consulted.
    """

    due: date | None
    state: str  # running | suspended | waiting | stopped | lapsed
    days_used: int
    days_left: int
    late: bool
    law: str  # 2019 | 2008
    provisional: bool
    steps: tuple[Step, ...]
    waiting_until: date | None = None


def run_clock(
    events: Iterable[Event],
    *,
    today: date,
    calendar: WorkCalendar = NATIONAL,
    law_on: date | None = None,
    recorded: bool = False,
) -> Clock:
    """The clock on ``today``. Raises EventRefused for an event the law does not allow.

    ``recorded``: the events were taken under the calendar of their day; that a later notice moved a last day
    before one of them is no reason to refuse it now (J-07). ``law_on`` chooses the Regulation by another day
    than that of receipt: the law has no transitional clause for applications received before and answered after
    15 May 2019 (rule A-65).
    """
    case = _play(events, calendar, law_on, recorded=recorded)
    case.pass_time(today)
    day = min(today, case.ended_on) if case.ended_on else today
    due = case.due()
    used = case.days_used(day)
    late = due is not None and (case.replied_on or today) > due
    return Clock(
        due=due,
        state=case.state(today),
        days_used=used,
        days_left=case.allowance - used,
        late=late,
        law=case.law,
        provisional=any(calendar.is_provisional(one) for one in (due, case.waiting_until) if one),
        steps=(*case.steps, *_closing_steps(case, due, today, late=late)),
        waiting_until=case.next_answer(today),
    )


def due_date(
    events: Iterable[Event],
    *,
    calendar: WorkCalendar = NATIONAL,
    law_on: date | None = None,
) -> date | None:
    """The day a reply is due after these recorded events, the same as ``run_clock`` finds, without its explanation."""
    return _play(events, calendar, law_on, recorded=True).due()


def may_follow(
    events: Sequence[Event],
    event: Event,
    *,
    calendar: WorkCalendar = NATIONAL,
    law_on: date | None = None,
) -> EventRefused | None:
    """Why the law does not allow ``event`` after the recorded ``events``, or None if it does."""
    try:
        case = Case(event.on, calendar, law_on)
        if events:
            case = _play(events, calendar, law_on, recorded=True)
            case.recorded = False
        take(case, event)
    except EventRefused as refused:
        return refused
    return None


def _play(events: Iterable[Event], calendar: WorkCalendar, law_on: date | None, *, recorded: bool) -> Case:
    """The case after all its events, each checked against the law in its turn."""
    case: Case | None = None
    for event in events:
        case = case or Case(event.on, calendar, law_on, recorded)
        take(case, event)
    if case is None:
        raise InvalidEvent("没有事件：至少要有一条 received（收到申请）。")
    return case


def _closing_steps(case: Case, due: date | None, today: date, *, late: bool) -> list[Step]:
    if due is None:
        return []
    steps = [note] if (note := _calendar_note(case, due)) else []
    day, day_en = chinese_date(due), english_date(due)
    said = Label(f"答复期限于{day}届满。", f"The reply period ends on {day_en}.")
    if case.replied_on:
        text = f"答复期限为{day}，{'逾期答复' if late else '按期答复'}。"
        said = Label(text, f"The reply was due on {day_en}; it was given {'late' if late else 'in time'}.")
    elif case.state(today) == "suspended":
        text = f"如果到期仍未收到意见，答复期限于{day}届满。"
        said = Label(text, f"If no opinion comes in, the reply period ends on {day_en}.")
    steps.append(_step(due, said, case.rule("reply")))
    return steps


def _calendar_note(case: Case, due: date) -> Step | None:
    """The holidays and worked weekends between the start of the period and its end, if any."""
    breaks, worked = days_of_note(case.start, due, case.calendar)
    if not breaks and not worked:
        return None
    parts, english = [], []
    if breaks:
        parts.append(f"{spans(breaks, case.start)}放假")
        english.append(f"holidays {english_spans(breaks)}")
    if worked:
        parts.append(f"{days(worked, case.start)}调休上班")
        english.append(f"worked instead {english_days(worked)}")
    workday = rule("workdays.workday").on(due)
    text = f"{chinese_date(case.start)}至{short_date(due, case.start)}之间，{'，'.join(parts)}。"
    told = f"Between {english_date(case.start)} and {english_date(due)}: {'; '.join(english)}."
    if case.calendar.is_provisional(due):
        text += f"{due.year}年放假安排尚未公布，日期为暂定。"
        told += f" The holidays of {due.year} are not published yet; the date is provisional."
    return _step(due, Label(text, told), workday)


def _step(on: date, said: Label, version: Version) -> Step:
    return Step(on, said.zh, version.rule_id, version.cite, said.en)
