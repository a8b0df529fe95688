"""What the law's evaluator says of a report, and why it cannot be submitted yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.queries.records import counted, differences
from gongkai.annual_reports.queries.remarks import enumerated, remarks
from gongkai.annual_reports.queries.reports import OPTIONAL_TEXTS, SECTION_TEXTS, previous_report, text_label
from gongkai.annual_reports.queries.sealing import digest
from gongkai.annual_reports.queries.texts import text_with_figures
from gongkai.annual_reports.queries.wholes import units_of
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.wording import in_english, in_words
from gongkai.law.reports import Cell, Evaluation, Finding, Form, convert, evaluate, form
from gongkai.law.reports.evaluation import PREVIOUS, TEXT, compute
from gongkai.law.reports.parts import Language, Values
from gongkai.organs.queries import Kind, Level, Organ
from gongkai.reading.figure import Figure
from gongkai.reading.reader import read

# No organ counts further; a longer number is a slip of the finger.
LARGEST = 999_999_999
# An amount in 万元 written to the cent.
PLACES = 6
# How many of several cells a sentence names.
NAMED = 3


def evaluation(report: AnnualReport, previous: AnnualReport | None = None) -> Evaluation:
    """All values, sums included, and what the rules of the form say; pass ``previous`` if it is at hand.

    A government's report is judged as the public reads it: with the organs that were added to it.
    """
    return _evaluation(report, report.whole, previous)


def own_evaluation(report: AnnualReport, previous: AnnualReport | None = None) -> Evaluation:
    """The same of what the organ fills in itself, without those that were added to it."""
    return _of_own(report, report.values) if report.units else evaluation(report, previous)


def evaluation_as_typed(
    report: AnnualReport, typed: Mapping[str, Number | None], unread: Iterable[str] = ()
) -> Evaluation:
    """The same with figures that are typed but not kept; where nothing is typed the records' figure counts again.

    ``unread`` are cells in which something stands that is no figure: they are unknown.
    """
    filled = {
        address: report.figures.get(address) if value is None else value for address, value in typed.items()
    }
    values = {**report.values, **filled, **dict.fromkeys(unread)}
    return _of_own(report, values) if report.units else _evaluation(report, values)


def explained(report: AnnualReport, found: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """The findings on which the report keeps a word, each with it."""
    told = ((one, report.explanations.get(finding_key(one), "")) for one in found)
    return [(one, reason) for one, reason in told if reason]


def _evaluation(
    report: AnnualReport, values: Mapping[str, Number | None], previous: AnnualReport | None = None
) -> Evaluation:
    of_form = form(report.form)
    before = previous or previous_report(report)
    told = {} if report.imported else _told_in_text(report, of_form, compute(of_form, values))
    found = evaluate(
        of_form,
        values,
        previous=_in_form(before, of_form) if before else None,
        narrative={key: figure.value for key, figure in told.items()},
        makes_rules=makes_rules(report.organ),
        language=_language(),
    )
    return replace(found, findings=tuple(_with_sentence(finding, told) for finding in found.findings))


def _of_own(report: AnnualReport, values: Mapping[str, Number | None]) -> Evaluation:
    """Text and last year's report speak of the whole, and are compared with the whole."""
    return evaluate(form(report.form), values, makes_rules=makes_rules(report.organ), language=_language())


def _language() -> Language:
    return "en" if in_english() else "zh"


def _with_sentence(finding: Finding, told: Mapping[str, Figure]) -> Finding:
    """The finding with the sentence whose figure it judges, if it judges one (B-59)."""
    keys = (address.removeprefix(TEXT) for address in finding.cells if address.startswith(TEXT))
    return replace(finding, words="；".join(told[key].words for key in keys))


def makes_rules(organ: Organ) -> bool:
    """Whether the organ may make rules (规章): a government from the city with districts upward (A-27)."""
    return organ.kind == Kind.GOVERNMENT and organ.level in (Level.PROVINCE, Level.CITY)


def findings(report: AnnualReport, found: Evaluation | None = None) -> list[Finding]:
    """What is inconsistent: for an imported report as it was read and beside the year before, for our own as it stands."""
    found = found or evaluation(report)
    if report.imported:
        return [*(_as_read(one) for one in report.reading.get("findings", ())), *across_years(report, found)]
    return [*found.findings, *remarks(report, found)]


def across_years(report: AnnualReport, found: Evaluation | None = None) -> list[Finding]:
    """What does not agree with the report on the year before, where both are there (B-53)."""
    found = found or evaluation(report)
    return [one for one in found.findings if any(address.startswith(PREVIOUS) for address in one.cells)]


def warnings(report: AnnualReport, found: Evaluation | None = None) -> list[Finding]:
    """The findings that want a reason before the report is submitted."""
    return [finding for finding in findings(report, found) if finding.severity == "warning"]


def finding_key(finding: Finding) -> str:
    """A name for the finding with exactly these figures, in whatever language it is told."""
    told = (*finding.cells, str(finding.left), str(finding.right), *finding.facts)
    return f"{finding.rule}-{sm3_hex(chr(31).join(told).encode())[:16]}"


def misfit(cell: Cell, value: Number) -> str:
    """Why a figure cannot stand in its cell; empty when it can."""
    if cell.kind != "amount" and value != int(value):
        return _("应为整数。")
    if cell.kind != "change" and value < 0:
        return _("不能是负数；没有的填0。")
    if not -LARGEST <= value <= LARGEST:
        return _("数字过大（上限%(largest)d），请核对。") % {"largest": LARGEST}
    if value != round(value, PLACES):
        return _("小数位数过多，最多写到第%(places)d位。") % {"places": PLACES}
    return ""


def unknown_cells(report: AnnualReport) -> list[str]:
    """The addresses that nobody has entered and no record gives; unknown is not zero."""
    values = report.values
    return [address for address in form(report.form).entered if values.get(address) is None]


def obstacles(report: AnnualReport, told: Iterable[Finding] | None = None) -> list[str]:
    """Why the report cannot be submitted as it is, whatever is explained; empty when nothing stands against it.

    Pass ``told``, its findings, if they are at hand.
    """
    errors = [one.text for one in (findings(report) if told is None else told) if one.severity == "error"]
    own = own_evaluation(report).errors if report.units else ()
    errors += [_("本机关本级：%(finding)s") % {"finding": finding.text} for finding in own]
    return [*_unwritten(report), *_unfilled(report), *_outdated(report), *errors]


def unexplained(report: AnnualReport, explanations: Mapping[str, str]) -> list[str]:
    """The warnings that still want a reason; ``explanations`` are by ``finding_key``."""
    return [
        _("需要说明原因：%(finding)s") % {"finding": finding.text}
        for finding in warnings(report)
        if not explanations.get(finding_key(finding))
    ]


def _told_in_text(report: AnnualReport, of_form: Form, values: Values) -> dict[str, Figure]:
    """The figures that the written sections tell of the tables (B-59), read as in anybody's report."""
    written = [report.title]
    for section in of_form.sections:
        written.append(f"{section.number}、{in_words(section.label)}")
        names = SECTION_TEXTS.get(section.number, ())
        written += [text_with_figures(report, name, values) for name in names]
    told = read("\n".join(written)).told
    return {key: figure for key, figure in told.items() if key in of_form.narrative}


def _in_form(report: AnnualReport, wanted: Form) -> dict[str, Number | None]:
    own = form(report.form)
    return convert(evaluate(own, report.whole).values, own, wanted)


def _as_read(told: Mapping[str, Any]) -> Finding:
    left, right = _figure(told.get("left")), _figure(told.get("right"))
    return Finding(
        rule=told.get("rule", ""),
        severity=told.get("severity", "note"),
        text=told.get("text", ""),
        cells=tuple(told.get("cells", ())),
        left=left,
        right=right,
        difference=abs(Decimal(left) - Decimal(right)) if left is not None and right is not None else None,
        cite=told.get("cite", ""),
        statement=told.get("statement", ""),
    )


def _figure(value: Any) -> Number | None:
    return value if value is None or isinstance(value, int) else Decimal(str(value))


def _unwritten(report: AnnualReport) -> list[str]:
    return [
        _("第%(number)s部分“%(text)s”还没有填写。") % {"number": number, "text": text_label(name)}
        for number, names in SECTION_TEXTS.items()
        for name in names
        if name not in OPTIONAL_TEXTS and not getattr(report, name)
    ]


def _unfilled(report: AnnualReport) -> list[str]:
    missing = unknown_cells(report)
    if not missing:
        return []
    told = {"count": len(missing), "first": _named(report, missing)}
    return [_("还有%(count)d个数据没有填写（没有的填0）：%(first)s。") % told]


def _outdated(report: AnnualReport) -> list[str]:
    changed = differences(report.figures, counted(report).figures)
    told = []
    if changed:
        told.append(
            _("取数之后记录又有变化：%(cells)s。请重新从记录取数。") % {"cells": _named(report, changed)}
        )
    present = units_of(report)
    if digest(present) != digest({name: report.units.get(name) for name in present}):
        told.append(_("取数之后所属机关的报告又有变化。请重新从记录取数，再核对汇总。"))
    return told


def _named(report: AnnualReport, addresses: list[str]) -> str:
    cells = form(report.form).cells
    return enumerated([in_words(cells[address].label) for address in addresses], NAMED)
