"""Giving out the finished pages where no web server stands in front, and the headers that go with them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from gongkai.foundation.publishing import Trees
from gongkai.portal.publishing.pages import DEFAULT
from gongkai.portal.publishing.rendering import GONE, GONE_FILE, INDEX, OK

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}
PACKED = ((".br", "br"), (".gz", "gzip"))
# A reader's browser asks each time whether the page is still the same: a withdrawal holds at once.
FRESH = "no-cache"


def finished_page(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer from the tree what lies there; everything else, and every other language, is asked of a view."""

    def respond(request: HttpRequest) -> HttpResponse:
        return from_tree(request) or get_response(request)

    return respond


def from_tree(request: HttpRequest) -> HttpResponse | None:
    """The finished page that was asked for, None where there is none for this request."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return None
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE) != settings.LANGUAGE_CODE:
        return None
    folder = Trees(settings.GONGKAI_TREE_DIR).root / "current" / "pages"
    for site in (request.get_host().rsplit(":", 1)[0].lower(), DEFAULT):
        if (folder / site).is_dir():
            return _found(request, folder / site)
    return None


def _found(request: HttpRequest, folder: Path) -> HttpResponse | None:
    path = unquote(request.path_info).lstrip("/")
    if ".." in path.split("/") or "\0" in path:
        return None
    ends = path.endswith("/") or not path
    for name, status in ((INDEX, OK), (GONE_FILE, GONE)) if ends else (("", OK),):
        if response := _file(request, folder / (path + name), status):
            return response
    return None


def _file(request: HttpRequest, file: Path, status: int) -> HttpResponse | None:
    if file.suffix not in TYPES:
        return None
    accepted = request.headers.get("Accept-Encoding", "")
    for ending, coding in (*PACKED, ("", "")):
        if coding and not re.search(rf"\b{coding}\b", accepted):
            continue
        try:
            with file.with_name(file.name + ending).open("rb") as opened:
                modified, content = _stamp(opened.fileno()), opened.read()
        except OSError:
            continue
        return _response(request, content, modified, coding, TYPES[file.suffix], status)
    return None


def _stamp(descriptor: int) -> tuple[int, int]:
    told = os.fstat(descriptor)
    return int(told.st_mtime), told.st_size


def _response(
    request: HttpRequest, content: bytes, stamp: tuple[int, int], coding: str, kind: str, status: int
) -> HttpResponse:
    tag = f'W/"{stamp[0]:x}-{stamp[1]:x}"'
    headers = {"ETag": tag, "Last-Modified": formatdate(stamp[0], usegmt=True), "Cache-Control": FRESH}
    headers["Vary"] = "Accept-Encoding, Cookie"
    if status == OK and request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    return HttpResponse(content, content_type=kind, status=status, headers=headers)
