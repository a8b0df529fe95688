"""The way into the archive: nothing is owed any more, and the file has an index of all that lies in it (art. 45)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation

from gongkai.applications.actions.papers import store_private
from gongkai.applications.actions.performing import ready_for
from gongkai.applications.models import Application, AttachmentKind, Service
from gongkai.applications.queries import obligations_of
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.documents import Cell, Document, Paragraph, Signature, Table, as_pdf
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.wording import chinese_date

CITE = "regulation-2019:45"
CHINESE = "zh-hans"
DIGEST_SHOWN = 16
HEADER = ["序号", "材料", "日期", "SM3摘要（前16位）"]
WIDTHS = (0.6, 3.4, 1.5, 2)


@transaction.atomic
def archive(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """File a closed application with the index of its papers; nothing is done to it after that (art. 45).

    Refused while something is still owed, all of it at once.
    """
    ready_for(application, "archive", by=by, seen=seen)
    if owed := obligations_of(application):
        raise Refused(*owed, cite=CITE)
    rows = _papers(application)
    label = str(AttachmentKind.INDEX.label)
    content = as_pdf(_index(application, rows), archived_on=today())
    stored = store_private(ContentFile(content, name="index.pdf"), by=by, label=label, made_here=True)
    application.attachments.create(
        kind=AttachmentKind.INDEX, file=stored, original_name=f"{application.number}.pdf"
    )
    WORKFLOW.move(application, "archive", by=by, facts={"papers": len(rows), "index": stored.sm3})


@translation.override(CHINESE)
def _papers(application: Application) -> list[tuple[str, str, str]]:
    """Every paper of the file: what it is, its day, its digest. Names of files may be personal and stay out."""
    letters = [
        (f"{one.get_kind_display()} {one.number}", chinese_date(one.issued_on), one.pdf.sm3)
        for one in application.letters.select_related("pdf")
    ]
    files = [
        (str(one.get_kind_display()), chinese_date(timezone.localdate(one.added_at)), one.file.sm3)
        for one in application.attachments.select_related("file")
    ]
    served = Service.objects.filter(letter__application=application).select_related("proof", "letter")
    return [*letters, *files, *(_served(one) for one in served)]


def _served(one: Service) -> tuple[str, str, str]:
    arrived = f"，{chinese_date(one.served_on)}送达" if one.served_on else ""
    number = f"，邮件号码{one.tracking_number}" if one.tracking_number else ""
    what = f"{one.letter.number}的送达记录：{one.get_way_display()}{number}{arrived}"
    return what, chinese_date(one.sent_on), one.proof.sm3 if one.proof else ""


@translation.override(CHINESE)
def _index(application: Application, rows: Sequence[tuple[str, str, str]]) -> Document:
    told: list[list[Any]] = [
        [str(at), Cell(what, align="left"), day, digest[:DIGEST_SHOWN] or "—"]
        for at, (what, day, digest) in enumerate(rows, start=1)
    ]
    received = chinese_date(application.received_on) if application.received_on else "未登记"
    closed = chinese_date(application.closed_on) if application.closed_on else ""
    return Document(
        title=f"{application.organ.name}\n政府信息公开申请案卷目录",
        blocks=(
            Paragraph(f"申请编号：{application.number}。收到申请之日：{received}。办结日期：{closed}。"),
            Paragraph(f"本案卷共有下列材料{len(rows)}件，各件的摘要值用于核对原件未经改动。"),
            Table(rows=told, header=[HEADER], widths=WIDTHS),
        ),
        signature=Signature(application.organ.name, chinese_date(today())),
    )
