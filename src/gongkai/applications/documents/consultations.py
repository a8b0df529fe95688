"""Letters to those whom the information concerns, and to the applicant about them (arts. 32-34).

None of them names the applicant, or says anything by which the applicant could be known.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from gongkai.applications.documents.remedies import remedies_against
from gongkai.applications.documents.wording import (
    ANYBODY,
    CHINESE,
    LetterPaper,
    about,
    law,
    lines,
    table,
    to_applicant,
    to_other,
)
from gongkai.applications.models import Application, Consultation
from gongkai.foundation.documents import Block, Paragraph
from gongkai.foundation.moment import today
from gongkai.law.clock import PARTIES
from gongkai.law.replies import ReplyKind
from gongkai.law.rulebook import rule

ANSWER = (
    ("意见", "□同意公开　　□部分同意公开　　□不同意公开"),
    ("不同意公开的\n具体内容\n和理由", "\n\n\n\n\n"),
    ("签名（盖章）", "\n　　　　　　　　　　　　　年　　月　　日"),
)


@translation.override(CHINESE)
def consultation_letter(application: Application, party: str, name: str, question: str) -> LetterPaper:
    """What is asked of whom, by when, and what silence means (arts. 32-34): each party has a letter of its own."""
    write = {"third_party": _to_third_party, "co_maker": _to_co_maker, "other_organ": assistance_letter}
    return write[party](application, name, question)


def _to_third_party(application: Application, name: str, question: str) -> LetterPaper:
    version = rule("deadlines.third_party_opinion").on(today())
    opening = Paragraph(
        f"本机关收到政府信息公开申请（编号{application.label}），申请公开的下列政府信息涉及{ANYBODY}的权益："
    )
    asked = Paragraph(
        f"根据{law(version.cite)}的规定，现书面征求{ANYBODY}的意见。{version.gist_zh}"
        "不同意公开或者只同意部分公开的，请说明理由，并附有关证明材料。"
    )
    body = [*lines(question), asked, *_slip()]
    return to_other(application, "政府信息公开第三方意见征询书", name, opening=[opening], body=body)


def _to_co_maker(application: Application, name: str, question: str) -> LetterPaper:
    version = rule("deadlines.co_maker_opinion").on(today())
    opening = Paragraph(
        f"本机关收到政府信息公开申请（编号{application.label}），申请公开的下列政府信息由本机关牵头、与你单位共同制作："
    )
    asked = Paragraph(
        f"根据{law(version.cite)}的规定，现征求你单位的意见。{version.gist_zh}"
        "不同意公开或者只同意部分公开的，请说明理由和依据。"
    )
    body = [*lines(question), asked, *_slip()]
    return to_other(application, "政府信息公开共同制作机关意见征询函", name, opening=[opening], body=body)


@translation.override(CHINESE)
def assistance_letter(application: Application, name: str, question: str) -> LetterPaper:
    """协助函: asks another organ for what is needed to handle the application; the law gives it no period."""
    opening = Paragraph(
        f"本机关正在办理政府信息公开申请（编号{application.label}），下列事项需要你单位协助："
    )
    cite = rule("deadlines.uncounted").on(today()).cite
    asked = Paragraph(
        f"根据{law(cite)}的规定，行政机关征求其他机关意见所需时间不计算在答复期限内。"
        "请你单位研究后尽快书面函复本机关；不同意公开或者需要区分处理的，请说明理由和依据。"
    )
    return to_other(
        application, "政府信息公开协助函", name, opening=[opening], body=[*lines(question), asked]
    )


def _slip() -> list[Block]:
    """To be filled in by hand and sent back."""
    return [Paragraph("请将意见填写在下表，签名或者盖章后送回本机关："), table(ANSWER, (1, 3.2))]


@translation.override(CHINESE)
def consulted_notice(application: Application, parties: Sequence[str]) -> LetterPaper:
    """征求意见告知书: tells the applicant that others are asked and that their time does not count (arts. 32-34)."""
    cite = rule("deadlines.uncounted").on(today()).cite
    asked = "、".join(dict.fromkeys(PARTIES[party] for party in parties))
    body = [
        Paragraph(
            f"经审查，申请公开的政府信息需要征求{asked}的意见。根据{law(cite)}的规定，"
            "征求意见所需时间不计算在答复期限内。"
        ),
        Paragraph("征求意见结束后，本机关将在答复期限内作出答复。特此告知。"),
    ]
    opening = [Paragraph(f"{about(application)}收悉。")]
    return to_applicant(application, "政府信息公开征求意见告知书", opening=opening, body=body)


@translation.override(CHINESE)
def disclosure_notice(
    consultation: Consultation, kind: ReplyKind, information: str, finding: str, *, released: Sequence[str]
) -> LetterPaper:
    """公开决定告知书: tells a third party who objected what is disclosed and why (art. 32)."""
    application = consultation.application
    given = f"{information}\n{'、'.join(f'《{name}》' for name in released)}"
    opening = Paragraph(
        f"关于政府信息公开申请（编号{application.label}）涉及{ANYBODY}的信息，{ANYBODY}提出不同意公开。"
    )
    body = [
        Paragraph(f"本机关经审查，根据{law('regulation-2019:32')}和{law(kind.cite)}的规定，决定予以公开。"),
        Paragraph("决定公开的政府信息内容："),
        *lines(given),
        Paragraph("公开的理由："),
        *lines(finding),
    ]
    remedies = remedies_against(application.organ, "disclosed", paper="本决定")
    return to_other(
        application,
        "政府信息公开决定告知书",
        consultation.name,
        opening=[opening],
        body=body,
        remedies=remedies,
    )
