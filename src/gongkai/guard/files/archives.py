"""Zip archives: each member is looked into as a file of its own, its name included."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from gongkai.guard.files.container import is_locked, member_name, open_zip
from gongkai.guard.files.seen import BROKEN, DAMAGED, LOCKED, Look, Seen, Unread, piece


def look_into_zip(_name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """The comment of the archive, and its members."""
    with open_zip(content, look.allowance) as archive:
        if archive.comment:
            yield piece(archive.comment.decode("gb18030", "replace"), "zip:comment", "压缩包的注释")
        for member in archive.infolist():
            yield from _look_at(archive, member, look)
            if member.comment:
                where = f"压缩包内“{member_name(member)}”的注释"
                yield piece(
                    member.comment.decode("gb18030", "replace"), f"zip:{member.filename}|comment", where
                )


def _look_at(archive: zipfile.ZipFile, member: zipfile.ZipInfo, look: Look) -> Iterator[Seen]:
    name = member_name(member)
    part, label = f"zip:{name}", f"压缩包内“{name}”的"
    if member.is_dir():
        yield piece(name, f"{part}|name", f"{label}文件夹名")
        return
    if is_locked(member):
        yield from look.inside(name, b"", part=part, label=label)
        yield Unread(f"压缩包内“{name}”{LOCKED}")
        return
    try:
        content = archive.read(member)
    except BROKEN:
        yield Unread(f"压缩包内“{name}”{DAMAGED}")
        return
    yield from look.inside(name, content, part=part, label=label)
