"""What the guard has to say of a text or a stored content; values never leave this room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Count, Max, QuerySet
from django.utils.translation import get_language

from gongkai.foundation.moment import today
from gongkai.foundation.sealed import keyed_digest
from gongkai.guard.findings import Finding
from gongkai.guard.rules import RULES_VERSION, kinds
from gongkai.guard.text import scan_text
from gongkai.guard.words import Matcher, Word, builtin_packs, builtin_words
from gongkai.screening.models import Gravity, OfficeNumber, Scan, WordEntry

__all__ = [
    "RULES_VERSION",
    "Gravity",
    "OfficeNumber",
    "Scanned",
    "Seen",
    "WordEntry",
    "WordSeen",
    "fingerprint",
    "kind_label",
    "not_scanned",
    "office_numbers",
    "packs",
    "scan_of",
    "scans_of",
    "text_findings",
    "word_entries",
    "words_in",
]
AROUND = 12
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
        return told.en if _english() else told.zh

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


@dataclass(frozen=True)
class Scanned:
    """What was found in one content, and what of it could not be looked into."""

    findings: tuple[Seen, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class WordSeen:
    """A wrong or sensitive word in a text: where, what is suggested, and why."""

    wrong: str
    right: str
    category: str
    note: str
    label: str
    start: int
    end: int
    before: str
    after: str

    @property
    def fingerprint(self) -> str:
        """Tells the same word again, wherever it stands in the item."""
        return keyed_digest(f"word:{self.wrong}")


def fingerprint(kind: str, value: str) -> str:
    """Tells a value again without keeping it, in whatever spelling it was written."""
    plain = JOINTS.sub("", unicodedata.normalize("NFKC", value)).upper()
    return keyed_digest(f"{kind}:{plain}")


def kind_label(code: str) -> str:
    """What a kind of finding is called."""
    told = kinds()[code].label
    return told.en if _english() else told.zh


def text_findings(text: str, *, label: str, headers: str = "") -> list[Seen]:
    """What stands in a text that must not be published, or that somebody should look at."""
    found = scan_text(text, label=label, headers=headers)
    return without_office_numbers([seen(one) for one in found]) if found else []


def scan_of(digest: str, name: str = "") -> Scanned | None:
    """The look that was had at this content with the present rules; None when there was none yet."""
    return scans_of([(digest, name)]).get((digest, name))


def scans_of(contents: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Scanned]:
    """The looks at several contents (digest, name) at once; those not looked at yet are left out."""
    wanted = set(contents)
    if not wanted:
        return {}
    digests = {digest for digest, _name in wanted}
    scans = Scan.objects.filter(rules_version=RULES_VERSION, digest__in=digests).prefetch_related("findings")
    return {
        (scan.digest, scan.name): Scanned(
            tuple(without_office_numbers([_kept(one) for one in scan.findings.all()])), tuple(scan.unread)
        )
        for scan in scans
        if (scan.digest, scan.name) in wanted
    }


def not_scanned(digests: Iterable[str]) -> set[str]:
    """Those of these contents at which nobody has looked with the present rules."""
    wanted = set(digests)
    done = Scan.objects.filter(rules_version=RULES_VERSION, name="", digest__in=wanted)
    return wanted - set(done.values_list("digest", flat=True))


def words_in(text: str, *, label: str = "") -> list[WordSeen]:
    """The wrong and sensitive words of the packs and of the administrator in a text, in their order."""
    own = WordEntry.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    matcher = _matcher((own["count"], own["changed"]))
    return [
        WordSeen(
            text[one.start : one.end],
            one.word.right,
            _category(one.word.category),
            one.word.note,
            label,
            one.start,
            one.end,
            text[max(0, one.start - AROUND) : one.start],
            text[one.end : one.end + AROUND],
        )
        for one in matcher.find(text, on=today())
    ]


def word_entries() -> QuerySet[WordEntry]:
    """The words that were added here, those in use first."""
    return WordEntry.objects.order_by("ended", "category", "wrong")


def office_numbers() -> QuerySet[OfficeNumber]:
    """The mobile numbers that offices publish as their own."""
    return OfficeNumber.objects.all()


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


def without_office_numbers(found: list[Seen]) -> list[Seen]:
    """Leave out the mobile numbers that are offices' own."""
    mobiles = {one.fingerprint for one in found if one.kind == "mobile"}
    if not mobiles:
        return found
    own = set(OfficeNumber.objects.filter(fingerprint__in=mobiles).values_list("fingerprint", flat=True))
    return [one for one in found if one.fingerprint not in own]


def _kept(row: object) -> Seen:
    names = ("kind", "severity", "label", "masked", "excerpt", "fingerprint")
    return Seen(*(getattr(row, name) for name in names))


@lru_cache(maxsize=2)
def _matcher(_version: object) -> Matcher:
    """Built anew when a word was added or ended."""
    own = [
        Word(
            wrong=one.wrong,
            right=one.right,
            category=one.category,
            note=one.note,
            since=one.since,
            until=one.until,
        )
        for one in WordEntry.objects.filter(ended=False)
    ]
    return Matcher([*own, *builtin_words()])


@cache
def _pack_labels() -> dict[str, tuple[str, str]]:
    return {pack.code: (pack.label_zh, pack.label_en) for pack in builtin_packs()}


def _category(code: str) -> str:
    """What a category of words is called: a pack's label, or what the administrator wrote."""
    return _pack_labels().get(code, (code, code))[_english()]


def _english() -> bool:
    return (get_language() or "").startswith("en")


def packs() -> list[tuple[str, int, str]]:
    """The packs that come with the system: what each is called, how many words it has, where it was taken from."""
    return [
        (pack.label_en if _english() else pack.label_zh, len(pack.words), pack.source)
        for pack in builtin_packs()
    ]
