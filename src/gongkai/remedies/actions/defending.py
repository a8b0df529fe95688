"""The file with which the organ defends its reply: everything of the application in one archive (K-05, K-08)."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.applications.queries import AttachmentKind, history_of_case
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.files import StoredFile, open_file
from gongkai.foundation.ledger import Actor
from gongkai.foundation.tables import plain_cell
from gongkai.foundation.workflow import Refused, lock
from gongkai.remedies.documents import defence_index
from gongkai.remedies.models import RemedyCase
from gongkai.remedies.workflow import WORKFLOW

CHUNK = 1 << 20
Member = tuple[str, StoredFile]


@transaction.atomic
def export_defence_file(case: RemedyCase, *, by: Actor, seen: int | None = None) -> IO[bytes]:
    """An archive with a PDF index, the letters, the papers of the application and its ledger; open at its start.

    It is made on the spot and not kept; the ledger tells who took it. Identity papers are left out: a court does not
    need them. One file at a time passes through memory. Raises Refused when a file is lost or in quarantine.
    """
    lock(case, seen=seen)
    if reasons := WORKFLOW.reasons_against(case, "export_defence_file", by):
        raise Refused(*reasons, cite=WORKFLOW.transitions["export_defence_file"].cite)
    if case.application is None:
        raise Refused(_("案件没有关联所涉申请，没有可以导出的材料。"))
    members = list(_members(case.application))
    if shut := [name for name, stored in members if not stored.is_servable]:
        raise Refused(*(_("“%(name)s”还不能打开，请查毒后再导出。") % {"name": name} for name in shut))
    index = defence_index(case, case.application, [name for name, _stored in members])
    WORKFLOW.move(case, "export_defence_file", by=by, facts={"files": len(members)})
    archive = TemporaryFile()  # noqa: SIM115 - the caller sends it and closes it
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        packed.writestr("00-目录与期限说明.pdf", as_pdf(index))
        for name, stored in members:
            _copy(packed, name, stored)
        packed.writestr("99-台账摘录.csv", _ledger(case.application))
    archive.seek(0)
    return archive


def _members(application: Any) -> Iterator[Member]:
    """The letters in the order of their days, then what came in and went out; named without personal data."""
    number = 0
    for letter in application.letters.select_related("pdf").order_by("issued_on", "pk"):
        number += 1
        yield f"{number:02d}-{letter.get_kind_display()}-{letter.issued_on:%Y%m%d}.pdf", letter.pdf
    papers = application.attachments.exclude(kind=AttachmentKind.IDENTITY).select_related("file")
    for paper in papers.order_by("pk"):
        number += 1
        yield f"{number:02d}-{paper.get_kind_display()}.{paper.file.kind}", paper.file


def _copy(packed: ZipFile, name: str, stored: StoredFile) -> None:
    try:
        source = open_file(stored)
    except FileNotFoundError:
        raise Refused(_("“%(name)s”的内容已丢失，请联系系统管理员。") % {"name": name}) from None
    with source, packed.open(name, "w") as target:
        shutil.copyfileobj(source, target, CHUNK)


def _ledger(application: Any) -> bytes:
    """The acts on the application, for a spreadsheet; each with its digest, so that the chain can be checked."""
    table = StringIO()
    rows = csv.writer(table)
    rows.writerow(["序号", "时间", "行为", "办理人", "岗位", "依据", "摘要"])
    for entry in history_of_case(application):
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        told = [entry.verb, entry.actor_name, entry.actor_duty, entry.cite, entry.digest]
        rows.writerow([entry.number, at, *(plain_cell(cell) for cell in told)])
    return table.getvalue().encode("utf-8-sig")
