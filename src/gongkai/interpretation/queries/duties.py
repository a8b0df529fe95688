"""Which documents must be interpreted, what stands against handing one in without, and until when it may follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongkai.calendars.queries import work_calendar
from gongkai.catalogue.queries import Audience
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words, spoken
from gongkai.interpretation.models import Interpretation, Plan
from gongkai.interpretation.queries.ties import interpretations_at_work, open_plans
from gongkai.law.periods import Period, period
from gongkai.law.rulebook import NoRuleInForce, Version, citation, rule

RED_LINE = "interpretation_publication"


def must_be_interpreted(item: Any) -> Version | None:
    """The rule by which this document needs an interpretation (F-06); None when none asks for it.

    What is not disclosed proactively, stands in a column for inside, or was formed before there was the rule, needs
    none.
    """
    if item.attribute != Attribute.PROACTIVE or is_inside(item):
        return None
    try:
        found = rule("interpretation.kinds").on(item.formed_on or today())
    except NoRuleInForce:
        return None
    return found if item.kind in found.value else None


def is_inside(item: Any) -> bool:
    """Whether the item stands in a column that only the offices read."""
    return item.column is not None and item.column.audience == Audience.INSIDE


def reasons_against_submission(item: InformationItem) -> list[str]:
    """Why the document may not be handed in without more, naming the rule (三同步, F-03); empty when it may.

    It needs a complete interpretation, which goes with it, or a plan with a day that is still to come. A
    correction of what is public already needs nothing new.
    """
    if item.version_count or must_be_interpreted(item) is None:
        return []
    ties = interpretations_at_work(item)
    if any(is_ready(tie.item) for tie in ties) or open_plans(item).filter(planned_on__gte=today()).exists():
        return []
    return [_missing(item), *_unready(ties), *_overtaken(item)]


def reasons_against_publication(item: InformationItem) -> list[str]:
    """Why the document may not become public by itself: nothing interprets it, and nobody has planned to."""
    if must_be_interpreted(item) is None or open_plans(item).exists():
        return []
    ties = interpretations_at_work(item)
    return [] if any(tie.item.current_version_id for tie in ties) else [_missing(item)]


def is_ready(item: InformationItem) -> bool:
    """Whether an interpretation has left its draft, or could."""
    return item.state != State.WITHDRAWN and (item.state != State.DRAFT or not incomplete(item))


def incomplete(item: InformationItem) -> list[str]:
    """What stands against handing this draft in, by the table of the acts."""
    checks = WORKFLOW.transitions["submit"].checks
    return [str(reason) for check in checks if (reason := check(item, SYSTEM))]


def missing_elements(tie: Interpretation) -> list[str]:
    """The elements of an interpretation that nobody has ticked; not every document has all of them (F-05)."""
    return [label for code, label in elements() if code not in tie.elements]


def elements(*, english: bool = False) -> list[tuple[str, str]]:
    """The elements that an interpretation tells: code and label."""
    rows = rule("interpretation.elements").on(today()).value
    return [(row["code"], row["en" if english else "zh"]) for row in rows]


def red_line(published_on: date) -> Period | None:
    """By when the interpretation of what was published on this day must follow (F-04); None before the rule."""
    try:
        return period(RED_LINE, published_on, calendar=work_calendar())
    except NoRuleInForce:
        return None


def overdue_since() -> date:
    """What was published up to this day and is not interpreted yet is over the red line today."""
    day = today() - timedelta(days=1)
    while (line := red_line(day)) is not None and line.ends >= today():
        day -= timedelta(days=1)
    return day


def _missing(item: InformationItem) -> str:
    version = rule("interpretation.submission").on(today())
    cited = citation(version.cite)
    return _(
        "《%(title)s》是%(kind)s，须与解读材料或者写明日期的解读方案一并报送，现在不能报送（%(cite)s：%(rule)s）。请起草解读，或者制定解读方案。"
    ) % {
        "title": item.title,
        "kind": item.get_kind_display(),
        "rule": in_words(version, "gist").rstrip("。."),
        "cite": spoken(cited.label, cited.label_en),
    }


def _unready(ties: list[Interpretation]) -> list[str]:
    return [
        _("解读《%(title)s》还不完整：%(reason)s") % {"title": tie.item.title, "reason": reason}
        for tie in ties
        for reason in incomplete(tie.item)
    ]


def _overtaken(item: InformationItem) -> list[str]:
    past: Plan | None = open_plans(item).last()
    if past is None:
        return []
    return [_("解读方案的日期（%(day)s）已过，请调整。") % {"day": past.planned_on}]
