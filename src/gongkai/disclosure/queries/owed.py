"""What an organ still owes: looks after an emergency, answers to other organs, looks anew at its register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import (
    NORMATIVE_KINDS,
    Agreement,
    InformationItem,
    ItemVersion,
    Review,
    ReviewDebt,
)
from gongkai.disclosure.workflow import (
    FAILING,
    ON_ITS_WAY,
    AgreementState,
    State,
    Step,
    looks_at,
    owed_steps,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now, today

REASSESSMENT_SOON = 30  # days before; ours, the law names no interval
ANSWERING = (Duty.SIGNER, Duty.OFFICE_HEAD)
SCHEDULED = Q(state=State.SIGNED, publish_at__isnull=False)
SCHEDULE_REFUSED = Q(state=State.SIGNED) & ~Q(publish_refusal="")


@dataclass(frozen=True)
class Debt:
    """The looks that one version published at once still owes, those that were taken, and whether the limit has passed."""

    debt: ReviewDebt
    owed: tuple[Step, ...]
    looks: tuple[Review, ...]

    @property
    def late(self) -> bool:
        return self.debt.paid_at is None and self.debt.due_on < today()

    @property
    def failed(self) -> bool:
        """A look after the publication did not pass: what is public is to be withdrawn."""
        return any(look.result in FAILING for look in self.looks)


def open_debts(organ_id: int) -> QuerySet[ReviewDebt]:
    """What the organ published at once and nobody has looked at in full, the nearest limit first."""
    found = ReviewDebt.objects.filter(organ_id=organ_id, paid_at__isnull=True)
    return found.select_related("version__item", "organ").order_by("due_on", "pk")


def late_debts(organ_id: int) -> QuerySet[ReviewDebt]:
    """Those whose limit has passed."""
    return open_debts(organ_id).filter(due_on__lt=today())


def debts_of_item(item: InformationItem) -> list[Debt]:
    """Every version of the item that was published at once, the newest first, with what it owes."""
    found = ReviewDebt.objects.filter(version__item=item).select_related("version__item").order_by("-pk")
    return [_debt(one) for one in found]


def debt_of_version(version: ItemVersion) -> Debt | None:
    """The same of one version; None where it was published in the ordinary way."""
    found = ReviewDebt.objects.filter(version=version).select_related("version__item").first()
    return _debt(found) if found else None


def items_to_withdraw(organ_id: int) -> QuerySet[InformationItem]:
    """What was published at once and did not pass a look since: it is public and must not stay so."""
    failed = Review.objects.filter(
        item=OuterRef("pk"),
        version_number=OuterRef("current_version__number"),
        digest=OuterRef("current_version__digest"),
        at__gte=OuterRef("current_version__at"),
        result__in=FAILING,
    )
    at_once = ReviewDebt.objects.filter(organ_id=organ_id).values("version")
    # The sum keeps a database from beginning with the organ's many items: it is to begin with the few debts.
    of_organ = InformationItem.objects.alias(own=F("organ_id") + 0).filter(own=organ_id)
    found = of_organ.filter(Exists(failed), current_version__in=at_once)
    return found.select_related("organ", "column", "current_version").order_by("current_version__at", "pk")


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """What other organs ask the actor's organ to agree to, what waits for an answer first."""
    if actor.organ_id is None or actor.duty not in ANSWERING:
        return Agreement.objects.none()
    found = Agreement.objects.filter(organ_id=actor.organ_id, item__state__in=ON_ITS_WAY)
    waiting_first = Q(state=AgreementState.ASKED)
    return (
        found.select_related("item__organ", "item__column", "organ")
        .annotate(waits=waiting_first)
        .order_by("-waits", "-asked_at", "-pk")
    )


def asked_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Those of them that wait for an answer."""
    return agreements_of(actor).filter(state=AgreementState.ASKED)


def agreement_of(actor: Actor, pk: int) -> Agreement:
    """One of these. Raises Agreement.DoesNotExist."""
    return agreements_of(actor).get(pk=pk)


def content_asked_about(agreement: Agreement) -> InformationItem | None:
    """The content that the co-maker is asked about, and nothing else of the item; None while the lead changes it.

    The page shows only the content of what is answered here: no looks, no remarks, no history of the lead organ.
    """
    item = agreement.item
    return item if item.content_digest() == agreement.digest else None


def agreements_on(item: InformationItem) -> list[Agreement]:
    """The co-makers of an item and what they said, for the organ that leads."""
    return list(item.agreements.select_related("organ").order_by("pk"))


def register_of(organ_id: int) -> QuerySet[InformationItem]:
    """What the organ keeps back, by when it is to be looked at again (arts. 14-16, 18)."""
    found = InformationItem.objects.filter(organ_id=organ_id, state=State.RETAINED)
    return found.select_related("organ", "column", "current_version").order_by(
        F("reassess_by").asc(nulls_first=True), "pk"
    )


def items_to_reassess(organ_id: int) -> QuerySet[InformationItem]:
    """Those that are to be looked at again within a month, or should have been."""
    soon = today() + timedelta(days=REASSESSMENT_SOON)
    return register_of(organ_id).filter(Q(reassess_by__lte=soon) | Q(reassess_by__isnull=True))


def late_reassessments(organ_id: int) -> QuerySet[InformationItem]:
    """Those whose day has passed."""
    return register_of(organ_id).filter(reassess_by__lt=today())


def refused_schedules(organ_id: int) -> QuerySet[InformationItem]:
    """Signed items whose time came and which could not be published; each says why (``publish_refusal``)."""
    found = InformationItem.objects.filter(SCHEDULE_REFUSED, organ_id=organ_id)
    return found.select_related("organ", "column", "current_version").order_by("step_since", "pk")


def scheduled_items(organ_id: int) -> QuerySet[InformationItem]:
    """What will be published by itself, the next first."""
    found = InformationItem.objects.filter(SCHEDULED, organ_id=organ_id)
    return found.select_related("organ", "column", "current_version").order_by("publish_at", "pk")


def due_publications() -> QuerySet[InformationItem]:
    """Signed items everywhere whose time of publication has come."""
    return InformationItem.objects.filter(state=State.SIGNED, publish_at__lte=now()).order_by(
        "publish_at", "pk"
    )


def expired_documents() -> QuerySet[InformationItem]:
    """Public rules and normative documents everywhere whose last day is over and which nobody has ended."""
    return InformationItem.objects.filter(
        current_version__expires_on__lt=today(), ended_on__isnull=True, kind__in=NORMATIVE_KINDS
    ).order_by("pk")


def ended_notices() -> QuerySet[InformationItem]:
    """Public notices everywhere whose time is over."""
    return InformationItem.objects.filter(current_version__shown_until__lt=today()).order_by("pk")


def _debt(found: ReviewDebt) -> Debt:
    return Debt(found, tuple(owed_steps(found)), tuple(looks_at(found.version)))
