"""Sums and consistency: what follows from the figures of a report, and which rules they break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Label, Language, Number, Values
from gongkai.law.reports.rules import Check, Rule, Severity
from gongkai.law.reports.wording import Wording

TEXT, PREVIOUS = "text:", "previous:"


@dataclass(frozen=True)
class Finding:
    """A rule that the figures break: which cells, which sums, by how much, in the language that was asked for.

    ``words`` is the sentence of the text that tells the figure, where the caller knows it (B-59). ``facts`` are what
    besides cells and sums makes it this finding and no other.
    """

    rule: str
    severity: Severity
    text: str
    cells: tuple[str, ...]
    left: Number | None
    right: Number | None
    difference: Number | None
    cite: str
    statement: str
    hint: str = ""
    words: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A rule that the figures satisfy, with the sum on either side."""

    rule: str
    text: str
    cells: tuple[str, ...]
    left: Number
    right: Number
    statement: str


@dataclass(frozen=True)
class Unjudged:
    """A rule that cannot be judged, and the unknown members that are the reason."""

    rule: str
    missing: tuple[str, ...]
    statement: str


@dataclass(frozen=True)
class Evaluation:
    """All values, those computed included, and what the rules say about them."""

    values: dict[str, Number | None]
    findings: tuple[Finding, ...]
    held: tuple[Held, ...]
    unjudged: tuple[Unjudged, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "warning")


def evaluate(
    form: Form,
    values: Values,
    previous: Values | None = None,
    narrative: Values | None = None,
    *,
    makes_rules: bool | None = None,
    language: Language = "zh",
) -> Evaluation:
    """Compute the computed cells that are unknown and judge every rule of the form.

    ``previous`` are the values of the year before in the same form, ``narrative`` the figures told in the text (keys of
    ``form.narrative``), ``makes_rules`` whether the organ may make rules (规章, A-27). A published total stays as it is
    printed and is judged; an unknown total is computed when all its members are known.
    """
    filled = compute(form, values)
    book = {
        **filled,
        **{TEXT + key: value for key, value in (narrative or {}).items()},
        **{PREVIOUS + key: value for key, value in (previous or {}).items()},
    }
    findings: list[Finding] = []
    held: list[Held] = []
    unjudged: list[Unjudged] = []
    has_merged = any(book.get(merged) is not None for merged in form.merged_cells)
    for check, beside in _with_what_stands_beside(form):
        if check.rule.kind == "domain":
            findings += _outside_domain(form, check.rule, filled, language)
        elif check.rule.kind == "rules_made":
            findings += _rules_made(form, check.rule, filled, makes_rules, language)
        elif all(book.get(address) is not None for address in beside):
            outcome = _judge(form, check, book, language, has_merged=has_merged)
            if isinstance(outcome, Finding):
                findings.append(outcome)
            elif isinstance(outcome, Held):
                held.append(outcome)
            else:
                unjudged.append(outcome)
    return Evaluation(filled, tuple(findings), tuple(held), tuple(unjudged))


def compute(form: Form, values: Values) -> dict[str, Number | None]:
    """The values with every computed cell that was unknown and whose members are all known."""
    filled = {**dict.fromkeys(form.cells), **values}
    for check in form.checks:
        if not check.rule.computes:
            continue
        (target,) = check.right
        if filled.get(target) is None:
            filled[target] = _sum(_with_merged(form, check.left, filled), filled)
    return filled


def _with_merged(form: Form, addresses: tuple[str, ...], book: Values) -> tuple[str, ...]:
    """The addresses with a merged row in place of its parts where the report prints only the merged figure."""
    for merged, parts in _mergeable(form, addresses):
        if book.get(merged) is None:
            continue
        if all(book.get(part) is None for part in parts):
            addresses = (*(address for address in addresses if address not in parts), merged)
    return addresses


@cache
def _mergeable(form: Form, addresses: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The merged rows whose parts are all among the addresses: hardly ever any."""
    return [(merged, parts) for merged, parts in form.merged_cells.items() if set(parts) <= set(addresses)]


def _sum(addresses: tuple[str, ...], book: Values) -> Number | None:
    total: Number = 0
    for address in addresses:
        value = book.get(address)
        if value is None:
            return None
        total = total + value
    return total


@cache
def _with_what_stands_beside(form: Form) -> list[tuple[Check, tuple[str, ...]]]:
    """The checks of a form, each with its members in last year's report or in the text: without them there is
    nothing to compare and nothing to remark."""
    return [
        (check, tuple(a for a in (*check.left, *check.minus, *check.right) if a.startswith((TEXT, PREVIOUS))))
        for check in form.checks
    ]


def _judge(
    form: Form, check: Check, book: Values, language: Language, *, has_merged: bool
) -> Finding | Held | Unjudged:
    left_of, right_of = check.left, check.right
    if has_merged:
        left_of, right_of = _with_merged(form, left_of, book), _with_merged(form, right_of, book)
    members = (*left_of, *check.minus, *right_of)
    missing = tuple([address for address in members if book.get(address) is None])
    if missing:
        return Unjudged(check.rule.id, missing, check.rule.states.in_language(language))
    left: Number = (_sum(left_of, book) or 0) - (_sum(check.minus, book) or 0)
    right = _sum(right_of, book) or 0
    if check.rule.kind == "swing":
        holds = not _swings(check.rule, left, right)
    else:
        holds = _related(left, right, check.relation) or any(_sum(o, book) == left for o in check.others)
    text = Wording(form, check, book, language).tell(left_of, right_of, left, right)
    if holds:
        return Held(check.rule.id, text, members, left, right, check.rule.states.in_language(language))
    return _finding(check.rule, language, text, members, left, right)


def _finding(
    rule: Rule, language: Language, text: str, cells: tuple[str, ...], left: Number, right: Number | None
) -> Finding:
    difference: Number | None = None if right is None else max(left - right, right - left)
    states, hint = rule.states.in_language(language), rule.hint.in_language(language)
    return Finding(rule.id, rule.severity, text, cells, left, right, difference, rule.cite, states, hint)


def _related(left: Number, right: Number, relation: str) -> bool:
    if relation == "!=":
        return left != right or left == 0
    return left <= right if relation == "<=" else left == right


def _swings(rule: Rule, left: Number, right: Number) -> bool:
    if max(left, right) < rule.numbers["smallest"]:
        return False
    return left > right * Decimal(str(rule.numbers["above"])) or left < right * Decimal(
        str(rule.numbers["below"])
    )


def _outside_domain(
    form: Form, rule: Rule, values: Mapping[str, Number | None], language: Language
) -> Iterator[Finding]:
    told = Label("{}：{}，{}", "{}: {}. {}").in_language(language)
    for address, cell in form.cells.items():
        value = values.get(address)
        if value is None:
            continue
        fraction = cell.kind != "amount" and value != int(value)
        if fraction or (value < 0 and cell.kind != "change"):
            text = told.format(cell.label.in_language(language), value, rule.states.in_language(language))
            yield _finding(rule, language, text, (address,), value, None)


def _rules_made(
    form: Form,
    rule: Rule,
    values: Mapping[str, Number | None],
    makes_rules: bool | None,
    language: Language,
) -> Iterator[Finding]:
    if makes_rules is not False:
        return
    told = Label("{}：{}。{}", "{}: {}. {}").in_language(language)
    for address in form.rules_made:
        value = values.get(address)
        if value:
            label = form.cell(address).label.in_language(language)
            text = told.format(label, value, rule.states.in_language(language))
            yield _finding(rule, language, text, (address,), value, 0)
