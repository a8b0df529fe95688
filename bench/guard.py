"""`make bench-guard`: the privacy guard on planted leaks and look-alikes, by kind and by format, and its speed."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.timing import seconds
from gongkai.guard.files import mask_file, scan_file
from gongkai.guard.findings import Severity
from gongkai.guard.text import scan_text
from tests.guard.files import in_pdf, in_sheets, in_word
from tests.guard.files.leaks import leak
from tests.guard.harmless import harmless
from tests.guard.lookalikes import lookalikes
from tests.guard.planted import Planted, is_found, planted
from tests.guard.spellings import SPELLINGS

ROWS = 10_000


def run() -> Iterator[str]:
    """The table of planted leaks and look-alikes, then how quickly files are read and masked."""
    yield from _planted()
    yield from _spellings()
    yield from _lookalikes()
    yield from _speed()


def _planted() -> Iterator[str]:
    all_planted = planted()
    found = [one for one in all_planted if is_found(one)]
    for title, key in (("kind", _kind), ("format", _format)):
        yield f"{title:<24}{'planted':>9}{'found':>9}"
        counts, hits = Counter(map(key, all_planted)), Counter(map(key, found))
        for name in counts:
            yield f"  {name:<22}{counts[name]:>9}{hits[name]:>9}"
    yield f"{'all':<24}{len(all_planted):>9}{len(found):>9}"
    for one in all_planted:
        if one not in found:
            yield f"  missed: {one}"


def _kind(one: Planted) -> str:
    return one.leak.kind


def _format(one: Planted) -> str:
    return one.format


def _spellings() -> Iterator[str]:
    """Numbers in full width, in Chinese numerals, digit by digit and the like: those that stop a publication."""
    stopped = [
        name
        for name, (kind, text) in SPELLINGS.items()
        if any((one.kind, one.severity) == (kind, Severity.BLOCK) for one in scan_text(text))
    ]
    yield f"{'spellings':<24}{len(SPELLINGS):>9}{len(stopped):>9}"
    for name in SPELLINGS.keys() - set(stopped):
        yield f"  missed: {name}"


def _lookalikes() -> Iterator[str]:
    count: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for kind, _format_name, (name, content) in chain(lookalikes(), harmless()):
        severities = {finding.severity for finding in scan_file(name, content).findings}
        count[kind] += 1
        stopped[kind] += Severity.BLOCK in severities
        asked[kind] += Severity.WARN in severities
    yield f"{'look-alike':<24}{'files':>9}{'blocked':>9}{'warned':>9}"
    for kind in count:
        yield f"  {kind:<22}{count[kind]:>9}{stopped[kind]:>9}{asked[kind]:>9}"
    yield f"{'all':<24}{count.total():>9}{stopped.total():>9}{asked.total():>9}"


def _speed() -> Iterator[str]:
    """Files such as a county publishes: a long list, a report, a notice of some pages."""
    one = leak("identity_number", 1)
    rows = [["序号", "姓名", "身份证号", "金额"], *(_row(number) for number in range(ROWS))]
    line = f"关于做好汛期安全工作的通知，各乡镇人民政府、县直各部门要高度重视。{one.sentence}"
    files = {
        f"xlsx of {ROWS} rows": ("名单.xlsx", in_sheets.sheet_of(rows, figures=False)),
        f"csv of {ROWS} rows": ("名单.csv", "\n".join(",".join(row) for row in rows).encode()),
        "docx of 2000 paragraphs": (
            "报告.docx",
            in_word.word(lambda d: [d.add_paragraph(line) for _ in range(2000)]),
        ),
        "pdf of 50 pages": (
            "公示.pdf",
            in_pdf.pdf("#pagebreak()\n".join(f"{line}\n\n" * 15 for _ in range(50))),
        ),
        "docx of one page": ("通知.docx", in_word.table(one)),
        "xlsx of one page": ("名单.xlsx", in_sheets.cell(one)),
    }
    yield f"{'speed':<26}{'KB':>8}{'scan s':>9}{'MB/s':>8}{'files/s':>9}{'mask s':>9}"
    for title, (name, content) in files.items():
        took = _best(lambda name=name, content=content: scan_file(name, content))
        masked = seconds(lambda name=name, content=content: mask_file(name, content))
        size = len(content) / 1e6
        yield f"  {title:<24}{size * 1000:>8.0f}{took:>9.3f}{size / took:>8.2f}{1 / took:>9.1f}{masked:>9.2f}"


def _row(number: int) -> list[str]:
    dice = random.Random(number)
    return [str(number + 1), "某甲", leak("identity_number", number).value, f"{dice.uniform(100, 9000):.2f}"]


def _best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(3))


def main() -> None:
    for line in run():
        print(line, flush=True)


if __name__ == "__main__":
    main()
