"""The policy library (政策文件库): every public policy document, to be narrowed and leafed through (H-04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.catalogue.queries import Column, ItemKind, all_columns
from gongkai.disclosure.queries import InformationItem, ItemVersion, public_items, standing_as
from gongkai.foundation.moment import today

POLICY_KINDS = (ItemKind.RULES, ItemKind.NORMATIVE)
# 法规、规章和规范性文件, with 其他政策文件 below it.
POLICY_COLUMN = "20.1"
KEYS = ("-first_published_at", "-pk")
# In a list only what a row shows.
UNLISTED = (
    "body",
    "item__body",
    "item__successor__body",
    "item__successor__current_version__body",
    "elements",
    "item__elements",
)


@dataclass(frozen=True)
class Wanted:
    """How the library is narrowed; what is empty does not narrow. ``year`` is that of the document's date.

    ``status`` is a :class:`gongkai.disclosure.queries.Force`.
    """

    status: str = ""
    theme: str = ""
    organ_id: int | None = None
    year: int | None = None
    words: str = ""


def policy_library(wanted: Wanted = Wanted()) -> QuerySet[ItemVersion]:
    """The public policy documents, the newest first (order ``KEYS``), each with its successor."""
    found = public_items().filter(_policies()).exclude(kind=ItemKind.INTERPRETATION)
    if wanted.status:
        found = found.filter(standing_as(wanted.status))
    if wanted.theme:
        # A class of the first level holds those below it; their codes begin with its own.
        found = found.filter(theme__startswith=wanted.theme)
    if wanted.organ_id is not None:
        found = found.filter(organ_id=wanted.organ_id)
    if wanted.year is not None:
        found = found.filter(formed_on__year=wanted.year)
    for word in wanted.words.split():
        found = found.filter(_holds(word))
    return found.select_related("item__successor__current_version").defer(*UNLISTED)


def policy_years() -> list[int]:
    """The years from the oldest document in the library to this one, the latest first."""
    oldest = policy_library().order_by("formed_on").values_list("formed_on", flat=True).first()
    return list(range(today().year, oldest.year - 1, -1)) if oldest else []


def is_policy(item: InformationItem | ItemVersion) -> bool:
    """Whether the item belongs into the library: by its kind, or by its column and those above it."""
    if item.kind in POLICY_KINDS:
        return True
    return item.kind != ItemKind.INTERPRETATION and POLICY_COLUMN in _line(item.column)


def _policies() -> Q:
    """Of these kinds, or in the column or within two levels below it."""
    above = Q(code=POLICY_COLUMN) | Q(parent__code=POLICY_COLUMN) | Q(parent__parent__code=POLICY_COLUMN)
    return Q(kind__in=POLICY_KINDS) | Q(column__in=all_columns().filter(above).order_by().values("pk"))


def _line(column: Column | None) -> Iterator[str]:
    while column is not None:
        yield column.code
        column = column.parent


def _holds(word: str) -> Q:
    return (
        Q(title__icontains=word)
        | Q(document_number__icontains=word)
        | Q(keywords__icontains=word)
        | Q(organ__name__icontains=word)
        | Q(organ__short_name__icontains=word)
        | Q(item__index_number__iexact=word)
    )
