"""Which organ to ask: found by its name, by the first letters of it, and by what it has published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from gongkai.foundation import search
from gongkai.foundation.search import Hit
from gongkai.organs.queries import Organ
from gongkai.portal.applications.forms import OrganWordsForm
from gongkai.portal.applications.offers import namings
from gongkai.portal.organs.choice import site_organs

MOST_BY_NAME, MOST_BY_WORK, LOOKED_AT, PROOFS = 8, 4, 40, 2
# GB 2312 holds its first 3,755 characters in the order of their sound; here begins each first letter.
_BEGINNINGS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_END = 0xD7F9


@dataclass
class Candidate:
    """An organ that may hold what is looked for; ``published`` is why, when its name is not the reason."""

    organ: Organ
    published: list[Hit] = field(default_factory=list)


@cache_control(private=True, no_store=True)
def find_organ(request: Any) -> HttpResponse:
    """Find the organ. Sent as a form: what is looked for stands in no address and no log."""
    return show_candidates(request, request.POST.get("words", ""))


def show_candidates(request: Any, words: str) -> HttpResponse:
    """The organs that these words lead to; the government's own office for who is not sure."""
    words = words.strip()
    organs = {one.pk: one for one in site_organs(request.website)}
    context = {
        "form": OrganWordsForm(initial={"words": words}),
        "words": words,
        "named": [Candidate(one) for one in named(words, organs.values())],
        "working": by_work(words, organs),
        "government": next(iter(organs.values()), None),
    }
    return render(request, "portal/applications/organs.html", context)


def named(words: str, organs: Iterable[Organ]) -> list[Organ]:
    """The organs whose name holds the words, or stands in them, or begins with these letters (czj: 财政局)."""
    plain = "".join(words.split()).lower()
    if not plain:
        return []
    if plain.isascii():
        found = [one for one in organs if plain in initials(one.name) or plain == one.code.lower()]
    else:
        found = [one for one in organs if _is_named(plain, one)]
    return found[:MOST_BY_NAME]


def _is_named(plain: str, organ: Organ) -> bool:
    return plain in organ.name or any(
        name in plain for name in (organ.name, organ.short_name) if len(name) > 2
    )


def by_work(words: str, organs: dict[int, Organ]) -> list[Candidate]:
    """The organs that have published most of what the words name, each with what it published."""
    found: dict[int, Candidate] = {}
    try:
        for one in namings(words):
            for hit in search.find(one, page_size=LOOKED_AT).hits:
                if hit.organ_id in organs:
                    candidate = found.setdefault(hit.organ_id, Candidate(organs[hit.organ_id]))
                    candidate.published.append(hit)
            if found:
                break
    except search.SearchUnavailable:
        return []
    best = sorted(found.values(), key=lambda one: -len(one.published))[:MOST_BY_WORK]
    return [Candidate(one.organ, one.published[:PROOFS]) for one in best]


def initials(name: str) -> str:
    """The first letter of each character's sound: 财政局 → czj; characters beyond the common ones are left out."""
    return "".join(_initial(sign) for sign in name)


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    raw = sign.encode("gb2312", "ignore")
    place = int.from_bytes(raw, "big") if len(raw) == len(b"xx") else 0
    if not _BEGINNINGS[0][0] <= place <= _END:
        return ""
    return next(letter for start, letter in reversed(_BEGINNINGS) if place >= start)
