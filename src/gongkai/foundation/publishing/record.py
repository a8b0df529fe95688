"""What lies in a tree and what each page shows: a small database beside the files, true or absent.

A batch is first written as an intention, then the files are moved, then the intention becomes the record; whoever
finds intentions left over from a killed process carries them out.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongkai.foundation.publishing.files import Written

SHAPE = 1
TABLES = """
CREATE TABLE IF NOT EXISTS pages (path TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL,
                                  shard TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_of_shard ON pages (shard);
CREATE TABLE IF NOT EXISTS shows (thing TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (thing, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shows_of_path ON shows (path);
CREATE TABLE IF NOT EXISTS intended (path TEXT PRIMARY KEY, staged TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
MOST_ASKED = 500


class Record:
    """The database of one tree."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=20)
        self._db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {TABLES}")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All that is changed inside, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def digests(self, paths: Iterable[str] | None = None) -> dict[str, str]:
        """The digests of these pages (of all) by path."""
        if paths is None:
            return dict(self._db.execute("SELECT path, digest FROM pages"))
        return dict(self._asked("SELECT path, digest FROM pages WHERE path IN", paths))

    def showing(self, things: Iterable[str]) -> set[str]:
        """The paths of the pages that show any of these."""
        return {path for (path,) in self._asked("SELECT path FROM shows WHERE thing IN", things)}

    def keep(self, rows: Sequence[Written]) -> None:
        """Note these pages in place of what was noted of them."""
        self._db.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)",
            [(one.path, one.digest, one.size, shard_of(one.path)) for one in rows],
        )
        self._db.executemany("DELETE FROM shows WHERE path = ?", [(one.path,) for one in rows])
        self._db.executemany(
            "INSERT INTO shows VALUES (?, ?)", [(thing, one.path) for one in rows for thing in one.shows]
        )

    def drop(self, paths: Iterable[str]) -> None:
        """Forget these pages."""
        gone = [(path,) for path in paths]
        self._db.executemany("DELETE FROM pages WHERE path = ?", gone)
        self._db.executemany("DELETE FROM shows WHERE path = ?", gone)

    def intend(self, moves: Iterable[tuple[str, str | None]]) -> None:
        """Note that the file staged under this name is to lie at the path, or, with None, nothing."""
        self._db.executemany("INSERT OR REPLACE INTO intended VALUES (?, ?)", moves)

    def intended(self) -> list[tuple[str, str | None]]:
        """What was intended and not yet done."""
        return list(self._db.execute("SELECT path, staged FROM intended"))

    def done(self) -> None:
        """All that was intended has been done."""
        self._db.execute("DELETE FROM intended")

    def fact(self, name: str) -> str | None:
        """A fact about the whole tree, None before it was told."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def tell(self, name: str, value: str) -> None:
        """Keep a fact about the whole tree."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def shard(self, shard: str) -> list[tuple[str, str, int]]:
        """(path, digest, size) of the pages of a shard of the manifest, in order."""
        asked = "SELECT path, digest, size FROM pages WHERE shard = ? ORDER BY path"
        return list(self._db.execute(asked, (shard,)))

    def shards(self) -> list[str]:
        """The shards that hold pages."""
        return [shard for (shard,) in self._db.execute("SELECT DISTINCT shard FROM pages ORDER BY shard")]

    def count(self) -> int:
        """How many pages there are."""
        return int(self._db.execute("SELECT count(*) FROM pages").fetchone()[0])

    def _asked(self, asked: str, values: Iterable[str]) -> Iterator[Any]:
        left = list(values)
        for start in range(0, len(left), MOST_ASKED):
            part = left[start : start + MOST_ASKED]
            yield from self._db.execute(f"{asked} ({','.join('?' * len(part))})", part)


def shard_of(path: str) -> str:
    """The part of the manifest, one of 256, in which a page stands."""
    return f"{zlib.crc32(path.encode()) & 0xFF:02x}"
