"""Drawing up the catalogue: the standard columns are adopted as they are, local ones added beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.models import Block, Column, Origin, Scope
from gongkai.catalogue.queries import DATA
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused
from gongkai.law.scope import statutory_items

CITE = "regulation-2019:12"
STEP = 100  # room between two standard columns for local ones


@transaction.atomic
def adopt_standard_catalogue(*, by: Actor) -> int:
    """Create the standard columns that are missing and bring the others to the standard wording.

    Answers how many changed; doing it again changes nothing. Local columns stay as they are.
    """
    _only({Duty.SYSTEM_ADMIN, "system"}, by)
    law = {item.code: item for item in statutory_items()}
    changed = 0
    for position, (block, parent, told) in enumerate(_standard(), start=1):
        item = law.get(told.get("item", ""))
        fields = {
            "name": told["name"],
            "block": block,
            "parent": Column.objects.get(code=parent) if parent else None,
            "position": position * STEP,
            "statutory_item": told.get("item", ""),
            "description": item.label if item else told.get("description", ""),
            "scope": told.get("scope") or (item.level if item else Scope.ALL),
            "item_kind": told.get("kind", "general"),
            "takes_items": told.get("takes", not told.get("children")),
            "origin": Origin.NATIONAL,
        }
        changed += _adopt(told["code"], fields, by)
    return changed


@transaction.atomic
def add_column(*, by: Actor, organ_id: int, parent_code: str, name: str, description: str = "") -> Column:
    """Add a column of the organ's own under a standard one (the catalogue is kept up to date, art. 12)."""
    _only({Duty.OFFICE_HEAD, "system"}, by)
    if by.duty != "system" and by.organ_id != organ_id:
        raise Refused(_("只能为本机关增设栏目。"), cite=CITE)
    parent = Column.objects.select_for_update().get(code=parent_code)
    if parent.block != Block.STATUTORY or parent.origin != Origin.NATIONAL:
        raise Refused(_("本机关的栏目只能设在“法定主动公开内容”的国家规定栏目之下。"), cite=CITE)
    own = Column.objects.filter(parent=parent, organ_id=organ_id)
    if own.filter(name=name).exists():
        raise Refused(_("“%(parent)s”之下已有名为“%(name)s”的栏目。") % {"parent": parent.name, "name": name})
    last = Column.objects.filter(parent=parent).aggregate(last=Max("position"))["last"] or parent.position
    added = Column.objects.create(
        code=f"{parent.code}-{organ_id}-{own.count() + 1}",
        name=name,
        block=parent.block,
        parent=parent,
        position=last + 1,
        description=description,
        item_kind=parent.item_kind,
        organ_id=organ_id,
        origin=Origin.LOCAL,
    )
    record(added, "catalogue.add_column", by=by, cite=CITE, after={"name": name, "parent": parent.code})
    return added


def _standard() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Block, code of the column above, and what is told of each standard column, in their order."""
    blocks: dict[str, list[dict[str, Any]]] = yaml.safe_load((DATA / "columns.yaml").read_text("utf-8"))
    for block, columns in blocks.items():
        for top in columns:
            yield block, "", top
            for child in top.get("children", ()):
                yield block, top["code"], child


def _adopt(code: str, fields: dict[str, Any], by: Actor) -> int:
    existing = Column.objects.filter(code=code).first()
    if existing and all(getattr(existing, name) == value for name, value in fields.items()):
        return 0
    adopted, _created = Column.objects.update_or_create(code=code, defaults=fields)
    record(adopted, "catalogue.adopt_column", by=by, cite=CITE, after={"code": code, "name": adopted.name})
    return 1


def _only(duties: set[str], by: Actor) -> None:
    if by.duty not in duties:
        raise Refused(_("栏目由系统管理员维护；本机关增设栏目由公开工作机构负责人办理。"), cite=CITE)
