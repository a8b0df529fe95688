"""What somebody must know of an item before passing it among many: what is new in it, what the guard found, what stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.accounts.queries import Duty
from gongkai.disclosure import queries
from gongkai.disclosure.queries import Attribute, Change, InformationItem
from gongkai.disclosure.queries.guarding import Guarded, Shown, guarded_many
from gongkai.disclosure.workflow import ANSWERING
from gongkai.disclosure.workflow.checks import authors
from gongkai.foundation.files import reasons_not_servable
from gongkai.foundation.ledger import Actor
from gongkai.foundation.wording import listed
from gongkai.workbench.disclosure.words import Row, row

BEFORE_THE_PUBLIC = (Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER)
SEVERITIES: dict[str, tuple[Any, str]] = {
    "block": (gettext_lazy("不得公开"), "danger"),
    "warn": (gettext_lazy("需要核对"), "warning"),
    "note": (gettext_lazy("仅作提示"), "calm"),
}


@dataclass(frozen=True)
class Weighed:
    """An item in a list from which many are passed; ``against`` says why it is not passed with the others."""

    row: Row
    found: tuple[tuple[str, int, str], ...]
    changes: tuple[Change, ...]
    against: str

    @property
    def key(self) -> str:
        """The item and the revision that is shown."""
        return f"{self.row.item.pk}-{self.row.item.revision}"

    @property
    def changed(self) -> str:
        """What a correction touches."""
        return listed(self.changes, "label")


def weighed(items: Sequence[InformationItem], by: Actor) -> list[Weighed]:
    """These items before this person's eyes; what the database is asked does not grow with their number."""
    prefetch_related_objects(items, "attachments", "current_version__attachments")
    return [_weighed(item, told, by) for item, told in zip(items, guarded_many(items), strict=True)]


def _weighed(item: InformationItem, told: Guarded, by: Actor) -> Weighed:
    left = _unanswered(item, [one for one in told.findings if one.seen.asks], by)
    return Weighed(
        row(item), tuple(_counted(told, left)), tuple(_changes(item)), _against(item, told, left, by)
    )


def _counted(told: Guarded, left: Counter[str]) -> list[tuple[str, int, str]]:
    """What is still to be answered for: how it is called, how many, tone of its tag."""
    open_ = left + Counter(one.seen.severity for one in told.findings if one.open and not one.seen.asks)
    counted = [(str(label), open_[severity], tone) for severity, (label, tone) in SEVERITIES.items()]
    counted.append((_("疑似错敏词"), told.open_words, "warning"))
    return [one for one in counted if one[1]]


def _changes(item: InformationItem) -> list[Change]:
    return queries.changes(item.current_version, item) if item.current_version else []


def _against(item: InformationItem, told: Guarded, left: Counter[str], by: Actor) -> str:
    """Many are passed with one click only where nobody has to look closer."""
    if waiting := reasons_not_servable(item.attachments.all()):
        return "".join(waiting)
    if told.pending:
        return _("%(places)s正在检查，稍后刷新再办理。") % {"places": listed(told.pending)}
    if left["block"]:
        return _("有%(n)s处不得公开的内容没有处理，不能批量办理。") % {"n": left["block"]}
    if left["warn"] and _is_before_the_public(item, by):
        return _("有%(n)s处需要核对的内容没有人答复，不能批量办理。") % {"n": left["warn"]}
    return ""


def _is_before_the_public(item: InformationItem, by: Actor) -> bool:
    return item.attribute == Attribute.PROACTIVE and by.duty in BEFORE_THE_PUBLIC


def _unanswered(item: InformationItem, asking: list[Shown], by: Actor) -> Counter[str]:
    """How many of each gravity wait for an answer; on the last steps to the public for one of those who may give it."""
    if not _is_before_the_public(item, by):
        return Counter(one.seen.severity for one in asking if one.open)
    said = [{s.by_user_id for s in one.said if s.by_duty in ANSWERING} for one in asking]
    wrote_it = authors(item) if any(said) else set()
    return Counter(
        one.seen.severity for one, people in zip(asking, said, strict=True) if not people - wrote_it
    )
