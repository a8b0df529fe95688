"""Taking over a report that was published elsewhere, as it was read, and what the records begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.actions.performing import begun
from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.workflow import CONTENT, DATES, WORKFLOW, State
from gongkai.disclosure.actions.counting import note_opening_balance
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.reports import FORM_NAMES, form, from_document
from gongkai.organs.queries import Organ

LONGEST_BASIS = 200


@transaction.atomic
def import_reading(
    organ: Organ,
    year: int,
    reading: Mapping[str, Any],
    *,
    by: Actor,
    source_name: str = "",
    source_text: str = "",
    otherwise_named: str = "",
) -> AnnualReport:
    """Take over a report that was published elsewhere, as ``gongkai.reading`` read it, with its findings.

    Nothing is added or mended: a cell that could not be read stays unknown, a printed total stays as printed.
    ``otherwise_named`` says why it is this organ's although the paper names another: without it a person is refused.
    Whoever acts as the system has looked at ``queries.named_otherwise``.
    """
    _only_importers(organ, by)
    if reasons := queries.against_import(organ, year, reading):
        raise Refused(*reasons)
    named = _named(organ, reading, by, otherwise_named.strip())
    name, cells = _cells_read(reading)
    report = begun(
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
    facts = {"form": name, "cells": len(cells), "source": queries.digest(source_text), **named}
    record(report, "annual_reports.import_reading", by=by, cite=DATES, facts=facts)
    return report


@transaction.atomic
def take_opening(
    report: AnnualReport,
    *,
    by: Actor,
    carried: bool = False,
    disclosed: bool = False,
    earlier: bool = False,
    seen: int | None = None,
) -> None:
    """Let the organ's records begin with what a historical report says at its end, as far as a person confirms it.

    ``carried``: what it carries forward is carried over into the next year. ``disclosed``: the items of its year,
    and ``earlier`` those of all years before, count in the cumulative figures. What is there already is not replaced.
    """
    lock(report, seen=seen)
    if reasons := WORKFLOW.reasons_against(report, "take_opening", by):
        raise Refused(*reasons, cite=CONTENT)
    found = queries.opening(report)
    wanted = {"carried": carried, "disclosed": disclosed, "earlier": earlier}
    asked = [name for name, is_wanted in wanted.items() if is_wanted]
    if not asked:
        raise Refused(_("请勾选要取用的数。"))
    if reasons := [found.against[name] for name in asked if found.against[name]]:
        raise Refused(*reasons, cite=CONTENT)
    facts: dict[str, Any] = {}
    if carried:
        facts["carried_over"] = found.carried
    for year, count in [(report.year, found.disclosed)] * disclosed + [
        (report.year - 1, found.earlier)
    ] * earlier:
        basis = (
            report.title if year == report.year else _("%(title)s（此前历年累计）") % {"title": report.title}
        )
        note_opening_balance(by=by, year=year, count=count, basis=basis[:LONGEST_BASIS])
        facts[str(year)] = count
    changes = {"opening_taken_by": by.name, "opening_taken_at": now()} if carried else {}
    WORKFLOW.move(report, "take_opening", by=by, changes=changes, facts=facts)


def _named(organ: Organ, reading: Mapping[str, Any], by: Actor, because: str) -> dict[str, str]:
    """What the ledger tells of a paper that names another organ."""
    another = queries.named_otherwise(organ, reading)
    if another and by != SYSTEM and not because:
        told = {"read": another, "organ": organ.name}
        raise Refused(_("文件是“%(read)s”的报告，不是所选的“%(organ)s”的。") % told)
    return {"named": another, "otherwise_named": because} if another else {}


def _only_importers(organ: Organ, by: Actor) -> None:
    if by != SYSTEM and not queries.may_import_for(by, organ):
        raise Refused(
            _("导入须由本机关的年度报告编制人、公开工作机构负责人，或者上级机关的公开工作机构负责人办理。"),
            cite=DATES,
        )


def _cells_read(reading: Mapping[str, Any]) -> tuple[str, dict[str, Number | None]]:
    """The form that a reading is in, and its cells; of the older tables the one that has more of them."""
    named = [str(name) for name in (reading.get("variant"), reading.get("form")) if name in FORM_NAMES]
    names = named[:1] or [name for name in FORM_NAMES if _is_older(name)]
    read = {name: from_document(form(name), reading) for name in names}
    best = max(names, key=lambda name: len(read[name]))
    return best, read[best]


def _is_older(name: str) -> bool:
    return next(iter(form(name).cells)).startswith("pre2019.")
