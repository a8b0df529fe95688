"""Making a public page as every reader gets it: by its own view, in Chinese, for nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from gongkai.foundation.publishing import Page
from gongkai.portal.sites import ShownSite

INDEX = "index.html"
# What stands in place of a page that was withdrawn; it is given out with the status 410.
GONE_FILE = "gone.html"
OK, GONE = 200, 410


@dataclass(frozen=True)
class Host:
    """A site as the tree knows it: the folder of its pages, and the address under which readers ask for them."""

    folder: str
    site: ShownSite
    name: str
    secure: bool


class NotPublished(Exception):
    """There is no such page for the public, or it is one that is made for each reader."""


def rendered(address: str, host: Host) -> Page:
    """The page at this address of the site. Raises NotPublished."""
    request = _request(address, host)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            match = request.resolver_match = resolve(request.path_info)
            response = match.func(request, *match.args, **match.kwargs)
        except (Http404, Resolver404):
            raise NotPublished(address) from None
        if hasattr(response, "render"):
            response.render()
    return _page(address, host, response, request.shows)


def path_of(address: str, host: Host, *, gone: bool = False) -> str:
    """Where the page at an address lies in the tree."""
    path = unquote(address).lstrip("/")
    if path.endswith("/") or not path:
        path += GONE_FILE if gone else INDEX
    return f"{host.folder}/{path}"


def _page(address: str, host: Host, response: HttpResponse, shows: set[str]) -> Page:
    if response.status_code not in (OK, GONE) or response.cookies:
        raise NotPublished(address)
    content = b"".join(response) if response.streaming else response.content
    return Page(path_of(address, host, gone=response.status_code == GONE), content, frozenset(shows))


def _request(address: str, host: Host) -> Any:
    """A request without a reader: no cookie, no query, no session; it notes what the page shows."""
    path = unquote(address)
    request: Any = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "SERVER_NAME": host.name,
            "SERVER_PORT": "443" if host.secure else "80",
            "HTTP_HOST": host.name,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https" if host.secure else "http",
            "wsgi.input": BytesIO(),
        }
    )
    request.get_host = lambda: host.name  # it was opened by an act; no reader named it
    request.LANGUAGE_CODE = settings.LANGUAGE_CODE
    request.website = host.site
    request.user = AnonymousUser()
    request.session = {}
    request.shows = set()
    return request
