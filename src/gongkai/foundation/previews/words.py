"""Word files as clean HTML; slides, OFD and plain text as what they say."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import mammoth
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.file_texts import decoded, part_text
from gongkai.foundation.previews.markup import LONGEST, harmless, paragraphs
from gongkai.foundation.previews.model import Preview, PreviewKind, Unshowable

LARGEST_BODY = 6 * 1024 * 1024  # of XML: about a thousand pages, and ten seconds
MOST_SLIDES = 100
LONGEST_TEXT = 100_000
STYLES = """
p[style-name='Title'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h4:fresh
"""
_SLIDES = {
    "pptx": re.compile(r"ppt/slides/slide(\d+)\.xml"),
    "ofd": re.compile(r"(?:Doc_\d+/)?Pages/Page_(\d+)/Content\.xml"),
}


def html_of_word(content: bytes) -> Preview:
    """The text with its headings, lists and tables; pictures are left out, which is said."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        if package.getinfo("word/document.xml").file_size > LARGEST_BODY:
            raise Unshowable(_("文件过长，无法在页面内显示。请下载后查看。"))
    pictures: list[Any] = []

    def no_picture(picture: Any) -> list[Any]:
        pictures.append(picture)
        return []

    made = mammoth.convert_to_html(
        BytesIO(content),
        style_map=STYLES,
        convert_image=no_picture,
        external_file_access=False,
        include_embedded_style_map=False,
    )
    said: list[object] = []
    if pictures:
        said.append(_("文件中的%(n)s张图片这里没有显示。") % {"n": len(pictures)})
    if len(made.value) > LONGEST:
        said.append(_("全文较长，这里只显示前面的部分。下载文件可以看到全部内容。"))
    return Preview(PreviewKind.HTML, html=harmless(made.value), left_out="".join(map(str, said)))


def html_of_slides(kind: str, content: bytes) -> Preview:
    """What each slide or page says, without its looks."""
    wanted = _SLIDES[kind]
    with zipfile.ZipFile(BytesIO(content)) as package:
        found = [match for name in package.namelist() if (match := wanted.fullmatch(name))]
        found.sort(key=lambda match: int(match[1]))
        shown = [_slide(package, match[0], number) for number, match in enumerate(found[:MOST_SLIDES], 1)]
    said = str(_("这里只显示文字，不显示版式和图片。下载文件可以看到原样。"))
    return Preview(PreviewKind.HTML, html=harmless("".join(shown)), left_out=said)


def html_of_text(content: bytes) -> Preview:
    """A paragraph for each line."""
    text = decoded(content) or ""
    said = _("全文较长，这里只显示前面的部分。下载文件可以看到全部内容。") if len(text) > LONGEST_TEXT else ""
    return Preview(PreviewKind.HTML, html=paragraphs(text[:LONGEST_TEXT].splitlines()), left_out=str(said))


def _slide(package: zipfile.ZipFile, member: str, number: int) -> str:
    with package.open(member) as part:
        lines = "".join(part_text(part))[:LONGEST_TEXT].split("\n")
    return f"<h3>{_('第%(n)s页') % {'n': number}}</h3>{paragraphs(lines)}"
