"""How an application may be answered: kinds of reply, outcomes, letters and remedies (Regulation, arts. 36 to 39).

One decision decides all: the reply kind gives the outcome, the outcome gives the row of the annual report, and
both give what the letter must contain and which remedies it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.law.reports import form_for_year
from gongkai.law.rulebook import NoRuleInForce, Version, chapter, rule

FORMS = ("2021", "2019", "2014", "fujian")  # the forms in which outcomes count
_OLD_FORMS = frozenset({"2014", "fujian"})


class UnknownReply(LookupError):
    """No reply kind or outcome of this code."""


class NoRow(LookupError):
    """The outcome has no row in this form."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a letter must contain; ``field`` is its name in code."""

    field: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """A situation of arts. 30, 35 to 39, finer than the rows of the report."""

    code: str
    outcome: str
    label_zh: str
    label_en: str
    rule: str
    cite: str
    must_contain: tuple[Requirement, ...]
    ground: str  # of gongkai.law.exemptions, "" if none
    letter: str  # the letter that tells it: reply, not_an_application or correction
    gist_zh: str
    gist_en: str

    def report_row(self, form: str | int) -> str:
        """Where the reply counts in a form (``"2021"``) or in the report on a year (``2018``)."""
        name = form_name(form)
        if name not in _OLD_FORMS:
            return outcome(self.outcome).report_row(name)
        return f"pre2019.{rule(f'replies.{self.code}').latest.value['rows'][name]}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A leaf row of the report's third table; ``kind`` is its block (granted, partial, denied, …)."""

    code: str
    label_zh: str
    label_en: str
    kind: str
    kind_label_zh: str
    kind_label_en: str
    rule: str
    cite: str
    must_contain: tuple[Requirement, ...]
    ground: str

    def report_row(self, form: str | int) -> str:
        """The row of a form in which the outcome counts, such as ``applications.results.granted``."""
        name = form_name(form)
        if name in _OLD_FORMS:
            return reply_kinds(self.code)[0].report_row(name)
        for version in rule(f"outcomes.{self.code}").versions:
            if version.cite.startswith(f"report-format-{name}:"):
                row: str = version.value["row"]
                return row
        raise NoRow(f"{self.code} has no row in the form of {name}")


@dataclass(frozen=True, slots=True)
class Remedies:
    """The paragraph on remedies; ``review_first`` is True when court is open only after review."""

    text: str
    review_first: bool
    rule: str
    cite: str

    def __str__(self) -> str:
        return self.text


def form_name(form: str | int) -> str:
    """The form of a report, from its name or from the year reported on."""
    if isinstance(form, int):
        return form_for_year(form).name
    if form not in FORMS:
        raise NoRow(f"no report form {form!r}; there are {', '.join(FORMS)}")
    return form


@cache
def all_reply_kinds() -> tuple[ReplyKind, ...]:
    """Every kind of reply, in the order of the rulebook."""
    return tuple(_reply_kind(code) for code in chapter("replies"))


def reply_kinds(outcome_code: str) -> list[ReplyKind]:
    """The kinds of reply that end in an outcome; the first stands for it."""
    return [kind for kind in all_reply_kinds() if kind.outcome == outcome_code]


def reply_kind(code: str) -> ReplyKind:
    for kind in all_reply_kinds():
        if kind.code == code:
            return kind
    raise UnknownReply(f"no reply kind {code!r}; there are {', '.join(chapter('replies'))}")


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The outcomes in the order of the report's rows."""
    return tuple(outcome(code) for code in chapter("outcomes"))


@cache
def outcome(code: str) -> Outcome:
    """One outcome, such as ``unable.not_held``."""
    if code not in chapter("outcomes"):
        raise UnknownReply(f"no outcome {code!r}; there are {', '.join(chapter('outcomes'))}")
    row = rule(f"outcomes.{code}")
    said = row.latest.value
    main = reply_kinds(code)[0]
    return Outcome(
        code=code,
        label_zh=row.label.zh,
        label_en=row.label.en,
        kind=said["kind"],
        kind_label_zh=said["kind_zh"],
        kind_label_en=said["kind_en"],
        rule=main.rule,
        cite=main.cite,
        must_contain=main.must_contain,
        ground=main.ground,
    )


def review_comes_first(code: str, on: date, *, withheld: Iterable[str] | None = None) -> Version | None:
    """The rule that sends this reply to review before court on this day, or None.

    ``code`` is an outcome or a reply kind. ``withheld`` names the kinds of the parts not given in a partial
    disclosure; unless told otherwise they count as withheld under arts. 14 to 16.
    """
    try:
        version = rule("remedies.review_first").on(on)
    except NoRuleInForce:
        return None
    if _outcome_code(code) == "partial":
        grounds = [_ground(one) for one in withheld] if withheld is not None else version.value
    else:
        grounds = [_ground(code)]
    return version if any(ground in version.value for ground in grounds) else None


def remedies_paragraph(
    code: str,
    on: date,
    *,
    review_organ: str,
    court: str,
    withheld: Iterable[str] | None = None,
) -> Remedies:
    """What a reply of this kind and date tells about review and court (rules K-02, K-03).

    A refusal under arts. 14 to 16 must go to review first since 2024; every other reply leaves the choice.
    """
    first = review_comes_first(code, on, withheld=withheld)
    wording = rule("remedies.paragraph").on(on)
    name = "either"
    if first:
        name = "withheld_part" if _outcome_code(code) == "partial" else "review_first"
    text = wording.value[name].format(
        review_organ=review_organ,
        court=court,
        review_days=rule("remedies.review_application").on(on).value,
        months=rule("remedies.litigation_direct").on(on).value,
        after_review_days=rule("remedies.litigation_after_review").on(on).value,
    )
    told = first or wording
    return Remedies(text, first is not None, told.rule_id, told.cite)


def _outcome_code(code: str) -> str:
    return code if code in chapter("outcomes") else reply_kind(code).outcome


def _ground(code: str) -> str:
    return outcome(code).ground if code in chapter("outcomes") else reply_kind(code).ground


def _reply_kind(code: str) -> ReplyKind:
    row = rule(f"replies.{code}")
    said = row.latest
    return ReplyKind(
        code=code,
        outcome=said.value["outcome"],
        label_zh=row.label.zh,
        label_en=row.label.en,
        rule=said.rule_id,
        cite=said.cite,
        must_contain=tuple(Requirement(**need) for need in said.value["needs"]),
        ground=said.value.get("ground", ""),
        letter=said.value.get("letter", "reply"),
        gist_zh=said.gist_zh,
        gist_en=said.gist_en,
    )
