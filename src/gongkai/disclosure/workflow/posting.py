"""Least times that the law sets: how long a notice stays posted, how long before rules come into force (A-26 to A-28)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.calendars.queries import work_calendar
from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.workflow.states import Attribute
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.wording import long_day, spoken
from gongkai.law.periods import Period, period, period_rule
from gongkai.law.rulebook import NoRuleInForce, citation

COMMENCEMENT = "rules_commencement"


def shown_long_enough(item: Any, by: Actor) -> Any:
    """What is only shown for a time is shown for as long as the law wants, if it becomes public today."""
    return posting_gap(item, today())


def in_force_late_enough(item: Any, by: Actor) -> Any:
    """Rules come into force no sooner after their publication than the law wants, if they become public today."""
    return commencement_gap(item, today())


def posting_gap(item: Any, on: date) -> str | None:
    """Why it may not become public on this day: its notice would be over, or too short; None when it may.

    A correction of what is public is counted from the day on which it first was.
    """
    if item.attribute != Attribute.PROACTIVE:
        return None
    if item.shown_until and item.shown_until < on:
        return _("公示截止日期（%(day)s）已过，公开后会立即撤下，请核对。") % {
            "day": long_day(item.shown_until)
        }
    name = item.column.shortest_posting if item.column else ""
    if not name:
        return None
    first = timezone.localdate(item.published_at) if item.current_version_id else on
    return _shown_too_short(item, name, first) or _hung_too_short(item, name)


def commencement_gap(item: Any, on: date) -> str | None:
    """Why rules that become public on this day would come into force too soon; None where they do not."""
    if (item.kind, item.attribute) != (ItemKind.RULES, Attribute.PROACTIVE) or item.version_count:
        return None
    least = _least(COMMENCEMENT, on)
    if least is None or not item.effective_on or item.effective_on >= least.counted_out or item.haste_reason:
        return None
    told = _("规章应当自公布之日起%(length)s后施行（%(cite)s）：%(from)s公布的，施行日期不得早于%(day)s。")
    return told % _facts(least, on) + _unless(item, COMMENCEMENT)


def _shown_too_short(item: Any, name: str, first: date) -> str | None:
    least = _least(name, first)
    if least is None or not item.shown_until or item.shown_until >= least.counted_out:
        return None
    excuse = _unless(item, name)
    if excuse and item.haste_reason:
        return None
    told = _("公示时间不得少于%(length)s（%(cite)s）：%(from)s公开的，公示截止日期不得早于%(day)s。")
    return told % _facts(least, first) + excuse


def _hung_too_short(item: Any, name: str) -> str | None:
    """The same of the notice on the wall of the village, whose days stand in the elements."""
    since, until = (_day(item.elements.get(code)) for code in period_rule(name).notes.get("posted", ("", "")))
    least = _least(name, since) if since else None
    if since is None or until is None or least is None or until >= least.counted_out:
        return None
    told = _("公告张贴时间不得少于%(length)s（%(cite)s）：%(from)s张贴的，公告截止日期不得早于%(day)s。")
    return told % _facts(least, since)


def _least(name: str, start: date) -> Period | None:
    """The least time from this day on; None where that day's law knew none."""
    try:
        return period(name, start, calendar=work_calendar())
    except NoRuleInForce:
        return None


def _facts(least: Period, start: date) -> dict[str, str]:
    cite = citation(least.cite)
    if least.unit == "working_day":
        length = ngettext("%(n)s个工作日", "%(n)s个工作日", least.length) % {"n": least.length}
    else:
        length = ngettext("%(n)s日", "%(n)s日", least.length) % {"n": least.length}
    days = {"from": long_day(start), "day": long_day(least.counted_out)}
    return days | {"length": length, "cite": spoken(cite.label, cite.label_en)}


def _unless(item: Any, name: str) -> str:
    """What to do where the law lets it be less; nothing where it does not."""
    if (unless := period_rule(name).notes.get("unless")) is None:
        return ""
    when = spoken(unless["zh"], unless["en"])
    field = item._meta.get_field("haste_reason").verbose_name
    return _("%(when)s，请填写“%(field)s”。") % {"when": when, "field": field}


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
