"""Reading the text of an item: as plain words, as something to edit, as the difference between two versions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogue.queries import genres, themes
from gongkai.disclosure.models import Content, Sheet
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.sheets import shown_rows
from gongkai.foundation.markup import plain_text

OPENING_LENGTH = 100
FINE_ENOUGH = 2000  # characters; longer passages are compared by sentence only
TOLD_ROWS = 20  # of a table, gone or come
ONLY_PARAGRAPHS = re.compile(r"(?:<p>[^<]*</p>\s*)*")


def opening(body: str) -> str:
    """The beginning of a body, for a summary nobody has written."""
    words = " ".join(plain_text(body).split("\n"))
    return words if len(words) <= OPENING_LENGTH else f"{words[: OPENING_LENGTH - 1]}…"


def editable(body: str) -> str:
    """What stands in the text box: plain lines as long as the body is nothing but paragraphs, else its HTML."""
    return plain_text(body) if ONLY_PARAGRAPHS.fullmatch(body) else body


@dataclass(frozen=True)
class Segment:
    """A stretch of text that is ``same`` in both, ``removed`` or ``added``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One field that differs between two contents, with the differences marked."""

    label: str
    segments: tuple[Segment, ...]


TOLD = (
    "title",
    "document_number",
    "formed_on",
    "altered_on",
    "limit_from",
    "effective_on",
    "expires_on",
    "shown_until",
    "haste_reason",
    "column",
    "kind",
    "genre",
    "theme",
    "keywords",
    "summary",
    "attribute",
    "attribute_reason",
    "body",
)


def changes(before: Content, after: Content, *, inside: bool = True) -> list[Change]:
    """What differs between two contents, field by field, attachments last; ``inside`` tells what the public never sees."""
    label = {
        name: str(Content._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in (*TOLD, "attachments")
    }
    pairs = [(label[name], _shown(before, name), _shown(after, name)) for name in TOLD]
    old_values, new_values = (
        {one.name: one.value for one in filled(content, inside=inside)} for content in (before, after)
    )
    for name in old_values | new_values:
        pairs.append((name, old_values.get(name, ""), new_values.get(name, "")))
    told = [Change(name, tuple(_marked(old, new))) for name, old, new in pairs if old != new]
    if files := tuple(_changed_files(_files(before), _files(after))):
        told.append(Change(label["attachments"], files))
    if before.sheet_id != after.sheet_id:
        told.append(Change(_("表格"), tuple(_changed_rows(before.sheet, after.sheet, inside))))
    return told


def _changed_rows(before: Sheet | None, after: Sheet | None, inside: bool) -> Iterator[Segment]:
    """The rows that are gone and those that have come, wherever in the table they stood."""
    old, new = (
        Counter(tuple(row) for row in shown_rows(sheet, inside=inside)[1]) if sheet else Counter()
        for sheet in (before, after)
    )
    for kind, rows in (("removed", old - new), ("added", new - old)):
        lines = ["  ".join(row) for row in rows.elements()]
        for line in lines[:TOLD_ROWS]:
            yield Segment(kind, f"{line}\n")
        if len(lines) > TOLD_ROWS:
            yield Segment(kind, _("……另有%(n)s行") % {"n": len(lines) - TOLD_ROWS} + "\n")
    if old == new:
        yield Segment("same", _("行的顺序或者列有调整。"))


def _shown(content: Content, name: str) -> str:
    if name == "body":
        return plain_text(content.body)
    if name in ("kind", "attribute"):
        return str(getattr(content, f"get_{name}_display")())
    if name in ("genre", "theme"):
        return (genres() if name == "genre" else themes()).label(getattr(content, name))
    return str(getattr(content, name) or "")


def _files(content: Any) -> dict[str, list[str]]:
    """The digests of the attachments under each name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted(content.attachments.all(), key=lambda one: (one.name, one.sm3)):
        found[file.name].append(file.sm3)
    return found


def _changed_files(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[Segment]:
    """The names that are gone and those that have come, and the files that kept their name and not their content."""
    old, new = (
        "\n".join(name for name, digests in files.items() for _digest in digests) for files in (before, after)
    )
    if old != new:
        yield from _marked(old, new)
    replaced = [
        _("“%(name)s”的内容已更换。") % {"name": name}
        for name, digests in after.items()
        if len(before.get(name, ())) == len(digests) and before[name] != digests
    ]
    if replaced:
        yield Segment("added", "\n" * (old != new) + "\n".join(replaced))


def _marked(before: str, after: str) -> Iterator[Segment]:
    yield from _compared(_sentences(before), _sentences(after))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            yield Segment("same", gone)
        elif tag == "replace" and isinstance(old, list) and len(gone) + len(come) <= FINE_ENOUGH:
            yield from _compared(gone, come)
        else:
            yield from (Segment(kind, text) for kind, text in (("removed", gone), ("added", come)) if text)


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+$", text)
