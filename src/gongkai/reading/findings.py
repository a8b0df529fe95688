"""What a published report has wrong, or right: the form's rules, the lists in its text, its period and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gongkai.law.reports import Evaluation, Form, Held, evaluate
from gongkai.reading.breakdowns import Breakdown, Share, share_of
from gongkai.reading.dates import Period
from gongkai.reading.digits import Number
from gongkai.reading.figure import Doubt, Figures

_MOST_TOLD = 3
_BEYOND_BELIEF = 10**9
_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.1")
_SAME_TOTAL = Decimal(3)
"""A share further off than this belongs to another total."""
_TABLE_NAMES = {
    "proactive": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "remedies": "政府信息公开行政复议、行政诉讼情况",
}
_OUTCOMES = ("granted+partial", "granted", "partial", "denied", "unable", "not_processed", "other")


@dataclass(frozen=True)
class Remark:
    """A finding about a published report as it is printed and exported; ``left`` may name a form."""

    rule: str
    severity: str
    text: str
    left: Number | str | None = None
    right: Number | None = None
    cells: tuple[str, ...] = ()
    words: str = ""


def of_form(form: Form, figures: Figures, told: Mapping[str, Number]) -> Iterator[Remark]:
    """The rules of the form, on the figures as printed; a cell printed blank counts as 0 here (B-07) and is told."""
    blank = {address for address, figure in figures.items() if figure.value is None}
    values: dict[str, Number | None] = {a: f.value for a, f in figures.items() if f.value is not None}
    values |= {address: 0 for address in blank if address in form.entered}
    evaluation = evaluate(form, values, narrative=told)
    for finding in evaluation.findings:
        aside = "（空白格按0计）" if blank & set(finding.cells) else ""
        yield Remark(
            finding.rule, finding.severity, finding.text + aside, finding.left, finding.right, finding.cells
        )
    if blank:
        text = f"表中有{len(blank)}格是空白或横线，没有填数字；应当填0的请填0，核对时按0计"
        yield Remark("B-07", "warning", text, cells=tuple(sorted(blank)))
    yield from _holding(evaluation)


def _holding(evaluation: Evaluation) -> Iterator[Remark]:
    """Rules that hold, in few words: each sum when there are few, else how many."""
    told = [held for held in evaluation.held if held.left or held.right]
    for rule, group in groupby(sorted(told, key=lambda held: held.rule), key=lambda held: held.rule):
        yield from _held(rule, list(group))


def _held(rule: str, group: list[Held]) -> Iterator[Remark]:
    if len(group) > _MOST_TOLD:
        yield Remark(rule, "note", f"{group[0].statement}：{len(group)}处核对一致")
        return
    for held in group:
        yield Remark(rule, "note", held.text, held.left, held.right, held.cells)


def of_breakdowns(breakdowns: Iterable[Breakdown], published: Number | None) -> Iterator[Remark]:
    """Whether the parts of each list add up to its total, and whether its shares fit (B-09)."""
    for found in breakdowns:
        total = found.total
        if total is None and found.of_published:
            total = published
        if total is None or not found.unit:
            continue
        yield _sum(found, total)
        yield from _shares(found, total)


def _sum(found: Breakdown, total: Number) -> Remark:
    parts = "＋".join(str(item.value) for item in found.items)
    if found.parts == total:
        text = f"正文“{found.words[:24]}……”各项{parts}＝{found.parts}，与总数{total}一致"
        return Remark("B-09", "note", text, found.parts, total, words=found.words)
    gap = max(found.parts - total, total - found.parts)
    text = f"正文“{found.words[:24]}……”各项相加为{found.parts}，而总数为{total}，相差{gap}"
    complete = found.parts > total or found.parts * 2 > total
    return Remark("B-09", "warning" if complete else "note", text, found.parts, total, words=found.words)


def _shares(found: Breakdown, total: Number) -> Iterator[Remark]:
    shared = found.shares(total)
    if not shared or all(item.share == share for item, share in found.shares(found.parts)):
        return
    stated = sum((item.share for item, _ in shared if item.share is not None), start=Decimal(0))
    if len(shared) == len(found.items) and stated != _WHOLE:
        text = f"各项所占比例相加为{stated}%，不是100%"
        yield Remark("B-09-shares", "note", text, stated, _WHOLE, words=found.words)
    for item, share in shared:
        if item.share is not None and item.share != share:
            yield _off(item.label, item.value, total, item.share, share, found.words)


def _off(label: str, value: Number, total: Number, stated: Decimal, share: Decimal, words: str) -> Remark:
    severity = "warning" if abs(stated - share) > _ROUNDING else "note"
    text = f"“{label}”{value}占{total}的{share}%，正文写作{stated}%"
    return Remark("B-09-shares", severity, text, stated, share, words=words)


def of_single_shares(shares: Iterable[Share], told: Mapping[str, Number]) -> Iterator[Remark]:
    """Whether a share told of one figure fits the total it belongs to."""
    for found in shares:
        total = told.get("applications.results_total" if found.of_outcomes else "published_total")
        if not total or found.value > total:
            continue
        share = share_of(found.value, total, found.share)
        if share != found.share and abs(share - found.share) < _SAME_TOTAL:
            yield _off(found.label, found.value, total, found.share, share, found.words)


def of_outcomes(told: Mapping[str, Number]) -> Iterator[Remark]:
    """Whether the outcomes told in the text add up to the applications concluded."""
    parts = {
        key: told[f"applications.results.{key}"] for key in _OUTCOMES if f"applications.results.{key}" in told
    }
    concluded = told.get("applications.results_total")
    if concluded is None or len(parts) < 4:
        return
    total = sum(parts.values(), start=0)
    if total == concluded:
        yield Remark(
            "B-09-outcomes", "note", f"正文所述各类办理结果相加为{total}，与办结数一致", total, concluded
        )
    else:
        text = f"正文所述各类办理结果相加为{total}，而办结数为{concluded}，相差{abs(total - concluded)}"
        yield Remark("B-09-outcomes", "warning", text, total, concluded)


def of_balance_told(told: Mapping[str, Number]) -> Iterator[Remark]:
    """Whether received and carried over, as told in the text, equal concluded and carried forward."""
    keys = ("received", "carried_over", "results_total", "carried_forward")
    figures = [told.get(f"applications.{key}") for key in keys]
    if None in figures:
        return
    received, over, concluded, forward = (figure or 0 for figure in figures)
    left, right = received + over, concluded + forward
    sums = f"正文所述：新收（{received}）＋上年结转（{over}）＝{left}"
    other = f"办结（{concluded}）＋结转下年（{forward}）＝{right}"
    if left == right:
        yield Remark("B-50-text", "note", f"{sums}，与{other}一致", left, right)
    else:
        yield Remark("B-50-text", "warning", f"{sums}，而{other}，相差{abs(left - right)}", left, right)


def of_several(others: Sequence[str]) -> Iterator[Remark]:
    """A file with more than one report: only the first is read."""
    if others:
        named = "、".join(f"“{title}”" for title in others)
        text = f"文件里不止一份年度报告，这里只读了第一份，没有读{named}；请把各份报告分开"
        yield Remark("B-01", "error", text)


def of_size(figures: Figures) -> Iterator[Remark]:
    """Counts beyond belief: cells that ran together, or a slip of the pen."""
    for address, figure in figures.items():
        value = figure.value
        if figure.unit is None and value is not None and not -_BEYOND_BELIEF < value < _BEYOND_BELIEF:
            text = f"第{figure.line}行的{value}大得不合常理，可能是几格的数字连在一起或者填错，请核对原文"
            yield Remark("B-07", "warning", text, cells=(address,), words=figure.words)


def of_period(period: Period | None, year: int | None) -> Iterator[Remark]:
    """Whether the report covers the whole year (B-01)."""
    if period is None:
        return
    if period.end and (period.end.month, period.end.day) != (12, 31):
        text = f"统计期限止于{period.end.year}年{period.end.month}月{period.end.day}日，没有到12月31日"
        yield Remark("B-01", "warning", text, words=period.words)
    if period.start and (period.start.month, period.start.day) != (1, 1):
        text = f"统计期限始于{period.start.year}年{period.start.month}月{period.start.day}日，不是从1月1日起"
        yield Remark("B-01", "warning", text, words=period.words)
    if year and period.year and period.year != year:
        yield Remark("B-01", "warning", f"标题是{year}年，统计期限却是{period.year}年", period.year, year)


def of_tables(figures: Figures, doubts: Sequence[Doubt]) -> Iterator[Remark]:
    """Which tables of the form the paper lacks (B-03)."""
    for number, (table, name) in zip("二三四", _TABLE_NAMES.items(), strict=True):
        present = any(a.startswith(f"{table}.") for a in figures) or any(
            d.place.startswith(table) for d in doubts
        )
        if not present:
            yield Remark("B-03", "error", f"第{number}部分“{name}”缺少表格，应有的数字都不知道")


def of_year(form_name: str, expected: str, year: int | None) -> Iterator[Remark]:
    """Whether the form is the one of its year (B1)."""
    if form_name != expected:
        yield Remark(
            "B-70",
            "warning",
            f"{year}年的报告用了{form_name}年的表格，应当用{expected}年的表格",
            f"{form_name} form",
            year,
        )
