"""Where in a text stands what the check found: wrong words with what to write, numbers with what to do about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from gongkai.disclosure.queries import InformationItem
from gongkai.disclosure.queries.guarding import Guarded
from gongkai.foundation.markup import plain_text
from gongkai.guard.findings import Severity
from gongkai.guard.text import scan_text
from gongkai.screening.queries import fingerprint
from gongkai.workbench.disclosure.passages import Note


def notes_of(item: InformationItem, told: Guarded, page: str = "") -> list[Note]:
    """What nobody has answered for yet in the text of an item, each with its line among the findings on ``page``."""
    return [*_words(item, told, page), *_numbers(item, told, page)]


def word_told(word: Any) -> str:
    """What is to be done about a suspected word, in one line."""
    advice = _("建议改为“%(right)s”。") % {"right": word.right} if word.right else _("请核对。")
    return f"{word.category}：{advice}{word.note}"


def _words(item: InformationItem, told: Guarded, page: str) -> Iterator[Note]:
    body = str(item._meta.get_field("body").verbose_name)
    for n, one in enumerate(told.words, start=1):
        if one.word.label == body and not one.said:
            yield Note(one.word.start, one.word.end, "warn", word_told(one.word), f"{page}#word-{n}")


def _numbers(item: InformationItem, told: Guarded, page: str) -> Iterator[Note]:
    """Those in cells are known by their headings only; they stand among the findings, not in the text."""
    open_ = {one.seen.fingerprint: (n, one.seen) for n, one in enumerate(told.findings, start=1) if one.open}
    if not open_:
        return
    for found in scan_text(plain_text(item.body)):
        n, seen = open_.get(fingerprint(found.kind, found.value), (0, None))
        if seen and found.severity is not Severity.NOTE:
            about = f"{seen.name}：{seen.advice}"
            yield Note(found.place.start, found.place.end, found.severity.value, about, f"{page}#finding-{n}")
