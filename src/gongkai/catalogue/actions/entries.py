"""Local entries of the standard catalogues beside the national ones; from an entry to its column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.catalogue.actions.columns import add_column
from gongkai.catalogue.actions.keepers import CITE, only_keeper_of
from gongkai.catalogue.models import Column, Origin, StandardEntry
from gongkai.catalogue.queries.entries import COMPARED, Change, changes
from gongkai.catalogue.queries.fields import GrassrootsField
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused, lock

WRITTEN = (*COMPARED, "time_amount", "time_unit")
LONGEST_NAME = 50


@dataclass(frozen=True)
class Imported:
    """How many entries an import added and changed, and how many stood there already."""

    added: int
    changed: int
    same: int


@transaction.atomic
def import_entries(
    rows: Sequence[dict[str, Any]],
    *,
    by: Actor,
    edition: str = "",
    left_out: int = 0,
    skip_errors: bool = False,
) -> Imported:
    """Store the sound rows of a workbook as local entries; national ones are never touched.

    ``left_out`` rows had errors; unless ``skip_errors`` then nothing is imported at all.
    """
    only_keeper_of(None, by)
    if left_out and not skip_errors:
        raise Refused(
            _("还有%(n)s处错误，一行也没有导入。请改好后重新选择文件，或者勾选跳过有错误的行。")
            % {"n": left_out}
        )
    if not rows:
        raise Refused(_("没有可以导入的行。"))
    todo = list(changes(rows))
    positions: dict[str, int] = {}
    for one in todo:
        positions[one.values["field"]] = positions.get(one.values["field"], 0) + 1
        _store(one, positions[one.values["field"]], edition)
    new = [one for one in todo if one.entry is None and not one.is_national]
    changed = [one for one in todo if one.entry is not None and not one.is_same]
    for field in positions:
        _record_import(field, _count(new, field), _count(changed, field), by)
    return Imported(len(new), len(changed), len(todo) - len(new) - len(changed))


@transaction.atomic
def link_entry(entry: StandardEntry, *, by: Actor, column: Column | None) -> None:
    """Say in which column the entry's information stands, of a national one too; None: in none.

    The column is one that the whole region shares and that takes items.
    """
    only_keeper_of(None, by)
    if column is not None and (column.organ_id is not None or not column.takes_items):
        raise Refused(_("“%(name)s”不是全地区共用、可以发布信息的栏目，请另选。") % {"name": column.name})
    lock(entry)
    if entry.column == column:
        return
    before = {"column": entry.column.code if entry.column else ""}
    entry.column = column
    entry.save(update_fields=["column"])
    after = {"column": column.code if column else ""}
    record(entry, "catalogue.link_entry", by=by, cite=CITE, before=before, after=after)


@transaction.atomic
def add_column_for_entry(entry: StandardEntry, field: GrassrootsField, *, by: Actor) -> Column:
    """Add the region's column for this entry under the standard column of its field, and link the two."""
    if entry.column is not None:
        raise Refused(_("这个事项已经对应到栏目“%(name)s”。") % {"name": entry.column.name})
    added = add_column(
        by=by,
        organ_id=None,
        parent_code=field.column,
        name=(entry.second_level or entry.first_level)[:LONGEST_NAME],
        description=entry.content,
        basis=entry.basis.replace("\n", "")[: Column._meta.get_field("basis").max_length],
    )
    link_entry(entry, by=by, column=added)
    return added


@transaction.atomic
def add_column_for_field(field: GrassrootsField, *, by: Actor) -> Column:
    """Add the region's column for a whole field; entries that have no column yet stand in it."""
    added = add_column(
        by=by,
        organ_id=None,
        parent_code=field.column,
        name=field.name,
        description=_("按照%(guideline)s公开的信息") % {"guideline": field.guideline},
        basis=field.guideline,
    )
    StandardEntry.objects.filter(field=field.code, column=None, retired=False).update(column=added)
    return added


def _store(change: Change, position: int, edition: str) -> None:
    values = change.values
    if change.is_national or change.is_same:
        return
    entry = change.entry or StandardEntry(
        field=values["field"],
        origin=Origin.LOCAL,
        first_level=values["first_level"],
        second_level=values["second_level"],
        nth=values["nth"],
    )
    for name in WRITTEN:
        setattr(entry, name, values[name])
    entry.position, entry.edition, entry.retired = position, edition or entry.edition, False
    entry.revision += 1 if entry.pk else 0
    entry.full_clean(exclude=["column"], validate_unique=False, validate_constraints=False)
    entry.save()


def _count(todo: Iterable[Change], field: str) -> int:
    return sum(1 for one in todo if one.values["field"] == field)


def _record_import(field: str, added: int, changed: int, by: Actor) -> None:
    first = StandardEntry.objects.filter(field=field, origin=Origin.LOCAL).first()
    if first is not None and (added or changed):
        facts = {"field": field, "added": added, "changed": changed}
        record(first, "catalogue.import_entries", by=by, cite=CITE, facts=facts)
