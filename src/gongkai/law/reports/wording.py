"""Findings in the words of the form, in Chinese and in English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Label, Language, Number, Values
from gongkai.law.reports.rules import Check

_ASIDE = re.compile(r"（[^（）]{4,}）| \([^()]{4,}\)")
TEXT, PREVIOUS = "text:", "previous:"


@dataclass(frozen=True)
class _Phrases:
    """How a language tells a check of ``this`` against ``that``."""

    differs: str
    agrees: str
    at_most: str
    exceeds: str
    coincides: str
    is_other: str
    swings: str
    place: str
    term: str
    plus: str
    minus: str
    total: str
    last_year: str
    in_table: str


_PHRASES = {
    "zh": _Phrases(
        differs="{this}，而{that}，相差{gap}",
        agrees="{this}，与{that}一致",
        at_most="{this}，不大于{that}",
        exceeds="{this}，大于{that}，多{gap}",
        coincides="{this}，正好等于{that}",
        is_other="{this}，不同于{that}",
        swings="{this}，{that}",
        place="{}：",
        term="{}（{}）",
        plus="＋",
        minus="－",
        total="{}＝{}",
        last_year="上年{}",
        in_table="表中“{}”",
    ),
    "en": _Phrases(
        differs="{this}, but {that}; difference {gap}",
        agrees="{this}, in agreement with {that}",
        at_most="{this}, no more than {that}",
        exceeds="{this}, {gap} more than {that}",
        coincides="{this}, exactly as many as {that}",
        is_other="{this}, other than {that}",
        swings="{this}, {that}",
        place="{}: ",
        term="{} ({})",
        plus=" + ",
        minus=" − ",
        total="{} = {}",
        last_year="last year's {}",
        in_table="“{}” in the table",
    ),
}


class Wording:
    """Tells one check: 「自然人：一（27）＋二（0）＝27，而三（七）（20）＋四（1）＝21，相差6」."""

    def __init__(self, form: Form, check: Check, book: Values, language: Language = "zh") -> None:
        self.form, self.check, self.book = form, check, book
        self.language: Language = language
        self.phrases = _PHRASES[language]

    def tell(self, left_of: tuple[str, ...], right_of: tuple[str, ...], left: Number, right: Number) -> str:
        rule = self.check.rule
        this = self._side(left_of, left, rule.left_as, self.check.minus)
        that = self._side(right_of, right, rule.right_as)
        told = self._relation(left, right).format(this=this, that=that, gap=abs(left - right))
        return self._where((*left_of, *right_of)) + told

    def _relation(self, left: Number, right: Number) -> str:
        if self.check.rule.kind == "swing":
            return self.phrases.swings
        if self.check.relation == "<=":
            return self.phrases.at_most if left <= right else self.phrases.exceeds
        if self.check.relation == "!=":
            return self.phrases.coincides if left == right else self.phrases.is_other
        return self.phrases.agrees if left == right else self.phrases.differs

    def _in(self, label: Label) -> str:
        return label.in_language(self.language)

    def _where(self, addresses: tuple[str, ...]) -> str:
        """What all members share: the column when the members are rows, and the other way about."""
        if self.check.rule.name == "full":
            return ""
        cell = next((self.form.cells[a] for a in addresses if a in self.form.cells), None)
        if cell is None:
            return ""
        if self.check.rule.name == "row":
            return self.phrases.place.format(self._in(cell.column.heads[-1]))
        heads = cell.row.heads[1:] or cell.row.heads or cell.column.heads[:-1]
        return self.phrases.place.format(" ".join(map(self._in, heads)))

    def _side(
        self, addresses: tuple[str, ...], value: Number, told_as: Label, minus: tuple[str, ...] = ()
    ) -> str:
        if told_as.zh:
            return self.phrases.term.format(self._in(told_as), value)
        terms = self.phrases.plus.join(map(self._term, addresses))
        terms += "".join(self.phrases.minus + self._term(address) for address in minus)
        return terms if len(addresses) + len(minus) == 1 else self.phrases.total.format(terms, value)

    def _term(self, address: str) -> str:
        return self.phrases.term.format(self._name(address), self.book[address])

    def _name(self, address: str) -> str:
        if address.startswith(TEXT):
            return self._in(self.form.narrative[address.removeprefix(TEXT)])
        if address.startswith(PREVIOUS):
            return self.phrases.last_year.format(self._name(address.removeprefix(PREVIOUS)))
        cell = self.form.cells.get(address)
        if cell is None:
            whole = address.rpartition(".")[0]
            part = next(iter(self.form.merged[whole]))
            return self._in(self.form.cells[f"{part}.{address.rpartition('.')[2]}"].row.heads[-2])
        if self.check.rule.name == "row":
            return self._in(cell.row.short)
        if self.check.rule.name == "column":
            return self._in(cell.column.heads[-1])
        return self.phrases.in_table.format(_ASIDE.sub("", self._in(cell.label)))
