"""Making, checking, signing and publishing the annual report (Regulation, arts. 49-50)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import queries
from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.workflow import CONTENT, DATES, WORKFLOW, State
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.wording import in_words
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.reports import FORM_NAMES, NoSuchForm, form, form_for_year, from_document
from gongkai.organs.queries import Organ


class WrongCells(Refused):
    """Figures that cannot stand in their cells; ``by_address`` says of each why."""

    def __init__(self, report: AnnualReport, by_address: Mapping[str, str]) -> None:
        self.by_address = dict(by_address)
        cells = form(report.form).cells
        super().__init__(
            *(f"{in_words(cells[address].label)}：{why}" for address, why in by_address.items()), cite=CONTENT
        )


@transaction.atomic
def open_report(organ: Organ, year: int, *, by: Actor) -> AnnualReport:
    """Begin the report of ``organ`` on ``year`` and fill it from the records at once (arts. 49-50)."""
    _only_clerk_of(organ, by)
    if year > today().year:
        raise Refused(_("%(year)d年度尚未开始，不能编制年度报告。") % {"year": year}, cite=DATES)
    name = _present_form(year)
    fees = queries.fee_sentence(organ, year)
    report = _begun(organ, year, form=name, fees=fees)
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

    A figure that a person corrected stays as corrected.
    """
    lock(report, seen=seen)
    counted = queries.counted(report)
    changed = queries.differences(report.figures, counted.figures)
    facts = {
        "before": {address: report.figures.get(address) for address in changed},
        "after": {address: counted.figures.get(address) for address in changed},
        "sources": _digest(counted.sources),
    }
    _keep(report, "fill_from_records", by, facts, figures=counted.figures, sources=counted.sources)
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
    _keep(report, "enter_cells", by, facts, cells=cells, reasons=reasons)


@transaction.atomic
def write_section(
    report: AnnualReport, number: str, texts: Mapping[str, str], *, by: Actor, seen: int | None = None
) -> None:
    """Write the texts of section 一, 五 or 六; ``texts`` by the names of ``queries.SECTION_TEXTS``."""
    if unknown := set(texts) - set(queries.SECTION_TEXTS[number]):
        raise TypeError(f"not texts of section {number}: {sorted(unknown)}")
    changes = {name: text.strip() for name, text in texts.items()}
    WORKFLOW.move(report, "write_section", by=by, seen=seen, changes=changes, facts={"section": number})


@transaction.atomic
def submit(
    report: AnnualReport,
    *,
    by: Actor,
    explanations: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> None:
    """Hand the report in for signature. Errors block it; every warning wants its reason, which stays with it.

    ``explanations`` are by ``queries.finding_key``. From now on figures and sources stand still.
    """
    lock(report, seen=seen)
    if reasons := WORKFLOW.reasons_against(report, "submit", by):
        raise Refused(*reasons, cite=CONTENT)
    given = {key: text.strip() for key, text in (explanations or {}).items() if text.strip()}
    if obstacles := [*queries.obstacles(report), *queries.unexplained(report, given)]:
        raise Refused(*obstacles, cite=CONTENT)
    keys = {queries.finding_key(finding) for finding in queries.warnings(report)}
    report.explanations = {key: text for key, text in given.items() if key in keys}
    facts = {"digest": content_digest(report), "warnings": sorted(keys)}
    _keep(report, "submit", by, facts, explanations=report.explanations, submitted_at=now())


@transaction.atomic
def send_back(report: AnnualReport, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Return the report to the clerk, saying what is to be mended."""
    if not reason.strip():
        raise Refused(_("请写明退回的原因，以便编制人修改。"))
    changes = {"returned_because": reason.strip(), "submitted_at": None, "signed_at": None}
    WORKFLOW.move(report, "send_back", by=by, seen=seen, changes=changes)


@transaction.atomic
def sign_off(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """The leader in charge answers for the report (B-06); not one who had a hand in making it."""
    WORKFLOW.move(
        report,
        "sign_off",
        by=by,
        seen=seen,
        changes={"signed_at": now()},
        facts={"digest": content_digest(report)},
    )


@transaction.atomic
def publish(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """Put the signed report before the public (art. 49)."""
    WORKFLOW.move(report, "publish", by=by, seen=seen, changes={"published_at": now()})


@transaction.atomic
def import_reading(
    organ: Organ,
    year: int,
    reading: Mapping[str, Any],
    *,
    by: Actor,
    source_name: str = "",
    source_text: str = "",
) -> AnnualReport:
    """Take over a report that was published elsewhere, as ``gongkai.reading`` read it, with its findings.

    Nothing is added or mended: a cell that could not be read stays unknown, a printed total stays as printed.
    """
    if by != SYSTEM:
        _only_clerk_of(organ, by)
    if reading.get("is_annual_report") is False:
        raise Refused(_("这份文件不是政府信息公开工作年度报告。"))
    if reading.get("year") not in (None, year):
        told = {"read": reading["year"], "year": year}
        raise Refused(_("文件是%(read)s年度的报告，与所选的%(year)s年度不同。") % told)
    name, cells = _cells_read(reading)
    report = _begun(
        organ,
        year,
        form=name,
        state=State.PUBLISHED,
        cells=cells,
        other_matters="",
        imported=True,
        source_name=source_name,
        source_text=source_text,
        reading=dict(reading),
        published_at=now(),
    )
    facts = {"form": name, "cells": len(cells), "source": _digest(source_text)}
    record(report, "annual_reports.import_reading", by=by, cite=DATES, facts=facts)
    return report


def content_digest(report: AnnualReport) -> str:
    """SM3 over all that a report says: figures, entries, reasons, sources and texts."""
    fields = ("figures", "sources", "cells", "reasons", "explanations", *queries.TEXTS)
    return _digest({name: getattr(report, name) for name in fields})


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return sm3_hex(text.encode("utf-8"))


def _present_form(year: int) -> str:
    try:
        of_year = form_for_year(year)
    except NoSuchForm as missing:
        raise Refused(str(missing)) from missing
    if "applications" not in [table.id for table in of_year.tables]:
        told = _("%(year)d年度的报告用的是以前的统计表，不能在此编制；已经公布的报告可以导入。")
        raise Refused(told % {"year": year})
    return of_year.name


def _keep(report: AnnualReport, act: str, by: Actor, facts: Mapping[str, Any], **fields: Any) -> None:
    """Do the act, telling the ledger only the cells that changed and not all of them."""
    WORKFLOW.move(report, act, by=by, facts=facts)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=list(fields))


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


def _cells_read(reading: Mapping[str, Any]) -> tuple[str, dict[str, Number | None]]:
    """The form that a reading is in, and its cells; of the older tables the one that has more of them."""
    named = [str(name) for name in (reading.get("variant"), reading.get("form")) if name in FORM_NAMES]
    names = named[:1] or [name for name in FORM_NAMES if _is_older(name)]
    read = {name: from_document(form(name), reading) for name in names}
    best = max(names, key=lambda name: len(read[name]))
    return best, read[best]


def _is_older(name: str) -> bool:
    return next(iter(form(name).cells)).startswith("pre2019.")


def _only_clerk_of(organ: Organ, by: Actor) -> None:
    if by.duty != Duty.REPORT_CLERK or by.organ_id != organ.pk:
        raise Refused(_("年度报告须由本机关的年度报告编制人编制。"), cite=DATES)


def _begun(organ: Organ, year: int, **fields: Any) -> AnnualReport:
    """A new report; the database sees to it that there is one for a year, also when two begin it at once."""
    try:
        with transaction.atomic():
            return AnnualReport.objects.create(organ=organ, year=year, **fields)
    except IntegrityError:
        told = {"organ": organ.name, "year": year}
        raise Refused(_("%(organ)s%(year)d年度的报告已经有了。") % told) from None
