"""Files looked at in the page: PDF as pictures of its pages, office files as clean text and tables.

    preview(stored)                     what to show, or why it can't be shown; never raises
    {% file_preview shown "…:item_file_page" item.index_number stored.pk %}
    send_page(stored, number)           the picture of one page, for the view behind that address

Who may look at a file is for the record that points at it to say, before either is called.
"""

from __future__ import annotations

import logging

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.files import SHOWN_AS_THEY_ARE, StoredFile, open_file, send_stored
from gongkai.foundation.previews import pages, sheets, words
from gongkai.foundation.previews.kept import keep_picture, keep_preview, kept_picture, kept_preview
from gongkai.foundation.previews.model import Page, Preview, PreviewKind, Unshowable

__all__ = ["Page", "Preview", "PreviewKind", "preview", "send_page"]
logger = logging.getLogger(__name__)


def preview(stored: StoredFile) -> Preview:
    """The file as it can be looked at in the page; where that can't be, why not. Made once, then kept.

    Never raises: a file that no program of ours can read is told to be downloaded.
    """
    if not stored.is_servable:
        return _not_shown(stored.get_scan_state_display())
    if (kept := kept_preview(stored)) is not None:
        return kept
    try:
        with open_file(stored) as file:
            made = _made(stored, file.read())
    except FileNotFoundError:
        return _not_shown(_("文件已丢失，请联系管理员。"))
    except Unshowable as reason:
        return _not_shown(str(reason))
    except Exception:  # the readers are many, and what a hostile file makes them raise is not to be foreseen
        logger.exception("no preview of file %s", stored.pk)
        return _not_shown(_("这个文件无法在页面内显示。请下载后查看。"))
    keep_preview(stored, made)
    return made


def send_page(stored: StoredFile, number: int) -> HttpResponseBase:
    """Answer with the picture of a page; pictures are pages themselves. Raises Http404 when there is none.

    The caller has made sure that this reader may have the file.
    """
    if not stored.is_servable or stored.kind not in SHOWN_AS_THEY_ARE:
        raise Http404
    if stored.kind != FileKind.PDF:
        return send_stored(stored, inline=True)
    response = HttpResponse(_picture(stored, number), content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _picture(stored: StoredFile, number: int) -> bytes:
    if (kept := kept_picture(stored, number)) is not None:
        return kept
    try:
        with open_file(stored) as file:
            picture = pages.picture_of_page(file.read(), number)
    except (FileNotFoundError, Unshowable):
        raise Http404 from None
    keep_picture(stored, number, picture)
    return picture


def _made(stored: StoredFile, content: bytes) -> Preview:
    match stored.kind:
        case FileKind.PDF:
            return pages.pages_of_pdf(content)
        case FileKind.JPG | FileKind.PNG:
            return pages.page_of_picture(content, stored.name)
        case FileKind.DOCX:
            return words.html_of_word(content)
        case FileKind.PPTX | FileKind.OFD:
            return words.html_of_slides(stored.kind, content)
        case FileKind.XLSX:
            return sheets.tables_of_workbook(content)
        case FileKind.CSV:
            return sheets.table_of_csv(content)
        case _:
            return words.html_of_text(content)


def _not_shown(reason: str) -> Preview:
    return Preview(PreviewKind.NONE, reason=str(reason))
