"""A letter of each kind on an invented case, to be looked at; and the standard docx that an office begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from gongkai.applications.documents import asking, consultations, receipts, turning
from gongkai.applications.documents.replies import reply_letter
from gongkai.applications.documents.templates.places import allowed
from gongkai.applications.documents.wording import LetterPaper, numbered
from gongkai.applications.models import (
    CONSULTATION_LETTERS,
    Answer,
    Application,
    Channel,
    Consultation,
    FeeMethod,
    LetterKind,
)
from gongkai.foundation.documents import Document, Paragraph, Signature, as_docx
from gongkai.foundation.moment import now, today
from gongkai.law.fees import fee_by_items
from gongkai.law.replies import reply_kind

WANTED = "〔示例〕2026年城区道路维修项目的招标文件和中标合同"
SERIAL = 12


def standard_template(kind: str) -> bytes:
    """The docx in the standard layout, with every part of the letter as a place."""
    named = [name for name in ("引言", "正文", "救济", "联系方式", "附件") if name in allowed(kind)]
    return as_docx(
        Document(
            title="{{标题}}",
            number="{{文号}}",
            addressee="{{收件人}}",
            blocks=[Paragraph("{{" + name + "}}") for name in named],
            signature=Signature("{{署名}}", "{{日期}}"),
        )
    )


def example_letter(organ: Any, kind: str) -> LetterPaper:
    """A letter of this kind from this organ to nobody: nothing of it is kept."""
    one = _application(organ)
    paper = _WRITERS[LetterKind(kind)](one)
    return numbered(paper, f"{organ.document_sign or organ.short_name}公开〔{one.year}〕{SERIAL}号")


def _application(organ: Any) -> Application:
    day = today()
    return Application(
        organ=organ,
        number=f"EXAMPLE-{day.year}-{SERIAL:04d}",
        year=day.year,
        serial=SERIAL,
        channel=Channel.ONLINE,
        applicant_kind="natural",
        name="（示例）申请人",
        description=WANTED,
        submitted_at=now(),
        received_on=day,
        due_on=day + timedelta(days=30),
    )


def _reply(one: Application) -> LetterPaper:
    contents = {
        "information": "招标文件全文、中标合同正文。",
        "reason": "合同附件中的报价明细属于商业秘密，公开会对第三方合法权益造成损害，第三方不同意公开。",
        "search": "检索本机关档案管理系统和办公自动化系统。",
        "nonexistence": "未检索到该项目的竣工图。",
    }
    answers = [
        Answer(WANTED, reply_kind("partly_disclosed"), contents, ["trade_secret"]),
        Answer("该项目的竣工图", reply_kind("nonexistent"), contents),
    ]
    return reply_letter(one, answers, released=["招标文件.pdf", "中标合同（遮盖后）.pdf"])


def _answered(kind: str, **contents: str) -> Callable[[Application], LetterPaper]:
    answer = Answer("〔示例〕来件的内容", reply_kind(kind), contents)
    return lambda one: reply_letter(one, [answer], released=[])


def _told_to_third_party(one: Application) -> LetterPaper:
    asked = Consultation(application=one, name="（示例）建设有限公司")
    finding = "合同价款不属于商业秘密，公开不会对第三方合法权益造成损害。"
    kind = reply_kind("disclosed")
    return consultations.disclosure_notice(asked, kind, "中标合同正文", finding, released=[])


def _asked(party: str) -> Callable[[Application], LetterPaper]:
    name, question = "（示例）建设有限公司", "〔示例〕中标合同中的报价明细是否可以公开。"
    return lambda one: consultations.consultation_letter(one, party, name, question)


_WRITERS: dict[LetterKind, Callable[[Application], LetterPaper]] = {
    LetterKind.RECEIPT: receipts.receipt,
    LetterKind.SUPPLEMENT: lambda one: asking.supplement_notice(
        one, "1.请写明道路的名称。\n2.请写明所需合同的标段。", today() + timedelta(days=21)
    ),
    LetterKind.REASONS: lambda one: asking.reasons_notice(
        one, "本月已经提出同类申请46件。", today() + timedelta(days=14)
    ),
    LetterKind.EXTENSION: lambda one: asking.extension_notice(one, 15, "需要检索的档案数量大"),
    **{kind: _asked(party) for party, kind in CONSULTATION_LETTERS.items()},
    LetterKind.CONSULTED: lambda one: consultations.consulted_notice(one, ["third_party"]),
    LetterKind.FEE_NOTICE: lambda one: asking.fee_notice(
        one, FeeMethod.ITEMS, 30, fee_by_items(30, on=today()), today() + timedelta(days=28)
    ),
    LetterKind.REPLY: _reply,
    LetterKind.DISCLOSURE_NOTICE: _told_to_third_party,
    LetterKind.NOT_AN_APPLICATION: _answered("complaint", channel="拨打12345政务服务便民热线。"),
    LetterKind.TRANSFER: lambda one: turning.transfer_letter(one, "（示例）住房和城乡建设局"),
    LetterKind.CORRECTION: _answered(
        "correction_made", record="〔示例〕登记的出生日期", finding="已按提交的出生医学证明更正。"
    ),
    LetterKind.WITHDRAWAL: lambda one: turning.withdrawal_confirmation(one, today()),
}
