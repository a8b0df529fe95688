"""Trees of finished pages: one that is read, and while everything is built anew the one that will follow it."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.foundation.publishing import files, manifest
from gongkai.foundation.publishing.files import Page, Written
from gongkai.foundation.publishing.manifest import Fault
from gongkai.foundation.publishing.record import SHAPE, Record, shard_of


class TreeBusy(Exception):
    """Another process is writing the trees; it may be asked again later."""


@dataclass(frozen=True)
class Put:
    """The paths that a change wrote, found unchanged, and removed."""

    written: Sequence[str]
    unchanged: Sequence[str]
    removed: Sequence[str]


class Tree:
    """One tree: ``pages/`` for the web server, the record and the manifest beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = folder / "pages"
        self.pages.mkdir(parents=True, exist_ok=True)
        self.record = Record(folder / "record.sqlite3")
        self._staging = folder / "staging"

    @property
    def position(self) -> int:
        """The number of the last entry of the ledger of which the tree knows."""
        return int(self.record.fact("position") or 0)

    def put(self, pages: Iterable[Page], gone: Iterable[str] = (), *, position: int | None = None) -> Put:
        """Let these pages lie in the tree and those paths not, all or nothing, and move on to ``position``.

        A reader meets each page as it was or as it is, never half of it; a killed process leaves what the next
        one carries out before anything else. An unchanged page is not written.
        """
        whole = list(pages)
        rows = [files.told(page) for page in whole]
        before = self.record.digests([*(row.path for row in rows), *(gone := list(gone))])
        changed = [
            (page, row) for page, row in zip(whole, rows, strict=True) if before.get(row.path) != row.digest
        ]
        removed = [path for path in gone if path in before]
        staged = [(page.path, self._stage(page)) for page, _row in changed]
        with self.record.changing():
            self.record.intend([*staged, *((path, None) for path in removed)])
            self.record.keep(rows)
            self.record.drop(removed)
            if position is not None:
                self.record.tell("position", str(position))
        self._carry_out()
        touched = {page.path for page, _row in changed}
        return Put(sorted(touched), [row.path for row in rows if row.path not in touched], removed)

    def note(self, rows: Sequence[Written]) -> None:
        """Note pages that were written into the tree before anybody reads it (:func:`files.write_or_share`)."""
        with self.record.changing():
            self.record.keep(rows)

    def forget(self, path: str) -> None:
        """Take away what lies at the path, whatever it is."""
        files.remove(self.pages / path)
        with self.record.changing():
            self.record.drop([path])

    def recover(self) -> None:
        """Carry out what a killed process had begun, and clear away what it had only prepared."""
        self._carry_out()
        shutil.rmtree(self._staging, ignore_errors=True)

    def sign(self) -> None:
        """Write the whole manifest anew."""
        manifest.sign(self.folder / "manifest", self.record)

    def faults(self) -> Iterator[Fault]:
        """What does not agree: files, manifest and signature."""
        return manifest.faults(self.pages, self.folder / "manifest")

    def _stage(self, page: Page) -> str:
        name = secrets.token_hex(8)
        files.write(self._staging / name, page.content)
        return name

    def _carry_out(self) -> None:
        if not (intended := self.record.intended()):
            return
        for path, name in intended:
            if name is None:
                files.remove(self.pages / path)
            else:
                files.move(self._staging / name, self.pages / path)
        manifest.sign(self.folder / "manifest", self.record, {shard_of(path) for path, _name in intended})
        with self.record.changing():
            self.record.done()


class Trees:
    """The folder with the tree that is read (``current`` points to it) and the one that is being built."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def current(self) -> Path | None:
        """The folder of the tree that is read, None before one is built."""
        link = self.root / "current"
        return link.resolve() if link.is_symlink() and link.exists() else None

    @contextmanager
    def writing(self) -> Iterator[Tree | None]:
        """The tree that is read, to be changed by nobody else meanwhile. Raises TreeBusy."""
        with self._locked():
            folder = self.current
            tree = Tree(folder) if folder is not None and folder.name.startswith(f"{SHAPE}-") else None
            if tree is not None:
                tree.recover()
            try:
                yield tree
            finally:
                if tree is not None:
                    tree.record.close()

    @contextmanager
    def building(self) -> Iterator[Tree]:
        """The tree that will follow, as far as it was built; it is kept for the next time until ``replace``."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._locked("building"):
            link = self.root / "next"
            if not link.exists():
                folder = self.root / f"{SHAPE}-{secrets.token_hex(4)}"
                folder.mkdir()
                _point(link, folder.name)
            tree = Tree(link.resolve())
            try:
                yield tree
            finally:
                tree.record.close()

    def replace(self, tree: Tree) -> None:
        """Let the tree that was built be read from now on, and clear the one before it away."""
        tree.sign()
        with self._locked():
            before = self.current
            _point(self.root / "current", tree.folder.name)
            (self.root / "next").unlink(missing_ok=True)
        if before is not None and before != tree.folder:
            shutil.rmtree(before, ignore_errors=True)
        for folder in self.root.glob("[0-9]*-*"):
            if folder.is_dir() and folder != self.current:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _locked(self, name: str = "lock") -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).with_suffix(".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise TreeBusy(str(self.root)) from None
            yield


def _point(link: Path, name: str) -> None:
    draft = link.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    draft.symlink_to(name)
    os.replace(draft, link)
