"""The paragraph on remedies: by ground and by date, for one answer or for several (K-02, K-03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.applications.documents.wording import COURT, review_organ
from gongkai.applications.models import Answer
from gongkai.foundation.moment import today
from gongkai.law.exemptions import exemptions
from gongkai.law.replies import remedies_paragraph, review_comes_first
from gongkai.law.sources import chinese_number
from gongkai.organs.queries import Organ

# How the law's paragraph names what it speaks of; a letter with several answers says which of them.
WITHHELD_PART = "本答复中不予公开的部分"


def remedies_against(
    organ: Organ, code: str, *, withheld: Iterable[str] | None = None, paper: str = "本答复"
) -> str:
    """The remedies against one decision, an outcome or a kind of reply; ``paper`` is what the letter calls itself."""
    told = remedies_paragraph(code, today(), review_organ=review_organ(organ), court=COURT, withheld=withheld)
    return told.text.replace("本答复", paper)


def remedies_of(organ: Organ, answers: Sequence[Answer], *, paper: str = "本答复") -> str:
    """The remedies against a letter: where only some answers must go to review first, it says which (K-02)."""
    first = [_comes_first(one) for one in answers]
    if len(answers) == 1 or not any(first):
        # Where nothing must go to review first, each answer's paragraph says the same.
        one = answers[0]
        return remedies_against(organ, one.kind.code, withheld=list(one.withheld) or None, paper=paper)
    if all(first) and not any(_is_partial(one) for one in answers):
        return remedies_against(organ, answers[0].kind.code)
    ground = [exemptions(today())[0].code]
    text = remedies_against(organ, "partly_disclosed", withheld=ground)
    return text.replace(WITHHELD_PART, f"本答复{_which(answers, first)}")


def _which(answers: Sequence[Answer], first: Sequence[bool]) -> str:
    """第一项、第三项和第二项中不予公开的部分."""
    places = [(f"第{chinese_number(at)}项", one) for at, one in enumerate(answers, 1) if first[at - 1]]
    whole = "、".join(place for place, one in places if not _is_partial(one))
    parts = "、".join(place for place, one in places if _is_partial(one))
    return "和".join(part for part in (whole, f"{parts}中不予公开的部分" if parts else "") if part)


def _comes_first(answer: Answer) -> bool:
    withheld = list(answer.withheld) or None
    return review_comes_first(answer.kind.code, today(), withheld=withheld) is not None


def _is_partial(answer: Answer) -> bool:
    return answer.kind.outcome == "partial"
