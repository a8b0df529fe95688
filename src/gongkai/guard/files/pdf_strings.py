"""Words that a PDF keeps beside its pages, under whatever key: own properties, scripts, settings of its viewer."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from gongkai.guard.files.old_office import RAW
from gongkai.guard.files.seen import Piece, Stretch

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,300}>>\s*stream\r?\n")
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"b": b"", b"f": b"\n"}
_SHORTEST = 6
_MOST = 2_000_000


def string_pieces(content: bytes) -> Iterator[Piece]:
    """The strings outside the streams, those in packed objects included; pages and properties are read elsewhere too."""
    words = [*_strings(_STREAM.sub(b"", content))]
    for head in _OBJECTS.finditer(content):
        try:
            words += _strings(zlib.decompressobj().decompress(content[head.end() :], _MOST))
        except zlib.error:
            continue
    stretches = [s for one in words for s in (Stretch(one, f"pdf:{RAW}", "文件内部的文字"), Stretch("\n"))]
    yield Piece(tuple(stretches))


def _strings(content: bytes) -> Iterator[str]:
    for match in _STRING.finditer(content):
        raw = _ESCAPED.sub(_sign, match[1]) if match[1] is not None else _from_hex(match[2])
        text = _decoded(raw)
        if len(text) >= _SHORTEST:
            yield text


def _sign(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) % 256])
    return b"" if code.endswith(b"\n") else _PLAIN.get(code, code)


def _from_hex(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _decoded(raw: bytes) -> str:
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
