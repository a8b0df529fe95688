"""Masking zip archives: every member masked by the rules of its own kind, every name too, and packed anew."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from gongkai.guard.files.container import member_name, open_zip, refuse_locked
from gongkai.guard.files.cover import Cover
from gongkai.guard.files.result import CannotMask
from gongkai.guard.files.seen import DEEPEST, TOO_DEEP, Allowance

Mask = Callable[[str, bytes, Cover, int], tuple[str, bytes]]


def mask_zip(content: bytes, cover: Cover, mask: Mask, depth: int) -> bytes:
    """The archive with masked members; comments and what archivers add of their own are gone."""
    if depth >= DEEPEST:
        raise CannotMask(f"{TOO_DEEP}，无法遮盖。请把内层的文件取出后再试。")
    out = BytesIO()
    taken: set[str] = set()
    with open_zip(content, Allowance()) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as result:
        refuse_locked(archive)
        for member in archive.infolist():
            folder, _, name = member_name(member).rpartition("/")
            folder = "/".join(cover.masked(step) for step in folder.split("/") if step not in ("", ".."))
            if member.is_dir():
                continue
            name, masked = mask(name, archive.read(member), cover, depth + 1)
            path = _free(f"{folder}/{name}".lstrip("/"), taken)
            result.writestr(zipfile.ZipInfo(path, member.date_time), masked, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _free(path: str, taken: set[str]) -> str:
    """A path not yet in the archive: two names that differed may be alike once they are masked."""
    stem, dot, extension = path.rpartition(".")
    number = 1
    found = path
    while found in taken:
        number += 1
        found = f"{stem}（{number}）{dot}{extension}" if stem else f"{path}（{number}）"
    taken.add(found)
    return found
