"""The marks, the pages and the proof of a file that is redacted, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.foundation.moment import today
from gongkai.foundation.previews import PreviewKind, preview
from gongkai.foundation.wording import in_words
from gongkai.guard.rules import kind as guard_kind
from gongkai.law.exemptions import exemption
from gongkai.redaction import Mark

READERS = {
    "pdfium": "PDFium",
    "pypdf": "pypdf",
    "pdftotext": "Poppler",
    "guard": _("隐私检查"),
    "python-docx": "python-docx",
    "openpyxl": "openpyxl",
    "bytes": _("逐字节查找"),
}


@dataclass(frozen=True)
class ShownMark:
    """One mark: its number in the list, what it covers, on what ground."""

    at: int
    what: str
    ground: str


@dataclass(frozen=True)
class ShownPage:
    """The picture of a page; ``boxes`` are the marks on it in thousandths of the page."""

    number: int
    width: int
    height: int
    address: str
    alt: str
    boxes: list[tuple[int, int, int, int]]


def shown_marks(redaction: queries.Redaction) -> list[ShownMark]:
    """The marks in their order."""
    return [
        ShownMark(at, _what(mark), in_words(exemption(mark.ground, today()), "label"))
        for at, mark in enumerate(queries.redaction_marks(redaction))
    ]


def _what(mark: Mark) -> str:
    if mark.words:
        return str(_("全文：%(words)s") % {"words": mark.words})
    if mark.cell:
        return str(_("第%(page)s张工作表 %(cell)s") % {"page": mark.page, "cell": mark.cell})
    box = mark.box
    place = [round(100 * side) for side in (box.left, box.top, box.right, box.bottom)] if box else []
    where = {"page": mark.page, "place": "–".join(map(str, place))}
    return str(_("第%(page)s页框选（左上右下 %(place)s%%）") % where)


def page_sizes(redaction: queries.Redaction, address: str) -> list[ShownPage]:
    """The pages of the original as pictures; none for Office files."""
    shown = preview(redaction.original)
    if shown.kind != PreviewKind.PAGES:
        return []
    marks = queries.redaction_marks(redaction)
    return [
        ShownPage(
            page.number,
            page.width,
            page.height,
            f"{address}original/pages/{page.number}/",
            page.text,
            [_thousandths(mark) for mark in marks if mark.box and mark.page == page.number],
        )
        for page in shown.pages
    ]


def _thousandths(mark: Mark) -> tuple[int, int, int, int]:
    box = mark.box
    if box is None:
        return 0, 0, 0, 0
    left, top = round(1000 * box.left), round(1000 * box.top)
    return left, top, round(1000 * box.right) - left, round(1000 * box.bottom) - top


def proposed(redaction: queries.Redaction) -> list[tuple[int, str, str, str]]:
    """What the guard would mark and is not marked yet: number, words, kind, ground."""
    marked = {one.words for one in queries.redaction_marks(redaction)}
    return [
        (
            at,
            mark.words,
            in_words(guard_kind(kind).label),
            in_words(exemption(mark.ground, today()), "label"),
        )
        for at, (mark, kind) in enumerate(queries.redaction_proposals(redaction))
        if mark.words not in marked
    ]


def shown_proof(redaction: queries.Redaction) -> dict[str, Any]:
    """Who has read the made file again, how much is covered, what a person must look at."""
    proof = redaction.proof
    if not proof:
        return {}
    return {
        "readers": [READERS.get(one, one) for one in proof["readers"]],
        "covered": proof["covered"],
        "remarks": proof["remarks"],
    }
