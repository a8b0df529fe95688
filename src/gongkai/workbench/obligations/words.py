"""What the pages say of obligations and of what is owed: worked out in Python, not in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import ItemKind
from gongkai.foundation import wording
from gongkai.foundation.moment import today
from gongkai.law.periods import period_rule
from gongkai.law.rulebook import UnknownSource, citation, rule
from gongkai.obligations.queries import (
    SIGNS,
    TONES,
    Cell,
    Cycle,
    DueRule,
    Forecast,
    Heading,
    Obligation,
    Owing,
    Reach,
    Row,
    Settlement,
    Status,
    status_of,
)
from gongkai.organs.queries import Kind, Level


@dataclass(frozen=True)
class Mark:
    """A status in a sign and a word, with what is told of it and where it leads."""

    text: str
    tone: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One owed instance in a list."""

    owing: Owing
    mark: Mark
    when: str
    draft_href: str
    whose: str


def mark(status: Status, count: int | None = None, note: str = "", href: str = "") -> Mark:
    """The sign and the word of a status, with how many where they are counted."""
    text = f"{SIGNS[status]} {status.label}"
    return Mark(text if count is None else f"{text} {count}", TONES[status], note, href)


def marks(counts: Mapping[Status, int], href: str = "") -> list[Mark]:
    """A mark for each status; ``href`` ends with where a status is named."""
    return [mark(status, n, href=f"{href}{status.value}" if href else "") for status, n in counts.items()]


def cell_marks(cell: Cell, row: Row, heading: Heading) -> list[Mark]:
    """What stands in a cell of the matrix: the one instance, or how many of several stand where."""
    if one := cell.one:
        return [mark(status_of(one), note=_short(one), href=owing_href(one))]
    listed = reverse("workbench:organ_owings", args=[row.organ.code])
    return marks(cell.counts, f"{listed}?obligation={heading.obligation.pk}&status=")


def owing_href(owing: Owing) -> str:
    """To the public item that settled it; else to its own page, where the reason stands."""
    if owing.item is not None and owing.item.current_version_id:
        return reverse("portal:item", args=[owing.item.index_number])
    return reverse("workbench:owing", args=[owing.pk])


def line(owing: Owing) -> Line:
    """An instance as a list shows it."""
    column = owing.obligation.column_id
    draft = f"{reverse('workbench:draft_item')}?column={column}"
    return Line(owing, mark(status_of(owing)), when_words(owing), draft, _whose(owing))


def when_words(owing: Owing) -> str:
    """By when it is owed and how many days are left, or when it was settled."""
    if owing.settled_on:
        return _("%(day)s办结") % {"day": owing.settled_on} + _no_event(owing)
    if owing.due_on is None:
        return _waiting_words(owing)
    left = (owing.due_on - today()).days
    told = {"day": owing.due_on, "n": abs(left)}
    if left < 0:
        return _("%(day)s到期，已逾期%(n)s天") % told
    return _("%(day)s到期，今天截止") % told if left == 0 else _("%(day)s到期，还有%(n)s天") % told


def due_words(obligation: Obligation) -> str:
    """By when an obligation is owed, in a sentence."""
    match obligation.due_rule:
        case DueRule.DAY:
            return _day_words(obligation)
        case DueRule.DAYS if obligation.cycle == Cycle.ONCE:
            return _("自开始之日起%(n)s日内") % {"n": obligation.due_days}
        case DueRule.DAYS:
            return _("本期结束后%(n)s日内") % {"n": obligation.due_days}
        case DueRule.LAW_DATE:
            named = rule(obligation.law)
            told = {"law": wording.in_words(named.label), **named.latest.value}
            return _("%(law)s：%(month)s月%(day)s日前") % told
    return _period_words(obligation) + _latest_words(obligation)


def reach_words(obligation: Obligation, listed: int) -> str:
    """Which organs owe it, in a few words."""
    if obligation.reach == Reach.LISTED:
        return _("指定的%(n)s个机关") % {"n": listed}
    narrowed = [str(Level(one).label) for one in obligation.levels]
    narrowed += [str(Kind(one).label) for one in obligation.kinds]
    told = _("%(organ)s及其下级") % {"organ": obligation.top.short_name}
    return told + (f"（{wording.listed(narrowed)}）" if narrowed else "")


def kind_words(obligation: Obligation) -> str:
    """Of which kinds an item has to be to settle it; empty where any does."""
    return wording.listed(str(ItemKind(one).label) for one in obligation.item_kinds)


def basis_words(basis: str) -> str:
    """The basis as people cite it; a citation of the rulebook is spelt out."""
    if ":" not in basis:
        return basis
    try:
        told = citation(basis)
    except (UnknownSource, ValueError):
        return basis
    chinese = f"《{told.title}》{told.label}" if told.title not in told.label else told.label
    return wording.spoken(chinese, told.label_en)


def facts_of(owing: Owing) -> list[tuple[str, Any]]:
    """What the page of an instance tells of it."""
    obligation = owing.obligation
    moved = owing.original_due_on != owing.due_on
    return [
        (_("责任机关"), owing.organ.name),
        (_("公开机关"), owing.publisher.name if owing.publisher_id != owing.organ_id else None),
        (_("栏目"), obligation.column.name),
        (_("信息类别"), kind_words(obligation)),
        (_("周期"), owing.cycle_name),
        (_("依据"), basis_words(obligation.basis)),
        (_("期限规则"), due_words(obligation)),
        (obligation.event_name or _("起算日期"), owing.event_on),
        (_("填写的最迟日期"), owing.latest_on if owing.lacks_event else None),
        (_("期限"), owing.due_on),
        (_("原定期限"), owing.original_due_on if moved else None),
        (_("声明本期无变化"), _declared_words(owing)),
        (_("办结日期"), owing.settled_on),
        (_("办理人"), owing.settled_by),
        (_("理由"), owing.reason),
    ]


def tiles(ahead: Forecast, here: str) -> list[tuple[str, int, str]]:
    """The forecast as large numbers: what is red now, and what goes red soon."""
    soon = [
        (_("%(n)s天内到期") % {"n": days}, ahead.within[days], f"{here}?year=all&within={days}")
        for days in sorted(ahead.within)
    ]
    return [(_("逾期未完成"), ahead.missing, f"{here}?year=all&status=missing"), *soon]


def lines(owings: Iterable[Owing]) -> list[Line]:
    """Several instances as a list shows them."""
    return [line(one) for one in owings]


def _short(owing: Owing) -> str:
    """The note beside a mark: the day, and what else explains it."""
    day: date | None = owing.settled_on or owing.due_on or owing.latest_on
    if day is None:
        return ""
    told = {"month": day.month, "day": day.day, "event": owing.obligation.event_name}
    if owing.settled_on:
        return _("%(month)s月%(day)s日") % told + _no_event(owing)
    if owing.declared_on:
        return _("已声明无变化，待确认")
    if owing.due_on:
        return _("%(month)s月%(day)s日前") % told
    if day < today():
        return _("未填写%(event)s") % told
    return _("%(month)s月%(day)s日前填写%(event)s") % told


def _whose(owing: Owing) -> str:
    """For whom it is published, where another organ publishes it."""
    if owing.organ_id == owing.publisher_id:
        return ""
    told = {"organ": owing.organ.short_name, "publisher": owing.publisher.short_name}
    return _("%(organ)s的任务，由%(publisher)s公开") % told


def _waiting_words(owing: Owing) -> str:
    """That a day is missing, and until when it may be: after that its organ is late without it."""
    told = {"event": owing.obligation.event_name or _("起算日期"), "day": owing.latest_on}
    if owing.latest_on is None:
        return _("待填写%(event)s") % told
    if owing.latest_on < today():
        return _("没有填写%(event)s，已超过最迟日期%(day)s") % told
    return _("待填写%(event)s，最迟%(day)s") % told


def _no_event(owing: Owing) -> str:
    """Nobody knows whether it was in time as long as the day is missing that is counted from."""
    if owing.lacks_event and owing.settlement == Settlement.PUBLISHED:
        return _("，未填写%(event)s") % {"event": owing.obligation.event_name}
    return ""


def _declared_words(owing: Owing) -> str | None:
    if owing.declared_on is None:
        return None
    told = {"day": owing.declared_on, "who": owing.declared_by, "reason": owing.declared_reason}
    return _("%(day)s由%(who)s声明，待主管机关确认：%(reason)s") % told


def _period_words(obligation: Obligation) -> str:
    law = period_rule(obligation.law)
    told = {
        "n": law.latest.value,
        "law": wording.in_words(law.label),
        "event": obligation.event_name or _("开始之日"),
    }
    if law.unit == "working_day":
        return _("自%(event)s起%(n)s个工作日内（%(law)s）") % told
    return _("自%(event)s起%(n)s日内（%(law)s）") % told


def _latest_words(obligation: Obligation) -> str:
    if not obligation.needs_event or obligation.cycle == Cycle.ON_EVENT:
        return ""
    told = {"event": obligation.event_name, "month": obligation.latest_month, "day": obligation.latest_day}
    if obligation.latest_month is None:
        return _("；到本期结束没有填写%(event)s的，算逾期") % told
    if obligation.cycle == Cycle.YEAR:
        return _("；到当年%(month)s月%(day)s日没有填写%(event)s的，算逾期") % told
    return _("；到本期第%(month)s个月%(day)s日没有填写%(event)s的，算逾期") % told


def _day_words(obligation: Obligation) -> str:
    month, day = obligation.due_month, obligation.due_day
    last = day is not None and day >= 31
    on = _("最后一天") if last else _("%(day)s日") % {"day": day}
    match obligation.cycle:
        case Cycle.MONTH:
            return _("当月%(on)s前") % {"on": on}
        case Cycle.YEAR:
            return _("当年%(month)s月%(on)s前") % {"month": month, "on": on}
        case _:
            return _("本期第%(month)s个月%(on)s前") % {"month": month, "on": on}
