"""The guided questions: from what is asked, step by step, to the one kind of reply that fits (arts. 14-16, 30, 35-39).

Practice puts them in seven steps: 补不补, 是不是, 谁负责, 有没有, 给不给, 怎么给, 怎么答; the last is the letter, and
:mod:`gongkai.law.replies` says what it must contain. A path is the list of the answers' codes, from the first question on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.law.replies import ReplyKind, reply_kind
from gongkai.law.rulebook import Label, Rule, chapter, rule

STAGES = {
    "supplement": Label("补不补", "Supplement?"),
    "nature": Label("是不是", "Is it an application?"),
    "responsible": Label("谁负责", "Who is responsible?"),
    "held": Label("有没有", "Is it held?"),
    "give": Label("给不给", "Is it given?"),
    "how": Label("怎么给", "How is it given?"),
    "letter": Label("怎么答", "How is it told?"),
}


class UnknownAnswer(LookupError):
    """No question or answer of this code, or an answer after the path has ended."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: it leads to the question ``to``, or ends in the reply kind ``reply``; the other is empty."""

    code: str
    zh: str
    en: str
    to: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its help, its article and its answers; ``stage`` is one of ``STAGES``."""

    code: str
    stage: str
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    rule: str
    cite: str
    answers: tuple[Choice, ...]

    def answer(self, code: str) -> Choice:
        for one in self.answers:
            if one.code == code:
                return one
        raise UnknownAnswer(f"{self.code} has no answer {code!r}")


@cache
def questions() -> tuple[Question, ...]:
    """Every question, the first one first."""
    return tuple(_question(code, rule(f"questions.{code}")) for code in chapter("questions"))


def question(code: str) -> Question:
    for one in questions():
        if one.code == code:
            return one
    raise UnknownAnswer(f"no question {code!r}")


def follow(path: Sequence[str]) -> Question | ReplyKind:
    """Where these answers lead: to the next question, or to the kind of reply at their end."""
    here: Question | ReplyKind = questions()[0]
    for code in path:
        if isinstance(here, ReplyKind):
            raise UnknownAnswer(f"nothing is asked after {here.code}")
        here = _after(here.answer(code))
    return here


def walked(path: Sequence[str]) -> list[tuple[Question, Choice]]:
    """The questions that were answered on the way, each with its answer."""
    steps: list[tuple[Question, Choice]] = []
    for at, code in enumerate(path):
        here = follow(path[:at])
        if isinstance(here, ReplyKind):
            raise UnknownAnswer(f"nothing is asked after {here.code}")
        steps.append((here, here.answer(code)))
    return steps


def leads_to(asked: Question) -> frozenset[str]:
    """The reply kinds that can still be reached from this question."""
    found: set[str] = set()
    for choice in asked.answers:
        after = _after(choice)
        found |= {after.code} if isinstance(after, ReplyKind) else leads_to(after)
    return frozenset(found)


def reached_by(choice: Choice) -> frozenset[str]:
    """The reply kinds that this answer leaves open."""
    after = _after(choice)
    return frozenset({after.code}) if isinstance(after, ReplyKind) else leads_to(after)


def a_path_to(code: str) -> list[str]:
    """The shortest answers that end in this kind of reply. Raises UnknownAnswer when none do."""
    ways: list[list[str]] = [[]]
    for way in ways:
        here = follow(way)
        if isinstance(here, ReplyKind):
            if here.code == code:
                return way
        else:
            ways += [[*way, choice.code] for choice in here.answers]
    raise UnknownAnswer(f"no answers lead to {code!r}")


def _after(choice: Choice) -> Question | ReplyKind:
    return question(choice.to) if choice.to else reply_kind(choice.reply)


def _question(code: str, row: Rule) -> Question:
    said = row.latest
    return Question(
        code=code,
        stage=said.value["stage"],
        label_zh=row.label.zh,
        label_en=row.label.en,
        help_zh=said.gist_zh,
        help_en=said.gist_en,
        rule=said.rule_id,
        cite=said.cite,
        answers=tuple(Choice(**one) for one in said.value["answers"]),
    )
