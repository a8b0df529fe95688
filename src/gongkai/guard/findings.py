"""What the guard says of a piece of text: which kind of thing stands where, and how it would read masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """BLOCK stops publication; WARN asks a person to decide; NOTE is shown and asks for nothing."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """``part`` is the machine's address of a piece of text inside a thing, ``label`` the same in the user's words.

    ``start`` and ``end`` are offsets in that piece's own text, as it was given.
    """

    part: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """``value`` is what must not get out: it is never stored, logged or printed, and so not in the repr either.

    ``excerpt`` is what stands around it, with this and every other finding masked: it may be shown and kept.
    """

    kind: str
    severity: Severity
    value: str = field(repr=False)
    masked: str
    place: Place
    excerpt: str
