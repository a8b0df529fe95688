"""The remarks pinned to an item's passages: what was asked for, and whether the words are still there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gongkai.disclosure.models import CONTENT_FIELDS, InformationItem, Remark
from gongkai.disclosure.queries.wording import plain_text
from gongkai.disclosure.workflow import Result
from gongkai.foundation.ledger import Entry, history_of

ELEMENT = "elements."
ATTACHMENTS = "attachments"


@dataclass(frozen=True)
class OpenRemark:
    """``still_there``: the quoted words stand as they did; for a remark without a quote, its field was not edited since."""

    remark: Remark
    label: str
    still_there: bool


def open_remarks(item: InformationItem) -> list[OpenRemark]:
    """The pinned remarks of all who sent the present draft back, the newest look first."""
    found = Remark.objects.filter(
        review__item=item, review__version_number=item.next_version, review__result=Result.RETURNED
    ).select_related("review")
    remarks = list(found.order_by("-review_id", "pk"))
    edits = list(history_of(item).filter(verb="disclosure.edit")) if remarks else []
    return [OpenRemark(one, label_of(item, one.field), _still_there(item, one, edits)) for one in remarks]


def words_of(item: InformationItem, field: str) -> str | None:
    """What a reader sees in a field (or ``elements.<code>``, or the names of the attachments); None: no such field."""
    if field == ATTACHMENTS:
        return "\n".join(file.name for file in item.attachments.all())
    if field.startswith(ELEMENT):
        value: Any = item.elements.get(field.removeprefix(ELEMENT))
        return None if value is None else str(value)
    if field == "sheet_id" and item.sheet is not None:
        return "\n".join("\t".join(str(cell) for cell in row) for row in item.sheet.rows)
    if field not in CONTENT_FIELDS:
        return None
    value = getattr(item, field)
    return plain_text(value) if field == "body" else str("" if value is None else value)


def is_there(quote: str, words: str) -> bool:
    """Whether these words stand in the text, however they are broken into lines."""
    return _run_together(quote) in _run_together(words)


def label_of(item: InformationItem, field: str) -> str:
    """What a field is called at the desk."""
    if field.startswith(ELEMENT):
        return _("要素")
    name = field.removesuffix("_id")
    known = {one.name: one for one in item._meta.get_fields()}
    return str(getattr(known.get(name), "verbose_name", name))


def _still_there(item: InformationItem, remark: Remark, edits: list[Entry]) -> bool:
    if remark.quote:
        return is_there(remark.quote, words_of(item, remark.field) or "")
    field = "elements" if remark.field.startswith(ELEMENT) else remark.field
    return not any(entry.at >= remark.at and field in entry.facts.get("changed", ()) for entry in edits)


def _run_together(text: str) -> str:
    return re.sub(r"\s+", "", text)
