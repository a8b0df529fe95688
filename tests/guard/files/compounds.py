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


def old_workbook(sheets: dict[str, list[list[str | float]]], *, hidden: tuple[str, ...] = ()) -> bytes:
    """An xls workbook (BIFF8) of plain cells."""
    frame = [_record(0x0809, struct.pack("<4H8x", 0x0600, 5, 0, 0))]
    bodies = [_sheet(rows) for rows in sheets.values()]
    names = [_text(name, "<B") for name in sheets]
    at = sum(map(len, frame)) + sum(4 + 6 + len(name) for name in names) + 4
    for name, text, body in zip(sheets, names, bodies, strict=True):
        frame.append(_record(0x0085, struct.pack("<IBB", at, int(name in hidden), 0) + text))
        at += len(body)
    return compound({"Workbook": b"".join([*frame, _record(0x000A, b""), *bodies])})


def _sheet(rows: list[list[str | float]]) -> bytes:
    cells = b"".join(
        _record(0x0203, struct.pack("<3Hd", row, column, 0, value))
        if isinstance(value, int | float)
        else _record(0x0204, struct.pack("<3H", row, column, 0) + _text(value, "<H"))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    return _record(0x0809, struct.pack("<4H8x", 0x0600, 0x10, 0, 0)) + cells + _record(0x000A, b"")


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data
