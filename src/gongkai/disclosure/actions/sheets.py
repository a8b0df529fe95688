"""Filling an item of a table-like column from a workbook: all cells are right, or nothing is taken in."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import Element, Shape, elements_of
from gongkai.disclosure.actions.drafting import edit
from gongkai.disclosure.actions.moving import must_be_open
from gongkai.disclosure.models import InformationItem, Sheet
from gongkai.disclosure.queries.sheets import ReadTable, read_table
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.files import read_upload
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.workflow import Refused

TOLD = 20
TABLES = frozenset({FileKind.XLSX, FileKind.CSV})


class TableRefused(Refused):
    """Cells that cannot be taken in; ``read`` holds every one of them for the page that lists them."""

    def __init__(self, read: ReadTable) -> None:
        self.read = read
        told = [
            _("第%(row)s行“%(heading)s”：%(problem)s")
            % {"row": one.row, "heading": one.heading, "problem": one.problem}
            for one in read.problems[:TOLD]
        ]
        if (more := len(read.problems) - TOLD) > 0:
            told.append(_("还有%(more)s处问题，改完后重新上传即可。") % {"more": more})
        super().__init__(*told)


@transaction.atomic
def fill_table(item: InformationItem, *, by: Actor, upload: File[Any], seen: int | None = None) -> ReadTable:
    """Take the rows of a workbook (xlsx, xls, csv) in as the table of a draft; what stood there is replaced.

    Raises TableRefused when a cell is wrong: then nothing is changed. Answers what was read, with its notes.
    """
    must_be_open(item, "edit", by=by, seen=seen)
    if item.column is None or item.column.shape != Shape.TABLE:
        raise Refused(_("请先选择以表格发布的栏目并保存，再上传表格。"))
    name, content, _opened = read_upload(upload, kinds=TABLES)
    read = read_table(name, content, elements_of(item.column.pk))
    if read.problems:
        raise TableRefused(read)
    kept = keep_sheet([_heading(one) for one in read.elements], [list(row) for row in read.rows], by=by)
    changes: dict[str, Any] = {"sheet_id": kept.pk}
    if not item.summary:
        changes["summary"] = _("%(column)s，共%(count)s行。") % {
            "column": item.column.name,
            "count": len(read.rows),
        }
    edit(item, by=by, seen=seen, **changes)
    return read


def keep_sheet(columns: list[dict[str, Any]], rows: list[list[str]], *, by: Actor) -> Sheet:
    """The same rows are kept once, however often they are uploaded."""
    digest = sm3_hex(json.dumps([columns, rows], ensure_ascii=False, sort_keys=True).encode())
    if same := Sheet.objects.filter(digest=digest).defer("rows").first():
        return same
    made = Sheet(
        columns=columns,
        rows=rows,
        row_count=len(rows),
        digest=digest,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )
    made.save()
    return made


def _heading(one: Element) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "kind": one.kind, "audience": one.audience, "unit": one.unit}
