"""What every act on a report shares: keeping what changed, and the digest of all it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports.actions.packing import pack_figures
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import DATES, WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ


def only_clerk_of(organ: Organ, by: Actor) -> None:
    if by.duty != Duty.REPORT_CLERK or by.organ_id != organ.pk:
        raise Refused(_("年度报告须由本机关的年度报告编制人编制。"), cite=DATES)


def keep(report: AnnualReport, act: str, by: Actor, facts: Mapping[str, Any], **fields: Any) -> None:
    """Do the act, telling the ledger only the cells that changed and not all of them."""
    WORKFLOW.move(report, act, by=by, facts=facts)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=list(fields))
    if not fields.keys().isdisjoint(("figures", "cells", "explanations")):
        pack_figures(report)


def begun(organ: Organ, year: int, **fields: Any) -> AnnualReport:
    """A new report; the database sees to it that there is one for a year, also when two begin it at once."""
    try:
        with transaction.atomic():
            made = AnnualReport.objects.create(organ=organ, year=year, **fields)
            pack_figures(made)
    except IntegrityError:
        told = {"organ": organ.name, "year": year}
        raise Refused(_("%(organ)s%(year)d年度的报告已经有了。") % told) from None
    return made
