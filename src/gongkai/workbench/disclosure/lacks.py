"""What a draft still lacks before it can be handed in, said while it is written and not after the last click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import Column, Shape, elements_of
from gongkai.catalogue.queries.values import value_problems
from gongkai.disclosure.queries import InformationItem, limit_element, limit_event
from gongkai.disclosure.workflow import REQUIRED, WORKFLOW
from gongkai.disclosure.workflow.checks import complete
from gongkai.foundation.ledger import Actor
from gongkai.foundation.wording import in_words
from gongkai.interpretation.queries import reasons_against_submission
from gongkai.workbench.disclosure.drafting_elements import PREFIX, chosen_column


@dataclass(frozen=True)
class Need:
    """A field that must be filled in, and whether it is."""

    name: str
    label: str
    is_met: bool


@dataclass(frozen=True)
class Way:
    """A page where something that stands against handing in is dealt with."""

    address: str
    label: Any


@dataclass(frozen=True)
class Lacks:
    """The fields that handing in needs, what else stands against it, and the pages on which that is dealt with."""

    needs: tuple[Need, ...]
    reasons: tuple[str, ...]
    ways: tuple[Way, ...] = ()


def lacks_of(item: InformationItem | None, by: Actor, typed: Mapping[str, Any]) -> Lacks:
    """Of a draft that is stored, or of one that is only ``typed`` yet."""
    column = item.column if item else chosen_column(typed.get("column_id"))
    values = item.elements if item else _elements_of(typed)
    elements = elements_of(column.pk) if column and column.shape != Shape.TABLE else []
    problems = value_problems(elements, values)
    needs = [
        *(
            Need(name, _label(name), bool(getattr(item, name) if item else typed.get(name)))
            for name in _names(column)
        ),
        *(Need(PREFIX + one.code, one.name, one.code not in problems) for one in elements if one.required),
    ]
    if column and column.shape == Shape.TABLE:
        needs.append(Need("table", _label("sheet"), bool(item and item.sheet_id)))
    if day := _day_of_limit(item, column, typed):
        needs.append(day)
    unread = [text for code, text in problems.items() if values.get(code)]
    if item is None:
        return Lacks(tuple(needs), tuple(unread))
    told = str(complete(item, by) or "")
    is_said = unread or not all(need.is_met for need in needs)
    against = [one for one in WORKFLOW.reasons_against(item, "submit", by) if not (is_said and one == told)]
    uninterpreted = reasons_against_submission(item)
    ways = _ways(item, found=bool(item.findings().blocking()), uninterpreted=bool(uninterpreted))
    return Lacks(tuple(needs), (*against, *uninterpreted, *unread), ways)


def _ways(item: InformationItem, *, found: bool, uninterpreted: bool) -> tuple[Way, ...]:
    findings = Way(reverse("workbench:item_findings", args=[item.pk]), _("逐处遮盖或者写明保留的理由"))
    interpret = Way(reverse("workbench:interpreted_policy", args=[item.pk]), _("起草解读或者制定解读方案"))
    return (*([findings] if found else []), *([interpret] if uninterpreted else []))


def _day_of_limit(
    item: InformationItem | None, column: Column | None, typed: Mapping[str, Any]
) -> Need | None:
    """The day of the approval or receipt from which the limit runs, where no element says it; of what was public none."""
    if item and item.version_count:
        return None
    kind = item.kind if item else typed.get("kind") or (column.item_kind if column else "")
    event = None if limit_element(column, kind) else limit_event(column, kind)
    told = item.limit_from if item else typed.get("limit_from")
    return Need("limit_from", in_words(event), bool(told)) if event else None


def _names(column: Column | None) -> list[str]:
    """The summary is taken from the text or the elements where nobody writes one; only an article needs a text."""
    needless = {"summary"} if column is None or column.shape == Shape.TEXT else {"summary", "body"}
    return [name for name in REQUIRED if name not in needless]


def _label(name: str) -> str:
    return str(InformationItem._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _elements_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(PREFIX): value for name, value in typed.items() if name.startswith(PREFIX)}
