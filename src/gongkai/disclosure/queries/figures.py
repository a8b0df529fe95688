"""Figures for the annual report, each with the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import ItemVersion, Validity
from gongkai.organs.queries import Organ


@dataclass(frozen=True)
class NormativeFigures:
    """One row of table 2, art. 20(1): each figure is ``.count()`` of the documents it stands for."""

    made: QuerySet[ItemVersion]
    repealed: QuerySet[ItemVersion]
    in_force: QuerySet[ItemVersion]


def normative_documents_figures(organ: Organ, year: int) -> dict[str, NormativeFigures]:
    """``rules`` (规章) and ``normative`` (行政规范性文件): made and repealed in ``year``, in force at its end.

    What was made counts for the organ that published it; what is repealed or in force for the organ that
    answers for it now, so that a successor goes on counting what it took over. Expiry is no repeal.
    """
    return {kind.value: _figures(organ, year, kind) for kind in (ItemKind.RULES, ItemKind.NORMATIVE)}


def _figures(organ: Organ, year: int, kind: ItemKind) -> NormativeFigures:
    last = date(year, 12, 31)
    public = ItemVersion.objects.filter(current_of__isnull=False, kind=kind).select_related("item")
    public = public.order_by("formed_on", "pk")
    held = public.filter(item__organ_id=organ.pk)
    lasting = Q(item__ended_on__isnull=True) | Q(item__ended_on__gt=last)
    return NormativeFigures(
        made=public.filter(organ_id=organ.pk, formed_on__year=year),
        repealed=held.filter(item__validity=Validity.REPEALED, item__ended_on__year=year),
        in_force=held.filter(lasting, formed_on__lte=last),
    )
