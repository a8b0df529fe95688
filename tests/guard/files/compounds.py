"""Compound files, the container of Office before 2007, put together by hand."""

from __future__ import annotations

import struct

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes], *, circle: bool = False) -> bytes:
    """A compound file with these streams, each padded to the length from which it stands in whole sectors."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    fat: list[int] = [_FAT]
    body = b""
    starts = {}
    for name, content in padded.items():
        starts[name] = len(fat)
        count = -(-len(content) // SECTOR)
        fat += [*range(len(fat) + 1, len(fat) + count), starts[name] if circle else _END]
        body += content.ljust(count * SECTOR, b"\0")
    directory = len(fat)
    entries = _entry("Root Entry", 5, _END, 0)
    entries += b"".join(_entry(name, 2, starts[name], len(content)) for name, content in padded.items())
    count = -(-len(entries) // SECTOR)
    fat += [*range(len(fat) + 1, len(fat) + count), _END]
    body += entries.ljust(count * SECTOR, b"\0")
    assert len(fat) <= SECTOR // 4
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    header = struct.pack("<8s16x5H10x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header = header[:44] + struct.pack("<3I", 1, directory, 0) + struct.pack("<5I", 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return header + struct.pack(f"<{len(fat)}I", *fat) + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return head + struct.pack("<3I", _FREE, _FREE, _FREE) + b"\0" * 36 + struct.pack("<IQ", start, size)
