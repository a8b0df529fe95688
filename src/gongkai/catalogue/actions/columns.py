"""Local columns: added, changed, closed; special columns that end by themselves; who answers for a column."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.catalogue.actions.keepers import CITE, only_keeper_of, only_local
from gongkai.catalogue.models import Block, Column, ItemKind, Origin
from gongkai.catalogue.queries.elements import shortest_postings, time_limits
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.organs.queries import all_organs

# What the keeper of a local column may decide; everything else follows from where it stands.
FIELDS = (
    "name",
    "description",
    "basis",
    "item_kind",
    "kinds",
    "shape",
    "update_interval",
    "time_limit",
    "shortest_posting",
    "audience",
    "five_disclosure",
    "opens_on",
    "closes_on",
)


@transaction.atomic
def add_column(*, by: Actor, organ_id: int | None, parent_code: str, name: str, **fields: Any) -> Column:
    """Add a local column under a standard one (the catalogue is kept up to date, art. 12).

    It is the organ's own; without an organ it is of the whole region, and the government adds it.
    """
    only_keeper_of(organ_id, by)
    parent = Column.objects.select_for_update().get(code=parent_code)
    if parent.block != Block.STATUTORY or parent.origin != Origin.NATIONAL:
        raise Refused(_("本机关的栏目只能设在“法定主动公开内容”的国家规定栏目之下。"), cite=CITE)
    fields.setdefault("item_kind", parent.item_kind)
    fields.setdefault("five_disclosure", parent.five_disclosure)
    added = _create(parent, organ_id, name=name, scope=parent.scope, **_sound(fields))
    after = told(added, ["name", *fields]) | {"parent": parent.code}
    record(added, "catalogue.add_column", by=by, cite=CITE, after=after)
    return added


@transaction.atomic
def open_special_column(
    *, by: Actor, organ_id: int | None, name: str, opens_on: date, closes_on: date, **fields: Any
) -> Column:
    """Open a column on one subject for a time (专栏): after its last day it goes to the archive by itself."""
    only_keeper_of(organ_id, by)
    if closes_on < today():
        raise Refused(_("截止日期已经过去，请填写今天或者以后的日期。"))
    _check_days(opens_on, closes_on)
    dates = {"opens_on": opens_on, "closes_on": closes_on}
    added = _create(None, organ_id, name=name, is_special=True, **_sound(fields), **dates)
    record(added, "catalogue.open_special_column", by=by, cite=CITE, after=told(added, ["name", *dates]))
    return added


@transaction.atomic
def change_column(column: Column, *, by: Actor, seen: int | None = None, **fields: Any) -> None:
    """Change what a local column is called, asks for and takes; ``fields`` are some of FIELDS."""
    _take(column, by, seen)
    fields = _sound(fields)
    _check_days(fields.get("opens_on", column.opens_on), fields.get("closes_on", column.closes_on))
    if column.is_special and not fields.get("closes_on", column.closes_on):
        raise Refused(_("专栏须有截止日期。"))
    if "name" in fields:
        _check_name(fields["name"], column.parent, column.organ_id, besides=column.pk)
    _write(column, "change_column", fields, by)


@transaction.atomic
def close_column(column: Column, *, by: Actor, on: date | None = None, seen: int | None = None) -> None:
    """Let this day (today) be the column's last; from the next one on it stands in the archive and is still read."""
    _take(column, by, seen)
    last = on or today()
    if last < today():
        raise Refused(_("不能倒填截止日期，请填写今天或者以后的日期。"))
    if column.archived:
        raise Refused(_("“%(name)s”已经归档。") % {"name": column.name})
    _check_days(column.opens_on, last)
    _write(column, "close_column", {"closes_on": last}, by)


@transaction.atomic
def reopen_column(column: Column, *, by: Actor, until: date | None = None, seen: int | None = None) -> None:
    """Open a column again that has ended or is about to, until this day; a special column needs one."""
    _take(column, by, seen)
    if column.closes_on is None:
        raise Refused(_("“%(name)s”没有截止日期，一直开放。") % {"name": column.name})
    if until is None and column.is_special:
        raise Refused(_("专栏须有截止日期，请填写新的截止日期。"))
    if until is not None and until < today():
        raise Refused(_("新的截止日期已经过去，请填写今天或者以后的日期。"))
    _write(column, "reopen_column", {"closes_on": until}, by)


@transaction.atomic
def name_owners(column: Column, *, by: Actor, organ_ids: Collection[int], seen: int | None = None) -> None:
    """Name the organs that alone answer for the column; none: every organ that the column is meant for."""
    if column.organ_id is not None:
        raise Refused(_("“%(name)s”是一个机关自己的栏目，由该机关负责。") % {"name": column.name})
    only_keeper_of(None, by)
    lock(column, seen=seen)
    before = list(column.owners.values_list("code", flat=True))
    column.owners.set(all_organs().filter(pk__in=organ_ids))
    after = list(column.owners.values_list("code", flat=True))
    column.revision += 1
    column.save(update_fields=["revision"])
    sides = {"before": {"owners": before}, "after": {"owners": after}}
    record(column, "catalogue.name_owners", by=by, cite=CITE, **sides)


def _take(column: Column, by: Actor, seen: int | None) -> None:
    only_keeper_of(column.organ_id, by)
    only_local(column)
    lock(column, seen=seen)


def _write(column: Column, act: str, fields: dict[str, Any], by: Actor) -> None:
    before = told(column, fields)
    for name, value in fields.items():
        setattr(column, name, value)
    column.revision += 1
    column.save(update_fields=["revision", *fields])
    record(column, f"catalogue.{act}", by=by, cite=CITE, before=before, after=told(column, fields))


def _create(parent: Column | None, organ_id: int | None, *, name: str, **fields: Any) -> Column:
    _check_name(name, parent, organ_id)
    siblings = Column.objects.filter(parent=parent, block=Block.STATUTORY)
    last = siblings.aggregate(last=Max("position"))["last"] or (parent.position if parent else 0)
    stem = f"{parent.code if parent else 'special'}-{organ_id or 'all'}"
    return Column.objects.create(
        code=_free_code(stem),
        name=name,
        block=Block.STATUTORY,
        parent=parent,
        position=last + 1,
        organ_id=organ_id,
        origin=Origin.LOCAL,
        **fields,
    )


def _free_code(stem: str) -> str:
    number = Column.objects.filter(code__startswith=f"{stem}-").count() + 1
    return f"{stem}-{number}"


def _sound(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, if a keeper may decide them and they say something possible."""
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not for the keeper of a column to decide: {sorted(unknown)}")
    if fields.get("time_limit") and fields["time_limit"] not in dict(time_limits()):
        raise Refused(_("所选公开时限不在法律规定的期限之内，请重新选择。"))
    if fields.get("shortest_posting") and fields["shortest_posting"] not in dict(shortest_postings()):
        raise Refused(_("所选最短公示时间不在法律规定之内，请重新选择。"))
    kinds, kind = fields.get("kinds"), fields.get("item_kind")
    if kinds and kind and kind not in kinds:
        label = ItemKind(kind).label
        raise Refused(_("默认的信息类别“%(kind)s”不在可以发布的类别之内，请一并选上。") % {"kind": label})
    _check_days(fields.get("opens_on"), fields.get("closes_on"))
    return fields


def _check_days(opens_on: date | None, closes_on: date | None) -> None:
    if opens_on and closes_on and closes_on < opens_on:
        raise Refused(_("截止日期早于开放日期，请核对。"))


def _check_name(name: str, parent: Column | None, organ_id: int | None, besides: int = 0) -> None:
    same = Column.objects.filter(parent=parent, block=Block.STATUTORY, name=name).exclude(pk=besides)
    taken = any(one.organ_id in (None, organ_id) for one in same)
    if taken:
        above = parent.name if parent else str(Block.STATUTORY.label)
        raise Refused(_("“%(parent)s”之下已有名为“%(name)s”的栏目。") % {"parent": above, "name": name})
