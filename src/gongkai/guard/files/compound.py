"""The container of Office before 2007, and of embedded objects and encrypted files since: streams in sectors."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.guard.files.seen import DAMAGED, MOST_MEMBERS, Unreadable

_ENTRY = 128
_FREE = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_SMALLEST_SHIFT, _LARGEST_SHIFT = 7, 16
_IN_HEADER = 109


@dataclass(frozen=True)
class Stream:
    """A stream by its name, with its content."""

    name: str
    content: bytes


class Compound:
    """Reads the streams of a compound file; chains that run in circles end at the file's own length."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise Unreadable(DAMAGED)
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if not _SMALLEST_SHIFT <= shift <= _LARGEST_SHIFT:
            raise Unreadable(DAMAGED)
        self._sector = 1 << shift
        self._most = len(content) // self._sector + 1
        (self._directory, _, self._cutoff) = struct.unpack_from("<3I", content, 48)
        (mini_start, _, fat_next, _) = struct.unpack_from("<4I", content, 60)
        self._fat = self._read_fat(fat_next)
        self._mini_fat = _numbers(self._chain(mini_start))
        self._mini = b""

    def _read_fat(self, following: int) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        per_sector = self._sector // 4 - 1
        for _step in range(self._most):
            if following >= _FREE:
                break
            numbers = _numbers(self._at(following))
            sectors += numbers[:per_sector]
            following = numbers[per_sector] if len(numbers) > per_sector else _FREE
        used = [sector for sector in sectors if sector < _FREE][: self._most]
        return _numbers(b"".join(map(self._at, used)))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._content[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        pieces = []
        for _step in range(self._most):
            if sector >= len(self._fat):
                break
            pieces.append(self._at(sector))
            sector = self._fat[sector]
        return b"".join(pieces)

    def _mini_chain(self, sector: int) -> bytes:
        pieces = []
        for _step in range(len(self._mini) // 64 + 1):
            if sector >= len(self._mini_fat):
                break
            pieces.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_fat[sector]
        return b"".join(pieces)

    def streams(self) -> Iterator[Stream]:
        """The streams in the order of the directory."""
        entries = self._chain(self._directory)
        for at in range(0, min(len(entries), MOST_MEMBERS * _ENTRY) - _ENTRY + 1, _ENTRY):
            entry = entries[at : at + _ENTRY]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<2I", entry, 116)
            if entry[66] == _ROOT:
                self._mini = self._chain(start)[:size]
            elif entry[66] == _STREAM:
                chain = self._mini_chain(start) if size < self._cutoff else self._chain(start)
                yield Stream(name, chain[:size])


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))
