"""Pictures: where and with what they were taken, who made them, and words kept beside the pixels."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import ExifTags, Image

from gongkai.guard.files.seen import BROKEN, DAMAGED, Look, Seen, Sign, Unread, piece

UNSEEN = "图片中的文字无法自动检查"
BROKEN_PICTURE = (*BROKEN, SyntaxError, Image.DecompressionBombError)
_MOST_WORDS = 100_000
_XMP_GPS = re.compile(r"GPSL(?:atitude|ongitude)\W")
_PNG_WORDS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_XP = range(0x9C9B, 0x9CA0)


def look_at_image(name: str, content: bytes, _look: Look) -> Iterator[Seen]:
    """What a picture tells beside what it shows; what it shows cannot be read here, and that is said."""
    yield from look_at_metadata(name, content)
    yield Unread(UNSEEN, is_partial=True)


def look_at_metadata(_name: str, content: bytes) -> Iterator[Seen]:
    """What a picture tells beside what it shows."""
    try:
        with quiet():
            seen = list(_told(content))
    except BROKEN_PICTURE:
        yield Unread(f"图片{DAMAGED.removeprefix('文件')}")
        return
    yield from seen


@contextmanager
def quiet() -> Iterator[None]:
    """Without Pillow's warnings about what is odd in a picture: the guard reads what can be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _told(content: bytes) -> Iterator[Seen]:
    with Image.open(BytesIO(content)) as picture:
        yield from _exif(picture.getexif())
        for key, value in picture.info.items():
            yield from _words(str(key), value)
    if content.startswith(b"\xff\xd8"):
        yield from _words("文件末尾", content[content.rfind(b"\xff\xd9") + 2 :])
    if content.startswith(b"\x89PNG"):
        for key, data in png_words(content):
            yield from _words(key, data)


def _exif(exif: Image.Exif) -> Iterator[Seen]:
    where = location(exif)
    if where:
        yield Sign("image_location", where, "exif:GPS", "照片的拍摄位置", masked="拍摄位置")
    details = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, value in [*exif.items(), *details.items()]:
        name = ExifTags.TAGS.get(tag, str(tag))
        if tag in _XP and isinstance(value, bytes):
            value = value.decode("utf-16-le", "replace").rstrip("\0")
        if isinstance(value, bytes | str):
            yield from _words(name, value)


def location(exif: Image.Exif) -> str:
    """Where the picture was taken, as it says itself, or nothing."""
    told = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return " ".join(str(told[tag]) for tag in (1, 2, 3, 4) if tag in told) if {2, 4} & told.keys() else ""


def _words(key: str, value: object) -> Iterator[Seen]:
    if key in ("exif", "icc_profile") or not isinstance(value, str | bytes | dict | tuple):
        return
    text = _text(value)[:_MOST_WORDS]
    if _XMP_GPS.search(text):
        yield Sign("image_location", "", f"exif:{key}", "照片的拍摄位置", masked="拍摄位置")
    if len(text.strip()) > 3:
        yield piece(text, f"exif:{key}", f"照片信息“{key}”")


def _text(value: str | bytes | dict[object, object] | tuple[object, ...]) -> str:
    if isinstance(value, dict):
        return "\n".join(_text(one) for one in value.values() if isinstance(one, str | bytes | dict | tuple))
    if isinstance(value, tuple):
        return "\n".join(_text(one) for one in value if isinstance(one, str | bytes))
    if isinstance(value, str):
        try:
            raw = value.encode("latin-1")
        except UnicodeEncodeError:
            return value
    else:
        raw = value
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    """Words as cameras and programmes keep them: in no encoding that they would name."""
    if raw.startswith(b"UNICODE\0"):
        return _in_unicode(raw[8:])
    raw = raw.removeprefix(b"ASCII\0\0\0")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "ignore")


def _in_unicode(raw: bytes) -> str:
    """EXIF does not say which end comes first: that way is right in which more of it are words."""
    either = [raw.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    return max(either, key=lambda text: sum(sign.isascii() or "\u4e00" <= sign <= "\u9fff" for sign in text))


def png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The chunks of a PNG: type, data, and the chunk as it stands in the file."""
    at = 8
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        end = at + 12 + length
        yield content[at + 4 : at + 8], content[at + 8 : end - 4], content[at:end]
        at = end


def png_words(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The text chunks, also those behind the picture, which Pillow reads only with the pixels."""
    for kind, data, _whole in png_chunks(content):
        if kind in _PNG_WORDS:
            key, _, rest = data.partition(b"\0")
            yield key.decode("latin-1")[:40], _unpacked(kind, rest)


def _unpacked(kind: bytes, rest: bytes) -> bytes:
    if kind == b"iTXt" and len(rest) > 2:
        packed, text = rest[0], rest[2:].split(b"\0", 2)[-1]
        return _inflated(text) if packed else text
    return _inflated(rest[1:]) if kind == b"zTXt" else rest


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_WORDS)
    except zlib.error:
        return b""
