"""A finding as people may see it: without its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.foundation.sealed import keyed_digest
from gongkai.guard.findings import Finding
from gongkai.guard.rules import kinds
from gongkai.screening.models import Gravity, OfficeNumber
from gongkai.screening.queries.words import english

JOINTS = re.compile(r"[\s\-－—–·.]")


@dataclass(frozen=True)
class Seen:
    """One finding as people may see it: what kind, how grave, where, and how it reads masked."""

    kind: str
    severity: str
    label: str
    masked: str
    excerpt: str
    fingerprint: str

    @property
    def name(self) -> str:
        """What this kind is called."""
        return kind_label(self.kind)

    @property
    def advice(self) -> str:
        """What to do about it."""
        told = kinds()[self.kind].advice
        return told.en if english() else told.zh

    @property
    def source(self) -> str:
        """The standard or article behind the rule."""
        return kinds()[self.kind].source

    @property
    def maskable(self) -> bool:
        """Whether covering it puts it right; a secrecy mark is not to be covered but decided upon."""
        return kinds()[self.kind].maskable

    @property
    def blocks(self) -> bool:
        """Whether nothing may be published over it without a named person's reason."""
        return self.severity == Gravity.BLOCK

    @property
    def asks(self) -> bool:
        """Whether it is covered, or somebody answers for it by name, before it is public; a note asks for nothing."""
        return self.severity != Gravity.NOTE


def fingerprint(kind: str, value: str) -> str:
    """Tells a value again without keeping it, in whatever spelling it was written."""
    plain = JOINTS.sub("", unicodedata.normalize("NFKC", value)).upper()
    return keyed_digest(f"{kind}:{plain}")


def kind_label(code: str) -> str:
    """What a kind of finding is called."""
    told = kinds()[code].label
    return told.en if english() else told.zh


def seen(finding: Finding) -> Seen:
    """The finding without its value."""
    return Seen(
        finding.kind,
        finding.severity.value,
        finding.place.label[:300],
        finding.masked[:200],
        finding.excerpt[:300],
        fingerprint(finding.kind, finding.value),
    )


def own_numbers(fingerprints: Iterable[str]) -> set[str]:
    """Those of these fingerprints of mobile numbers that are offices' own."""
    wanted = set(fingerprints)
    if not wanted:
        return set()
    return set(OfficeNumber.objects.filter(fingerprint__in=wanted).values_list("fingerprint", flat=True))
