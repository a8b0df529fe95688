"""What the components show of the things they are given: words and links, worked out in Python, not in HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.forms import BaseForm
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.foundation.ledger import Entry
from gongkai.foundation.wording import short_day, spoken
from gongkai.foundation.workflow import Workflow

# From how many working days before the end a deadline is shown as pressing: a matter of taste, not of law.
PRESSING = 3


@dataclass(frozen=True)
class Moment:
    """One point on a timeline: when, what, by whom, a line of more, and the article it rests on."""

    on: date | datetime
    title: Any
    by: Any = ""
    text: Any = ""
    cite: str = ""

    @property
    def has_hour(self) -> bool:
        return isinstance(self.on, datetime)


def moment(entry: Any) -> Moment:
    """A ledger entry or a step of a clock as a point on a timeline; a Moment is one already."""
    if isinstance(entry, Moment):
        return entry
    if isinstance(entry, Entry):
        return Moment(entry.at, verb_label(entry.verb), by=entry.actor_name, cite=entry.cite)
    return Moment(entry.on, "", text=spoken(entry.text, entry.text_en), cite=entry.cite)


def verb_label(verb: str) -> str:
    """The act's name in the user's words: of a transition, or as the app's ``workflow.ACTS`` calls it."""
    return str(verb_labels().get(verb, verb))


@cache
def verb_labels() -> dict[str, Any]:
    """By verb, what each act is called that an installed app's ``workflow`` module names."""
    autodiscover_modules("workflow")
    labels: dict[str, Any] = {}
    for config in apps.get_app_configs():
        module = getattr(config.module, "workflow", None)
        for value in vars(module).values() if module else ():
            if isinstance(value, Workflow):
                labels |= {f"{value.app}.{row.name}": row.label for row in value.transitions.values()}
        labels |= getattr(module, "ACTS", {})
    return labels


@dataclass(frozen=True)
class FileLink:
    """A file as a link: what it is called, where it is, of which kind and how large; ``note``: why it can't be opened.

    ``look`` is where it can be looked at in the page.
    """

    name: str
    url: str = ""
    kind: str = ""
    size: int | None = None
    note: Any = ""
    look: str = ""


def file_link(file: Any, url: str = "", name: str = "", look: str = "") -> FileLink:
    """A stored file (or anything with a name) as a link; without an address while it is in quarantine."""
    if isinstance(file, FileLink):
        return file
    note = "" if getattr(file, "is_servable", True) else file.get_scan_state_display()
    return FileLink(
        name or str(file.name),
        "" if note else url or getattr(file, "url", ""),
        str(getattr(file, "kind", "")).upper(),
        getattr(file, "size", None),
        note,
        "" if note else look,
    )


@dataclass(frozen=True)
class Mistake:
    """One line of an error summary; ``anchor`` is the id of the field to mend, empty for the whole form."""

    text: str
    anchor: str
    label: Any = ""


def mistakes(form: BaseForm) -> list[Mistake]:
    """Everything that is wrong with a form, in the order of its fields."""
    if not form.is_bound:
        return []
    found = [Mistake(str(text), "") for text in form.non_field_errors()]
    for field in form:
        anchor = field.id_for_label or (f"{field.auto_id}_0" if field.use_fieldset else field.auto_id)
        found += [Mistake(str(text), anchor, field.label) for text in field.errors]
    return found


def deadline_words(clock: Any) -> tuple[str, str]:
    """What a clock says in a few words, and its tone."""
    if clock.state in ("stopped", "lapsed"):
        return _ended_words(clock)
    if clock.due is None:
        return _("期限待定"), "info"
    day = short_day(clock.due)
    if clock.late:
        late = ngettext("已逾期%(n)s个工作日", "已逾期%(n)s个工作日", -clock.days_left) % {
            "n": -clock.days_left
        }
        return _("%(day)s到期") % {"day": day} + " · " + late, "danger"
    if clock.state == "suspended":
        return _("期限中止，暂计%(day)s到期") % {"day": day}, "info"
    if clock.days_left == 0:
        return _("今日到期"), "danger"
    left = ngettext("剩%(n)s个工作日", "剩%(n)s个工作日", clock.days_left) % {"n": clock.days_left}
    return _("%(day)s到期") % {
        "day": day
    } + " · " + left, "warning" if clock.days_left <= PRESSING else "calm"


def _ended_words(clock: Any) -> tuple[str, str]:
    if clock.state == "lapsed":
        return _("视为放弃"), "calm"
    return (_("逾期办结"), "warning") if clock.late else (_("已办结"), "good")
