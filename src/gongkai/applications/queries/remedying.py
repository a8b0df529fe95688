"""What an applicant who does not agree can do, and until when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.applications.models import Application, Reply
from gongkai.law.periods import Period, period
from gongkai.law.replies import review_comes_first


@dataclass(frozen=True)
class Remedy:
    """One way open to the applicant: its last day counted from the reply, and the article; no day: any time."""

    label: str
    text: str
    cite: str
    until: date | None = None


def remedies_of(application: Application) -> list[Remedy]:
    """The ways open against the reply that stands, by its ground and its day (K-02, K-03); none before it.

    The days are counted from the day on which the reply was given.
    """
    reply: Reply | None = application.reply
    if reply is None:
        return []
    start = told_on(reply)
    review = period("review_application", start, calendar=application.calendar())
    court = period("litigation_direct", start, calendar=application.calendar())
    withheld = json.loads(reply.contents).get("withheld") or None
    first = review_comes_first(reply.kind, start, withheld=withheld)
    ways = [_review(review, first.cite if first else review.cite, must=first is not None)]
    if first is None or reply.outcome == "partial":
        ways.append(_court(court, part=first is not None))
    return [*ways, _complaint()]


def told_on(reply: Reply) -> date:
    """From when the applicant's time runs: the day of the reply."""
    return reply.issued_on


def _review(review: Period, cite: str, *, must: bool) -> Remedy:
    text = _("不服不予公开的，应当先申请行政复议，对复议决定不服再向人民法院起诉。") if must else ""
    return Remedy(_("申请行政复议"), text, cite, review.ends)


def _court(court: Period, *, part: bool) -> Remedy:
    text = _("只对不予公开以外的其他部分不服的，可以直接起诉。") if part else ""
    return Remedy(_("向人民法院提起行政诉讼"), text, court.cite, court.ends)


def _complaint() -> Remedy:
    text = _("认为行政机关没有依法公开的，可以向上一级行政机关或者政府信息公开工作主管部门反映。")
    return Remedy(_("投诉、举报"), text, "regulation-2019:51")
