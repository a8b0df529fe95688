"""The findings of the guard as the desk shows them: each open, or set aside by somebody with a reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gongkai.disclosure.models import InformationItem, SetAside
from gongkai.disclosure.models.findings import Findings, wrong_words
from gongkai.screening.queries import Seen, WordSeen


@dataclass(frozen=True)
class Shown:
    """One finding with what people said of it, the latest last."""

    seen: Seen
    said: tuple[SetAside, ...]

    @property
    def open(self) -> bool:
        """Whether nobody has answered for it yet."""
        return not self.said


@dataclass(frozen=True)
class ShownWord:
    """A suspected word with what people said of it."""

    word: WordSeen
    said: tuple[SetAside, ...]


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
    def maskable(self) -> bool:
        """Whether covering would put something right."""
        return any(one.seen.maskable and one.open for one in self.findings)

    @property
    def open_words(self) -> int:
        return sum(not one.said for one in self.words)


def guarded(item: InformationItem) -> Guarded:
    """What the guard finds in the working copy as it stands, the gravest first."""
    found: Findings = item.findings()
    said: defaultdict[str, list[SetAside]] = defaultdict(list)
    for one in item.set_asides.order_by("pk"):
        said[one.fingerprint].append(one)
    order = ("block", "warn", "note")
    seen = sorted(found.seen, key=lambda one: order.index(one.severity))
    words = wrong_words(item)
    return Guarded(
        tuple(Shown(one, tuple(said[one.fingerprint])) for one in seen),
        tuple(ShownWord(one, tuple(said[one.fingerprint])) for one in words),
        found.pending,
    )
