"""What the desk asks: which documents wait for an interpretation, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.queries import Audience, Column, ItemKind, all_columns, may_hold
from gongkai.disclosure.queries import DUTIES, InformationItem, ItemVersion, State, not_ended, public_items
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.todo import Todo
from gongkai.interpretation.models import Interpretation, Plan
from gongkai.interpretation.queries.duties import overdue_since, red_line
from gongkai.law.rulebook import rule
from gongkai.organs.queries import Organ

READERS = DUTIES
WAKEFUL = (Duty.SUBMITTER, Duty.OFFICE_HEAD)
# Added to an organ's key: a database then begins with the few plans and ties, not with the organ's many items.
SMALL_FIRST = 0


@dataclass(frozen=True)
class Waiting:
    """A public document without a public interpretation: until when one must follow, and whether that is over."""

    policy: ItemVersion
    due_on: date | None

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


def policy_for(actor: Actor, pk: int) -> InformationItem:
    """A document that this person may see interpreted: of the own organ, or public. Raises DoesNotExist.

    Another organ's document is what the public sees of it: what is being changed there stays inside.
    """
    if actor.organ_id is None or actor.duty not in READERS:
        raise InformationItem.DoesNotExist
    seen = Q(organ_id=actor.organ_id) | Q(current_version__column__audience=Audience.PUBLIC)
    found = InformationItem.objects.filter(seen).exclude(kind=ItemKind.INTERPRETATION)
    return _as_seen(found.select_related("organ", "column", "current_version").get(pk=pk), actor.organ_id)


def tie_for(actor: Actor, pk: int) -> Interpretation:
    """A tie whose interpretation is of the own organ. Raises Interpretation.DoesNotExist."""
    rows = Interpretation.objects.select_related(
        "item", "policy__organ", "policy__current_version", "drafting_organ", "plan"
    )
    tie = rows.get(pk=pk, item__organ_id=actor.organ_id or 0)
    _as_seen(tie.policy, tie.item.organ_id)
    return tie


def plan_for(actor: Actor, pk: int) -> Plan:
    """A plan for a document of the own organ. Raises Plan.DoesNotExist."""
    return Plan.objects.select_related("policy").get(pk=pk, policy__organ_id=actor.organ_id or 0)


def column_for(organ: Organ) -> Column | None:
    """The column in which interpretations of this organ stand; None where the catalogue has none for it."""
    rows = all_columns().filter(item_kind=ItemKind.INTERPRETATION, takes_items=True)
    return next((one for one in rows if may_hold(one.pk, organ)), None)


def loose_drafts(organ_id: int) -> QuerySet[InformationItem]:
    """Interpretations of this organ that are not tied to a document yet."""
    tied = Interpretation.objects.filter(item=OuterRef("pk"))
    rows = InformationItem.objects.filter(organ_id=organ_id, kind=ItemKind.INTERPRETATION)
    return rows.exclude(state__in=[State.WITHDRAWN, State.RETAINED]).exclude(Exists(tied)).order_by("-pk")


def awaiting(organ_id: int | None = None) -> QuerySet[ItemVersion]:
    """Public documents that must be interpreted and are not, the longest waiting first.

    What is no longer in force needs no explaining any more.
    """
    asked = rule("interpretation.kinds").on(today())
    interpreted = Interpretation.objects.filter(policy=OuterRef("item"), item__current_version__isnull=False)
    found = public_items().filter(kind__in=asked.value, formed_on__gte=asked.since)
    found = found.filter(not_ended(today())).exclude(Exists(interpreted))
    if organ_id is not None:
        found = found.filter(item__in=_of_these_kinds(organ_id, asked.value))
    return found.defer("body", "item__body").order_by("first_published_at", "pk")


def overdue(organ_id: int | None = None) -> QuerySet[ItemVersion]:
    """Those of them that are over the red line (F-04)."""
    return awaiting(organ_id).filter(first_published_at__date__lte=overdue_since())


def waiting(version: ItemVersion) -> Waiting:
    """A document that waits, with its red line."""
    line = red_line(timezone.localdate(version.first_published_at))
    return Waiting(version, line.ends if line else None)


def overdue_plans(organ_id: int) -> QuerySet[Plan]:
    """The plans of this organ whose day has passed without an interpretation in public."""
    unkept = Q(fulfilment__isnull=True) | Q(fulfilment__item__current_version__isnull=True)
    rows = Plan.objects.filter(unkept, dropped_reason="", planned_on__lt=today())
    rows = rows.alias(own=F("policy__organ_id") + SMALL_FIRST).filter(own=organ_id)
    return rows.select_related("policy").order_by("planned_on", "pk")


def orphans(organ_id: int) -> QuerySet[Interpretation]:
    """Public interpretations of this organ whose document was withdrawn, and nobody has said what becomes of them."""
    rows = Interpretation.objects.filter(
        item__current_version__isnull=False, policy__current_version__isnull=True, kept_reason=""
    )
    rows = rows.alias(own=F("item__organ_id") + SMALL_FIRST).filter(own=organ_id)
    return rows.select_related("item", "policy").order_by("pk")


def todo(actor: Actor) -> list[Todo]:
    """What waits for those who answer for interpretation; lines without any are left out."""
    if actor.duty not in WAKEFUL or actor.organ_id is None:
        return []
    over = Q(first_published_at__date__lte=overdue_since())
    told = awaiting(actor.organ_id).aggregate(all=Count("pk"), late=Count("pk", filter=over))
    page = "workbench:interpretation"
    lines = [
        Todo(_("已公开、逾期未解读的文件"), told["late"], page, "danger", "show=waiting"),
        Todo(_("已公开、待解读的文件"), told["all"] - told["late"], page, "warning", "show=waiting"),
        Todo(_("逾期未完成的解读方案"), overdue_plans(actor.organ_id).count(), page, "danger", "show=plans"),
        Todo(_("文件已撤回、待处理的解读"), orphans(actor.organ_id).count(), page, "warning", "show=orphans"),
    ]
    return [line for line in lines if line.count]


def _of_these_kinds(organ_id: int, kinds: Collection[str]) -> QuerySet[InformationItem, Any]:
    """The organ's items whose public version may be of these kinds, without reading all that it has.

    What is simply public is of the kind of its version; only a copy at work may be of another one already.
    """
    items = InformationItem.objects.filter(organ_id=organ_id).order_by().values("pk")
    at_work = [state for state in State if state != State.PUBLISHED]
    return items.filter(kind__in=kinds).union(items.filter(state__in=at_work))


def _as_seen(policy: InformationItem, organ_id: int) -> InformationItem:
    """The document with the words of its public version, unless it is this organ's; not to be saved."""
    if policy.organ_id != organ_id and policy.current_version is not None:
        for name in ("title", "document_number", "theme"):
            setattr(policy, name, getattr(policy.current_version, name))
    return policy
