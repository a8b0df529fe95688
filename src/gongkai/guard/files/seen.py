"""What the readers of file formats bring to light, and how deep and how far they may look."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from lzma import LZMAError
from typing import Any

from lxml import etree

from gongkai.guard.findings import Severity

DEEPEST = 3
MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
MOST_PAGES = 500

DAMAGED = "文件已损坏，无法打开"
LOCKED = "设有密码，无法打开检查"
TOO_LARGE = "解压后的内容过大，没有打开"
TOO_DEEP = f"压缩包套压缩包超过{DEEPEST}层，没有打开"

# What libraries raise on broken or hostile content. A mistake in our own code is none of these.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
    etree.LxmlError,
)


class Unreadable(Exception):
    """A file or a part of it cannot be read; the reason is in the user's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Stretch:
    """Part of a piece of text that stands in one place: a run, a cell, a page. ``target`` is where to write to.

    A stretch without a label is only there for the context of the others: a heading, a line end.
    """

    text: str
    part: str = ""
    label: str = ""
    target: Any = None


@dataclass(frozen=True)
class Piece:
    """Text that is read as one: a story of paragraphs, a table, a page, a property.

    ``headers`` is what stands over it; ``has_lines`` makes the label of a finding name its line, counted from
    ``first_line``.
    """

    stretches: tuple[Stretch, ...]
    headers: str = ""
    has_lines: bool = False
    first_line: int = 1

    @cached_property
    def text(self) -> str:
        """All of it."""
        return "".join(stretch.text for stretch in self.stretches)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each stretch begins."""
        return list(accumulate((len(stretch.text) for stretch in self.stretches), initial=0))[:-1]


def piece(text: str, part: str, label: str, *, headers: str = "", target: Any = None) -> Piece:
    """A piece that stands in one place."""
    return Piece((Stretch(text, part, label, target),), headers)


@dataclass(frozen=True)
class Sign:
    """Something that is a finding by being there: a hidden sheet, a macro, a comment.

    Without a severity of its own it has that of its kind; ``masked`` is how its value may be shown.
    """

    kind: str
    value: str
    part: str
    label: str
    severity: Severity | None = None
    masked: str = ""


@dataclass(frozen=True)
class Unread:
    """Why something could not be read.

    ``is_partial``: the rest was read, as with a photograph, whose pixels say nothing to a programme, or a format that
    is known in part only. That is for a person to look at; what is closed altogether stops a publication.
    """

    reason: str
    is_partial: bool = False


Seen = Piece | Sign | Unread
Reader = Callable[[str, bytes, "Look"], Iterator[Seen]]


@dataclass
class Allowance:
    """How much may still be unpacked: shared by a file and everything inside it."""

    members: int = MOST_MEMBERS
    unpacked: int = MOST_UNPACKED

    def take(self, members: int, unpacked: int) -> None:
        """Use some of it up; raises Unreadable when there is not enough."""
        self.members -= members
        self.unpacked -= unpacked
        if self.members < 0 or self.unpacked < 0:
            raise Unreadable(TOO_LARGE)


@dataclass
class Look:
    """One look into a file: knows the reader for what is found inside, the depth and the allowance."""

    reader: Reader
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    def inside(self, name: str, content: bytes, *, part: str, label: str) -> Iterator[Seen]:
        """What is seen in a file within this one; ``part`` and ``label`` go before its own places."""
        if self.depth >= DEEPEST:
            yield Unread(f"{label}{TOO_DEEP}")
            return
        deeper = Look(self.reader, self.depth + 1, self.allowance)
        for seen in self.reader(name, content, deeper):
            yield prefixed(seen, part=part, label=label)


def prefixed(seen: Seen, *, part: str, label: str) -> Seen:
    """The same, seen from one level up."""
    if isinstance(seen, Unread):
        return replace(seen, reason=f"{label}{seen.reason}")
    if isinstance(seen, Sign):
        return replace(seen, part=f"{part}|{seen.part}", label=f"{label}{seen.label}")
    stretches = (
        replace(one, part=f"{part}|{one.part}", label=f"{label}{one.label}") if one.label else one
        for one in seen.stretches
    )
    return replace(seen, stretches=tuple(stretches))
