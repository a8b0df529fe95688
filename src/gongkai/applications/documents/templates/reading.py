"""A template as lines with places, and whether all that the law wants stands in it, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from docx.document import Document as Word
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.applications.documents.templates.places import (
    BLOCKS,
    BRACES,
    FOOT,
    HEAD,
    PLACE,
    allowed,
    required,
)
from gongkai.applications.documents.templates.safety import dangers
from gongkai.foundation.documents.word_files import opened


@dataclass(frozen=True)
class Line:
    """A paragraph of a template with the names of the places in it."""

    paragraph: WordParagraph
    text: str
    names: tuple[str, ...]

    @property
    def block(self) -> str:
        """The place of whole paragraphs that this line is, or nothing."""
        return next((name for name in self.names if name in BLOCKS), "")


def lines_of(word: Word) -> list[Line]:
    """Every paragraph of the body, the empty ones too."""
    return [_line(paragraph) for paragraph in word.paragraphs]


def _line(paragraph: WordParagraph) -> Line:
    text = "".join(run.text for run in paragraph.runs)
    return Line(paragraph, text, tuple(found[1] for found in PLACE.finditer(text)))


def check_template(content: bytes, kind: str) -> list[str]:
    """Why this docx can't be a template of this kind of letter, in the user's words; empty when it can."""
    if found := dangers(content):
        return [str(reason) for reason in found]
    lines = [line for line in lines_of(opened(content)) if line.text.strip()]
    wrong = [*_unknown(lines, kind), *_missing(lines, kind)]
    return wrong or list(_out_of_place(lines))


def _unknown(lines: Sequence[Line], kind: str) -> Iterator[str]:
    known = allowed(kind)
    for name in dict.fromkeys(name for line in lines for name in line.names if name not in known):
        yield _("不认识占位符“{{%(name)s}}”，或者这种文书不能用它。可以用的占位符见本页说明。") % {
            "name": name
        }
    for line in lines:
        if BRACES.search(PLACE.sub("", line.text)):
            yield _("“%(text)s”：占位符要写成{{名称}}，此外不能出现成对的花括号。") % {"text": line.text[:40]}


def _missing(lines: Sequence[Line], kind: str) -> Iterator[str]:
    names = [name for line in lines for name in line.names]
    for name in required(kind):
        if name not in names:
            yield _("缺少{{%(name)s}}：这种文书必须有这一项。") % {"name": name}
    for name in (*HEAD, *BLOCKS, *FOOT):
        if names.count(name) > 1:
            yield _("{{%(name)s}}只能出现一次。") % {"name": name}


def _out_of_place(lines: Sequence[Line]) -> Iterator[str]:
    """Head first, signature and date last and together: there the seal is set."""
    for line in lines:
        if line.block and line.text.strip() != "{{" + line.block + "}}":
            yield _("{{%(name)s}}要单独成段，前后不能有其他文字。") % {"name": line.block}
    if [_fixed(line) for line in lines[: len(HEAD)]] != [[name] for name in HEAD]:
        yield _("开头三段依次是{{标题}}、{{文号}}、{{收件人}}，之间和之前不能有其他文字。")
    if [_fixed(line) for line in lines[-len(FOOT) :]] != [[name] for name in FOOT]:
        yield _("最后两段依次是{{署名}}、{{日期}}，用来盖章，之间和之后不能有其他文字。")
    middle = [line.block for line in lines[len(HEAD) : -len(FOOT)]]
    order = [name for name in middle if name in ("正文", "救济", "附件")]
    if order != sorted(order, key=BLOCKS.index):
        yield _("{{正文}}、{{救济}}、{{附件}}要依次排列。")
    if "附件" in middle and middle[-1] != "附件":
        yield _("{{附件}}要紧接在{{署名}}之前。")


def _fixed(line: Line) -> list[str]:
    return [name for name in line.names if name in (*HEAD, *FOOT)]
