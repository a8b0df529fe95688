"""What can happen to an application's clock, and the refusal of what the law does not allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.rulebook import citation

PARTIES: Mapping[str, str] = {
    "third_party": "第三方",
    "co_maker": "共同制作机关",
    "other_organ": "其他机关",
}
PARTIES_EN: Mapping[str, str] = {
    "third_party": "the third party",
    "co_maker": "the co-maker",
    "other_organ": "the other organ",
}
# kind → the fields it must carry, the fields it may carry
KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "received": (frozenset(), frozenset()),
    "supplement_requested": (frozenset(), frozenset({"days", "until"})),
    "supplement_received": (frozenset(), frozenset({"justified"})),
    "extended": (frozenset({"days"}), frozenset()),
    "consultation_served": (frozenset({"id", "party"}), frozenset()),
    "consultation_answered": (frozenset({"id"}), frozenset({"party"})),
    "fee_notice_served": (frozenset(), frozenset()),
    "fee_paid": (frozenset(), frozenset()),
    "replied": (frozenset(), frozenset()),
    "withdrawn": (frozenset(), frozenset()),
    "reopened": (frozenset(), frozenset({"days", "until"})),
}


class InvalidEvent(ValueError):
    """The event is not well formed; the message says which field and what it should be."""


class EventRefused(Exception):
    """The law does not allow this event. ``str()`` is the reason in words."""

    def __init__(self, rule: str, cite: str, message: str, event: Event | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.cite = cite
        self.message = message
        self.event = event

    @property
    def article(self) -> str:
        return citation(self.cite).article


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event of an application.

    ``days`` is the length of an extension, or the working days given for a supplement or for the new decision
    on a reopened application; ``until`` names the last day instead. ``justified`` says that a supplement
    came late for a good reason, so that the application is not given up (Regulation, art. 30).
    """

    kind: str
    on: date
    id: str | None = None
    party: str | None = None
    days: int | None = None
    until: date | None = None
    justified: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidEvent(f"不认识的事件「{self.kind}」，可以用的有：{'、'.join(KINDS)}。")
        required, allowed = KINDS[self.kind]
        for name in ("id", "party", "days", "until", "justified"):
            self._check_presence(name, getattr(self, name), required, required | allowed)
        if self.party is not None and self.party not in PARTIES:
            raise InvalidEvent(f"party 应为 {'、'.join(PARTIES)} 之一，收到的是「{self.party}」。")
        if self.days is not None and (isinstance(self.days, bool) or self.days < 1):
            raise InvalidEvent(f"{self.kind} 的 days 应为大于0的整数，收到的是「{self.days}」。")
        if self.days is not None and self.until is not None:
            raise InvalidEvent(f"{self.kind} 的 days 和 until 只写一个。")
        if self.until is not None and self.until < self.on:
            raise InvalidEvent(f"{self.kind} 的 until（{self.until}）不能早于事件日期（{self.on}）。")

    def _check_presence(
        self, name: str, value: Any, required: frozenset[str], allowed: frozenset[str]
    ) -> None:
        if name in required and value is None:
            raise InvalidEvent(f"事件 {self.kind} 缺少「{name}」。")
        if name not in allowed and value not in (None, False):
            raise InvalidEvent(f"事件 {self.kind} 不应有「{name}」。")
