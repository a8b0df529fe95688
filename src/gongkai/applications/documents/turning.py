"""Letters about what takes another way: transferred, withdrawn (arts. 27, 36)."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from gongkai.applications.documents.wording import CHINESE, LetterPaper, about, law, lines, to_applicant, you
from gongkai.applications.models import Application
from gongkai.foundation.documents import Paragraph
from gongkai.foundation.moment import today
from gongkai.law.wording import chinese_date


@translation.override(CHINESE)
def transfer_letter(application: Application, to_organ_name: str, *, contact: str = "") -> LetterPaper:
    """转送告知书: tells that another organ, which is responsible, now has the application."""
    one = you(application)
    body = [
        Paragraph(
            f"经审查，{one}申请公开的信息由{to_organ_name}负责公开。参照{law('regulation-2019:36(5)')}的规定，"
            f"本机关已于{chinese_date(today())}将{one}的申请转送{to_organ_name}办理，"
            f"由其告知收到申请之日和答复期限，并依法答复{one}。"
        ),
        *lines(f"{to_organ_name}的联系方式：{contact}" if contact.strip() else ""),
        Paragraph("特此告知。"),
    ]
    return to_applicant(application, "政府信息公开申请转送告知书", opening=_received(application), body=body)


@translation.override(CHINESE)
def withdrawal_confirmation(application: Application, on: date) -> LetterPaper:
    """撤回确认书: the application is taken back and no longer handled; it may be made again (arts. 27, 45)."""
    one = you(application)
    body = [
        Paragraph(
            f"{chinese_date(on)}，本机关收到{one}撤回上述申请的意思表示，现予确认。"
            f"根据{law('regulation-2019:45')}规定的登记、审核、办理、答复、归档工作制度，"
            "本机关自即日起终止办理，并将申请材料归档。"
        ),
        Paragraph(
            f"{one}仍需获取该政府信息的，可以根据{law('regulation-2019:27')}的规定重新提出申请，答复期限重新计算。"
        ),
    ]
    opening = [Paragraph(f"关于{about(application)}，现告知如下。")]
    return to_applicant(application, "政府信息公开申请撤回确认书", opening=opening, body=body)


def _received(application: Application) -> list[Paragraph]:
    return [Paragraph(f"{about(application)}收悉。")]
