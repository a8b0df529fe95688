"""Figures for the annual report, each with the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import ItemVersion, Validity
from gongkai.disclosure.queries.standing import not_ended
from gongkai.foundation.moment import today
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
    answers for it now, so that a successor goes on counting what it took over. Expiry is no repeal. In a year that
    is not over yet they stand as they do today. What was made and awaits its day of effect is in force for this
    table: it leaves the sum by repeal or expiry only.
    """
    return {kind.value: _figures(organ, year, kind) for kind in (ItemKind.RULES, ItemKind.NORMATIVE)}


def _figures(organ: Organ, year: int, kind: ItemKind) -> NormativeFigures:
    last = min(date(year, 12, 31), max(date(year, 1, 1), today()))
    public = ItemVersion.objects.filter(current_of__isnull=False, kind=kind).select_related("item")
    public = public.order_by("formed_on", "pk")
    held = public.filter(item__organ_id=organ.pk)
    return NormativeFigures(
        made=public.filter(organ_id=organ.pk, formed_on__year=year),
        repealed=held.filter(
            item__validity=Validity.REPEALED, item__ended_on__year=year, item__ended_on__lte=last
        ),
        in_force=held.filter(not_ended(last), formed_on__lte=last),
    )
