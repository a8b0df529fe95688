"""How a page says days, lists and the law's labels in the language of its reader.

A template writes ``{{ on|date }}`` for the long day: ``formats`` tells Django how. Letters and papers are Chinese in
any language; they take ``gongkai.law.wording``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the reader of this page has asked for English."""
    return (get_language() or "").startswith("en")


def spoken(zh: str, en: str) -> str:
    """The one of two labels kept beside each other in data that the reader understands."""
    return en if en and in_english() else zh


def in_words(thing: Any, name: str = "") -> str:
    """What the law's data says of a thing in both languages: its ``zh`` and ``en``, or ``<name>_zh`` and ``<name>_en``."""
    stem = f"{name}_" if name else ""
    return spoken(getattr(thing, f"{stem}zh"), getattr(thing, f"{stem}en"))


def listed(parts: Iterable[Any], name: str = "") -> str:
    """甲、乙、丙 or A, B, C; with a ``name``, that attribute of each."""
    return (", " if in_english() else "、").join(str(getattr(one, name) if name else one) for one in parts)


def long_day(on: date | None) -> str:
    """2026年11月22日 or 22 November 2026; nothing of no day."""
    return date_format(_local(on), "DATE_FORMAT") if on else ""


def short_day(on: date) -> str:
    """11月22日 or 22 November."""
    return date_format(_local(on), "MONTH_DAY_FORMAT")


def short_moment(at: datetime) -> str:
    """11月22日 09:30 or 22 November 09:30, where the organs are."""
    return f"{short_day(at)} {time_format(localtime(at), 'H:i')}"


def _local(on: date) -> date:
    return localtime(on) if isinstance(on, datetime) else on
