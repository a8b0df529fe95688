"""How messages and applications find each other: the outbox lies below and knows an application by a word only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from gongkai.applications.models import Application
from gongkai.applications.queries.visible import visible_to
from gongkai.foundation.ledger import Actor
from gongkai.foundation.sealed import keyed_digest

_AROUND = re.compile(r"[-\s]|^(?:\+|00)86")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def about(application: Application) -> str:
    """What the outbox calls this application."""
    return f"{application._meta.label_lower}:{application.pk}"


def numbers_of(actor: Actor | None, abouts: Iterable[str]) -> dict[str, str]:
    """The number of each application that is told of and that this person may see, by what the outbox calls it."""
    label = Application._meta.label_lower
    keys = [key for name, _colon, key in (one.partition(":") for one in abouts) if name == label]
    seen = visible_to(actor).filter(pk__in=keys)
    return {f"{label}:{pk}": number for pk, number in seen.values_list("pk", "number")}


def phone_digest(phone: str) -> str:
    """What finds a telephone number again, with or without hyphens and the country's own prefix."""
    return keyed_digest(_bare(phone))


def is_mobile(phone: str) -> bool:
    """Whether a short message can reach this number."""
    return _MOBILE.fullmatch(_bare(phone)) is not None


def _bare(phone: str) -> str:
    return _AROUND.sub("", normalize("NFKC", phone).strip())
