"""What can be marked in a file: its pages with their words and places, and what the guard would mark."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from gongkai.guard.files.book import sheets_of
from gongkai.guard.files.images import BROKEN_PICTURE, quiet
from gongkai.guard.files.kinds import IMAGES, kind_of
from gongkai.guard.files.ooxml import Package
from gongkai.guard.files.pdfium import opened, page_text
from gongkai.guard.files.scan import findings_of, look_into, scan_file
from gongkai.guard.files.seen import BROKEN, MOST_PAGES, Allowance, Look, Piece, Unreadable, piece
from gongkai.guard.findings import Finding, Severity
from gongkai.redaction.glyphs import Glyph, glyphs_of, settled
from gongkai.redaction.marks import Box, CannotRedact, Mark
from gongkai.redaction.runs import quarters_of, runs_of

_CELL_PART = "xl/sheet:"
# The ground under which what the guard finds is withheld, where it is not a matter of privacy.
_GROUNDS = {"secrecy_mark": "state_secret"}
_PRIVACY = "third_party"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a stretch of a line with its box, a paragraph, or a cell."""

    text: str = field(repr=False)
    box: Box | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, picture, document or sheet, counted from 1; sizes in points or pixels, nothing for Office files."""

    number: int
    name: str = ""
    width: float = 0.0
    height: float = 0.0
    passages: tuple[Passage, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether no word can be read on it, as on a scan."""
        return not self.passages


def words_of(content: bytes) -> list[Page]:
    """The pages of a file with the words a reader sees on them; raises CannotRedact for what cannot be read."""
    kind = kind_of("file", content)
    try:
        if kind == "pdf":
            return list(_pages(content))
        if kind in IMAGES:
            return [_picture(content)]
        if kind in ("word", "sheets"):
            return _stories(content, kind)
    except Unreadable as error:
        raise CannotRedact(f"{error.reason}，无法遮盖。") from error
    except (*BROKEN, *BROKEN_PICTURE) as error:
        raise CannotRedact("文件结构异常，无法遮盖。请在本机另存一次后重新上传。") from error
    raise CannotRedact("只能遮盖 PDF、JPG、PNG、docx 和 xlsx 文件。请先转换为 PDF 后再试。")


def proposed_marks(content: bytes, office_numbers: Collection[str] = ()) -> list[tuple[Mark, str]]:
    """Marks for what the guard finds, each with the kind of the finding; nothing for what is only shown.

    On a PDF a proposal names the page and the box of its first place; its words go wherever they stand.
    """
    kind = kind_of("file", content)
    if kind == "pdf":
        found = list(_on_pages(content, office_numbers))
    else:
        found = [(Mark(0, words=one.value), one) for one in scan_file("", content, office_numbers).findings]
    proposals: dict[str, tuple[Mark, str]] = {}
    for mark, finding in found:
        is_said = finding.severity is not Severity.NOTE and len(finding.value.strip()) > 1
        if is_said and finding.value.strip() and not _is_structural(finding):
            ground = _GROUNDS.get(finding.kind, _PRIVACY)
            proposals.setdefault(mark.words, (Mark(mark.page, None, mark.words, ground), finding.kind))
    return list(proposals.values())


def _is_structural(finding: Finding) -> bool:
    """A comment, a change, a property: gone from every redacted file without being marked."""
    return finding.kind in (
        "hidden_content",
        "covered_text",
        "document_properties",
        "comment",
        "tracked_change",
        "image_location",
        "macro",
        "unreadable",
    )


def _glyphs(content: bytes) -> Iterator[tuple[tuple[float, float], list[Glyph]]]:
    with opened(content) as document:
        if len(document) > MOST_PAGES:
            raise CannotRedact(f"超过{MOST_PAGES}页，无法遮盖。请拆分后再试。")
        for index in range(len(document)):
            page: pypdfium2.PdfPage = settled(document, index)
            yield page.get_size(), glyphs_of(page)
            page.close()


def _pages(content: bytes) -> Iterator[Page]:
    for number, ((width, height), glyphs) in enumerate(_glyphs(content), 1):
        quarters = quarters_of(glyphs)
        runs = runs_of(glyphs, (), width / max(height, 1), quarters)
        passages = (Passage(run.text, run.box.turned(-quarters)) for run in runs)
        yield Page(number, "", width, height, tuple(passages))


def _on_pages(content: bytes, office_numbers: Collection[str]) -> Iterator[tuple[Mark, Finding]]:
    with opened(content) as document:
        texts = [
            page_text(settled(document, at).get_textpage()) for at in range(min(len(document), MOST_PAGES))
        ]
    for number, text in enumerate(texts, 1):
        for finding in findings_of(piece(text, "", "页"), office_numbers):
            yield Mark(number, words=finding.value), finding


def _picture(content: bytes) -> Page:
    with quiet(), Image.open(BytesIO(content)) as opened_picture:
        width, height = ImageOps.exif_transpose(opened_picture).size
    return Page(1, "", width, height)


def _stories(content: bytes, kind: str) -> list[Page]:
    """The paragraphs of a Word file as one page; the cells of each sheet under the number of its tab."""
    if kind == "word":
        found = _joined(content, "word/")
        return [Page(1, passages=tuple(Passage(text) for text in found.values() if text.strip()))]
    names = [sheet.name for sheet in sheets_of(Package(content, Allowance()))]
    cells: dict[str, list[Passage]] = {}
    for part, text in _joined(content, _CELL_PART).items():
        sheet, _bang, cell = part.removeprefix(_CELL_PART).rpartition("!")
        if text.strip():
            cells.setdefault(sheet, []).append(Passage(text, None, cell))
    return [Page(at, name, passages=tuple(cells.get(name, ()))) for at, name in enumerate(names, 1)]


def _joined(content: bytes, prefix: str) -> dict[str, str]:
    """The text of each paragraph or cell by its address; a formula or a change does not speak twice."""
    found: dict[str, str] = {}
    for seen in look_into("file", content, Look(look_into)):
        spoken: dict[str, str] = {}
        for stretch in seen.stretches if isinstance(seen, Piece) else ():
            if stretch.part.startswith(prefix) and ":" in stretch.part:
                spoken[stretch.part] = spoken.get(stretch.part, "") + stretch.text
        for part, text in spoken.items():
            found.setdefault(part, text)
    return found
