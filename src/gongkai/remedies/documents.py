"""The index of a defence file. An official paper: always in Chinese, so its words don't go through gettext."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from gongkai.applications.queries import Application, clock
from gongkai.foundation.documents import Block, Document, Heading, Paragraph, Signature, Table
from gongkai.foundation.moment import today
from gongkai.law.wording import chinese_date
from gongkai.remedies.models import RemedyCase


@translation.override("zh-hans")
def defence_index(case: RemedyCase, application: Application, names: Sequence[str]) -> Document:
    """What is in the file, what it proves, and how the time for the reply was counted."""
    facts = f"{case.get_kind_display()}案件（{case.case_number}），{case.heard_by}"
    blocks: list[Block] = [
        Paragraph(
            f"{facts}，{chinese_date(case.accepted_on)}受理、立案。所涉申请编号：{application.number}。"
        ),
        Heading(1, "一、材料目录"),
        Table([(str(place), name) for place, name in enumerate(names, 1)], header=[("序号", "材料")]),
    ]
    evidence = [(str(one.position), one.name, one.proves) for one in case.evidence.all()]
    if evidence:
        blocks += [Heading(1, "二、证据清单"), Table(evidence, header=[("序号", "证据", "证明内容")])]
    told = clock(application)
    blocks += [Heading(1, f"{'三' if evidence else '二'}、答复期限的计算")]
    blocks += [Paragraph(f"{step.text}（{step.article}）") for step in (told.steps if told else ())]
    return Document(
        title="应诉材料目录",
        number="",
        blocks=blocks,
        signature=Signature(case.organ.name, chinese_date(today())),
    )
