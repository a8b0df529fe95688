"""What is told when an application comes in, and the office's own sheet of it (arts. 29, 31, 33, 45)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone, translation

from gongkai.applications.documents.wording import (
    CHINESE,
    LetterPaper,
    law,
    table,
    table_beside,
    to_applicant,
    you,
)
from gongkai.applications.models import Application
from gongkai.applications.queries import clock
from gongkai.foundation.documents import Block, Cell, Document, Paragraph, Table, scannable
from gongkai.foundation.moment import today
from gongkai.law.rulebook import rule
from gongkai.law.sources import article_label
from gongkai.law.wording import chinese_date

QR_WIDTH_MM = 30
# Whoever writes on the sheet signs it by hand: opinion, name and day.
SIGNED = (
    ("承办人\n拟办意见", "\n\n\n\n承办人（签名）：　　　　　　　　　　年　　月　　日"),
    ("合法性\n审查意见", "\n\n\n\n审查人（签名）：　　　　　　　　　　年　　月　　日"),
    ("负责人\n审批意见", "\n\n\n\n负责人（签名）：　　　　　　　　　　年　　月　　日"),
)


@translation.override(CHINESE)
def receipt(application: Application) -> LetterPaper:
    """登记回执: what was registered, from when the law counts, and until when (arts. 31, 33)."""
    told = clock(application) if application.pk else None
    due = told.due if told else application.due_on
    rows = [
        ("申请编号", application.number),
        ("提交方式", str(application.get_channel_display())),
        ("收到申请之日", chinese_date(application.received_on) if application.received_on else ""),
        ("答复期限", chinese_date(due) if due else ""),
    ]
    explained = "".join(step.text for step in told.steps) if told else ""
    body: list[Block] = [
        table(rows),
        Paragraph(f"期限依照{law('regulation-2019:31')}、{article_label('33')}计算。{explained}"),
        Paragraph("凭申请编号和查询码可以在本网站查询办理进度。"),
    ]
    opening = [Paragraph(f"{you(application)}提出的政府信息公开申请已经登记。有关事项如下：")]
    return to_applicant(application, "政府信息公开申请登记回执", opening=opening, body=body)


@translation.override(CHINESE)
def submission_receipt(application: Application, code: str, address: str) -> Document:
    """提交回执: the applicant's own copy with the query code, made on the spot and never stored."""
    submitted = timezone.localtime(application.submitted_at)
    rows = [
        ("申请编号", application.number),
        ("查询码", code),
        ("受理机关", application.organ.name),
        ("提交时间", f"{chinese_date(submitted.date())}{submitted:%H:%M}"),
        ("查询地址", address),
    ]
    picture = scannable(address, width_mm=QR_WIDTH_MM, alt=f"二维码，内容是查询地址：{address}")
    opening = [
        Paragraph("请妥善保管本回执。查询码只告知这一次，查询办理进度和领取答复时需要申请编号和查询码。")
    ]
    body: list[Block] = [
        table_beside(rows, picture, "扫码查询"),
        Paragraph(f"{rule('receipt.day').on(today()).gist_zh}{rule('deadlines.reply').on(today()).gist_zh}"),
    ]
    return to_applicant(application, "政府信息公开申请提交回执", opening=opening, body=body)


@translation.override(CHINESE)
def registration_sheet(application: Application) -> Document:
    """政府信息公开申请登记表: the office's own paper, to be worked on by hand (art. 45).

    It goes to nobody outside and has no number of its own. Identity number and ways to reach the applicant
    are not on it: they are opened with a reason only.
    """
    told = clock(application) if application.pk else None
    due = told.due if told else application.due_on
    submitted = _day(timezone.localdate(application.submitted_at))
    pairs = [
        ("申请编号", application.number, "申请人类别", application.get_applicant_kind_display()),
        ("申请人", application.name, "提交方式", application.get_channel_display()),
        ("提交日期", submitted, "收到申请之日", _day(application.received_on)),
        (
            "提供形式",
            application.get_supply_form_display(),
            "获取方式",
            application.get_delivery_way_display(),
        ),
        ("答复期限", _day(due), "需要协助", "是" if application.needs_help else "否"),
    ]
    wide = [("所需信息的\n名称、文号\n或者特征描述", application.description), *SIGNED]
    rows = [
        *([Cell(left), _left(one), Cell(right), _left(other)] for left, one, right, other in pairs),
        *([Cell(label), Cell(text, colspan=3, align="left")] for label, text in wide),
    ]
    return Document(
        title=f"{application.organ.name}\n政府信息公开申请登记表",
        blocks=[
            Table(rows=rows, widths=(1.1, 1.8, 1.1, 1.8)),
            Paragraph(
                "本表由政府信息公开工作机构内部使用。申请人的证件号码和联系方式另行保管，查看须说明理由。"
            ),
        ],
    )


def _left(value: object) -> Cell:
    return Cell(str(value), align="left")


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""
