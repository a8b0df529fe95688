"""The findings of the guard as the desk shows them: each open, or set aside by somebody with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.disclosure.models import InformationItem, SetAside
from gongkai.disclosure.models.findings import TEXTS, Findings, findings_of, wrong_words_of
from gongkai.disclosure.workflow import ANSWERING
from gongkai.screening.queries import Seen, WordSeen

Said = defaultdict[tuple[int, str], list[SetAside]]  # by the item and the fingerprint of what was found


@dataclass(frozen=True)
class Shown:
    """One finding with what people said of it, the latest last."""

    seen: Seen
    said: tuple[SetAside, ...]

    @property
    def open(self) -> bool:
        """Whether nobody has answered for it yet."""
        return not self.said

    @property
    def left(self) -> bool:
        """Whether the publication waits for one who may answer for it; the author's own word does not do."""
        return self.seen.asks and not any(one.by_duty in ANSWERING for one in self.said)


@dataclass(frozen=True)
class ShownWord:
    """A suspected word with what people said of it."""

    word: WordSeen
    said: tuple[SetAside, ...]

    @property
    def replaceable(self) -> bool:
        """Whether it can be put right here: what stands in a table or a file is put right there."""
        fields = (InformationItem._meta.get_field(name) for name in TEXTS)
        return bool(self.word.right) and self.word.label in {str(one.verbose_name) for one in fields}  # type: ignore[union-attr]


@dataclass(frozen=True)
class Guarded:
    """All that the guard says of an item now."""

    findings: tuple[Shown, ...]
    words: tuple[ShownWord, ...]
    pending: tuple[str, ...]

    @property
    def blocking(self) -> int:
        """How many findings stop the publication and nobody has answered for."""
        return sum(one.seen.blocks and one.open for one in self.findings)

    @property
    def to_check(self) -> int:
        """How many findings that a person has to weigh nobody has answered for who may."""
        return sum(one.left and not one.seen.blocks for one in self.findings)

    @property
    def maskable(self) -> bool:
        """Whether covering would put something right."""
        return any(one.seen.maskable and one.open for one in self.findings)

    @property
    def open_words(self) -> int:
        return sum(not one.said for one in self.words)


def guarded(item: InformationItem) -> Guarded:
    """What the guard finds in the working copy as it stands, the gravest first."""
    return guarded_many([item])[0]


def guarded_many(items: Sequence[InformationItem]) -> list[Guarded]:
    """The same of several at once; what the database is asked does not grow with their number."""
    said: Said = defaultdict(list)
    for one in SetAside.objects.filter(item__in=items).order_by("pk"):
        said[one.item_id, one.fingerprint].append(one)
    told = zip(items, findings_of(items), wrong_words_of(items), strict=True)
    return [_with_answers(item.pk, found, words, said) for item, found, words in told]


def _with_answers(item_id: int, found: Findings, words: Sequence[WordSeen], said: Said) -> Guarded:
    order = ("block", "warn", "note")
    seen = sorted(found.seen, key=lambda one: order.index(one.severity))
    return Guarded(
        tuple(Shown(one, tuple(said[item_id, one.fingerprint])) for one in seen),
        tuple(ShownWord(one, tuple(said[item_id, one.fingerprint])) for one in words),
        found.pending,
    )
