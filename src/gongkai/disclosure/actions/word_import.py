"""A Word file read into the fields of a draft: its text as clean HTML, and what its layout tells of itself.

Nothing is stored here. What was read is offered to the person who writes, who decides what to take.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import mammoth
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from lxml import html
from lxml.html import HtmlElement

from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.actions.office_html import CENTRE, FLUSH, RIGHT, tidy
from gongkai.foundation.file_kinds import FileKind, examine
from gongkai.foundation.files import clean_name
from gongkai.foundation.uploading import NotTaken, too_large
from gongkai.foundation.workflow import Refused
from gongkai.reading.dates import YEAR, year_of

# So far down a title may begin: above it stand the red head, the number, the urgency.
HEAD_BLOCKS, FOOT_BLOCKS = 8, 6
LONGEST_TITLE = 200
TWIPS_IN_A_CHARACTER = 240
# A mark of the paragraph's place that survives the conversion, as the name of a style.
PLACES = {CENTRE: "placed-center", RIGHT: "placed-right", FLUSH: "placed-flush"}
STYLES = "\n".join(f"p[style-name='{name}'] => p.{place}:fresh" for place, name in PLACES.items())

_NUMBER = re.compile(r"(\w{1,20}?)[〔\[（(【]\s*((?:19|20)\d\d)\s*[〕\]）)】]\s*第?\s*(\d{1,5})\s*号")
_TITLE = re.compile(
    r".{0,40}关于.{2,140}的?(?:通知|公告|通告|通报|意见|决定|决议|办法|规定|细则|方案|批复|函|报告|说明|公示|纪要)"
)
_RED_HEAD = re.compile(r".{2,30}文件")
_DATE = re.compile(
    rf"({YEAR})\s*年\s*([\d一二三四五六七八九十]{{1,3}})\s*月\s*([\d一二三四五六七八九十]{{1,3}})\s*日"
)
_TENS = re.compile(r"(?P<tens>[二三]?)十(?P<ones>[一二三四五六七八九]?)")
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True)
class WordText:
    """What a Word file says. ``head`` is the part of its text that went into the title and the number."""

    title: str
    document_number: str
    formed_on: date | None
    head: str
    body: str
    pictures: int


def read_word_file(uploaded: File[Any]) -> WordText:
    """Read a docx. Raises Refused in the user's words for anything else, and for what cannot be opened."""
    name, content = clean_name(uploaded.name or ""), _content_of(uploaded)
    if examine(name, content).kind is not FileKind.DOCX:
        raise Refused(_("“%(name)s”不是 Word 文档（docx），不能导入正文。请作为附件上传。") % {"name": name})
    try:
        converted: str = mammoth.convert_to_html(
            BytesIO(content),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda image: {}),
            transform_document=mammoth.transforms.paragraph(_placed),
        ).value
    except Exception as error:
        # The converter promises nothing about what it raises over a damaged file.
        raise Refused(
            _("“%(name)s”里的内容无法读取。请用 Word 或 WPS 打开后另存为新的 docx，再导入。") % {"name": name}
        ) from error
    body = clean_body(converted) if converted.strip() else ""
    if not body:
        raise Refused(_("“%(name)s”里没有文字，没有可以导入的内容。") % {"name": name})
    return _told(body, tidy(converted).pictures)


def _content_of(uploaded: File[Any]) -> bytes:
    if isinstance(uploaded, NotTaken):
        raise Refused(uploaded.reason)
    if uploaded.size > settings.UPLOAD_LIMIT_BYTES:
        raise Refused(too_large(uploaded.name or ""))
    content: bytes = uploaded.open("rb").read()
    return content


def _placed(paragraph: Any) -> Any:
    """Where the paragraph stands, as the name of a style: the converter hands on nothing else."""
    if paragraph.numbering or (paragraph.style_name or "").lower().startswith(("heading", "list", "title")):
        return paragraph
    place = {"center": CENTRE, "right": RIGHT, "end": RIGHT}.get(paragraph.alignment or "")
    first_line = int(paragraph.indent.first_line or 0) if paragraph.indent else 0
    if place is None and first_line >= 8 * TWIPS_IN_A_CHARACTER:
        place = RIGHT
    if place is None and first_line <= 0 and _ends_as_address(paragraph):
        place = FLUSH
    return paragraph.copy(style_name=PLACES[place], style_id=None) if place else paragraph


def _ends_as_address(paragraph: Any) -> bool:
    """Those to whom a letter goes stand at the margin: a short line that ends in a colon."""
    words = "".join(_words(paragraph)).strip()
    return len(words) <= 60 and words.endswith(("：", ":"))


def _words(part: Any) -> list[str]:
    own = [part.value] if hasattr(part, "value") else []
    return own + [word for child in getattr(part, "children", ()) for word in _words(child)]


def _told(body: str, pictures: int) -> WordText:
    root = html.fragment_fromstring(body, create_parent="main")
    blocks = [block for block in root if isinstance(block.tag, str)]
    number, title, head = _read_head(blocks[:HEAD_BLOCKS])
    dates = [day for block in blocks[-FOOT_BLOCKS:] if (day := _day(block.text_content()))]
    written = [html.tostring(block, encoding="unicode") for block in blocks]
    return WordText(
        title=title,
        document_number=number,
        formed_on=dates[-1] if dates else None,
        head="".join(written[:head]),
        body="".join(written[head:]),
        pictures=pictures,
    )


def _read_head(blocks: list[HtmlElement]) -> tuple[str, str, int]:
    """The number, the title, and how many blocks at the beginning say nothing else."""
    number, title, taken = "", "", 0
    for at, block in enumerate(blocks):
        words = block.text_content().strip()
        if not number and not title and (found := _NUMBER.fullmatch(words)):
            number = "{}〔{}〕{}号".format(*found.groups())
        elif not title and _RED_HEAD.fullmatch(words):
            pass
        elif (_stands_as_title(block) or (not title and _TITLE.fullmatch(words))) and taken == at:
            title += words
        else:
            break
        taken = at + 1
    return (number, title, taken) if title and len(title) <= LONGEST_TITLE else (number, "", 0)


def _stands_as_title(block: HtmlElement) -> bool:
    words = block.text_content().strip()
    return (block.tag == "h2" or block.get("class") == CENTRE) and not words.endswith(("：", "。", "）"))


def _day(words: str) -> date | None:
    """The day that a paragraph of nothing else names, in digits or in Chinese."""
    found = _DATE.fullmatch(words.strip())
    if not found:
        return None
    try:
        return date(year_of(found[1]), _numeral(found[2]), _numeral(found[3]))
    except ValueError:
        return None


def _numeral(words: str) -> int:
    if tens := _TENS.fullmatch(words):
        return 10 * (_DIGITS.index(tens["tens"] or "一") + 1) + _DIGITS.find(tens["ones"] or " ") + 1
    return int(words) if words.isdigit() and words.isascii() else _DIGITS.index(words) + 1
