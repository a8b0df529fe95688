"""The year's reports of all organs of an office: who owes, where each stands, what is late (art. 49; rulebook B-08, B-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports.models import AnnualReport, Campaign, Owed, Reminder
from gongkai.annual_reports.queries.reports import HEAVY, Due, due_by
from gongkai.annual_reports.workflow import MAKERS, CampaignState, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.organs.queries import Kind, Level, Organ, organ, subtree


class Standing(models.TextChoices):
    """Where the report of an organ stands."""

    NOT_BEGUN = "not_begun", _("未开始")
    FILLING = "filling", _("填报中")
    RETURNED = "returned", _("已退回")
    IN_REVIEW = "in_review", _("本机关审签中")
    SUBMITTED = "submitted", _("已报送")
    APPROVED = "approved", _("已审核")
    PUBLISHED = "published", _("已发布")
    ELSEWHERE = "elsewhere", _("由承接机关编制")
    EXEMPT = "exempt", _("不需编制")


# Never by colour alone: the words stand beside.
TONES = {
    Standing.NOT_BEGUN: "warning",
    Standing.FILLING: "info",
    Standing.RETURNED: "warning",
    Standing.IN_REVIEW: "info",
    Standing.SUBMITTED: "info",
    Standing.APPROVED: "info",
    Standing.PUBLISHED: "good",
    Standing.ELSEWHERE: "calm",
    Standing.EXEMPT: "calm",
}
SETTLED = (Standing.PUBLISHED, Standing.ELSEWHERE, Standing.EXEMPT)


@dataclass(frozen=True)
class Latest:
    """The last days that the law allows, by the kind of organ."""

    department: Due | None
    government: Due | None


def latest_dates(year: int) -> Latest:
    """By when the reports on ``year`` are owed by law at the latest."""
    return Latest(due_by("department", year), due_by("government", year))


def due_in(campaign: Campaign, maker: Organ) -> date:
    """The day by which this organ has to publish, as the campaign says."""
    own = maker.pk == campaign.organ_id
    by_government = maker.kind == Kind.GOVERNMENT and (own or maker.level != Level.TOWNSHIP)
    return campaign.government_due if by_government else campaign.department_due


def organs_owing(competent: Organ, year: int) -> list[Organ]:
    """The organs whose reports on ``year`` this office gathers: its government's own, and the governments below it.

    An organ that existed on any day of the year is there, also when it ended since (B-09). What lies under a
    government below is gathered by that government's own office.
    """
    below = subtree(competent).filter(Q(existed_from__isnull=True) | Q(existed_from__lte=date(year, 12, 31)))
    there = below.filter(Q(existed_to__isnull=True) | Q(existed_to__gte=date(year, 1, 1)))
    found: list[Organ] = []
    others: list[str] = []
    for one in there.order_by("path"):
        if any(one.path.startswith(path) for path in others):
            continue
        found.append(one)
        if one.kind == Kind.GOVERNMENT and one.pk != competent.pk:
            others.append(one.path)
    return found


def campaigns_of(by: Actor) -> QuerySet[Campaign]:
    """The years that this person's office opened, the newest first."""
    found = Campaign.objects.filter(organ_id=by.organ_id) if by.organ_id else Campaign.objects.none()
    return found.select_related("organ").order_by("-year")


def campaign_of(by: Actor, year: int) -> Campaign:
    """Raises Campaign.DoesNotExist."""
    return campaigns_of(by).get(year=year)


def open_campaigns() -> QuerySet[Campaign]:
    """Those that are not closed."""
    return Campaign.objects.filter(state=CampaignState.OPEN).select_related("organ").order_by("pk")


def may_gather(by: Actor) -> bool:
    """Whether this person heads an office with organs below it."""
    if by.duty != Duty.OFFICE_HEAD or by.organ_id is None:
        return False
    return not organ(by.organ_id).is_leaf()


def board(campaign: Campaign) -> QuerySet[Any]:
    """Every organ with ``standing``, ``late``, ``published_on`` and the key of its ``report``, in the order of the tree."""
    newest = (
        AnnualReport.objects.filter(organ_id=OuterRef("maker_id"), year=campaign.year)
        .order_by("-edition")
        .values
    )
    first = AnnualReport.objects.filter(
        organ_id=OuterRef("maker_id"), year=campaign.year, state=State.PUBLISHED
    ).order_by("edition")
    owed: QuerySet[Any] = campaign.owed.select_related("organ", "maker", "campaign")
    shown = owed.annotate(
        report=Subquery(newest("pk")[:1]),
        report_state=Subquery(newest("state")[:1]),
        report_returned=Subquery(newest("returned_because")[:1]),
        published_at=Subquery(first.values("published_at")[:1]),
    )
    shown = shown.annotate(standing=_standing())
    return shown.annotate(late=_late()).order_by("organ__path")


def _standing() -> Case:
    def when(standing: Standing, **what: Any) -> When:
        return When(Q(**what), then=Value(standing.value))

    return Case(
        When(~Q(exempt_because=""), then=Value(Standing.EXEMPT.value)),
        When(~Q(maker_id=F("organ_id")), then=Value(Standing.ELSEWHERE.value)),
        # While an edition is mended the one before it stays public.
        when(Standing.PUBLISHED, published_at__isnull=False),
        when(Standing.NOT_BEGUN, report_state__isnull=True),
        when(Standing.APPROVED, report_state=State.APPROVED),
        when(Standing.SUBMITTED, report_state=State.SIGNED),
        when(Standing.IN_REVIEW, report_state=State.IN_REVIEW),
        When(~Q(report_returned=""), then=Value(Standing.RETURNED.value)),
        default=Value(Standing.FILLING.value),
        output_field=models.CharField(),
    )


def _late() -> Case:
    on = today()
    waits = ~Q(standing__in=[one.value for one in SETTLED])
    return Case(
        When(waits & Q(due_on__lt=on), then=Value(True)),
        When(Q(standing=Standing.PUBLISHED.value, published_at__date__gt=F("due_on")), then=Value(True)),
        default=Value(False),
        output_field=models.BooleanField(),
    )


def standings(campaign: Campaign) -> dict[str, int]:
    """How many organs stand where, and under ``late`` how many are late."""
    counts: dict[str, int] = dict.fromkeys((one.value for one in Standing), 0) | {"late": 0}
    for standing, late, n in (
        board(campaign).order_by().values_list("standing", "late").annotate(n=Count("pk"))
    ):
        counts[standing] += n
        counts["late"] += n if late else 0
    return counts


def unpublished(campaign: Campaign) -> QuerySet[Owed]:
    """Those that still owe a published report and make it themselves."""
    published = AnnualReport.objects.filter(
        organ_id=OuterRef("maker_id"), year=campaign.year, state=State.PUBLISHED
    )
    own = Owed.objects.filter(campaign=campaign, exempt_because="", maker_id=F("organ_id"))
    return own.exclude(Exists(published)).select_related("organ", "maker", "campaign").order_by("organ__path")


def published_of(campaign: Campaign) -> dict[int, AnnualReport]:
    """The public report of each organ that makes one, by the key of the organ."""
    makers = campaign.owed.values("maker_id")
    found = AnnualReport.objects.filter(
        organ_id__in=makers, year=campaign.year, state=State.PUBLISHED, superseded=False
    )
    return {one.organ_id: one for one in found.defer(*HEAVY)}


def mended_since(campaign: Campaign) -> QuerySet[Owed]:
    """Of a closed year, those whose public report is another than the one that was kept."""
    present = AnnualReport.objects.filter(
        organ_id=OuterRef("maker_id"), year=campaign.year, state=State.PUBLISHED, superseded=False
    )
    kept = campaign.owed.exclude(digest="").annotate(present=Subquery(present.values("digest")[:1]))
    return kept.exclude(present=F("digest")).select_related("organ", "maker").order_by("organ__path")


def owed_of(campaign: Campaign, pk: int) -> Owed:
    """Raises Owed.DoesNotExist."""
    return Owed.objects.select_related("campaign__organ", "organ", "maker").get(campaign=campaign, pk=pk)


def owed_by(by: Actor, year: int) -> Owed | None:
    """What the competent office asks of this person's organ for that year."""
    if by.organ_id is None:
        return None
    found = Owed.objects.filter(organ_id=by.organ_id, campaign__year=year, exempt_because="")
    return found.select_related("campaign__organ").order_by("-campaign_id").first()


def unit_report(owed: Owed) -> AnnualReport | None:
    """The newest edition of what this organ owes, as far as its makers have come; None before they begin."""
    found = AnnualReport.objects.filter(organ_id=owed.maker_id, year=owed.campaign.year)
    return found.select_related("organ").order_by("-edition").first()


def unread_reminders(by: Actor) -> QuerySet[Reminder]:
    """What those who make the report of this organ have not read, the newest first; nothing for anybody else."""
    if by.duty not in MAKERS or by.organ_id is None:
        return Reminder.objects.none()
    found = Reminder.objects.filter(owed__maker_id=by.organ_id, read_at__isnull=True)
    return found.select_related("owed__campaign__organ", "owed__organ").order_by("-pk")
