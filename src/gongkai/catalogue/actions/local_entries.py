"""One local entry of a standard catalogue at a time: added, changed, retired. National entries stay as they are."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.catalogue.actions.keepers import CITE, only_keeper_of
from gongkai.catalogue.models import Origin, StandardEntry
from gongkai.catalogue.queries.entries import COMPARED
from gongkai.catalogue.queries.fields import GrassrootsField
from gongkai.catalogue.queries.limits import parsed_limit
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused, lock, told

MATTER = ("first_level", "second_level")
ASKED = (*MATTER, *COMPARED, "edition")


@transaction.atomic
def add_entry(field: GrassrootsField, *, by: Actor, **asked: Any) -> StandardEntry:
    """Add a local entry to the standard catalogue of a field; ``asked`` are the fields named in ASKED."""
    only_keeper_of(None, by)
    entry = StandardEntry(field=field.code, origin=Origin.LOCAL)
    local = StandardEntry.objects.filter(field=field.code, origin=Origin.LOCAL)
    entry.position = (local.aggregate(last=Max("position"))["last"] or 0) + 1
    _write(entry, asked)
    record(entry, "catalogue.add_entry", by=by, cite=CITE, after={"field": field.code} | told(entry, asked))
    return entry


@transaction.atomic
def change_entry(entry: StandardEntry, *, by: Actor, seen: int | None = None, **asked: Any) -> None:
    """Change what a local entry says; the column that it stands in stays."""
    _take(entry, by, seen)
    before = told(entry, asked)
    entry.revision += 1
    _write(entry, asked)
    record(entry, "catalogue.change_entry", by=by, cite=CITE, before=before, after=told(entry, asked))


@transaction.atomic
def retire_entry(entry: StandardEntry, *, by: Actor, seen: int | None = None) -> None:
    """Use a local entry no longer: it is neither listed nor exported; the columns made for it stay."""
    _take(entry, by, seen)
    _turn(entry, "retire_entry", by)


@transaction.atomic
def restore_entry(entry: StandardEntry, *, by: Actor, seen: int | None = None) -> None:
    """Use a retired entry again."""
    _take(entry, by, seen, retired=True)
    if same := _same_as(entry):
        raise Refused(_("已有内容相同的事项“%(name)s”，不需要恢复。") % {"name": same}, cite=CITE)
    _turn(entry, "restore_entry", by)


def _take(entry: StandardEntry, by: Actor, seen: int | None, *, retired: bool = False) -> None:
    only_keeper_of(None, by)
    if entry.origin == Origin.NATIONAL:
        raise Refused(
            _("“%(name)s”是国家标准目录的事项，不能修改或者停用；可以另外增设本地事项。") % {"name": entry},
            cite=CITE,
        )
    lock(entry, seen=seen)
    if entry.retired != retired:
        reason = _("“%(name)s”已经停用。") if entry.retired else _("“%(name)s”没有停用。")
        raise Refused(reason % {"name": entry})


def _turn(entry: StandardEntry, act: str, by: Actor) -> None:
    entry.retired = not entry.retired
    entry.revision += 1
    entry.save(update_fields=["retired", "revision"])
    facts = {"field": entry.field, "name": str(entry)}
    record(entry, f"catalogue.{act}", by=by, cite=CITE, facts=facts)


def _write(entry: StandardEntry, asked: dict[str, Any]) -> None:
    """Raises Refused for what does not fit together, ValidationError for a field that the model does not take."""
    if unknown := set(asked) - set(ASKED):
        raise TypeError(f"not told of an entry: {sorted(unknown)}")
    matter = [getattr(entry, name) for name in MATTER]
    for name, value in asked.items():
        setattr(entry, name, value)
    entry.time_amount, entry.time_unit = parsed_limit(entry.time_limit)
    if reasons := _unfit(entry):
        raise Refused(*reasons, cite=CITE)
    if entry.pk is None or matter != [getattr(entry, name) for name in MATTER]:
        entry.nth = _next_part(entry)
    entry.full_clean(exclude=["column"])
    entry.save()


def _unfit(entry: StandardEntry) -> list[str]:
    reasons = []
    if not (entry.for_all or entry.for_group):
        reasons.append(_("公开对象请至少选一项：全社会，或者特定群体。"))
    if entry.for_group and not entry.group:
        reasons.append(_("请写明是哪个特定群体，例如“被征地农民”。"))
    if not (entry.county or entry.township):
        reasons.append(_("公开层级请至少选一项：县级，或者乡级。"))
    if same := _same_as(entry):
        origin = same.get_origin_display()
        reasons.append(_("目录中已有事项和内容都相同的一行（%(origin)s），请核对。") % {"origin": origin})
    return reasons


def _same_as(entry: StandardEntry) -> StandardEntry | None:
    """Another entry in use that says the same."""
    alike = StandardEntry.objects.filter(field=entry.field, retired=False, content=entry.content)
    return alike.filter(**_matter(entry)).exclude(pk=entry.pk).first()


def _next_part(entry: StandardEntry) -> int:
    """One matter may be told in several rows; retired ones keep their number."""
    parts = StandardEntry.objects.filter(field=entry.field, origin=entry.origin, **_matter(entry))
    return (parts.exclude(pk=entry.pk).aggregate(last=Max("nth"))["last"] or 0) + 1


def _matter(entry: StandardEntry) -> dict[str, str]:
    return {name: getattr(entry, name) for name in MATTER}
