"""What the guard finds in an item: in its texts, its table and its attachments; never the values themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogue.queries import Audience, Element, elements_of
from gongkai.disclosure.models.content import Content
from gongkai.foundation.markup import link_words, plain_text, table_cells
from gongkai.guard.text import mask_text, scan_text
from gongkai.screening.queries import (
    Gravity,
    Piece,
    Scanned,
    Seen,
    WordSeen,
    findings_of_each,
    fingerprint,
    scans_of,
    words_of_each,
)

# The texts that the public reads, beside the elements and the table.
TEXTS = ("title", "summary", "body", "document_number", "keywords", "haste_reason")
UNREADABLE = "unreadable"
MOST_READ_FOR_WORDS = 200_000  # characters of a table or a file
Elements = Callable[[int], list[Element]]  # by the key of a column, also those that are no longer asked
Stored = tuple[str, str, str]
_elements: Elements = partial(elements_of, retired=True)


@dataclass(frozen=True)
class Findings:
    """``seen`` in texts, table and attachments; ``pending`` names what has not been looked at yet."""

    seen: tuple[Seen, ...]
    pending: tuple[str, ...]

    def blocking(self) -> list[Seen]:
        """Those that stop the draft already, until somebody has written a reason."""
        return [one for one in self.seen if one.blocks]

    def asking(self) -> list[Seen]:
        """Those over which nothing is published without a named person's reason, the gravest first."""
        return sorted((one for one in self.seen if one.asks), key=lambda one: not one.blocks)


def findings_in(content: Content) -> Findings:
    """Everything that the guard finds in a working copy or in a version."""
    return findings_of([content])[0]


def findings_of(contents: Sequence[Content]) -> list[Findings]:
    """The same of several at once: what the database knows of their columns and files is asked once for all."""
    elements = cache(_elements)
    found = findings_of_each([list(text_pieces(one, elements)) for one in contents])
    stored = [list(_stored(one)) for one in contents]
    scans = scans_of((digest, name) for files in stored for digest, name, _label in files)
    return [_whole(texts, files, scans) for texts, files in zip(found, stored, strict=True)]


def wrong_words_of(contents: Sequence[Content]) -> list[list[WordSeen]]:
    """The wrong and sensitive words in the texts of each, in its table and its attachments.

    Of a table and of a file the beginning is read, and each word told once: nobody reads a list of thousands.
    """
    elements = cache(_elements)
    texts = [[(text, label) for text, label, _over in _texts(one, elements)] for one in contents]
    found = words_of_each([*texts, *(list(_long_texts(one)) for one in contents)])
    return [own + _once(beside) for own, beside in zip(found, found[len(texts) :], strict=False)]


def _long_texts(content: Content) -> Iterator[tuple[str, str]]:
    if content.sheet is not None:
        rows = (text for text, _label, _over in table_pieces(content))
        yield "\n".join(rows)[:MOST_READ_FOR_WORDS], str(_("表格"))
    for file in content.attachments.all():
        yield file.text[:MOST_READ_FOR_WORDS], _file_label(file)


def _once(found: Sequence[WordSeen]) -> list[WordSeen]:
    return list({(one.label, one.wrong): one for one in reversed(found)}.values())[::-1]


def text_pieces(content: Content, elements: Elements = _elements) -> Iterator[Piece]:
    """Its texts, elements, and the table cells and links in its body: the words, where they stand, what is over them."""
    yield from _texts(content, elements)
    yield from _cells(content)
    for text in link_words(content.body):
        yield text, str(_("正文中的链接")), ""


def table_pieces(content: Content) -> Iterator[Piece]:
    """The public cells of its table, with where they stand and what stands over them."""
    if content.sheet is None:
        return
    shown = [
        (at, one["name"])
        for at, one in enumerate(content.sheet.columns)
        if one["audience"] == Audience.PUBLIC
    ]
    for number, row in enumerate(content.sheet.rows, start=1):
        for at, name in shown:
            if row[at]:
                yield row[at], _("表格第%(row)s行“%(column)s”") % {"row": number, "column": name}, name


def _whole(
    found: Sequence[Seen], files: Sequence[Stored], scans: Mapping[tuple[str, str], Scanned]
) -> Findings:
    """What is in the texts, with what is in the table and the attachments."""
    seen = list({(one.kind, one.fingerprint): one for one in found}.values())
    pending = []
    for digest, name, label in files:
        if (scan := scans.get((digest, name))) is None:
            pending.append(label)
            continue
        seen += [_within(one, label) for one in scan.findings]
        seen += [_unread(reason, label, digest, scan.partly) for reason in scan.unread]
    return Findings(tuple(seen), tuple(pending))


def _texts(content: Content, elements: Elements) -> Iterator[Piece]:
    for name in TEXTS:
        text = plain_text(content.body) if name == "body" else getattr(content, name)
        if text:
            yield text, str(Content._meta.get_field(name).verbose_name), ""  # type: ignore[union-attr]
    if not content.elements or content.column_id is None:
        return
    for one in elements(content.column_id):
        if one.audience == Audience.PUBLIC and (value := content.elements.get(one.code)):
            yield value, _("要素“%(name)s”") % {"name": one.name}, one.name


def _cells(content: Content) -> Iterator[Piece]:
    """The tables in the text: a number under 账号 is an account, wherever the word stands."""
    for number, heading, text in table_cells(content.body):
        yield text, str(_("正文表格第%(row)s行") % {"row": number}), heading


def _stored(content: Any) -> Iterator[Stored]:
    """Digest, name and label of what is looked at in the background."""
    if content.sheet is not None:
        yield content.sheet.digest, "", str(_("表格"))
    for file in content.attachments.all():
        yield file.sm3, file.name, _file_label(file)


def _file_label(file: Any) -> str:
    """The label is told in refusals and kept for good; a name may itself hold what must not be."""
    return str(_("附件“%(name)s”") % {"name": mask_text(file.name, scan_text(file.name))})


def _within(one: Seen, label: str) -> Seen:
    place = one.label if one.label.startswith(str(_("表格"))) else f"{label} {one.label}".strip()
    return Seen(one.kind, one.severity, place, one.masked, one.excerpt, one.fingerprint)


def _unread(reason: str, label: str, digest: str, partly: tuple[str, ...]) -> Seen:
    """What nobody could look at stops the publication until somebody has: a photograph, or a part, only asks for it."""
    gravity = Gravity.WARN if reason in partly else Gravity.BLOCK
    return Seen(UNREADABLE, gravity, label, reason, reason, fingerprint(UNREADABLE, f"{digest}{reason}"))
