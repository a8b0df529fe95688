"""`make bench-reading`: published reports read back: what was read of each, how much of it is right, and how quickly.

usage: python bench/reading.py [FOLDER ...]     (the seeds of the example region when no folder is named)

A paper ``NAME.txt`` may have labels beside it in ``NAME.truth.json``, in the layout that ``gongkai reports read`` prints:
then every labelled figure is counted as right, unknown (left out) or wrong, and every rule that is labelled as failing
as reported or not.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.labels import compared, labels_of, reported
from bench.timing import seconds
from gongkai.law.reports import form
from gongkai.reading.decode import decode
from gongkai.reading.files import papers_in
from gongkai.reading.many import Item, Processes, read_many
from gongkai.reading.reader import Reading, read
from gongkai.reading.unreadable import Unreadable

SEEDS = Path(str(files("gongkai.example") / "seeds"))
ROUNDS = {"pdf": 100}
MANY = 2000


def run(folders: list[Path]) -> Iterator[str]:
    """Every report, the labels, the rates."""
    papers = [paper for folder in folders for paper in papers_in(folder).papers]
    readings: dict[Path, Reading] = {}
    for paper in papers:
        try:
            readings[paper] = read(paper.read_bytes(), paper.name)
        except Unreadable as problem:
            yield f"{paper.name}: {problem}"
    yield from _reports(readings)
    yield from _labelled(readings)
    yield from _speed(readings)


def _reports(readings: dict[Path, Reading]) -> Iterator[str]:
    yield (
        f"{'report':<28}{'form':<14}{'year':>5}{'cells':>7}{'blank':>7}{'unknown':>9}{'text':>6}"
        f"{'errors':>8}{'warn':>6}{'notes':>7}"
    )
    for paper, reading in readings.items():
        if not reading.is_annual_report:
            yield f"{paper.name:<28}no annual report"
            continue
        found = Counter(remark.severity for remark in reading.findings)
        blank = sum(figure.value is None for figure in reading.figures.values())
        yield (
            f"{paper.name:<28}{reading.form or '-':<14}{reading.year or '-':>5}{len(reading.figures):>7}{blank:>7}"
            f"{_unknown(reading):>9}{len(reading.told):>6}"
            f"{found['error']:>8}{found['warning']:>6}{found['note']:>7}"
        )


def _unknown(reading: Reading) -> int:
    """Cells of a national form that were not read; of the free lists before 2019, places that were not."""
    if reading.form in ("2019", "2021"):
        return len(form(reading.form).cells.keys() - reading.figures.keys())
    return len(reading.doubts)


def _labelled(readings: dict[Path, Reading]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    broken, told = 0, 0
    wrong: list[str] = []
    for paper, reading in readings.items():
        truth = labels_of(paper)
        if truth is None:
            continue
        document = reading.to_json()
        for label in compared(document, truth):
            for group in (f"form {truth.get('form') or 'none'}", "all"):
                counts[group][label.verdict] += 1
            if label.verdict == "wrong":
                wrong.append(f"  {paper.name}: {label.path} is {label.expected}, read {label.got}")
        failing = reported(document, truth)
        broken, told = broken + len(failing), told + sum(failing)
    if counts:
        yield f"\n{'labelled figures':<28}{'all':>7}{'right':>7}{'unknown':>9}{'wrong':>7}{'right %':>9}"
    for group in sorted(counts, key=lambda group: (group == "all", group)):
        count = counts[group]
        yield (
            f"{group:<28}{count.total():>7}{count['right']:>7}{count['unknown']:>9}{count['wrong']:>7}"
            f"{count['right'] / count.total():>9.2%}"
        )
    yield from wrong
    if broken:
        yield f"{'failing rules reported':<28}{broken:>7}{told:>7}"


def _speed(readings: dict[Path, Reading]) -> Iterator[str]:
    """By kind of file: a core's time for one, the rate of all cores together, and the time of taking the text out."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for paper, reading in readings.items():
        kinds[reading.media].append(Item(paper.name, paper.read_bytes()))
    yield f"\n{'speed':<14}{'files':>7}{'KB each':>9}{'cpu ms':>8}{'a core/s':>10}{'all/s':>8}{'text ms':>9}{'ratio':>7}"
    with Processes() as hands:
        list(read_many(_repeated(next(iter(kinds.values())), 200), hands))
        for kind, items in kinds.items():
            wanted = ROUNDS.get(kind, MANY)
            some = list(_repeated(items, max(len(items), wanted // 10)))
            whole = _least(lambda some=some: [_whole(item) for item in some]) / len(some)
            text = _least(lambda some=some: [decode(item.content(), item.name) for item in some]) / len(some)
            took = seconds(lambda items=items, n=wanted: list(read_many(_repeated(items, n), hands)))
            size = sum(len(item.content()) for item in items) / len(items) / 1000
            yield (
                f"{kind:<14}{wanted:>7}{size:>9.0f}{whole * 1000:>8.2f}{1 / whole:>10.0f}{wanted / took:>8.0f}"
                f"{text * 1000:>9.2f}{whole / text:>7.1f}"
            )


def _whole(item: Item) -> dict[str, Any]:
    return read(item.content(), item.name).to_json()


def _repeated(items: list[Item], count: int) -> Iterator[Item]:
    return islice(cycle(items), count)


def _least(work: Callable[[], object]) -> float:
    """Seconds of the processor and not of the clock: others may be at work on the machine."""
    return min(_spent(work) for _ in range(3))


def _spent(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def main() -> None:
    for line in run([Path(name) for name in sys.argv[1:]] or [SEEDS]):
        print(line, flush=True)


if __name__ == "__main__":
    main()
