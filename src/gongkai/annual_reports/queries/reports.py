"""Which reports there are, whose they are, and by when they are due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Field, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.todo import Todo
from gongkai.law.rulebook import NoRuleInForce, Version, rule
from gongkai.organs.queries import Kind, Level, Organ, organ

# Sections 2 to 4 are tables; these are the texts of the others (B-03 to B-05).
SECTION_TEXTS = {
    "一": ("proactive", "upon_application", "management", "platform", "supervision"),
    "五": ("earlier_problems", "problems", "improvements"),
    "六": ("fees", "other_matters"),
}
# Asked only of who told of problems the year before (Y4).
OPTIONAL_TEXTS = frozenset({"earlier_problems"})
TO_PUBLISH = (State.SIGNED, State.APPROVED)
TEXTS = tuple(name for names in SECTION_TEXTS.values() for name in names)
HEAVY = ("cells", "figures", "sources", "reasons", "explanations", "source_text", "reading", *TEXTS)


def text_label(name: str) -> Any:
    """What the form calls one of these texts."""
    field: Field[Any, Any] = AnnualReport._meta.get_field(name)  # type: ignore[assignment]
    return field.verbose_name


def reports_of(by: Actor) -> QuerySet[AnnualReport]:
    """The reports of the organ that this person acts for, each in its newest edition, the newest year first."""
    found = AnnualReport.objects.filter(organ_id=by.organ_id) if by.organ_id else AnnualReport.objects.none()
    later = AnnualReport.objects.filter(
        organ_id=OuterRef("organ_id"), year=OuterRef("year"), edition__gt=OuterRef("edition")
    )
    return found.exclude(Exists(later)).select_related("organ").order_by("-year")


def editions_of(report: AnnualReport) -> QuerySet[AnnualReport]:
    """Every published edition of this report without its contents, the newest first."""
    found = AnnualReport.objects.filter(organ_id=report.organ_id, year=report.year, state=State.PUBLISHED)
    return found.defer(*HEAVY).order_by("-edition")


def report_of(by: Actor, year: int) -> AnnualReport:
    """The report of the person's organ on that year. Raises AnnualReport.DoesNotExist."""
    return reports_of(by).get(year=year)


def public_reports(organ: Organ | None = None, *, year: int | None = None) -> QuerySet[AnnualReport]:
    """The published reports without their contents: the newest year first, organs in the order of the tree."""
    found = AnnualReport.objects.filter(state=State.PUBLISHED, superseded=False)
    if organ is not None:
        found = found.filter(organ=organ)
    if year is not None:
        found = found.filter(year=year)
    return found.select_related("organ").defer(*HEAVY).order_by("-year", "organ__path")


def full_public_reports(
    organ: Organ | None = None, *, year: int | None = None, organs: Collection[int] | None = None
) -> QuerySet[AnnualReport]:
    """The published reports with their figures, but without the texts and the records behind them."""
    found = public_reports(organ, year=year)
    if organs is not None:
        found = found.filter(organ_id__in=organs)
    return found.defer(None).defer("sources", "reasons", "source_text", *TEXTS)


def public_years() -> list[int]:
    """The years on which there are published reports, the newest first."""
    published = AnnualReport.objects.filter(state=State.PUBLISHED)
    return list(published.order_by("-year").values_list("year", flat=True).distinct())


def reporting_organs() -> QuerySet[AnnualReport, int]:
    """The keys of the organs that have published reports."""
    return AnnualReport.objects.filter(state=State.PUBLISHED).values_list("organ_id", flat=True)


def public_report(organ_code: str, year: int, edition: int | None = None) -> AnnualReport:
    """A published report, in the edition that stands unless another one is named. Raises AnnualReport.DoesNotExist."""
    found = AnnualReport.objects.select_related("organ")
    wanted = {"superseded": False} if edition is None else {"edition": edition}
    return found.get(state=State.PUBLISHED, organ__code=organ_code, year=year, **wanted)


def previous_report(report: AnnualReport) -> AnnualReport | None:
    """Last year's report of the same organ, once it has been signed."""
    settled = AnnualReport.objects.filter(state__in=(State.SIGNED, State.APPROVED, State.PUBLISHED))
    return settled.filter(organ_id=report.organ_id, year=report.year - 1).order_by("-edition").first()


@dataclass(frozen=True)
class Due:
    """The last day on which the report is in time, and the rule that says so."""

    on: date
    version: Version


def due(of: Organ, year: int) -> Due | None:
    """By when the report on ``year`` is to be published (art. 49); None where the law names no day."""
    if of.level == Level.TOWNSHIP or of.kind == Kind.SUBDISTRICT:
        return due_by("township", year)
    return due_by("government" if of.kind == Kind.GOVERNMENT else "department", year)


def due_by(sort: str, year: int) -> Due | None:
    """The same for a sort of organs: ``township``, ``government`` or ``department``."""
    try:
        version = rule(f"report_dates.{sort}").on(date(year + 1, 1, 1))
    except NoRuleInForce:
        return None
    return Due(date(year + 1, version.value["month"], version.value["day"]), version)


def years_to_open(by: Actor) -> list[int]:
    """The years on which the person's organ may begin a report: last year and this year, if it has none yet."""
    begun = set(reports_of(by).values_list("year", flat=True))
    return [year for year in (today().year - 1, today().year) if year not in begun]


def todo(by: Actor) -> list[Todo]:
    """What waits for this person among the organ's annual reports."""
    if by.duty == Duty.REPORT_CLERK:
        return _of_the_clerk(by)
    if by.duty == Duty.SIGNER:
        count = reports_of(by).filter(state=State.IN_REVIEW).count()
        return [Todo(_("待审签的年度报告"), count, "workbench:annual_reports", "warning")]
    if by.duty == Duty.OFFICE_HEAD:
        count = reports_of(by).filter(state__in=TO_PUBLISH).count()
        return [Todo(_("待发布的年度报告"), count, "workbench:annual_reports", "info")]
    return []


def _of_the_clerk(by: Actor) -> list[Todo]:
    last_year = today().year - 1
    counts = reports_of(by).aggregate(
        last=Count("pk", filter=Q(year=last_year)),
        open=Count("pk", filter=Q(year__lte=last_year) & ~Q(state=State.PUBLISHED)),
        draft=Count("pk", filter=Q(state=State.DRAFT)),
        signed=Count("pk", filter=Q(state__in=TO_PUBLISH)),
    )
    owed = 0 if counts["last"] else 1
    return [
        Todo(
            _("%(year)d年度报告尚未开始编制") % {"year": last_year},
            owed,
            "workbench:annual_reports",
            _tone(by, last_year) if owed else "calm",
        ),
        Todo(
            _("填报中的年度报告"),
            counts["draft"],
            "workbench:annual_reports",
            _tone(by, last_year) if counts["open"] else "info",
        ),
        Todo(_("待发布的年度报告"), counts["signed"], "workbench:annual_reports", "info"),
    ]


def _tone(by: Actor, year: int) -> str:
    until = due(organ(by.organ_id or 0), year)
    return "danger" if until and until.on < today() else "warning"
