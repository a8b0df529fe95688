"""What a preview is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PreviewKind(StrEnum):
    """How a file is shown: as pictures of its pages, as text and tables, or not at all."""

    PAGES = "pages"
    HTML = "html"
    NONE = "none"


@dataclass(frozen=True)
class Page:
    """One picture: its place counted from 1, its size in pixels, and what stands on it for who cannot see it."""

    number: int
    width: int
    height: int
    text: str = ""


@dataclass(frozen=True)
class Preview:
    """A file as it can be looked at in the page.

    ``left_out`` says what of it is not shown, ``reason`` why nothing is; both in the user's words. ``html`` is
    harmless: only the tags of :mod:`gongkai.foundation.previews.markup` are in it.
    """

    kind: PreviewKind
    pages: tuple[Page, ...] = ()
    html: str = ""
    left_out: str = ""
    reason: str = ""

    @property
    def truncated(self) -> bool:
        """Whether the file holds more than is shown."""
        return bool(self.left_out)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> Preview:
        """As it was kept. Raises KeyError or TypeError for anything else."""
        pages = tuple(Page(**page) for page in told.pop("pages"))
        return cls(kind=PreviewKind(told.pop("kind")), pages=pages, **told)


class Unshowable(Exception):
    """The file can't be shown; says why, in the user's words."""
