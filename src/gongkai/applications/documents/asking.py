"""Letters while an application is handled: supplement, reasons, longer period, fee (arts. 30, 33, 35, 42)."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from gongkai.applications.documents.wording import CHINESE, LetterPaper, about, law, lines, to_applicant, you
from gongkai.applications.models import Application, FeeMethod
from gongkai.applications.queries import clock
from gongkai.foundation.documents import Block, Cell, Paragraph, Table
from gongkai.law.fees import Fee
from gongkai.law.wording import chinese_date


@translation.override(CHINESE)
def supplement_notice(application: Application, defects: str, until: date) -> LetterPaper:
    """补正告知书: everything at once, with a period and what follows from letting it pass (art. 30)."""
    body = [
        Paragraph(
            f"经审查，申请内容不明确。根据{law('regulation-2019:30')}的规定，"
            f"请{you(application)}于{chinese_date(until)}前（含当日）补正以下事项："
        ),
        *lines(defects),
        Paragraph(
            "答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。"
        ),
        Paragraph("补正内容可以凭申请编号和查询码在本网站提交，也可以当面或者书面提交。"),
    ]
    return to_applicant(application, "政府信息公开申请补正告知书", opening=_received(application), body=body)


@translation.override(CHINESE)
def reasons_notice(application: Application, finding: str, until: date) -> LetterPaper:
    """说明理由告知书: number and frequency go far beyond what is reasonable, the applicant says why (art. 35)."""
    one = you(application)
    body = [
        Paragraph(f"经审查，{one}申请公开政府信息的数量、频次明显超过合理范围："),
        *lines(finding),
        Paragraph(
            f"根据{law('regulation-2019:35')}的规定，请{one}于{chinese_date(until)}前（含当日）书面说明理由。"
            f"本机关认为理由不合理的，将告知{one}不予处理；认为理由合理，但是无法在规定期限内答复的，"
            f"将确定延迟答复的合理期限并告知{one}。"
        ),
    ]
    return to_applicant(
        application, "政府信息公开申请说明理由告知书", opening=_received(application), body=body
    )


@translation.override(CHINESE)
def extension_notice(application: Application, days: int, reason: str) -> LetterPaper:
    """延长答复期限告知书: how long, why, and with whose consent (art. 33)."""
    told = clock(application) if application.pk else None
    due = told.due if told else application.due_on
    until = f"，延长至{chinese_date(due)}" if due else ""
    body = [
        Paragraph(
            f"因{reason.strip().rstrip('。').removeprefix('因')}，不能在原定期限内答复。"
            f"根据{law('regulation-2019:33')}的规定，经本机关政府信息公开工作机构负责人同意，"
            f"答复期限延长{days}个工作日{until}。"
        ),
        Paragraph("特此告知。"),
    ]
    title = "延长政府信息公开申请答复期限告知书"
    return to_applicant(application, title, opening=_received(application), body=body)


@translation.override(CHINESE)
def fee_notice(
    application: Application, method: FeeMethod, quantity: int, fee: Fee, until: date
) -> LetterPaper:
    """收费通知书: basis, rate, amount and way to pay (Fee Measures, art. 6)."""
    unit = "件" if method == FeeMethod.ITEMS else "页"
    body: list[Block] = [
        Paragraph(
            f"根据{law('regulation-2019:42')}和{law(fee.cite)}的规定，"
            f"对本件申请{method.label}信息处理费，共{quantity}{unit}，应缴{fee.amount}元："
        ),
        _bands(fee, unit),
        Paragraph(
            f"请于{chinese_date(until)}前（含当日）到本机关政府信息公开工作机构办理缴费，逾期未缴纳的，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。完成缴费的，申请处理期限自缴费次日起重新计算。"
        ),
    ]
    title = "政府信息公开信息处理费缴费通知书"
    return to_applicant(application, title, opening=_received(application), body=body)


def _bands(fee: Fee, unit: str) -> Table:
    header = [["档次", "数量", "单价（元）", "金额（元）"]]
    rows = [
        [
            f"第{band.first}至{band.last}{unit}" if band.last else f"第{band.first}{unit}以上",
            f"{band.count}{unit}",
            str(band.price),
            str(band.amount),
        ]
        for band in fee.bands
    ]
    total = [Cell("合计", colspan=3), Cell(str(fee.amount))]
    return Table(rows=[*rows, total], header=header, widths=(1.4, 1, 1, 1))


def _received(application: Application) -> list[Paragraph]:
    return [Paragraph(f"{about(application)}收悉。")]
