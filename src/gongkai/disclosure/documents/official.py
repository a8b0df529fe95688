"""An information item as the official paper it is (GB/T 9704-2012), for whoever wants it on paper.

The paper is always in Chinese, whatever language the page is read in, so its words don't go through gettext.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from django.utils import translation

from gongkai.disclosure.models import InformationItem, ItemVersion, Sheet
from gongkai.disclosure.workflow import AgreementState
from gongkai.foundation.documents import (
    Block,
    Document,
    Heading,
    Imprint,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
    blocks_of,
)
from gongkai.law.wording import chinese_date

LETTER = "letter"
PAPER = "文件"
MOST_ROWS = 500
LONGEST_ADDRESSEE = 200
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_DATE = re.compile(_DAY)
_NOTE = re.compile(r"[（(](此件[^）)]*)[）)]")
_PRINTED = re.compile(rf"(?P<office>\S+?)\s*(?P<date>{_DAY})印发")
_COPIES = re.compile(r"抄送[:：](?P<copies>.+)", re.DOTALL)
_ATTACHED = re.compile(r"附件[:：]\s*")
_NUMBERED = re.compile(r"\d{1,2}[.．、]\s*")
_FILE_LEAD = re.compile(r"附件\s*\d*\s*[:：.．、\-—]?\s*(?=.)")


@translation.override("zh-hans")
def official_document(content: InformationItem | ItemVersion) -> Document:
    """The paper of an item or of a version of it, to be made ``as_docx`` or ``as_pdf``.

    What the text itself already says of addressee, attachments, signature, note and imprint is set in its place and
    not said twice; the rest follows from the metadata. Only a paper with a document number has a red head, a note on
    how it is disclosed (I-07) and an imprint. A joint paper names all its makers at its head and under it, the organ
    that leads first, those that agreed to this content after it.
    """
    lead, *co_makers = makers = _makers(content)
    body = _Read(_without_head(blocks_of(content.body), content, makers), makers)
    official = bool(content.document_number)
    formed_on = chinese_date(content.formed_on) if content.formed_on else ""
    signed = body.is_signed_within or not (body.date or formed_on)
    return Document(
        title=content.title,
        number=content.document_number,
        issuer=_issuer(content) if official else "",
        co_issuers=tuple(co_makers) if official else (),
        addressee=body.addressee,
        blocks=[*body.blocks, *_sheet(content.sheet)],
        attachments=body.attachments or _file_names(content),
        signature=None if signed else _signature(body.organs or [lead], co_makers, body.date or formed_on),
        notes=body.note or (f"此件{content.get_attribute_display()}" if official else ""),
        imprint=body.imprint or (Imprint(lead, formed_on) if official and formed_on else None),
    )


class _Read:
    """The blocks of a body, and what stood at its two ends and has a place of its own on paper."""

    def __init__(self, blocks: list[Block], makers: list[str]) -> None:
        self.blocks = blocks
        self.makers = makers
        self.imprint = self._take_imprint()
        self.note = self._take_note()
        self.date = self._take_date()
        self.organs = self._take_organs() if self.date else []
        self.note = self.note or self._take_note()
        self.attachments = self._take_attachments()
        self.addressee = self._take_addressee()

    @property
    def is_signed_within(self) -> bool:
        """Whether a day on a line of its own is left in the text: then the signature stands there, before annexes."""
        return any(_DATE.fullmatch(_words(block)) for block in self.blocks)

    def _last(self) -> str:
        return _words(self.blocks[-1]) if self.blocks else ""

    def _take_imprint(self) -> Imprint | None:
        printed = _PRINTED.fullmatch(self._last().replace("\n", " "))
        if printed is None:
            return None
        self.blocks.pop()
        copies = _COPIES.fullmatch(self._last())
        if copies:
            self.blocks.pop()
        return Imprint(printed["office"], printed["date"], copies["copies"] if copies else "")

    def _take_note(self) -> str:
        note = _NOTE.fullmatch(self._last())
        if note is None:
            return ""
        self.blocks.pop()
        return note[1]

    def _take_date(self) -> str:
        *above, date = self._last().split("\n")
        if not _DATE.fullmatch(date.strip()):
            return ""
        match self.blocks.pop():
            case Paragraph() as paragraph:
                self.blocks += [replace(paragraph, text=line) for line in above]
        return date.strip()

    def _take_organs(self) -> list[str]:
        """The makers of the paper in the lines above its date, or the one line that names who signs."""
        taken: list[str] = []
        while names := self._named_makers(self._last()):
            self.blocks.pop()
            taken = [*names, *taken]
        if taken or not self._is_organ(self._last()):
            return taken
        return [_words(self.blocks.pop())]

    def _named_makers(self, text: str) -> list[str]:
        names = [text] if text in self.makers else text.split()
        return names if all(name in self.makers for name in names) else []

    def _is_organ(self, text: str) -> bool:
        stands_right = bool(self.blocks) and getattr(self.blocks[-1], "align", "") == "right"
        plain = bool(text) and len(text) <= 40 and not re.search(r"[。，；：！？、]", text)
        return plain and (stands_right or text.endswith(self.makers[0]))

    def _take_attachments(self) -> list[str]:
        """``附件：1.…`` and the numbered lines under it, if they are what the text ends with."""
        for start in range(len(self.blocks) - 1, -1, -1):
            text = _words(self.blocks[start])
            if _ATTACHED.match(text):
                lines = "\n".join(_words(block) for block in self.blocks[start:]).split("\n")
                del self.blocks[start:]
                named = (_NUMBERED.sub("", _ATTACHED.sub("", line, count=1), count=1) for line in lines)
                return [name for name in (line.strip() for line in named) if name]
            if not _NUMBERED.match(text):
                break
        return []

    def _take_addressee(self) -> str:
        match self.blocks[:1]:
            case [Paragraph(text)] if text.endswith(("：", ":")) and len(text) <= LONGEST_ADDRESSEE:
                del self.blocks[0]
                return text
        return ""


def _words(block: Block) -> str:
    match block:
        case Paragraph(text):
            return text.strip()
        case Heading(_level, text, rest):
            return (text + rest).strip()
        case Table() | Picture() | PageBreak():
            return ""


def _without_head(
    blocks: list[Block], content: InformationItem | ItemVersion, makers: list[str]
) -> list[Block]:
    """Title, number and names of the organs stand above the text on paper; many texts begin with them once more."""
    heads = [*makers, "".join(makers)]
    alone = PAPER if len(makers) > 1 else ""
    texts = (content.title, content.document_number, alone, *heads, *(f"{head}{PAPER}" for head in heads))
    said = {_plain(text) for text in texts if text}
    while blocks and _plain(_words(blocks[0])) in said:
        blocks = blocks[1:]
    return blocks


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _makers(content: InformationItem | ItemVersion) -> list[str]:
    """The organ that leads, and those that agreed to exactly this content (arts. 10, 11)."""
    if isinstance(content, ItemVersion):
        item, digest = content.item, content.digest
    else:
        item, digest = content, content.content_digest()
    agreed = item.agreements.filter(state=AgreementState.AGREED, digest=digest).order_by("pk")
    return [content.organ.name, *agreed.values_list("organ__name", flat=True)]


def _issuer(content: InformationItem | ItemVersion) -> str:
    """A letter names only the organ at its head, every other paper calls itself a 文件."""
    return content.organ.name if content.genre == LETTER else f"{content.organ.name}{PAPER}"


def _signature(signed: list[str], co_makers: list[str], date: str) -> Signature:
    """Who signs in the text, and after them the makers that the text leaves out."""
    lead, *others = [*signed, *(name for name in co_makers if name not in signed)]
    return Signature(lead, date, tuple(others))


def _file_names(content: InformationItem | ItemVersion) -> list[str]:
    names = content.attachments.order_by("uploaded_at", "pk").values_list("name", flat=True)
    return [_FILE_LEAD.sub("", PurePath(name).stem, count=1) for name in names]


def _sheet(sheet: Sheet | None) -> Sequence[Block]:
    """The rows of a table-like item with the columns that are meant for the public."""
    if sheet is None or not sheet.rows:
        return []
    shown = [place for place, column in enumerate(sheet.columns) if column.get("audience") != "inside"]
    if not shown:
        return []
    rows = [[str(row[place] or "") for place in shown] for row in sheet.rows[:MOST_ROWS]]
    table = Table(rows, [[sheet.columns[place]["name"] for place in shown]], landscape=len(shown) > 9)
    if sheet.row_count <= MOST_ROWS:
        return [table]
    return [table, Paragraph(f"（全表共{sheet.row_count}行，这里列出前{MOST_ROWS}行。）")]
