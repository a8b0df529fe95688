"""Wrong and sensitive words: those of the packs, and those that an administrator added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.db.models import Count, Max, QuerySet
from django.utils.translation import get_language

from gongkai.foundation.moment import today
from gongkai.foundation.sealed import keyed_digest
from gongkai.guard.words import Matcher, Word, WordFinding, builtin_packs, builtin_words
from gongkai.screening.models import Scan, WordEntry
from gongkai.screening.queries.remembering import Remembered, digest

AROUND = 12
FOR_WORDS = "*words*"  # stands where a look at a file has the name of the file
MOST_REMEMBERED = 1000
_LOOKS: Remembered[tuple[WordFinding, ...]] = Remembered(MOST_REMEMBERED)


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


def words_in(text: str, *, label: str = "") -> list[WordSeen]:
    """The wrong and sensitive words of the packs and of the administrator in a text, in their order."""
    return words_of_each([[(text, label)]])[0]


def words_of_each(things: Sequence[Iterable[tuple[str, str]]]) -> list[list[WordSeen]]:
    """The same for several things with several texts each; the administrator's words are asked for once."""
    own = WordEntry.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    packs = (own["count"], own["changed"])
    return [
        [_seen(text, label, one) for text, label in texts for one in _found(text, packs, today()) if text]
        for texts in things
    ]


def words_version() -> str:
    """Changes when a word is added or ended, or a pack is renewed."""
    own = WordEntry.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    packs = [(pack.code, pack.checked_on, len(pack.words)) for pack in builtin_packs()]
    return digest(f"{own['count']} {own['changed']} {packs}").hex()


def words_not_read(digests: Iterable[str]) -> set[str]:
    """Those of these contents that nobody has read for the wrong words of today."""
    wanted = set(digests)
    done = Scan.objects.filter(rules_version=words_version(), name=FOR_WORDS, digest__in=wanted)
    return wanted - set(done.values_list("digest", flat=True))


def word_entries() -> QuerySet[WordEntry]:
    """The words that were added here, those in use first."""
    return WordEntry.objects.order_by("ended", "category", "wrong")


def packs() -> list[tuple[str, int, str]]:
    """The packs that come with the system: what each is called, how many words it has, where it was taken from."""
    return [
        (pack.label_en if english() else pack.label_zh, len(pack.words), pack.source)
        for pack in builtin_packs()
    ]


def english() -> bool:
    """Whether the reader has chosen English."""
    return (get_language() or "").startswith("en")


def _found(text: str, packs: tuple[int, object], day: date) -> tuple[WordFinding, ...]:
    key = digest(text), packs, day
    return _LOOKS.get(key, lambda: tuple(_matcher(packs).find(text, on=day)))


def _seen(text: str, label: str, one: WordFinding) -> WordSeen:
    return WordSeen(
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


@lru_cache(maxsize=2)
def _matcher(_packs: tuple[int, object]) -> Matcher:
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
    return _pack_labels().get(code, (code, code))[english()]
