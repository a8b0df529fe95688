"""Findings in the words of the form."""

from __future__ import annotations

import re

from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Number, Values
from gongkai.law.reports.rules import Check

_ASIDE = re.compile(r"（[^（）]{4,}）")
TEXT, PREVIOUS = "text:", "previous:"


class Wording:
    """Tells one check: 「自然人：一（27）＋二（0）＝27，而三（七）（20）＋四（1）＝21，相差6」."""

    def __init__(self, form: Form, check: Check, book: Values) -> None:
        self.form, self.check, self.book = form, check, book

    def tell(self, left_of: tuple[str, ...], right_of: tuple[str, ...], left: Number, right: Number) -> str:
        rule = self.check.rule
        where = self._where((*left_of, *right_of))
        this = self._side(left_of, left, rule.left_as, self.check.minus)
        that = self._side(right_of, right, rule.right_as)
        if rule.kind == "swing":
            return f"{where}{this}，{that}"
        if self.check.relation == "<=" and left <= right:
            return f"{where}{this}，不大于{that}"
        if self.check.relation == "!=":
            return f"{where}{this}，正好等于{that}" if left == right else f"{where}{this}，不同于{that}"
        if left == right:
            return f"{where}{this}，与{that}一致"
        if self.check.relation == "<=":
            return f"{where}{this}，大于{that}，多{left - right}"
        return f"{where}{this}，而{that}，相差{abs(left - right)}"

    def _where(self, addresses: tuple[str, ...]) -> str:
        """What all members share: the column when the members are rows, and the other way about."""
        if self.check.rule.name == "full":
            return ""
        cell = next((self.form.cells[a] for a in addresses if a in self.form.cells), None)
        if cell is None:
            return ""
        if self.check.rule.name == "row":
            return f"{cell.column.heads[-1].zh}："
        heads = cell.row.heads[1:] or cell.row.heads or cell.column.heads[:-1]
        return f"{' '.join(head.zh for head in heads)}："

    def _side(
        self, addresses: tuple[str, ...], value: Number, told_as: str, minus: tuple[str, ...] = ()
    ) -> str:
        if told_as:
            return f"{told_as}（{value}）"
        terms = "＋".join(self._term(address) for address in addresses)
        terms += "".join(f"－{self._term(address)}" for address in minus)
        return terms if len(addresses) + len(minus) == 1 else f"{terms}＝{value}"

    def _term(self, address: str) -> str:
        return f"{self._name(address)}（{self.book[address]}）"

    def _name(self, address: str) -> str:
        if address.startswith(TEXT):
            return self.form.narrative[address.removeprefix(TEXT)]
        if address.startswith(PREVIOUS):
            return "上年" + self._name(address.removeprefix(PREVIOUS))
        cell = self.form.cells.get(address)
        if cell is None:
            whole = address.rpartition(".")[0]
            part = next(iter(self.form.merged[whole]))
            return self.form.cells[f"{part}.{address.rpartition('.')[2]}"].row.heads[-2].zh
        if self.check.rule.name == "row":
            return cell.row.short
        if self.check.rule.name == "column":
            return cell.column.heads[-1].zh
        return f"表中“{_ASIDE.sub('', cell.label.zh)}”"
