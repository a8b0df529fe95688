"""Previews once made, kept beside the files under the digest of their content.

They can be thrown away at any time (``previews/`` in the storage) and are then made anew.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import get_language

from gongkai.foundation.previews.model import Preview

# To be raised when a preview of the same file comes out differently.
EDITION = 1


def kept_preview(stored: Any) -> Preview | None:
    """The preview as it was kept; None when there is none, or only half of one."""
    content = _read(_preview_path(stored))
    try:
        return Preview.from_dict(json.loads(content)) if content else None
    except (ValueError, KeyError, TypeError):
        return None


def keep_preview(stored: Any, made: Preview) -> None:
    """Keep it for the next reader."""
    _write(_preview_path(stored), json.dumps(made.as_dict(), ensure_ascii=False).encode())


def kept_picture(stored: Any, number: int) -> bytes | None:
    """The picture of a page as it was kept; None when there is none, or only half of one."""
    content = _read(_picture_path(stored, number))
    whole = content and int.from_bytes(content[4:8], "little") + 8 == len(content)
    return content if whole else None


def keep_picture(stored: Any, number: int, picture: bytes) -> None:
    """Keep it for the next reader."""
    _write(_picture_path(stored, number), picture)


def forget_previews(digest: str) -> None:
    """Remove what was made of the content with this SM3 digest; of another file with it, it is made anew."""
    folder = _folder_of(digest)
    try:
        _folders, names = default_storage.listdir(folder)
    except OSError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def _folder(stored: Any) -> str:
    return _folder_of(stored.sm3)


def _folder_of(digest: str) -> str:
    return f"previews/{EDITION}/{digest[:2]}/{digest}"


def _preview_path(stored: Any) -> str:
    # The name is in it: the same content under another name is told by that one.
    return f"{_folder(stored)}/{stored.pk}.{get_language() or 'zh-hans'}.json"


def _picture_path(stored: Any, number: int) -> str:
    return f"{_folder(stored)}/{int(number)}.webp"


def _read(path: str) -> bytes | None:
    try:
        with default_storage.open(path, "rb") as file:
            return bytes(file.read())
    except OSError:
        return None


def _write(path: str, content: bytes) -> None:
    """What was there was not whole. If another process keeps the same now, the storage gives one of them a name aside."""
    default_storage.delete(path)
    default_storage.save(path, ContentFile(content))
