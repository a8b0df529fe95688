"""What a look into a file, and a masking of it, hand back."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.guard.findings import Finding


@dataclass(frozen=True)
class FileScan:
    """The findings of a file, and in the reader's words why parts of it could not be read.

    ``partly``: those of ``unread`` that leave the rest of the file read, as with a picture.
    """

    findings: tuple[Finding, ...]
    unread: tuple[str, ...]
    partly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Masked:
    """The masked copy of a file, what the clerk should know about it, and the look that proves it clean."""

    name: str
    content: bytes
    notes: tuple[str, ...]
    proof: FileScan


class CannotMask(Exception):
    """The file cannot be masked here; the reason says what to do instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
