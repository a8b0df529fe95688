"""The index itself: tantivy in a folder. Nothing outside this room knows which engine it is.

The folder holds generations: one is current, a rebuild makes the next one beside it and puts it in its place.
One process writes at a time; readers look up the current generation before every search, so that what has
been committed is found at once, by every process. The index can be lost: it is derived data.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from gongkai.foundation.search.fields import FACETS, schema, shown, written
from gongkai.foundation.search.meant import Vocabulary
from gongkai.foundation.search.queries import TEXT, Search
from gongkai.foundation.search.results import Doc, Hit, Order, Page, SearchUnavailable

# Changes with what is indexed and how: an index of another shape counts as lost.
SHAPE = "2"
HEAP_BYTES = 60_000_000
PATIENCE_SECONDS = 30.0
LAST_HIT = 10_000
# How many values of a facet are counted: more organs than a province's search page could ever list.
MOST_VALUES = 1000


class Engine:
    """The index in one folder, which is made on demand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._opened: tuple[str, tantivy.Index] | None = None
        self._writing = threading.Lock()

    def index(self, docs: Iterable[Doc]) -> None:
        """Put the documents in, each in place of the one with its id."""
        ready = list(docs)  # nobody waits for the lock while the caller's database answers
        with self._writer() as writer:
            for doc in ready:
                writer.delete_documents_by_term("id", doc.id)
                writer.add_document(written(doc))

    def remove(self, ids: Iterable[str]) -> None:
        """Take the documents out."""
        with self._writer() as writer:
            for doc_id in ids:
                writer.delete_documents_by_term("id", doc_id)

    def rebuild(self, docs: Iterable[Doc]) -> int:
        """Make a new generation from ``docs`` and put it in place of the current one; how many they were."""
        count = 0
        with self._locked():
            missing = self._missing_since()
            name, index = self._new_generation()
            with _committing(index) as writer:
                for doc in docs:
                    with _told_as_unavailable():
                        writer.add_document(written(doc))
                    count += 1
            self._make_current(name)
            if self._missing_since() == missing:  # else something could not be written meanwhile
                self._flag.unlink(missing_ok=True)
        return count

    def needs_rebuild(self) -> bool:
        """Whether the index is absent, was started anew after a loss, or lacks what could not be written."""
        return self._flag.exists() or not self._current()

    def want_rebuild(self) -> None:
        """Mark the index as incomplete; where there is none, that is known already."""
        with suppress(OSError):  # a folder that cannot be written to is told by whoever writes there
            if self._current():
                self._flag.touch()

    @property
    def position(self) -> int | None:
        """Up to which act the current generation is true, None when nobody said."""
        try:
            return int((self.root / self._current() / "position").read_text("ascii"))
        except (OSError, ValueError):
            return None

    def move_to(self, position: int) -> None:
        """Keep that with the current generation."""
        with self._locked(), _told_as_unavailable():
            self._sound()
            draft = self.root / "position.draft"
            draft.write_text(str(position), "ascii")
            os.replace(draft, self.root / self._current() / "position")

    def find(
        self, search: Search, *, page: int, page_size: int, order: Order, facets: Sequence[str] = ()
    ) -> Page:
        """One page of what is looked for."""
        index = self._reader()
        with self._flagged(), _told_as_unavailable():
            asked = Asked(index, search, page, page_size, order, facets)
            found = asked.answer(search.exact(index.schema))
            if found.total or (looser := search.relaxed(index.schema)) is None:
                return found
            return asked.answer(looser, relaxed=True)

    def titles(self, search: Search, limit: int) -> list[tuple[str, str]]:
        """(title, address) of what is known by these words, the best first."""
        index = self._reader()
        with self._flagged(), _told_as_unavailable():
            searcher = index.searcher()
            found = searcher.search(
                search.beginning(index.schema), limit=limit, count=False, weight_by_field="weight"
            )
            hits = [shown(searcher.doc(address), None) for _score, address in found.hits]
        return [("".join(span.text for span in hit.title), hit.url) for hit in hits]

    def knows(self) -> Vocabulary:
        """What the index knows of pairs of characters, for guessing what was meant."""
        searcher = self._reader().searcher()
        return Vocabulary(lambda term: int(searcher.doc_freq(TEXT, term)))

    @property
    def _flag(self) -> Path:
        return self.root / "incomplete"

    def _current(self) -> str:
        """The name of the current generation, or "" when there is none of this shape."""
        try:
            name = (self.root / "current").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return name if name.startswith(f"{SHAPE}-") and (self.root / name).is_dir() else ""

    def _reader(self) -> tantivy.Index:
        """The current generation, as it was last committed."""
        for _attempt in range(2):  # between looking up the name and opening, a rebuild may have replaced it
            name = self._current()
            try:
                return self._open(name)
            except SearchUnavailable:
                self._opened = None
        with self._locked():
            return self._sound()

    def _open(self, name: str) -> tantivy.Index:
        if not name:
            raise SearchUnavailable("There is no search index.")
        with _told_as_unavailable():
            if self._opened is None or self._opened[0] != name:
                index = tantivy.Index.open(str(self.root / name))
                index.config_reader(reload_policy="manual")
                self._opened = (name, index)
            index = self._opened[1]
            index.reload()
        return index

    def _sound(self) -> tantivy.Index:
        """The current generation, or, where it cannot be opened, an empty one marked as incomplete."""
        name = self._current()
        try:
            return self._open(name)
        except SearchUnavailable:
            self._flag.touch()
            name, _new = self._new_generation()
            self._make_current(name)
            return self._open(name)

    @contextmanager
    def _flagged(self) -> Iterator[None]:
        """What cannot answer is damaged inside, and what cannot be written is missing: have it made again."""
        try:
            yield
        except SearchUnavailable:
            with suppress(OSError):  # a folder that cannot be written to has been told already
                self._flag.touch()
            raise

    def _missing_since(self) -> int | None:
        """When the index was last marked as incomplete, None when it is not."""
        try:
            return self._flag.stat().st_mtime_ns
        except FileNotFoundError:
            return None

    def _new_generation(self) -> tuple[str, tantivy.Index]:
        name = f"{SHAPE}-{secrets.token_hex(4)}"
        with _told_as_unavailable():
            (self.root / name).mkdir()
            return name, tantivy.Index(schema(), path=str(self.root / name))

    def _make_current(self, name: str) -> None:
        draft = self.root / "current.draft"
        draft.write_text(name, "ascii")
        os.replace(draft, self.root / "current")
        self._opened = None
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        with (
            self._flagged(),
            self._locked(),
            _committing(self._sound()) as writer,
            _told_as_unavailable(),
        ):
            yield writer

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, over threads and processes; whoever waits too long is told."""
        with _told_as_unavailable():
            self.root.mkdir(parents=True, exist_ok=True)
            file = (self.root / "lock").open("w")
        with file, self._turn():
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not _lock(file.fileno()):
                if time.monotonic() > deadline:
                    raise SearchUnavailable("The search index is being written by another process.")
                time.sleep(0.05)
            yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=PATIENCE_SECONDS):
            raise SearchUnavailable("The search index is being written.")
        try:
            yield
        finally:
            self._writing.release()


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _told_as_unavailable() -> Iterator[None]:
    """The engine says everything with ValueError: a lost file, a full disk, a lock. Damaged data make it panic."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable("The search index cannot be used.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a class that cannot be imported, and no Exception
            raise
        raise SearchUnavailable("The search index is damaged.") from error


@contextmanager
def _committing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """A writer whose work is committed at the end, or dropped when an exception comes by."""
    with _told_as_unavailable():
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
    try:
        yield writer
        with _told_as_unavailable():
            writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()  # also lets go of the engine's own lock


@dataclass(frozen=True)
class Asked:
    """One question to one state of the index."""

    index: tantivy.Index
    search: Search
    page: int
    page_size: int
    order: Order
    facets: Sequence[str]

    def answer(self, query: tantivy.Query, *, relaxed: bool = False) -> Page:
        """Without words all hits are alike, so the newest come first; a page past the last one is the last one."""
        searcher = self.index.searcher()
        number = max(1, min(self.page, LAST_HIT // self.page_size))
        found = self._best(searcher, query, number)
        if number > (last := max(1, -(-found.count // self.page_size))):
            number = last
            found = self._best(searcher, query, number)
        looked_for = self.search.looked_for(relaxed=relaxed)
        hits: list[Hit] = [shown(searcher.doc(address), looked_for) for _score, address in found.hits]
        return Page(hits, found.count, number, self.page_size, relaxed, self._counted(searcher, query))

    def _best(self, searcher: tantivy.Searcher, query: tantivy.Query, number: int) -> Any:
        """One page of the engine's result; ``count`` is missing in the types that come with it."""
        by_day = self.order == "newest" or not self.search.typed
        return searcher.search(
            query,
            limit=self.page_size,
            offset=(number - 1) * self.page_size,
            order_by_field="day" if by_day else None,
            weight_by_field=None if by_day else "weight",
        )

    def _counted(self, searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, dict[str, int]]:
        if not self.facets:
            return {}
        wanted = {name: {"terms": {"field": FACETS[name], "size": MOST_VALUES}} for name in self.facets}
        told = searcher.aggregate(query, wanted)
        return {
            name: {str(one["key"]): int(one["doc_count"]) for one in told[name]["buckets"]}
            for name in self.facets
        }
