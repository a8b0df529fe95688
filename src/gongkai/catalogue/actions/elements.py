"""What a column asks of its items: local elements beside the national ones."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.catalogue.actions.keepers import CITE, only_keeper_of
from gongkai.catalogue.models import Column, Element, ElementKind, Origin
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused, lock, told

# The kind is not among them: what was filled in as a day is no number afterwards.
CHANGEABLE = ("name", "required", "audience", "choices", "unit", "description", "position")
FEWEST_CHOICES = 2


@transaction.atomic
def add_element(column: Column, *, by: Actor, name: str, kind: str, **fields: Any) -> Element:
    """Have the column ask for one thing more; on a national column only the government's office may."""
    only_keeper_of(column.organ_id, by)
    column = Column.objects.select_for_update().get(pk=column.pk)
    _check(column, {"name": name, "kind": kind, **fields})
    there = column.elements.all()
    last = there.aggregate(last=Max("position"))["last"] or 0
    added = Element.objects.create(
        column=column,
        code=f"local-{there.filter(origin=Origin.LOCAL).count() + 1}",
        name=name,
        kind=kind,
        origin=Origin.LOCAL,
        **({"position": last + 1} | fields),
    )
    after = told(added, ["name", "kind", *fields]) | {"column": column.code}
    record(added, "catalogue.add_element", by=by, cite=CITE, after=after)
    return added


@transaction.atomic
def change_element(element: Element, *, by: Actor, seen: int | None = None, **fields: Any) -> None:
    """Change how a local element is called and asked for; ``fields`` are some of CHANGEABLE."""
    _take(element, by, seen)
    if unknown := set(fields) - set(CHANGEABLE):
        raise TypeError(f"not changeable: {sorted(unknown)}")
    _check(element.column, {"kind": element.kind, "choices": element.choices, **fields}, besides=element.pk)
    _write(element, "change_element", fields, by)


@transaction.atomic
def drop_element(element: Element, *, by: Actor, seen: int | None = None) -> None:
    """Ask for a local element no longer: it is retired, and items that have it filled in keep what they say."""
    _take(element, by, seen)
    _write(element, "drop_element", {"retired": True}, by)


def _take(element: Element, by: Actor, seen: int | None) -> None:
    only_keeper_of(element.column.organ_id, by)
    if element.origin == Origin.NATIONAL:
        raise Refused(_("“%(name)s”是国家规定的要素，不能修改或者停用。") % {"name": element.name}, cite=CITE)
    lock(element, seen=seen)
    if element.retired:
        raise Refused(_("“%(name)s”已经停用。") % {"name": element.name})


def _check(column: Column, fields: dict[str, Any], besides: int = 0) -> None:
    same = column.elements.filter(name=fields.get("name"), retired=False).exclude(pk=besides)
    if same.exists():
        raise Refused(_("本栏目已有名为“%(name)s”的要素。") % {"name": fields["name"]})
    if fields["kind"] == ElementKind.CHOICE and len(fields.get("choices") or ()) < FEWEST_CHOICES:
        raise Refused(_("单选要素至少要有两个选项，每行写一个。"))


def _write(element: Element, act: str, fields: dict[str, Any], by: Actor) -> None:
    before = told(element, fields)
    for name, value in fields.items():
        setattr(element, name, value)
    element.revision += 1
    element.save(update_fields=["revision", *fields])
    after = told(element, fields) | {"column": element.column.code}
    record(element, f"catalogue.{act}", by=by, cite=CITE, before=before, after=after)
