"""Many papers read side by side: in processes of this machine, or by whoever else can be sent work.

>>> with Processes(count=2) as hands:                                     # doctest: +SKIP
...     for outcome in read_many([Item("a.html", Path("a.html"))], hands):
...         print(outcome.line)

A file that brings its process down or never comes to an end costs nobody else's work: its batch is read again file by
file, and only the guilty one is told as bad.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol

from pebble import ProcessExpired, ProcessPool

from gongkai.reading.files import content_of
from gongkai.reading.reader import read
from gongkai.reading.unreadable import Unreadable

BATCH = 16
SECONDS_AT_MOST = 60
SCANS_TAKE = 20
"""Times as long as papers with words in them."""
_WAITING = 4
"""Batches under way for each process: enough to keep it busy, few enough to keep memory small."""
_BATCHES_OF_A_PROCESS = 500
"""A process then makes room for a new one, so that no library's leak grows over a hundred thousand files."""


class Item(NamedTuple):
    """A paper to read, by the name it is told under: a file, or for whoever shares no disk with us what it holds."""

    name: str
    source: Path | bytes | Unreadable
    ocr: bool = False

    def carried(self) -> Item:
        """The same paper with its bytes, or with the reason why there are none."""
        try:
            return self._replace(source=self.content())
        except Unreadable as problem:
            return self._replace(source=problem)

    def content(self) -> bytes:
        """The bytes; raises ``Unreadable``."""
        if isinstance(self.source, Unreadable):
            raise self.source
        return self.source if isinstance(self.source, bytes) else content_of(self.source)


class Outcome(NamedTuple):
    """The line of JSON that a paper became; ``why`` says why it could not be read, if so."""

    name: str
    line: str
    why: str = ""
    is_report: bool = False


class Paper(NamedTuple):
    """The line of JSON that a paper became, and its words with one row or paragraph a line."""

    line: str
    text: str
    is_report: bool

    @property
    def document(self) -> dict[str, Any]:
        """The reading in the layout in which reports are exchanged."""
        document: dict[str, Any] = json.loads(self.line)
        return document


class Task(Protocol):
    """A batch under way."""

    def result(self) -> list[Outcome]: ...


class Hands(Protocol):
    """Whoever reads batches; ``lost`` are the errors by which a batch is lost with whoever read it."""

    count: int
    lost: tuple[type[BaseException], ...]

    def send(self, batch: Sequence[Item]) -> Task: ...


def read_many(items: Iterable[Item], hands: Hands) -> Iterator[Outcome]:
    """The outcomes in the order of the papers."""
    waiting: deque[tuple[list[Item], Task]] = deque()
    for batch in _batches(items):
        waiting.append((batch, hands.send(batch)))
        if len(waiting) >= hands.count * _WAITING:
            yield from _done(*waiting.popleft(), hands)
    while waiting:
        yield from _done(*waiting.popleft(), hands)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _done(batch: list[Item], task: Task, hands: Hands) -> Iterator[Outcome]:
    try:
        yield from task.result()
    except hands.lost as problem:
        if len(batch) > 1:
            for item in batch:
                yield from _done([item], hands.send([item]), hands)
        else:
            yield _bad(batch[0].name, _why_lost(problem))


def _why_lost(problem: BaseException) -> str:
    if isinstance(problem, TimeoutError):
        return f"读了{SECONDS_AT_MOST}秒还没有读完，不像年度报告。"
    return "读取这份文件时程序异常退出，文件可能已经损坏。"


def read_batch(batch: Sequence[Item]) -> list[Outcome]:
    """Read papers one after another; a bad one is an outcome too."""
    return [read_item(item) for item in batch]


def told_before(line: str) -> Outcome:
    """The outcome that a line of JSON tells of."""
    document = json.loads(line)
    return Outcome(
        document["file"], line, document.get("error", ""), is_report=document.get("is_annual_report", False)
    )


def read_item(item: Item) -> Outcome:
    """Read one paper, whatever it does."""
    try:
        paper = read_paper(item)
    except Unreadable as problem:
        return _bad(item.name, str(problem))
    return Outcome(item.name, paper.line, is_report=paper.is_report)


def read_paper(item: Item) -> Paper:
    """Read one paper with its text; whatever it does, what goes wrong is ``Unreadable``."""
    try:
        reading = read(item.content(), item.name, ocr=item.ocr)
        line = json.dumps(reading.to_json(), ensure_ascii=False)
    except Unreadable:
        raise
    except MemoryError as problem:
        raise Unreadable("读取这份文件要用的内存太多，不像年度报告。") from problem
    except Exception as problem:
        why = f"读取时程序出错（{type(problem).__name__}），请把这份文件交给维护人员查看。"
        raise Unreadable(why) from problem
    return Paper(line, reading.text.body, reading.is_annual_report)


def _bad(name: str, why: str) -> Outcome:
    return Outcome(name, json.dumps({"file": name, "error": why}, ensure_ascii=False), why)


class Here:
    """Reads in this very process: for a few papers, for which starting processes would take longer than reading."""

    count = 1
    lost: tuple[type[BaseException], ...] = ()

    class _Read(NamedTuple):
        outcomes: list[Outcome]

        def result(self) -> list[Outcome]:
            return self.outcomes

    def send(self, batch: Sequence[Item]) -> Task:
        return self._Read(read_batch(batch))


class Processes:
    """Processes of this machine, one for each core; a context manager."""

    lost: tuple[type[BaseException], ...] = (ProcessExpired, TimeoutError)

    def __init__(self, count: int | None = None) -> None:
        self.count = count or len(os.sched_getaffinity(0))
        self._pool = ProcessPool(max_workers=self.count, max_tasks=_BATCHES_OF_A_PROCESS, context=_context())

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def send(self, batch: Sequence[Item]) -> Task:
        task: Task = self._pool.schedule(read_batch, args=(batch,), timeout=_patience(batch))
        return task


def _patience(batch: Sequence[Item]) -> float:
    return SECONDS_AT_MOST * (SCANS_TAKE if any(item.ocr for item in batch) else 1)


def _context() -> Any:
    """Processes born of one that has nothing but the reader loaded: quick to start, and no thread is torn in two."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([read_batch.__module__])
    return context
