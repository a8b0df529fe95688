"""What all letters share: head and foot, how the applicant is addressed, the law in words, tables and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils import timezone

from gongkai.applications.models import Application
from gongkai.foundation.documents import Block, Cell, Document, Paragraph, Picture, Signature, Table
from gongkai.foundation.moment import today
from gongkai.law.rulebook import citation
from gongkai.law.wording import chinese_date
from gongkai.organs.queries import Kind, Organ, government_of, superior_of

CHINESE = "zh-hans"
COURT = "有管辖权的人民法院"
DETAIL = "详见附件"
# Somebody who is consulted may be a person or an organisation, and is not told who asks.
ANYBODY = "你（单位）"


@dataclass(frozen=True)
class LetterPaper(Document):
    """A letter with its parts told apart, so that an office's own template can put each in its place.

    ``blocks`` is all of them in their order. ``remedies`` is empty in a letter against which there is none.
    ``fields`` are short texts that a template may name by themselves.
    """

    opening: Sequence[Block] = ()
    body: Sequence[Block] = ()
    remedies: Sequence[Block] = ()
    contact: Sequence[Block] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


AnyDocument = TypeVar("AnyDocument", bound=Document)


def numbered(document: AnyDocument, number: str) -> AnyDocument:
    """The letter with the number it is issued under."""
    return replace(document, number=number)


def to_applicant(
    application: Application,
    title: str,
    *,
    opening: Sequence[Block],
    body: Sequence[Block],
    remedies: str = "",
    attachments: Sequence[str] = (),
) -> LetterPaper:
    """A letter to the applicant."""
    fields = {
        "申请编号": application.label,
        "申请日期": _submitted_on(application),
        "收到日期": chinese_date(application.received_on) if application.received_on else "",
        "称谓": you(application),
    }
    made = _letter(application, title, application.name, fields, opening, body, remedies)
    return replace(made, attachments=attachments)


def to_other(
    application: Application,
    title: str,
    addressee: str,
    *,
    opening: Sequence[Block],
    body: Sequence[Block],
    remedies: str = "",
    attachments: Sequence[str] = (),
) -> LetterPaper:
    """A letter to somebody else: it tells the number of the application and nothing of who made it."""
    fields = {"申请编号": application.label}
    made = _letter(application, title, addressee, fields, opening, body, remedies)
    return replace(made, attachments=attachments)


def _letter(
    application: Application,
    title: str,
    addressee: str,
    fields: Mapping[str, str],
    opening: Sequence[Block],
    body: Sequence[Block],
    remedies: str,
) -> LetterPaper:
    organ = application.organ
    told = [Paragraph(remedies)] if remedies else []
    contact = [Paragraph(text)] if (text := office(organ)) else []
    return LetterPaper(
        title=f"{organ.name}\n{title}",
        addressee=addressee,
        blocks=[*opening, *body, *told, *contact],
        signature=Signature(organ.name, chinese_date(today())),
        opening=opening,
        body=body,
        remedies=told,
        contact=contact,
        fields=fields,
    )


def you(application: Application) -> str:
    """How the applicant is addressed."""
    return "你" if application.is_natural else "你单位"


def about(application: Application) -> str:
    """The application as a letter to its applicant names it."""
    return (
        f"{you(application)}于{_submitted_on(application)}提出的政府信息公开申请（编号{application.label}）"
    )


def _submitted_on(application: Application) -> str:
    return chinese_date(timezone.localdate(application.submitted_at))


def law(cite: str) -> str:
    """An article in words."""
    return citation(cite).label


def office(organ: Organ) -> str:
    """Whom to turn to; empty while the organ has told nothing of its office."""
    said = (
        ("联系部门", organ.office_name),
        ("地址", organ.office_address),
        ("办公时间", organ.office_hours),
        ("联系电话", organ.office_phone),
    )
    told = "，".join(f"{label}：{value}" for label, value in said if value)
    return f"{told}。" if told else ""


def review_organ(organ: Organ) -> str:
    """Who hears an application for reconsideration: the organ's own government, a government's superior (K-04)."""
    if organ.kind == Kind.GOVERNMENT:
        above = superior_of(organ)
        return above.name if above else "上一级人民政府"
    government = government_of(organ)
    return government.name if government.pk != organ.pk else "本级人民政府"


def lines(text: str) -> list[Paragraph]:
    """What somebody typed, a paragraph for each line."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def on_one_line(text: str) -> str:
    """What somebody typed, to stand within a sentence."""
    return " ".join(text.split()).rstrip("。；;，,")


def ended(text: str) -> str:
    """What somebody typed on one line, as a sentence."""
    line = " ".join(text.split())
    return line if line.endswith(("。", "！", "？", "；", "”")) else f"{line.rstrip('，,;')}。"


def table(rows: Sequence[tuple[str, str]], shares: Sequence[float] = (1, 3)) -> Table:
    """Facts, each with its label."""
    return Table(rows=[[label, Cell(value, align="left")] for label, value in rows], widths=shares)


def table_beside(rows: Sequence[tuple[str, str]], picture: Picture, caption: str) -> Table:
    """The rows with a picture to the right of them all."""
    first, *others = table(rows).rows
    beside = Cell(caption, rowspan=len(rows), picture=picture)
    return Table(rows=[[*first, beside], *others], widths=(1, 2.6, 1.2))
