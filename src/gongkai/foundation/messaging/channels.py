"""How a channel delivers: on the console, by SMTP, through an HTTP gateway, or as an installation's own code does it.

A channel is a function of (to, subject, text) that raises :class:`NotDelivered`. ``settings.GONGKAI_CHANNELS`` says
which one e-mail and SMS take: a name of ``BUILT_IN``, the dotted path of another function, or "" for none.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from email.message import Message as Headers
from http.client import HTTPException
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import IO, Any
from unicodedata import normalize
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from gongkai.foundation.messaging.outbox import Fault

Deliver = Callable[[str, str, str], None]
LONGEST_ANSWER = 64 * 1024
_NUMBER = re.compile(r"\+?\d{5,20}")
_PLACES = re.compile(r"\{(to|subject|text)\}")


class NotDelivered(Exception):
    """The message was not taken. ``detail`` is short and technical and never what a service said in words."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        self.fault, self.detail = fault, detail
        super().__init__(fault, detail)


def console(to: str, subject: str, text: str) -> None:
    """Write the message where the server logs: for the example and for development, never for real people."""
    sys.stdout.write(f"\n--- {to} {subject}\n{text}\n---\n")
    sys.stdout.flush()


def smtp(to: str, subject: str, text: str) -> None:
    """Hand it to the mail server of ``GONGKAI_SMTP_HOST`` through Django's own mail backend."""
    mail = EmailMessage(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        codes = {str(code) for code, _words in refused.recipients.values()}
        raise NotDelivered(Fault.REFUSED, f"SMTP {' '.join(sorted(codes))}") from None
    except SMTPException as refused:
        code = getattr(refused, "smtp_code", type(refused).__name__)
        raise NotDelivered(Fault.REFUSED, f"SMTP {code}") from None
    except OSError as away:
        raise NotDelivered(Fault.UNREACHABLE, type(away).__name__) from None
    except ValueError:  # a line break in an address or a subject never becomes a header
        raise NotDelivered(Fault.ADDRESS) from None


def http(to: str, subject: str, text: str) -> None:
    """Hand it to the SMS gateway of ``GONGKAI_SMS_URL``; what is sent there is a template of the installation."""
    number = re.sub(r"[\s()-]", "", normalize("NFKC", to))
    if not _NUMBER.fullmatch(number):
        raise NotDelivered(Fault.ADDRESS)
    request = _request({"to": number, "subject": subject, "text": text})
    try:
        with build_opener(_NoRedirect).open(request, timeout=settings.GONGKAI_SMS_SECONDS) as response:
            answer = response.read(LONGEST_ANSWER).decode("utf-8", "replace")
    except HTTPError as refused:
        with refused:
            raise NotDelivered(Fault.REFUSED, f"HTTP {refused.code}") from None
    except (OSError, HTTPException) as away:
        raise NotDelivered(Fault.UNREACHABLE, type(away).__name__) from None
    expected = settings.GONGKAI_SMS_ANSWER
    if expected and not re.search(expected, answer):
        raise NotDelivered(Fault.REFUSED, "answer")


BUILT_IN: dict[str, Deliver] = {"console": console, "smtp": smtp, "http": http}


def is_open(channel: str) -> bool:
    """Whether this installation can send by this channel at all."""
    return bool(settings.GONGKAI_CHANNELS.get(channel))


def channel_of(channel: str) -> Deliver:
    """The function that delivers. Raises NotDelivered where none is set."""
    name = settings.GONGKAI_CHANNELS.get(channel, "")
    if not name:
        raise NotDelivered(Fault.CLOSED)
    return BUILT_IN.get(name) or import_string(name)


class _NoRedirect(HTTPRedirectHandler):
    """A gateway that moves is told to the office; numbers and texts don't follow it."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> None:
        return None


def _request(told: dict[str, str]) -> Request:
    url = settings.GONGKAI_SMS_URL
    if not url.startswith(("https://", "http://")):
        raise NotDelivered(Fault.CLOSED, "GONGKAI_SMS_URL")
    filled = _filled(settings.GONGKAI_SMS_BODY, told)
    if settings.GONGKAI_SMS_FORM:
        kind, body = "application/x-www-form-urlencoded", urlencode(filled)
    else:
        kind, body = "application/json", json.dumps(filled, ensure_ascii=False)
    headers = {"Content-Type": f"{kind}; charset=utf-8", **dict(settings.GONGKAI_SMS_HEADERS)}
    return Request(url, data=body.encode("utf-8"), headers=headers, method="POST")  # noqa: S310 - checked above


def _filled(template: Any, told: dict[str, str]) -> Any:
    """The template with its places filled: each value by itself, so that no text can become another field."""
    if isinstance(template, dict):
        return {name: _filled(value, told) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, told) for value in template]
    if isinstance(template, str):
        return _PLACES.sub(lambda place: told[place[1]], template)
    return template
