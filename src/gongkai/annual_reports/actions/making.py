"""Filling the annual report: figures from the records, entered figures, texts (Regulation, arts. 49-50)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.actions.performing import begun, keep, only_clerk_of
from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.workflow import CONTENT, DATES, WORKFLOW
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.reports import NoSuchForm, form, form_for_year, tidied
from gongkai.organs.queries import Organ


class WrongCells(Refused):
    """Figures that cannot stand in their cells; ``by_address`` says of each why."""

    def __init__(self, report: AnnualReport, by_address: Mapping[str, str]) -> None:
        self.by_address = dict(by_address)
        cells = form(report.form).cells
        super().__init__(
            *(f"{in_words(cells[address].label)}：{why}" for address, why in by_address.items()), cite=CONTENT
        )


class WrongTexts(Refused):
    """Texts that cannot stand as they are; ``by_name`` says of each why."""

    def __init__(self, by_name: Mapping[str, str]) -> None:
        self.by_name = dict(by_name)
        told = (f"{queries.text_label(name)}：{why}" for name, why in by_name.items())
        super().__init__(*told, cite=CONTENT)


@transaction.atomic
def open_report(organ: Organ, year: int, *, by: Actor) -> AnnualReport:
    """Begin the report of ``organ`` on ``year`` and fill it from the records at once (arts. 49-50)."""
    only_clerk_of(organ, by)
    if year > today().year:
        raise Refused(_("%(year)d年度尚未开始，不能编制年度报告。") % {"year": year}, cite=DATES)
    name = _present_form(year)
    fees = queries.fee_sentence(organ, year)
    report = begun(organ, year, form=name, fees=fees)
    record(
        report,
        "annual_reports.open_report",
        by=by,
        cite=DATES,
        after={"organ": organ.code, "year": year, "form": name},
    )
    fill_from_records(report, by=by)
    return report


@transaction.atomic
def fill_from_records(report: AnnualReport, *, by: Actor, seen: int | None = None) -> list[str]:
    """Count the records of the year anew; gives the addresses whose figure is another one now.

    A figure that a person corrected stays as corrected. A government's report takes in what the signed reports of
    the organs below it say now (B-08).
    """
    lock(report, seen=seen)
    counted = queries.counted(report)
    units = queries.units_of(report)
    changed = queries.differences(report.figures, counted.figures)
    facts = {
        "before": {address: report.figures.get(address) for address in changed},
        "after": {address: counted.figures.get(address) for address in changed},
        "sources": queries.digest(counted.sources),
    }
    if units:
        units["doubts"] = queries.doubts_of(report)
        facts["units"] = {"digest": queries.digest(units), "reports": len(units["reports"])}
    fresh = {"figures": counted.figures, "sources": counted.sources, "units": units}
    keep(report, "fill_from_records", by, facts, **fresh)
    return changed


@transaction.atomic
def enter_cells(
    report: AnnualReport,
    values: Mapping[str, Number | None],
    *,
    by: Actor,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Enter figures that the records cannot know; None takes an entry back, which leaves the cell unknown.

    A figure other than the one the records gave needs ``reason``, which is kept and shown; the records' own figure
    takes the correction back. Raises WrongCells, by address.
    """
    lock(report, seen=seen)
    _fit(report, values)
    cells, reasons, present = dict(report.cells), dict(report.reasons), report.values
    for address, value in values.items():
        if value is None or value == report.figures.get(address):
            cells.pop(address, None)
            reasons.pop(address, None)
            continue
        if address in report.figures and value != present.get(address):
            reasons[address] = reason.strip()
        cells[address] = value
    bare = [address for address, why in reasons.items() if not why]
    if bare:
        why = _("与记录所得的%(figure)s不同，请写明更正理由。")
        raise WrongCells(report, {address: why % {"figure": report.figures[address]} for address in bare})
    changed = queries.differences(report.cells, cells)
    facts = {
        "before": {address: report.cells.get(address) for address in changed},
        "after": {address: cells.get(address) for address in changed},
        "corrected": sorted(set(changed) & set(reasons)),
    }
    keep(report, "enter_cells", by, facts, cells=cells, reasons=reasons)


@transaction.atomic
def write_section(
    report: AnnualReport, number: str, texts: Mapping[str, str], *, by: Actor, seen: int | None = None
) -> None:
    """Write the texts of section 一, 五 or 六; ``texts`` by the names of ``queries.SECTION_TEXTS``.

    A figure of the tables is written as its mark, 「｛本年新收｝」, so that it stays true to them. Raises WrongTexts.
    """
    if unknown := set(texts) - set(queries.SECTION_TEXTS[number]):
        raise TypeError(f"not texts of section {number}: {sorted(unknown)}")
    changes = {name: tidied(text.strip()) for name, text in texts.items()}
    if wrong := {name: why for name, text in changes.items() if (why := _wrong_marks(report, text))}:
        raise WrongTexts(wrong)
    WORKFLOW.move(report, "write_section", by=by, seen=seen, changes=changes, facts={"section": number})


@transaction.atomic
def tell_nothing(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """Fill in the report of an organ whose records are empty: 0 in every unknown cell, a sentence in every empty text.

    All of it can be changed before the report is submitted. Refused when the year has records.
    """
    lock(report, seen=seen)
    if not queries.nothing_recorded(report):
        raise Refused(_("本年度有记录或者已填的数据不全是0，不能按“没有”填写。请逐项填写。"))
    if unknown := queries.unknown_cells(report):
        enter_cells(report, dict.fromkeys(unknown, 0), by=by)
    for number, names in queries.SECTION_TEXTS.items():
        empty = [name for name in names if not getattr(report, name) and name in queries.NOTHING_TEXTS]
        if empty:
            write_section(report, number, {name: queries.NOTHING_TEXTS[name] for name in empty}, by=by)


def _wrong_marks(report: AnnualReport, text: str) -> str:
    unknown = queries.unknown_marks(report, text)
    if not unknown:
        return ""
    told = "、".join(f"｛{name}｝" for name in unknown)
    return _("没有名为%(marks)s的数据。请从数据列表中选取，或者直接写文字，不用大括号。") % {"marks": told}


def _present_form(year: int) -> str:
    try:
        of_year = form_for_year(year)
    except NoSuchForm as missing:
        raise Refused(str(missing)) from missing
    if "applications" not in [table.id for table in of_year.tables]:
        told = _("%(year)d年度的报告用的是以前的统计表，不能在此编制；已经公布的报告可以导入。")
        raise Refused(told % {"year": year})
    return of_year.name


def _fit(report: AnnualReport, values: Mapping[str, Number | None]) -> None:
    of_form = form(report.form)
    wrong: dict[str, str] = {}
    for address, value in values.items():
        if address not in of_form.entered:
            raise TypeError(f"not a cell to enter: {address}")
        if value is not None and (why := queries.misfit(of_form.cell(address), value)):
            wrong[address] = why
    if wrong:
        raise WrongCells(report, wrong)
