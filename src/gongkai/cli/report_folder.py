"""Many reports read: what to read, in how many hands, where the results go, and what was bad at the end."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai.cli.report_formats import Book, Writer, writer_of
from gongkai.reading.files import papers_in
from gongkai.reading.many import Here, Item, Outcome, Processes, read_many, told_before

FEW = 8
"""So few papers are read sooner than other processes have started."""
INTERRUPTED = 130


@dataclass
class Tally:
    """What has been read, and what could not be."""

    reports: int = 0
    others: int = 0
    bad: dict[str, list[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        if outcome.why:
            self.bad.setdefault(outcome.why, []).append(outcome.name)
        elif outcome.is_report:
            self.reports += 1
        else:
            self.others += 1

    @property
    def bad_count(self) -> int:
        return sum(map(len, self.bad.values()))


def items_of(names: list[str], tally: Tally, *, ocr: bool = False) -> list[Item]:
    """The papers under the given names, each once, in order; with ``ocr`` scans are read too."""
    items: dict[str, Item] = {}
    for name in names:
        if name == "-":
            items[name] = Item(name, sys.stdin.buffer.read(), ocr)
            continue
        path = Path(name)
        found = papers_in(path) if path.is_dir() else None
        tally.left_out += found.left_out if found else Counter()
        for paper in [*found.closed, *found.papers] if found else [path]:
            items.setdefault(str(paper), Item(str(paper), paper, ocr))
    return list(items.values())


def read_folder(args: Namespace) -> int:
    """Read them all; exit status 1 when some could not be read."""
    tally = Tally()
    items = items_of(args.paths, tally, ocr=args.ocr)
    begun = monotonic()
    try:
        _write(items, args, tally)
    except KeyboardInterrupt:
        _interrupted(args)
        return INTERRUPTED
    except ModuleNotFoundError as missing:
        print(f"缺少模块 {missing.name}，请先安装 gongkai[dask]。", file=sys.stderr)
        return 2
    except BrokenPipeError:
        raise
    except ConnectionError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"写不进 {args.output or '输出'}（{problem.strerror}）。", file=sys.stderr)
        return 2
    _tell(tally, monotonic() - begun)
    return 1 if tally.bad else 0


def _write(items: list[Item], args: Namespace, tally: Tally) -> None:
    if args.output:
        _into_file(items, args, tally)
        return
    writer = writer_of(args.format, sys.stdout)
    for outcome in _read(items, args, tally):
        writer.add(outcome)
    writer.close()


def _into_file(items: list[Item], args: Namespace, tally: Tally) -> None:
    """Write a journal of lines beside the file first, so that an interrupted run goes on where it stopped."""
    output = Path(args.output)
    journal = _journal(output)
    if args.anew:
        journal.unlink(missing_ok=True)
    done = set(_read_before(journal, tally))
    with journal.open("a", encoding="utf-8", newline="\n") as lines:
        for outcome in _read([item for item in items if item.name not in done], args, tally, len(done)):
            lines.write(outcome.line + "\n")
    if args.format == "json":
        os.replace(journal, output)
    else:
        _convert(journal, output, args.format)
        journal.unlink()


def _journal(output: Path) -> Path:
    return output.with_name(f"{output.name}.part")


def _read_before(journal: Path, tally: Tally) -> Iterator[str]:
    """The names in a journal that an earlier run left; a line torn by the interruption is cut off."""
    if not journal.exists():
        return
    whole = 0
    with journal.open("rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            outcome = told_before(line.decode())
            tally.add(outcome)
            yield outcome.name
    os.truncate(journal, whole)


def _convert(journal: Path, output: Path, style: str) -> None:
    with journal.open(encoding="utf-8") as lines:
        if style == "xlsx":
            _write_all(lines, Book(output))
            return
        with output.open("w", encoding="utf-8", newline="") as out:
            _write_all(lines, writer_of(style, out))


def _write_all(lines: Any, writer: Writer) -> None:
    for line in lines:
        writer.add(told_before(line.rstrip("\n")))
    writer.close()


def _read(items: list[Item], args: Namespace, tally: Tally, done: int = 0) -> Iterator[Outcome]:
    """The outcomes, with a bar that shows how far it is where somebody watches."""
    watched = sys.stderr.isatty()
    with _progress(watched) as progress, _hands(items, args) as hands:
        task = progress.add_task("读取年度报告", total=done + len(items), completed=done, bad="")
        for outcome in read_many(items, hands):
            tally.add(outcome)
            yield outcome
            bad = f"读不了 {tally.bad_count}" if tally.bad else ""
            progress.update(task, advance=1, bad=bad)


def _progress(watched: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rest = (TextColumn("{task.fields[bad]}"), TextColumn("还要"), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, *rest, console=console, disable=not watched, redirect_stdout=False)


def _hands(items: list[Item], args: Namespace) -> AbstractContextManager[Any]:
    if args.scheduler:
        from gongkai.cli.report_cluster import Cluster

        return Cluster(args.scheduler)
    return nullcontext(Here()) if len(items) <= FEW else Processes(args.workers)


def _interrupted(args: Namespace) -> None:
    print("停下了。", file=sys.stderr)
    if args.output:
        print("再次运行同一条命令，就从停下的地方接着读；加上 --anew 则从头读起。", file=sys.stderr)


def _tell(tally: Tally, seconds: float) -> None:
    """What was read, and every bad file under its reason."""
    read = tally.reports + tally.others
    rate = f"，用时{seconds:.1f}秒" if seconds >= 1 else ""
    print(f"读出年度报告{tally.reports}份，不是年度报告的{tally.others}份{rate}。", file=sys.stderr)
    if tally.left_out:
        kinds = "、".join(f"{suffix} {count}个" for suffix, count in tally.left_out.most_common(8))
        print(f"文件夹里还有别的文件没有读：{kinds}。", file=sys.stderr)
    if tally.bad:
        print(f"读不了的文件{tally.bad_count}个（共{read + tally.bad_count}个）：", file=sys.stderr)
    for why, names in tally.bad.items():
        print(f"  {why}（{len(names)}个）", file=sys.stderr)
        for name in names:
            print(f"    {name}", file=sys.stderr)
