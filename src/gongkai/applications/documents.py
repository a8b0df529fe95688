"""The letters that an organ issues about an application (arts. 30-37, 42).

They are official papers of the People's Republic: always in Chinese, whatever language the desk is read in, so
their words are no interface texts and don't go through gettext.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone, translation

from gongkai.applications.models import Answer, Application, Consultation, FeeMethod
from gongkai.applications.queries import clock, may_be_withheld
from gongkai.foundation.documents import (
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Signature,
    Table,
    scannable,
)
from gongkai.foundation.moment import today
from gongkai.law.clock import PARTIES
from gongkai.law.fees import Fee
from gongkai.law.replies import ReplyKind, remedies_paragraph, review_comes_first
from gongkai.law.rulebook import citation, rule
from gongkai.law.wording import chinese_date
from gongkai.organs.queries import Kind, Organ, government_of, superior_of

CHINESE = "zh-hans"
COURT = "有管辖权的人民法院"
QR_WIDTH_MM = 30


@translation.override(CHINESE)
def receipt(application: Application) -> Document:
    """登记回执: what was registered, from when the law counts, and until when (arts. 31, 33)."""
    told = clock(application)
    rows = [
        ("申请编号", application.number),
        ("提交方式", str(application.get_channel_display())),
        ("收到申请之日", chinese_date(application.received_on) if application.received_on else ""),
        ("答复期限", chinese_date(told.due) if told and told.due else ""),
    ]
    explained = "".join(step.text for step in told.steps) if told else ""
    return _letter(
        application,
        "政府信息公开申请登记回执",
        Paragraph(f"{_you(application)}提出的政府信息公开申请，本机关已经登记。有关事项如下："),
        _table(rows),
        Paragraph(f"期限的计算：{explained}"),
        Paragraph(f"凭申请编号和查询码可以在本网站查询办理进度。{_office(application.organ)}"),
    )


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
    return _letter(
        application,
        "政府信息公开申请提交回执",
        Paragraph("请妥善保管本回执。查询码只告知这一次，查询办理进度和领取答复时需要申请编号和查询码。"),
        _table_beside(rows, picture, "扫码查询"),
        Paragraph(f"{rule('receipt.day').on(today()).gist_zh}{rule('deadlines.reply').on(today()).gist_zh}"),
        Paragraph(_office(application.organ)),
    )


@translation.override(CHINESE)
def supplement_notice(application: Application, defects: str, until: date) -> Document:
    """补正告知书: everything at once, with a period and what follows from letting it pass (art. 30)."""
    you = _you(application)
    return _letter(
        application,
        "政府信息公开申请补正告知书",
        Paragraph(
            f"{_about(application)}收悉。经审查，申请内容不明确。根据{_law('regulation-2019:30')}的规定，"
            f"请{you}于{chinese_date(until)}前（含当日）补正以下事项："
        ),
        *_lines(defects),
        Paragraph(
            "答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。"
        ),
        Paragraph(
            f"补正内容可以凭申请编号和查询码在本网站提交，也可以当面或者书面提交。{_office(application.organ)}"
        ),
    )


@translation.override(CHINESE)
def extension_notice(application: Application, days: int, reason: str) -> Document:
    """延长答复期限告知书: how long, why, and with whose consent (art. 33)."""
    told = clock(application)
    until = f"，延长至{chinese_date(told.due)}" if told and told.due else ""
    return _letter(
        application,
        "延长政府信息公开申请答复期限告知书",
        Paragraph(
            f"{_about(application)}收悉。因{reason.strip().rstrip('。')}，不能在原定期限内答复。"
            f"根据{_law('regulation-2019:33')}的规定，经本机关政府信息公开工作机构负责人同意，"
            f"答复期限延长{days}个工作日{until}。"
        ),
        Paragraph("特此告知。"),
    )


@translation.override(CHINESE)
def consultation_letter(application: Application, party: str, name: str, question: str) -> Document:
    """征求意见书: what is asked of whom, by when, and what silence means (arts. 32-34). Doesn't name the applicant."""
    limit, cite = "请尽快书面反馈。", "regulation-2019:33"
    if f"{party}_opinion" in {"third_party_opinion", "co_maker_opinion"}:
        version = rule(f"deadlines.{party}_opinion").on(today())
        limit, cite = version.gist_zh, version.cite
    return replace(
        _letter(
            application,
            "政府信息公开征求意见书",
            Paragraph(
                f"本机关收到政府信息公开申请（编号{application.label}），拟公开的信息涉及你方（{PARTIES[party]}）："
            ),
            *_lines(question),
            Paragraph(
                f"根据{_law(cite)}的规定，现征求你方意见。{limit}不同意公开或者只同意部分公开的，请说明理由。"
            ),
            Paragraph(_office(application.organ)),
        ),
        addressee=name,
    )


@translation.override(CHINESE)
def fee_notice(application: Application, method: FeeMethod, quantity: int, fee: Fee, until: date) -> Document:
    """收费通知书: basis, rate, amount and way to pay (Fee Measures, art. 6)."""
    unit = "件" if method == FeeMethod.ITEMS else "页"
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
    return _letter(
        application,
        "政府信息公开信息处理费缴费通知书",
        Paragraph(
            f"{_about(application)}收悉。根据{_law('regulation-2019:42')}和{_law(fee.cite)}的规定，"
            f"对本件申请{method.label}信息处理费，共{quantity}{unit}，应缴{fee.amount}元："
        ),
        Table(rows=[*rows, total], header=header),
        Paragraph(
            f"请于{chinese_date(until)}前（含当日）到本机关政府信息公开工作机构办理缴费，逾期未缴纳的，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。完成缴费的，申请处理期限自缴费次日起重新计算。"
        ),
        Paragraph(_office(application.organ)),
    )


@translation.override(CHINESE)
def reply_letter(application: Application, answers: Sequence[Answer], *, released: Sequence[str]) -> Document:
    """答复书: each answer with its ground, what art. 36 wants said, and the remedies by ground and date (K-02, K-03)."""
    you = _you(application)
    many = len(answers) > 1
    wanted = [f"“{_on_one_line(one.wanted)}”" for one in answers]
    told = [block for at, one in enumerate(answers) for block in _answered(one, you, at if many else None)]
    leading = _leading(answers)
    remedies = remedies_paragraph(
        leading.kind.code,
        today(),
        review_organ=_review_organ(application.organ),
        court=COURT,
        withheld=list(leading.withheld) or None,
    )
    return replace(
        _letter(
            application,
            "政府信息公开申请答复书",
            Paragraph(f"{_about(application)}收悉。{you}申请公开的信息为：{'；'.join(wanted)}。"),
            *told,
            Paragraph(remedies.text),
            Paragraph(_office(application.organ)),
        ),
        attachments=released,
    )


def _answered(answer: Answer, you: str, at: int | None) -> list[Paragraph]:
    """One answer; ``at`` is its place where there are several."""
    kind = answer.kind
    lead = "经审查，" if at is None else f"关于第{at + 1}项“{_on_one_line(answer.wanted)}”：经审查，"
    blocks = [Paragraph(f"{lead}{_ground(kind)}{_verdict(kind, you)}")]
    for need in kind.must_contain:
        blocks += _lines(f"{need.zh}：{answer.contents.get(need.field) or '详见附件。'}")
    if left_out := [one for one in may_be_withheld() if one.code in answer.withheld]:
        grounds = "；".join(f"{one.label_zh}（{_law(one.cite)}）" for one in left_out)
        blocks.append(Paragraph(f"不予提供的部分属于以下情形：{grounds}。"))
    return blocks


def _leading(answers: Sequence[Answer]) -> Answer:
    """The answer whose remedies are told: one that must go to review before court, if there is any (K-02)."""
    first = (
        one
        for one in answers
        if review_comes_first(one.kind.code, today(), withheld=list(one.withheld) or None)
    )
    return next(first, answers[0])


@translation.override(CHINESE)
def disclosure_notice(
    consultation: Consultation, kind: ReplyKind, information: str, finding: str, *, released: Sequence[str]
) -> Document:
    """公开决定告知书: tells a third party who objected what is disclosed and why (art. 32). Doesn't name the applicant."""
    application = consultation.application
    given = f"{information}\n{'、'.join(f'《{name}》' for name in released)}"
    return replace(
        _letter(
            application,
            "政府信息公开决定告知书",
            Paragraph(
                f"关于政府信息公开申请（编号{application.label}）涉及你方的信息，你方提出不同意公开。"
                f"本机关经审查，根据{_law('regulation-2019:32')}和{_law(kind.cite)}的规定，决定予以公开。"
            ),
            Paragraph("决定公开的政府信息内容："),
            *_lines(given),
            Paragraph("公开的理由："),
            *_lines(finding),
            Paragraph(_office(application.organ)),
        ),
        addressee=consultation.name,
    )


def numbered(document: Document, number: str) -> Document:
    """The letter with the number it is issued under."""
    return replace(document, number=number)


def _verdict(kind: ReplyKind, you: str) -> str:
    """What is decided, in a sentence."""
    group = kind.outcome.partition(".")[0]
    wanted = f"{you}申请公开的信息"
    sentences = {
        "disclosed": f"{wanted}可以公开，现予以公开。",
        "already_published": f"{wanted}已经主动公开，请按下列方式、途径获取。",
        "partly_disclosed": f"{wanted}含有不应当公开的内容，能够区分处理，现予以部分公开。",
        "admin_query": f"{wanted}{kind.label_zh}，请依照有关法律、行政法规的规定办理。",
        "other": "对本件申请作如下处理。",
    }
    by_group = {
        "denied": f"{wanted}{kind.label_zh}，本机关决定不予公开。",
        "unable": f"{wanted}{kind.label_zh}，本机关无法提供。",
        "not_processed": f"{you}的申请属于“{kind.label_zh}”的情形，本机关不予处理。",
    }
    return sentences.get(kind.code) or by_group[group]


def _ground(kind: ReplyKind) -> str:
    """The article a reply rests on; the form of the annual report is a way of counting and no ground."""
    return "" if kind.cite.startswith("report-format") else f"根据{_law(kind.cite)}的规定，"


def _letter(application: Application, title: str, *blocks: Block) -> Document:
    return Document(
        title=f"{application.organ.name}\n{title}",
        addressee=application.name,
        blocks=blocks,
        signature=Signature(application.organ.name, chinese_date(today())),
    )


def _table_beside(rows: Sequence[tuple[str, str]], picture: Picture, caption: str) -> Table:
    """The rows with a picture to the right of them all."""
    first, *others = _table(rows).rows
    beside = Cell(caption, rowspan=len(rows), picture=picture)
    return Table(rows=[[*first, beside], *others], widths=(1, 2.6, 1.2))


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    return Table(rows=[[label, Cell(value, align="left")] for label, value in rows], widths=(1, 3))


def _lines(text: str) -> list[Paragraph]:
    """What somebody typed, a paragraph for each line."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _on_one_line(text: str) -> str:
    return " ".join(text.split()).rstrip("。")


def _you(application: Application) -> str:
    return "你" if application.is_natural else "你单位"


def _about(application: Application) -> str:
    day = chinese_date(timezone.localdate(application.submitted_at))
    return f"{_you(application)}于{day}提出的政府信息公开申请（编号{application.label}）"


def _law(cite: str) -> str:
    return citation(cite).label


def _office(organ: Organ) -> str:
    said = (
        ("政府信息公开工作机构", organ.office_name),
        ("地址", organ.office_address),
        ("办公时间", organ.office_hours),
        ("电话", organ.office_phone),
    )
    return (
        "，".join(f"{label}：{value}" for label, value in said if value) + "。"
        if any(v for _l, v in said)
        else ""
    )


def _review_organ(organ: Organ) -> str:
    """Who hears an application for reconsideration: the organ's own government, a government's superior (K-04)."""
    if organ.kind == Kind.GOVERNMENT:
        above = superior_of(organ)
        return above.name if above else "上一级人民政府"
    government = government_of(organ)
    return government.name if government.pk != organ.pk else "本级人民政府"
