"""The reply period of one application while its events are read: what counts, what does not, what is waited for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NoReturn

from gongkai.law.events import PARTIES, PARTIES_EN, Event, EventRefused
from gongkai.law.rulebook import Label, NoRuleInForce, Version, citation, rule
from gongkai.law.wording import chinese_date, english_date, working_days
from gongkai.law.workdays import WorkCalendar

COUNTING, SUPPLEMENT, FEE, LAPSED = "counting", "supplement", "fee", "lapsed"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation, with its rule and its article."""

    on: date
    text: str
    rule: str
    cite: str
    text_en: str = ""

    @property
    def article(self) -> str:
        return citation(self.cite).article


@dataclass(slots=True)
class Consultation:
    id: str
    party: str
    served: date
    limit: date | None
    suspends: bool
    too_late: bool = False  # served after the reply was due: nothing is left to suspend
    answered: date | None = None
    closed: date | None = None
    silence_told: bool = False

    @property
    def name(self) -> str:
        return PARTIES[self.party]

    @property
    def name_en(self) -> str:
        return PARTIES_EN[self.party]

    @property
    def ends(self) -> date | None:
        """The last day that does not count; None while nobody can know it."""
        return min((day for day in (self.answered, self.limit, self.closed) if day), default=None)

    def covers(self, day: date) -> bool:
        """Whether ``day`` does not count; the day of service still does, the day of the answer does not."""
        if not self.suspends or self.too_late:
            return False
        return self.served < day and (self.ends is None or day <= self.ends)

    def open_on(self, day: date) -> bool:
        if not self.suspends or self.too_late or self.closed or day < self.served:
            return False
        return not (self.answered and self.answered <= day) and (self.limit is None or day <= self.limit)


@dataclass(slots=True)
class Case:
    start: date
    calendar: WorkCalendar
    law_on: date | None = None
    # What was lawful when it was recorded stays so when a later calendar moves the days.
    recorded: bool = False
    governing: date = field(init=False)
    received: date = field(init=False)
    allowance: int = field(init=False)
    started: bool = False
    phase: str = COUNTING
    ended_on: date | None = None
    replied_on: date | None = None
    withdrawn: bool = False
    waiting_until: date | None = None
    waiting_for: str = SUPPLEMENT
    last_on: date = field(init=False)
    extensions: int = 0
    supplements: list[date] = field(default_factory=list)
    fee_notices: list[date] = field(default_factory=list)
    consultations: list[Consultation] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.received = self.last_on = self.start
        self.governing = self.law_on or self.start
        self.allowance = self._in_force("reply", "A-37").value

    # --- the law of this case -------------------------------------------------------------------------

    @property
    def law(self) -> str:
        """Which Regulation governs: ``2019`` or ``2008``."""
        return citation(self.rule("reply").cite).source.rpartition("-")[2]

    def rule(self, name: str, on: date | None = None) -> Version:
        """The rule of this case; fee rules go by the day of the notice instead of that of receipt."""
        return rule(f"deadlines.{name}").on(on or self.governing)

    def rule_if_any(self, name: str) -> Version | None:
        try:
            return self.rule(name)
        except NoRuleInForce:
            return None

    def _in_force(self, name: str, rule_id: str) -> Version:
        try:
            return self.rule(name)
        except NoRuleInForce as absent:
            message = f"{chinese_date(self.start)}《政府信息公开条例》尚未施行，无法计算答复期限。"
            raise EventRefused(rule_id, absent.cite, message) from None

    def refuse(self, version: Version, message: str) -> NoReturn:
        raise EventRefused(version.rule_id, version.cite, message)

    def refuse_late(self, version: Version, message: str) -> None:
        """Refuse what comes after a day that the calendar sets, unless it was recorded before."""
        if not self.recorded:
            self.refuse(version, message)

    def tell(self, on: date, said: Label, version: Version) -> None:
        self.steps.append(Step(on, said.zh, version.rule_id, version.cite, said.en))

    # --- time -------------------------------------------------------------------------------------------

    def pass_time(self, day: date) -> None:
        """Let what nobody did take effect before ``day``: silence of those consulted, lapse of the application."""
        silent = [(one.limit, one) for one in self.consultations if one.limit and self._fell_silent(one, day)]
        for limit, one in sorted(silent, key=lambda pair: pair[0]):
            one.silence_told = True
            self._tell_silence(one, limit)
        if self.phase in (SUPPLEMENT, FEE) and self.waiting_until and self.waiting_until < day:
            self._lapse(self.waiting_until)

    def _fell_silent(self, one: Consultation, day: date) -> bool:
        if one.answered or one.closed or one.silence_told or one.limit is None:
            return False
        return one.suspends and one.limit < day

    def _tell_silence(self, one: Consultation, limit: date) -> None:
        effect, effect_en = "由本机关决定是否公开", "the organ decides on disclosure"
        if one.party == "co_maker":
            effect, effect_en = "视为同意公开", "this counts as consent to disclosure"
        then = self.resumption(limit)
        text = f"{one.name}至{chinese_date(limit)}未提出意见，{effect}；{then.zh}"
        english = f"No opinion of {one.name_en} by {english_date(limit)}: {effect_en}; {then.en}"
        self.tell(limit, Label(text, english), self.rule(f"{one.party}_opinion"))

    def _lapse(self, limit: date) -> None:
        self.phase = LAPSED
        act, act_en, version = "补正", "Not supplemented", self.rule("supplement_restart")
        if self.waiting_for == FEE:
            act, act_en = "缴纳信息处理费", "Fee not paid"
            version = self.rule("fee_payment", self.fee_notices[-1])
        text = f"至{chinese_date(limit)}未{act}，视为放弃申请，不再处理。"
        english = f"{act_en} by {english_date(limit)}: the application counts as given up and is not processed further."
        self.tell(limit, Label(text, english), version)

    def resumption(self, ended: date) -> Label:
        """What happens to the count after a consultation that ended on ``ended``."""
        if self.phase != COUNTING:
            return Label("答复期限此时没有在计算。", "the reply period is not running.")
        if any(one.covers(ended + timedelta(days=1)) for one in self.consultations):
            return Label(
                "其他征求意见尚未结束，期间仍不计入答复期限。",
                "another consultation is still open, so the time still does not count.",
            )
        used, following = self.days_used(ended), ended + timedelta(days=1)
        left = self.allowance - used
        return Label(
            f"{chinese_date(following)}起继续计算，已用{used}个工作日，还剩{left}个工作日。",
            f"counting goes on from {english_date(following)}: {used} of {working_days(self.allowance)} used, {left} left.",
        )

    # --- counting ---------------------------------------------------------------------------------------

    def _gaps(self) -> list[tuple[date, date | None]]:
        """What does not count, as (last day before, last day of it), merged and in order; None: without end."""
        gaps: list[tuple[date, date | None]] = []
        spans = [(one.served, one.ends) for one in self.consultations if one.suspends and not one.too_late]
        for served, ends in sorted(spans, key=lambda span: span[0]):
            if gaps and (gaps[-1][1] is None or served <= gaps[-1][1]):
                before, reaches = gaps[-1]
                gaps[-1] = (before, None if reaches is None or ends is None else max(reaches, ends))
            else:
                gaps.append((served, ends))
        return gaps

    def due(self) -> date | None:
        """The last day to reply; None while the period does not run or an open question has no limit."""
        if self.phase != COUNTING or self.withdrawn:
            return None
        left, position = self.allowance, self.start
        for before, ends in self._gaps():
            counted = self.calendar.count(position, before)
            if counted >= left:
                break
            if ends is None:
                return None
            left -= counted
            position = max(position, ends)
        return self.calendar.add(position, left)

    def days_used(self, day: date) -> int:
        """Working days of the period used up to and with ``day``."""
        last = min(day, self.ended_on) if self.ended_on else day
        used = self.calendar.count(self.start, last)
        for before, ends in self._gaps():
            used -= self.calendar.count(max(before, self.start), min(ends or last, last))
        return used

    def restart(self, on: date, days: int | None = None) -> None:
        """The reply period begins anew, as if the application had come in on ``on``; ``days``: of another length."""
        length = self.rule("reply").value if days is None else days
        self.start, self.allowance, self.extensions = on, length, 0
        self.phase, self.waiting_until, self.ended_on = COUNTING, None, None
        for one in self.consultations:
            one.too_late = False

    def wait(self, phase: str, event: Event, until: date) -> None:
        self.phase, self.waiting_for, self.waiting_until, self.ended_on = phase, phase, until, event.on

    # --- the answer ---------------------------------------------------------------------------------------

    def state(self, today: date) -> str:
        if self.replied_on or self.withdrawn:
            return "stopped"
        if self.phase == LAPSED:
            return "lapsed"
        if self.phase in (SUPPLEMENT, FEE):
            return "waiting"
        return "suspended" if any(one.open_on(today) for one in self.consultations) else "running"

    def next_answer(self, today: date) -> date | None:
        """The next day by which somebody outside the organ has to act, if any."""
        if self.replied_on or self.withdrawn:
            return None
        limits = self._open_limits(today)
        return min(limits, default=self.waiting_until if self.phase in (SUPPLEMENT, FEE) else None)

    def _open_limits(self, today: date) -> Iterable[date]:
        if self.phase != COUNTING:
            return []
        return [one.limit for one in self.consultations if one.limit and one.open_on(today)]
