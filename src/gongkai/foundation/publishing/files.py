"""A page as files: plain, and compressed beforehand with gzip and brotli."""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import brotli

from gongkai.foundation.sm3 import sm3_hex

# What compresses a page to a sixth in a fraction of a millisecond; more would cost ten times as much.
GZIP_LEVEL, BROTLI_QUALITY = 6, 4
GZIP_HEADER = 16 + zlib.MAX_WBITS
# Under this length a compressed answer saves no packet.
SHORT = 1000
PACKED = {"": None, ".gz": "gzip", ".br": "br"}


@dataclass(frozen=True)
class Page:
    """A finished page: where it lies below the root of the site, and what it shows ("item:17", "column:20.2")."""

    path: str
    content: bytes
    shows: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        parts = PurePosixPath(self.path).parts
        if not parts or self.path.startswith("/") or ".." in parts or "\0" in self.path:
            raise ValueError(f"not a path inside a tree: {self.path!r}")


@dataclass(frozen=True)
class Written:
    """What the record keeps of a page that lies in the tree."""

    path: str
    digest: str
    size: int
    shows: frozenset[str]


def told(page: Page) -> Written:
    """The page without its content."""
    return Written(page.path, sm3_hex(page.content), len(page.content), page.shows)


def write(target: Path, content: bytes) -> None:
    """Put the page and its compressed forms at ``target``, which nobody reads yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    if len(content) < SHORT:
        return
    packer = zlib.compressobj(GZIP_LEVEL, wbits=GZIP_HEADER)
    _beside(target, ".gz").write_bytes(packer.compress(content) + packer.flush())
    _beside(target, ".br").write_bytes(
        brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    )


def write_or_share(folder: Path, page: Page, before: Mapping[str, str], old: Path | None) -> Written:
    """Put the page into a tree that nobody reads yet; an unchanged one shares the files of the ``old`` tree.

    ``before`` are the digests of the old tree by path.
    """
    row = told(page)
    target = folder / page.path
    if old is not None and before.get(page.path) == row.digest and _share(old / page.path, target):
        return row
    remove(target)  # a build that was interrupted may have left it; never written to through a shared link
    write(target, page.content)
    return row


def move(staged: Path, target: Path) -> None:
    """Put what was written at ``staged`` in place of what lies at ``target``; may be done again after a kill.

    While the page itself is still staged nothing of it has been moved, so what it lacks there it lacks for good.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = [ending for ending in PACKED if ending]
    if staged.exists():
        for ending in packed:
            if not _beside(staged, ending).exists():
                _beside(target, ending).unlink(missing_ok=True)
        os.replace(staged, target)
    for ending in packed:
        if _beside(staged, ending).exists():
            os.replace(_beside(staged, ending), _beside(target, ending))


def remove(target: Path) -> None:
    """Take the page and its compressed forms away."""
    for ending in PACKED:
        _beside(target, ending).unlink(missing_ok=True)


def sound(target: Path, digest: str) -> bool:
    """Whether the page lies there with this digest, and its compressed forms unpack to it."""
    try:
        content = target.read_bytes()
        if sm3_hex(content) != digest:
            return False
        if len(content) < SHORT:
            return True
        unpacked = zlib.decompress(_beside(target, ".gz").read_bytes(), GZIP_HEADER)
        return unpacked == content and brotli.decompress(_beside(target, ".br").read_bytes()) == content
    except (OSError, zlib.error, brotli.error):
        return False


def _share(source: Path, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        for ending in PACKED:
            beside = _beside(target, ending)
            beside.unlink(missing_ok=True)
            if ending == "" or _beside(source, ending).exists():
                os.link(_beside(source, ending), beside)
    except OSError:  # it was taken away meanwhile, or the disk knows no links
        return False
    return True


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)
