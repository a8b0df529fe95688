"""From the finished draft to the portal: handed in, signed, approved, published, mended (arts. 46, 49)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.actions.packing import pack_figures
from gongkai.annual_reports.actions.performing import keep
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import CONTENT, DATES, WORKFLOW, State
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock

LONGEST_REASON = 500


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
    below = queries.told_doubts(queries.doubts_of(report))
    if obstacles := [*queries.obstacles(report), *queries.unexplained(report, given), *below]:
        raise Refused(*dict.fromkeys(obstacles), cite=CONTENT)
    keys = {queries.finding_key(finding) for finding in queries.warnings(report)}
    report.explanations = {key: text for key, text in given.items() if key in keys}
    facts = {"digest": queries.content_digest(report), "warnings": sorted(keys)}
    keep(report, "submit", by, facts, explanations=report.explanations, submitted_at=now())


@transaction.atomic
def send_back(report: AnnualReport, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Return the report to the clerk, saying what is to be mended."""
    _send_back(report, "send_back", by, reason, seen)


@transaction.atomic
def sign_off(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """The leader in charge answers for the report (B-06); not one who had a hand in making it."""
    WORKFLOW.move(
        report,
        "sign_off",
        by=by,
        seen=seen,
        changes={"signed_at": now()},
        facts={"digest": queries.content_digest(report)},
    )


@transaction.atomic
def approve(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """The competent office has looked at a signed report and has nothing against it (art. 46)."""
    WORKFLOW.move(report, "approve", by=by, seen=seen, facts={"digest": queries.content_digest(report)})


@transaction.atomic
def return_report(report: AnnualReport, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """The competent office returns a report to the organ that made it, saying what is to be mended."""
    _send_back(report, "return_report", by, reason, seen)


@transaction.atomic
def publish(report: AnnualReport, *, by: Actor, seen: int | None = None) -> None:
    """Put the report before the public (art. 49); the edition before it, if any, stays to be seen."""
    sealed = queries.content_digest(report)
    changes = {"published_at": now(), "digest": sealed}
    facts = {"digest": sealed, "edition": report.edition}
    WORKFLOW.move(report, "publish", by=by, seen=seen, changes=changes, facts=facts)
    earlier = AnnualReport.objects.filter(organ_id=report.organ_id, year=report.year)
    earlier.filter(edition__lt=report.edition).update(superseded=True)


@transaction.atomic
def mend(report: AnnualReport, *, by: Actor, reason: str, seen: int | None = None) -> AnnualReport:
    """Begin the next edition of a published report; ``reason`` is told to the public with it.

    The present edition stays public until the next one is published. Refused while one is being made.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(
            _("请写明更正了什么、为什么更正，不超过%(n)s字；这段话对外公开。") % {"n": LONGEST_REASON}
        )
    next_edition = report.edition + 1
    WORKFLOW.move(report, "mend", by=by, seen=seen, facts={"edition": next_edition})
    made = AnnualReport.objects.get(pk=report.pk)
    made.pk = None
    for name, value in {
        "state": State.DRAFT,
        "edition": next_edition,
        "mended_because": reason,
        "digest": "",
        "returned_because": "",
        "explanations": {},
        "revision": 0,
        "opened_at": now(),
        "submitted_at": None,
        "signed_at": None,
        "published_at": None,
    }.items():
        setattr(made, name, value)
    made._state.adding = True
    made.save(force_insert=True)
    pack_figures(made)
    after = {"edition": next_edition, "mended_because": reason}
    record(made, "annual_reports.open_report", by=by, cite=DATES, after=after)
    return made


def _send_back(report: AnnualReport, act: str, by: Actor, reason: str, seen: int | None) -> None:
    if not reason.strip():
        raise Refused(_("请写明退回的原因，以便编制人修改。"))
    changes = {"returned_because": reason.strip(), "submitted_at": None, "signed_at": None}
    WORKFLOW.move(report, act, by=by, seen=seen, changes=changes)
