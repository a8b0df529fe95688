"""A form whose token is no longer good, as after signing in anew in another window: what was typed is not lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache

OWN_FIELD = "csrfmiddlewaretoken"
SECRETS = ("password", "passwd", "secret", "token")


@never_cache
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what happened, and offer the same form once more with a fresh token: without files and without passwords.

    Only to who comes from a page of ours: a form that another site made up is never offered for a second try.
    """
    ours = _is_from_here(request)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != OWN_FIELD and not _is_secret(name)
        for value in values
    ]
    asks_secrets = any(_is_secret(name) for name in request.POST if name != OWN_FIELD)
    context = {
        "typed": typed if ours and not asks_secrets else [],
        "words": [value for _name, value in typed if _reads_like_words(value)] if ours else [],
        "files": [file.name for files in request.FILES.lists() for file in files[1]] if ours else [],
        "again": request.get_full_path(),
        "sign_in": _way_in(request),
    }
    return render(request, "403_csrf.html", context, status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """By the origin that the browser tells, or else by the page that it came from."""
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(told)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _is_secret(name: str) -> bool:
    return any(one in name.lower() for one in SECRETS)


def _reads_like_words(value: str) -> bool:
    """What somebody would be sorry to type again; not a key or a day that the form itself carries."""
    return any(ord(sign) > 0x2E7F for sign in value) or " " in value.strip()


def _way_in(request: HttpRequest) -> str:
    """Where to sign in, for somebody who is not signed in any more on a page that asks for it."""
    way = resolve_url(settings.LOGIN_URL)
    behind_it = request.path.split("/")[1:2] == way.split("/")[1:2]
    return way if behind_it and not request.user.is_authenticated else ""
