"""The places that a template names: what stands in each, and which a kind of letter cannot be without."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongkai.applications.documents.wording import LetterPaper
from gongkai.applications.models import FOR_OTHERS, LetterKind
from gongkai.foundation.documents import Block, Paragraph
from gongkai.foundation.documents.layout import title_lines

PLACE = re.compile(r"\{\{\s*(\S*?)\s*\}\}")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
HEAD = ("标题", "文号", "收件人")
FOOT = ("署名", "日期")
# Each of these takes as many paragraphs and tables as it needs, so it stands alone in its paragraph.
BLOCKS = ("引言", "正文", "救济", "联系方式", "附件")
NAMING = ("申请编号", "机关")
# By these the applicant could be known; letters to others have no place for them.
OF_APPLICANT = ("称谓", "申请日期", "收到日期")
EXPLAINED = {
    "标题": _("机关名称和文书名称"),
    "文号": _("签发时自动编号"),
    "收件人": _("申请人、第三方或者其他机关的名称"),
    "引言": _("收到的是哪一件申请、申请公开什么；可以改用自己的文字"),
    "正文": _("决定、依据的条款和条例要求写明的内容"),
    "救济": _("申请行政复议、提起行政诉讼的途径和期限，按答复情形和日期自动写成"),
    "联系方式": _("工作机构的名称、地址、办公时间、电话；可以改用自己的文字"),
    "附件": _("随文书提供的文件清单"),
    "署名": _("机关名称；印章盖在署名和日期上"),
    "日期": _("成文日期"),
    "申请编号": _("例如〔2026〕第0012号"),
    "机关": _("本机关名称"),
    "称谓": _("“你”或者“你单位”"),
    "申请日期": _("提交申请的日期"),
    "收到日期": _("收到申请之日"),
}
# The office's own sheet has no number, date and seal, so nothing of a letter that could be required of it.
TEMPLATED = tuple(kind for kind in LetterKind if kind != LetterKind.REGISTRATION)
WITH_REMEDIES = frozenset(
    {LetterKind.REPLY, LetterKind.DISCLOSURE_NOTICE, LetterKind.NOT_AN_APPLICATION, LetterKind.CORRECTION}
)
WITH_ATTACHMENTS = frozenset({LetterKind.REPLY})


def required(kind: str) -> tuple[str, ...]:
    """What a letter of this kind cannot be without (art. 36; K-02), in the order in which it stands."""
    remedies = ("救济",) if kind in WITH_REMEDIES else ()
    attachments = ("附件",) if kind in WITH_ATTACHMENTS else ()
    return (*HEAD, "正文", *remedies, *attachments, *FOOT)


def allowed(kind: str) -> tuple[str, ...]:
    """Every place that a template of this kind may name."""
    of_applicant = () if kind in FOR_OTHERS else OF_APPLICANT
    blocks = tuple(name for name in BLOCKS if name not in ("救济", "附件") or name in required(kind))
    return (*HEAD, *blocks, *FOOT, *NAMING, *of_applicant)


def texts(paper: LetterPaper) -> dict[str, str]:
    """What stands in the places within a line."""
    assert paper.signature is not None  # noqa: S101 - every letter is signed
    return {
        "标题": "\n".join(title_lines(paper.title)),
        "文号": paper.number,
        "收件人": paper.addressee,
        "署名": paper.signature.organ,
        "日期": paper.signature.date,
        "机关": paper.signature.organ,
        **paper.fields,
    }


def blocks(paper: LetterPaper) -> Mapping[str, Sequence[Block]]:
    """What stands in the places that take whole paragraphs."""
    return {
        "引言": paper.opening,
        "正文": paper.body,
        "救济": paper.remedies,
        "联系方式": paper.contact,
        "附件": list(map(Paragraph, ["", *attached(paper.attachments)] if paper.attachments else [])),
    }


def attached(names: Sequence[str]) -> list[str]:
    """The lines that name what is attached, as in the standard layout."""
    if len(names) < 2:
        return [f"附件：{name}" for name in names]
    return [f"{'附件：' if at == 1 else '　　　'}{at}.{name}" for at, name in enumerate(names, 1)]
