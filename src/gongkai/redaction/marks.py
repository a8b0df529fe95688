"""A mark on what may not be given, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """An area of a page as shares of its width and height, from the upper left corner of the page as it is seen."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, across: float, down: float) -> Box:
        """The same with a margin, within the page."""
        return Box(
            max(self.left - across, 0.0),
            max(self.top - down, 0.0),
            min(self.right + across, 1.0),
            min(self.bottom + down, 1.0),
        )

    def touches(self, other: Box, share: float = 0.1) -> bool:
        """Whether a share of the other area lies in this one."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        if across <= 0 or down <= 0:
            return False
        return across * down > share * other.area

    def turned(self, quarters: int) -> Box:
        """The same area on the page turned left by so many quarters: a line that runs down becomes an upright one."""
        box = self
        for _quarter in range(quarters % 4):
            box = Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
        return box

    @property
    def area(self) -> float:
        """How much of the page it takes; nothing when it lies beside it."""
        return max(self.right - self.left, 0.0) * max(self.bottom - self.top, 0.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that may not be given, and on what ground (a code of ``law.exemptions``).

    ``words`` go wherever they stand in the file, however they are spaced or broken over lines. ``box`` (PDF, pictures)
    is an area of page ``page``; ``cell`` (workbooks) a cell such as ``B3`` of sheet ``page``, both counted from 1.
    A mark has at least one of the three. ``words`` are not in its repr.
    """

    page: int = 0
    box: Box | None = None
    words: str = field(default="", repr=False)
    ground: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Who has read the result again and found nothing, and what a person must still look at.

    ``readers`` are the programmes, ``covered`` how many places were covered; ``remarks`` are in the user's words and
    hold none of the marked ones.
    """

    readers: tuple[str, ...]
    covered: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redacted:
    """The file that may be given, of the same kind as the original."""

    content: bytes = field(repr=False)
    kind: str
    proof: Proof


class CannotRedact(Exception):
    """The file cannot be redacted here; the reason says what to do instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StillThere(CannotRedact):
    """Something marked can still be read out of the result, which is therefore not handed out."""


def hint(words: str) -> str:
    """Marked words as they may be named in a message: the first sign and how many there are."""
    plain = words.strip()
    return f"{plain[:1]}{'*' * min(max(len(plain) - 1, 1), 6)}"
