"""What the guard has to say of a text or a stored content; values never leave this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from gongkai.guard.findings import Finding, Severity
from gongkai.guard.rules import RULES_VERSION
from gongkai.guard.text import scan_text
from gongkai.screening.models import Gravity, OfficeNumber, Scan, WordEntry
from gongkai.screening.queries.remembering import Remembered
from gongkai.screening.queries.remembering import digest as digest_of
from gongkai.screening.queries.seen import (
    Seen,
    fingerprint,
    kind_label,
    own_numbers,
    seen,
)
from gongkai.screening.queries.words import (
    WordSeen,
    packs,
    word_entries,
    words_in,
    words_not_read,
    words_of_each,
)

__all__ = [
    "RULES_VERSION",
    "Gravity",
    "OfficeNumber",
    "Piece",
    "Scanned",
    "Seen",
    "WordEntry",
    "WordSeen",
    "findings_of_each",
    "fingerprint",
    "kind_label",
    "not_scanned",
    "office_numbers",
    "own_numbers",
    "packs",
    "scan_of",
    "scans_of",
    "text_findings",
    "to_cover",
    "word_entries",
    "words_in",
    "words_not_read",
    "words_of_each",
]
Piece = tuple[str, str, str]
"""A text, where it stands, and what stands over it."""
MOST_REMEMBERED = 4000
LONGEST_LABEL = 300
_LOOKS: Remembered[tuple[Seen, ...]] = Remembered(MOST_REMEMBERED)


@dataclass(frozen=True)
class Scanned:
    """What was found in one content, and what of it could not be looked into.

    ``partly``: those of ``unread`` that leave the rest of it looked at, as with a photograph.
    """

    findings: tuple[Seen, ...]
    unread: tuple[str, ...]
    partly: tuple[str, ...] = ()


def text_findings(text: str, *, label: str, headers: str = "") -> list[Seen]:
    """What stands in a text that must not be published, or that somebody should look at."""
    return findings_of_each([[(text, label, headers)]])[0]


def findings_of_each(things: Sequence[Iterable[Piece]]) -> list[list[Seen]]:
    """The same for several things with several texts each; whose numbers are offices' own is asked once for all.

    Each text is read once, however often it is asked for while it stays the same.
    """
    found = [[one for piece in pieces for one in _looked_at(*piece)] for pieces in things]
    own = own_numbers(one.fingerprint for told in found for one in told if one.kind == "mobile")
    return [[one for one in told if one.fingerprint not in own] for told in found]


def to_cover(text: str, *, headers: str = "") -> list[Finding]:
    """The findings in a text that are covered with one click: not what is only noted, nor an office's own number."""
    due = [one for one in scan_text(text, headers=headers) if one.severity is not Severity.NOTE]
    marks = {id(one): fingerprint(one.kind, one.value) for one in due if one.kind == "mobile"}
    own = own_numbers(marks.values())
    return [one for one in due if marks.get(id(one)) not in own]


def scan_of(digest: str, name: str = "") -> Scanned | None:
    """The look that was had at this content with the present rules; None when there was none yet."""
    return scans_of([(digest, name)]).get((digest, name))


def scans_of(contents: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Scanned]:
    """The looks at several contents (digest, name) at once; those not looked at yet are left out."""
    wanted = set(contents)
    if not wanted:
        return {}
    digests = {digest for digest, _name in wanted}
    rows = Scan.objects.filter(rules_version=RULES_VERSION, digest__in=digests).prefetch_related("findings")
    scans = {(scan.digest, scan.name): scan for scan in rows if (scan.digest, scan.name) in wanted}
    found = {key: [_kept(one) for one in scan.findings.all()] for key, scan in scans.items()}
    own = own_numbers(one.fingerprint for told in found.values() for one in told if one.kind == "mobile")
    return {
        key: Scanned(
            tuple(one for one in found[key] if one.fingerprint not in own),
            tuple(scan.unread),
            tuple(scan.partly),
        )
        for key, scan in scans.items()
    }


def not_scanned(digests: Iterable[str]) -> set[str]:
    """Those of these contents at which nobody has looked with the present rules."""
    wanted = set(digests)
    done = Scan.objects.filter(rules_version=RULES_VERSION, name="", digest__in=wanted)
    return wanted - set(done.values_list("digest", flat=True))


def office_numbers() -> QuerySet[OfficeNumber]:
    """The mobile numbers that offices publish as their own."""
    return OfficeNumber.objects.all()


def _looked_at(text: str, label: str, headers: str) -> Iterator[Seen]:
    """A summary often says what the text says: what is found in it is the same, only the place is another."""
    key = digest_of(text), headers, RULES_VERSION
    found = _LOOKS.get(key, lambda: tuple(seen(one) for one in scan_text(text, headers=headers)))
    return (replace(one, label=label[:LONGEST_LABEL]) for one in found)


def _kept(row: object) -> Seen:
    names = ("kind", "severity", "label", "masked", "excerpt", "fingerprint")
    return Seen(*(getattr(row, name) for name in names))
