"""Doing away with a stored file for good: its row, its content, and the previews made of it."""

from __future__ import annotations

from functools import partial

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import ProtectedError

from gongkai.foundation.files import StoredFile
from gongkai.foundation.previews.kept import forget_previews


def erase(stored: StoredFile) -> bool:
    """Remove the file if no record points at it any more; what lies on the disk goes once the transaction stands.

    The caller has removed its own record that pointed at it. False where another one still does: the file stays
    then until that one goes, too. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file must be erased inside the transaction of the act that does away with it")
    path, digest = stored.path, stored.sm3
    try:
        stored.delete()
    except ProtectedError:
        return False
    transaction.on_commit(partial(_remove, path, digest))
    return True


def _remove(path: str, digest: str) -> None:
    default_storage.delete(path)
    forget_previews(digest)
