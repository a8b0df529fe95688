"""Pictures without what they tell beside what they show; the pixels of JPEG, PNG and WebP stay as they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageSequence

from gongkai.guard.files.images import BROKEN_PICTURE, png_chunks, quiet
from gongkai.guard.files.seen import DAMAGED, Unreadable

_PNG_KEEPS = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"pHYs",
        b"bKGD",
        b"sBIT",
    )
)
_ORIENTATION = 0x0112
_SCAN, _END = 0xDA, 0xD9
_WEBP_DROPS = (b"EXIF", b"XMP ")
_WEBP_FLAGS = 0x0C


def without_metadata(content: bytes) -> bytes:
    """The same picture; kinds that carry nothing beside their pixels are handed back as they are."""
    try:
        with quiet():
            return _stripped(content)
    except BROKEN_PICTURE as error:
        raise Unreadable(DAMAGED) from error


def whole(content: bytes) -> bytes:
    """The same picture; raises Unreadable when it cannot be drawn."""
    try:
        with quiet(), Image.open(BytesIO(content)) as picture:
            picture.load()
    except BROKEN_PICTURE as error:
        raise Unreadable(DAMAGED) from error
    return content


def _stripped(content: bytes) -> bytes:
    if content.startswith(b"\xff\xd8"):
        return b"".join(_jpeg(content))
    if content.startswith(b"\x89PNG"):
        kept = (whole for kind, _, whole in png_chunks(content) if kind in _PNG_KEEPS)
        return content[:8] + b"".join(kept)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    if content.startswith((b"II*\0", b"MM\0*", b"GIF8")):
        return _drawn_anew(content)
    return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    """The segments but for those of applications and comments; which way is up is kept."""
    yield content[:2]
    yield from _upright(content)
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise Unreadable(DAMAGED)
        marker = content[at + 1]
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        if marker == _SCAN:
            end = content.rfind(b"\xff\xd9")
            yield content[at : end + 2 if end > at else None]
            return
        if marker in (0xE0, 0xE2, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield content[at : at + 2 + length]
        at += 2 + length


def _upright(content: bytes) -> Iterator[bytes]:
    with Image.open(BytesIO(content)) as picture:
        orientation = picture.getexif().get(_ORIENTATION, 1)
    if orientation in range(2, 9):
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        data = exif.tobytes()
        yield b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _webp(content: bytes) -> bytes:
    chunks = bytearray()
    at = 12
    while at + 8 <= len(content):
        kind = content[at : at + 4]
        (length,) = struct.unpack("<I", content[at + 4 : at + 8])
        chunk = bytearray(content[at : at + 8 + length + length % 2])
        if kind == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS & 0xFF
        if kind not in _WEBP_DROPS:
            chunks += chunk
        at += 8 + length + length % 2
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + bytes(chunks)


def _drawn_anew(content: bytes) -> bytes:
    """TIFF and GIF: every frame taken as a picture and written again."""
    out = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        kind = picture.format or "TIFF"
        frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
    for frame in frames:
        frame.info = {
            key: value for key, value in frame.info.items() if key in ("duration", "transparency", "loop")
        }
        if hasattr(frame, "_exif"):
            frame._exif = None
    options = {"compression": "tiff_adobe_deflate"} if kind == "TIFF" else {}
    frames[0].save(out, kind, save_all=len(frames) > 1, append_images=frames[1:], **options)
    return out.getvalue()
