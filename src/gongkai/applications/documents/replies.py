"""答复书: each answer with its ground, what art. 36 wants said of it, and the remedies (arts. 36-39)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from gongkai.applications.documents.remedies import remedies_of
from gongkai.applications.documents.verdicts import lead, verdict
from gongkai.applications.documents.wording import (
    CHINESE,
    DETAIL,
    LetterPaper,
    about,
    ended,
    law,
    lines,
    on_one_line,
    to_applicant,
    you,
)
from gongkai.applications.models import Answer, Application, LetterKind
from gongkai.applications.queries import may_be_withheld
from gongkai.foundation.documents import Block, Heading, Paragraph
from gongkai.foundation.file_kinds import EXTENSIONS
from gongkai.law.replies import Requirement
from gongkai.law.sources import chinese_number

# What each letter that answers is called, how it begins to say what came, and what it calls itself.
TITLES = {
    LetterKind.REPLY: ("政府信息公开申请答复书", "申请公开", "本答复"),
    LetterKind.NOT_AN_APPLICATION: ("不作为政府信息公开申请处理告知书", "提交", "本告知"),
    LetterKind.CORRECTION: ("政府信息更正告知书", "提出", "本告知"),
}
# What was only passed on is no decision that could be contested (art. 41).
UNDECIDED = frozenset({"correction_passed_on"})
LONGEST_NAMED = 18  # of what was asked, so that the heading above its answer stays on a line


def letter_kind(answers: Sequence[Answer]) -> LetterKind:
    """The letter that tells these answers: one of its own where all of them ask for it, else the reply."""
    kinds = {one.kind.letter for one in answers}
    return LetterKind(kinds.pop()) if len(kinds) == 1 else LetterKind.REPLY


@translation.override(CHINESE)
def reply_letter(
    application: Application, answers: Sequence[Answer], *, released: Sequence[str]
) -> LetterPaper:
    """One letter for all that was asked; several answers stand each under a heading of its own."""
    one, (title, came, paper) = you(application), TITLES[letter_kind(answers)]
    decided = any(answer.kind.code not in UNDECIDED for answer in answers)
    body: list[Block] = []
    for at, answer in enumerate(answers, 1):
        if len(answers) > 1:
            body.append(Heading(1, f"{chinese_number(at)}、关于“{_shortened(answer.wanted)}”"))
        body += _answered(answer, one)
    return to_applicant(
        application,
        title,
        opening=_wanted(application, answers, came),
        body=body,
        remedies=remedies_of(application.organ, answers, paper=paper) if decided else "",
        attachments=[_titled(name) for name in released],
    )


def _wanted(application: Application, answers: Sequence[Answer], came: str) -> list[Block]:
    """What was asked, in the applicant's own words."""
    begun = f"{about(application)}收悉。{you(application)}{came}"
    what = "信息" if letter_kind(answers) == LetterKind.REPLY else "内容"
    if len(answers) == 1:
        return [Paragraph(f"{begun}的{what}为：“{on_one_line(answers[0].wanted)}”。")]
    wanted = [f"{at}.{on_one_line(answer.wanted)}" for at, answer in enumerate(answers, 1)]
    items = [f"{text}{'。' if at == len(wanted) else '；'}" for at, text in enumerate(wanted, 1)]
    return [Paragraph(f"{begun}以下{what}："), *map(Paragraph, items), Paragraph("现分别答复如下：")]


def _answered(answer: Answer, one: str) -> list[Paragraph]:
    """One answer: the decision, what the law wants said of it, the grounds of what is withheld."""
    blocks = [Paragraph(verdict(answer.kind, one))]
    for need in answer.kind.must_contain:
        blocks += _said(answer, need)
    if left_out := [one for one in may_be_withheld() if one.code in answer.withheld]:
        grounds = "；".join(f"{ground.label_zh}（{law(ground.cite)}）" for ground in left_out)
        blocks.append(Paragraph(f"不予公开的部分属于以下情形：{grounds}。"))
    return blocks


def _said(answer: Answer, need: Requirement) -> list[Paragraph]:
    """What the law wants said, behind its lead; information that is given as a file is attached."""
    text = answer.contents.get(need.field, "").strip() or DETAIL
    first, *others = text.splitlines()
    if others:
        return [Paragraph(f"{lead(answer.kind, need)}："), *lines(text)]
    return [Paragraph(f"{lead(answer.kind, need)}：{ended(first)}")]


def _titled(name: str) -> str:
    """The name of a file as a letter lists it: without what tells programs its kind."""
    stem, _dot, extension = name.rpartition(".")
    return stem if stem and extension.lower() in EXTENSIONS else name


def _shortened(text: str) -> str:
    line = on_one_line(text)
    return line if len(line) <= LONGEST_NAMED else f"{line[:LONGEST_NAMED]}……"
