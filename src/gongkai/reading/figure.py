"""A figure that was read, with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.reading.digits import Number


@dataclass(frozen=True)
class Figure:
    """A value with its evidence.

    ``value`` None is a cell that is printed blank. ``confidence`` is 1 for a figure printed beside its label, less for
    one that had to be told apart or was read off a scan; ``why`` then says how. ``unit`` is the unit printed, if any.
    """

    value: Number | None
    words: str
    line: int
    confidence: float = 1.0
    why: str = ""
    unit: str | None = None


@dataclass(frozen=True)
class Doubt:
    """Something that stands in the paper and could not be read for certain."""

    place: str
    words: str
    line: int
    why: str


Figures = dict[str, Figure]
