"""What an application may really be: a petition, a publication, a registry query, a correction, a question (arts. 36, 39, 41)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from gongkai.applications.models import Application
from gongkai.applications.queries.resembling import asked_for
from gongkai.law.sources import read_yaml

_PATTERNS = Path(__file__).with_name("recognition.yaml")


@dataclass(frozen=True)
class Candidate:
    """One of the things that an application may really be, as the patterns of the house know it."""

    code: str
    label_zh: str
    label_en: str
    advice_zh: str
    advice_en: str
    cite: str
    path: tuple[str, ...]
    enough: int
    words: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words that speak for it; none where others speak against it or too few do."""
        if any(pattern.search(text) for pattern in self.unless):
            return ()
        said = tuple(found[0] for pattern in self.words if (found := pattern.search(text)))
        return said if len(said) >= self.enough else ()


@dataclass(frozen=True)
class Recognised:
    """A candidate and the words of the application that speak for it. The clerk decides; nothing happens by itself."""

    candidate: Candidate
    said: tuple[str, ...]


def recognised(application: Application) -> list[Recognised]:
    """What this application may really be, the more telling first; mostly nothing."""
    return recognised_in(asked_for(application))


def recognised_in(text: str) -> list[Recognised]:
    """The same for a text."""
    plain = re.sub(r"\s+", "", normalize("NFKC", text)).replace(",", "，").replace(";", "；")
    found = [Recognised(one, said) for one in candidates() if (said := one.found_in(plain))]
    return sorted(found, key=lambda one: -len(one.said))


@cache
def candidates() -> tuple[Candidate, ...]:
    """All that can be recognised, in the order of the data."""
    return tuple(_candidate(code, row) for code, row in read_yaml(_PATTERNS).items())


def _candidate(code: str, row: dict[str, Any]) -> Candidate:
    return Candidate(
        code,
        row["label"]["zh"],
        row["label"]["en"],
        row["advice"]["zh"],
        row["advice"]["en"],
        row["cite"],
        tuple(row["path"]),
        row["enough"],
        tuple(re.compile(word) for word in row["words"]),
        tuple(re.compile(word) for word in row.get("unless", ())),
    )
