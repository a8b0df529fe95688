"""Building all pages anew beside the tree that is read, over all processors, to be gone on with after a kill."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections

from gongkai.foundation.moment import today
from gongkai.foundation.publishing import Tree, Written
from gongkai.foundation.publishing.files import write_or_share
from gongkai.foundation.publishing.record import Record
from gongkai.portal.publishing.changes import head_number
from gongkai.portal.publishing.pages import all_addresses, hosts
from gongkai.portal.publishing.publisher import keep_up, page_or_nothing, trees
from gongkai.portal.publishing.rendering import Host, path_of

BATCH = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Work:
    """What every process that builds knows; handed on by the fork."""

    pages: Path
    old: Path | None
    before: dict[str, str]


_work: _Work | None = None


def rebuild(progress: Progress = lambda done, total: None, *, workers: int | None = None) -> int:
    """Build every page into a new tree and let it take the old one's place; how many pages it has.

    What was built before a kill is kept, if the day and the program are the same. Acts that come meanwhile are
    caught up with before the new tree is read. ``workers``: processes beside this one; 0: none.
    Raises TreeBusy when another process is building.
    """
    with trees().building() as tree:
        _begin(tree)
        owed = [(host, address) for host in hosts() for address in all_addresses(host)]
        there = tree.record.digests().keys()
        left = [(host, address) for host, address in owed if path_of(address, host) not in there]
        progress(len(owed) - len(left), len(owed))
        _build(tree, left, len(owed), progress, os.cpu_count() or 1 if workers is None else workers)
        while keep_up(tree):
            pass  # a name that changed meanwhile leaves its mark, and everything is built once more
        trees().replace(tree)
        return tree.record.count()


def _begin(tree: Tree) -> None:
    """Note from which act on the new tree must catch up; what another day or program built is of no use."""
    now = edition()
    if tree.record.fact("edition") not in (None, now):
        tree.record.drop(list(tree.record.digests()))
        tree.record.tell("position", str(head_number()))
    if tree.record.fact("edition") is None:
        tree.record.tell("position", str(head_number()))
    tree.record.tell("edition", now)


def edition() -> str:
    """What finished pages depend on beside the database: the day (what is in force) and the style sheets they name."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    styles = manifest.read_bytes() if manifest.exists() else b""
    return f"{today().isoformat()} {hashlib.sha256(styles).hexdigest()[:16]}"


def _build(
    tree: Tree, left: Sequence[tuple[Host, str]], total: int, progress: Progress, workers: int
) -> None:
    global _work
    old = trees().current
    before: dict[str, str] = {}
    if old is not None:
        record = Record(old / "record.sqlite3")
        before = record.digests()
        record.close()
    _work = _Work(tree.pages, old / "pages" if old else None, before)
    done = total - len(left)
    for rows, count in _batches_done(left, workers):
        tree.note(rows)
        done += count
        progress(done, total)


def _batches_done(left: Sequence[tuple[Host, str]], workers: int) -> Iterator[tuple[list[Written], int]]:
    batches = [left[start : start + BATCH] for start in range(0, len(left), BATCH)]
    if not workers or len(batches) < 2:
        yield from ((_written(batch), len(batch)) for batch in batches)
        return
    connections.close_all()  # each process opens its own
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        for rows, batch in zip(pool.map(_written, batches), batches, strict=True):
            yield rows, len(batch)


def _written(batch: Iterable[tuple[Host, str]]) -> list[Written]:
    assert _work is not None  # noqa: S101 - set before the processes are forked
    rows = []
    for host, address in batch:
        pages, _gone = page_or_nothing(address, host)
        rows += [write_or_share(_work.pages, page, _work.before, _work.old) for page in pages]
    return rows
