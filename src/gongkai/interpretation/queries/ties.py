"""Which interpretation belongs to which document, at the desk and in public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.catalogue.queries import Audience
from gongkai.disclosure.queries import InformationItem, ItemVersion
from gongkai.interpretation.models import Interpretation, Plan


def interpretations_at_work(policy: InformationItem) -> list[Interpretation]:
    """What interprets this document, at any stage of its life."""
    return list(_with_items().filter(policy=policy.pk))


def ties_seen_by(organ_id: int, policy: InformationItem) -> list[Interpretation]:
    """What interprets this document, as far as this organ may see it: its own at any stage, the others' once public."""
    seen = Q(item__organ=organ_id) | Q(item__current_version__column__audience=Audience.PUBLIC)
    return list(_with_items().select_related("item__current_version").filter(seen, policy=policy.pk))


def tie_of(item: InformationItem) -> Interpretation | None:
    """What this item interprets, if it is an interpretation."""
    return _with_items().filter(item=item.pk).first()


def ties_around(item: InformationItem) -> list[Interpretation]:
    """Every tie in which the item is either side, in one question."""
    return list(_with_items().filter(Q(item=item.pk) | Q(policy=item.pk)))


def plans_of(policy: InformationItem) -> QuerySet[Plan]:
    """Every plan for this document, the given-up ones too, each with what fulfils it."""
    return Plan.objects.filter(policy=policy.pk).select_related("fulfilment__item")


def open_plans(policy: InformationItem) -> QuerySet[Plan]:
    """The plans that hold and are not fulfilled in public yet, by day."""
    return plans_of(policy).filter(
        Q(fulfilment__isnull=True) | Q(fulfilment__item__current_version__isnull=True), dropped_reason=""
    )


def interpretations_of(item: int | Any) -> list[Interpretation]:
    """The public interpretations of a document, the oldest first; ``item`` is the item or its key."""
    return public_interpretations([_key(item)]).get(_key(item), [])


def policy_of(item: int | Any) -> ItemVersion | None:
    """The public version of the document that this item interprets; None without one, or once it was withdrawn."""
    tie = _public().filter(item=_key(item)).select_related("policy__current_version__organ").first()
    return tie.policy.current_version if tie else None


def policy_tie(item: int | Any) -> Interpretation | None:
    """The same with the tie itself: the form and the interpreter, and the document with its validity."""
    rows = _public().select_related(
        "policy__current_version__organ", "policy__successor__current_version", "item", "drafting_organ"
    )
    return rows.filter(item=_key(item)).first()


def public_interpretations(policies: Collection[int]) -> dict[int, list[Interpretation]]:
    """For each of these documents by key: what interprets it in public; in one question for a whole list."""
    found: defaultdict[int, list[Interpretation]] = defaultdict(list)
    rows = _public().filter(policy__in=policies).select_related("item__current_version", "drafting_organ")
    for tie in rows.order_by("item__published_at", "pk"):
        found[tie.policy_id].append(tie)
    return dict(found)


def _public() -> QuerySet[Interpretation]:
    """Ties whose interpretation is public; long texts stay where they are."""
    texts = ("item__body", "item__current_version__body", "policy__body", "policy__current_version__body")
    shown = Interpretation.objects.filter(item__current_version__column__audience=Audience.PUBLIC)
    return shown.defer(*texts)


def _with_items() -> QuerySet[Interpretation]:
    return Interpretation.objects.select_related("item", "policy", "plan", "drafting_organ").order_by("pk")


def _key(item: int | Any) -> int:
    return item if isinstance(item, int) else int(getattr(item, "item_id", item.pk))
