"""How the desk puts an item: its tone, its limit, its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.catalogue.queries import genres, themes
from gongkai.disclosure.queries import Deadline, Force, InformationItem, State, deadline, grounds
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words, short_day
from gongkai.workbench.disclosure.shown import covered

TONES = {
    State.DRAFT: "calm",
    State.PUBLISHED: "good",
    State.RETAINED: "calm",
    State.WITHDRAWN: "warning",
}


@dataclass(frozen=True)
class Row:
    """An item as a list shows it."""

    item: InformationItem
    tone: str
    limit: Deadline | None
    limit_words: str
    limit_tone: str


def row(item: InformationItem) -> Row:
    """An item with its state and its limit in a few words; asks the database nothing more."""
    limit = None if item.state in (State.RETAINED, State.WITHDRAWN) or _told_anew(item) else deadline(item)
    words, tone = limit_words(limit)
    return Row(item, TONES.get(State(item.state), "info"), limit, words, tone)


def _told_anew(item: InformationItem) -> bool:
    """Whether the limit of what was altered would have to be asked of its versions; the page of the item does."""
    return item.published_at is not None and item.altered_on is not None and item.state == State.PUBLISHED


def limit_words(limit: Deadline | None) -> tuple[str, str]:
    """Until when it is to be public, or how it came out; with the tone of the tag."""
    if limit is None:
        return "", "calm"
    if limit.done_on:
        return (_("逾期公开"), "warning") if limit.late else (_("按期公开"), "good")
    day = short_day(limit.ends)
    if limit.late:
        days = ngettext("已超过%(n)s天", "已超过%(n)s天", -limit.days_left) % {"n": -limit.days_left}
        return _("应于%(day)s前公开") % {"day": day} + " · " + days, "danger"
    left = ngettext("剩%(n)s天", "剩%(n)s天", limit.days_left) % {"n": limit.days_left}
    return _("%(day)s前公开") % {"day": day} + " · " + left, "warning" if limit.soon else "calm"


def start_words(item: InformationItem, limit: Deadline | None) -> str:
    """From which day its limit is counted, and what day that is."""
    if limit is None or limit.start is None:
        return ""
    told = {"day": date_format(limit.start)}
    if limit.event is None:
        altered = item.published_at is not None and limit.start == item.altered_on
        told["what"] = _("变更日期") if altered else _("成文日期")
    else:
        told["what"] = in_words(limit.event)
    if limit.event is None or limit.event_known:
        return _("自%(what)s（%(day)s）的次日起算") % told
    return _("还没有填写%(what)s，暂自成文日期（%(day)s）的次日起算") % told


def facts_of(item: InformationItem) -> list[tuple[Any, Any]]:
    """The metadata of an item, label and value."""
    label = {field.name: field.verbose_name for field in item._meta.fields}
    ground = item.get_attribute_display()
    return [
        (label["index_number"], item.index_number),
        (label["organ"], item.organ.name),
        (label["column"], item.column or _("未选择")),
        (label["kind"], item.get_kind_display()),
        (label["formed_on"], item.formed_on or _("未填写")),
        (in_words(item.limit_event) if item.limit_event else label["limit_from"], item.limit_from),
        (label["altered_on"], item.altered_on),
        (label["effective_on"], item.effective_on),
        (label["expires_on"], item.expires_on),
        (label["shown_until"], item.shown_until),
        (label["haste_reason"], covered(item.haste_reason)),
        (label["document_number"], covered(item.document_number)),
        (label["attribute"], ground),
        (label["attribute_ground"], _ground(item.attribute_ground)),
        (label["attribute_reason"], covered(item.attribute_reason)),
        (label["genre"], genres().label(item.genre)),
        (label["theme"], themes().label(item.theme)),
        (label["keywords"], covered(item.keywords)),
        (label["validity"], _stands(item)),
        (label["ended_on"], item.ended_on),
        (label["validity_basis"], item.validity_basis),
        (label["successor"], covered(item.successor.title) if item.successor else ""),
        (label["revoked_on"], item.revoked_on),
        (label["reassess_by"], item.reassess_by),
        (label["author"], item.author_name),
    ]


def _stands(item: InformationItem) -> Any:
    """The validity; with the day where it holds only from a day to come."""
    told = item.get_validity_display()
    if item.ended_on is None or item.ended_on <= today():
        return told
    return _("%(now)s（%(day)s起为“%(then)s”）") % {
        "now": Force.IN_FORCE.label,
        "day": item.ended_on,
        "then": told,
    }


def _ground(code: str) -> str:
    return dict(grounds()).get(code, code) if code else ""
