"""`make bench-reports`: a nation's unit reports summed over four levels, beside the same sums in plain polars.

usage: python bench/reports.py [counties] [units of each]
Provinces of 100 counties in 10 cities; the database is a throw-away SQLite file. polars has its data in memory.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

import numpy as np  # noqa: E402 - Django must be set up first
import polars  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import models, transaction  # noqa: E402

from bench.timing import seconds  # noqa: E402
from gongkai.annual_reports.models import AnnualReport, PackedCells  # noqa: E402
from gongkai.annual_reports.queries.summing import Gathered, Sums, gathered  # noqa: E402
from gongkai.law.reports import evaluate_many, form  # noqa: E402
from gongkai.organs.queries import Organ  # noqa: E402

YEAR, ROUNDS, STEP = 2025, 5, Organ.steplen
CITIES, COUNTIES = 10, 10
TOGETHER = 8192
Summed = tuple[Gathered, list[Sums]]


def main() -> None:
    counties, units = (int(one) for one in (*sys.argv[1:], "3000", "60")[:2])
    call_command("migrate", verbosity=0)
    lay_down(counties, units)
    print(f"{counties} counties of {units} units, {len(form('2021').entered)} cells each, one form")
    kept: list[Summed] = []

    def sum_all() -> None:
        kept.clear()
        kept.append(_summed())

    taken = median(seconds(sum_all) for _ in range(ROUNDS))
    print(f"sums of all levels from the database: {taken:.2f} s (goal: under 2)")
    print(f"peak memory until here: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")
    found, levels = kept[0]
    check_all(found)
    path = found.paths[len(found.paths) // 2]
    row = found.figures[len(found.paths) // 2] + 1
    again = median(seconds(lambda: found.replace(levels, path, row)) for _ in range(ROUNDS))
    print(f"one unit changed, all sums above it mended: {again * 1000:.2f} ms")
    county = Organ.objects.get(path=path[: 3 * STEP])
    read = median(seconds(lambda: gathered(YEAR, county).known()) for _ in range(ROUNDS))
    print(f"one county read and summed anew: {read * 1000:.1f} ms")
    beside_polars(found, levels, taken)


def check_all(found: Gathered) -> None:
    """Every rule of the form on every report, with last year's report beside it, read from the database."""
    told: list[int] = []
    starts = range(0, len(found.paths), TOGETHER)

    def check() -> None:
        before = gathered(YEAR - 1)
        told.append(sum(_broken(found, before, slice(start, start + TOGETHER)) for start in starts))

    taken = seconds(check)
    rules = len(found.form.checks)
    print(
        f"{rules} checks on each of {len(found.paths)} reports: {taken:.1f} s, {told[-1]} findings (goal: under 20)"
    )
    print(f"peak memory until here: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


def _broken(found: Gathered, before: Gathered, part: slice) -> int:
    now = found.matrix(part)
    broken = evaluate_many(found.form, now, before.matrix(part), makes_rules=np.zeros(len(now), dtype=bool))
    return sum(len(one.rows) for one in broken)


def _summed() -> Summed:
    found = gathered(YEAR)
    return found, found.levels()


def beside_polars(found: Gathered, levels: list[Sums], taken: float) -> None:
    """The same sums, of a frame that lies in memory, grouped by columns that are there already."""
    keys = {f"level{depth}": [path[: depth * STEP] for path in found.paths] for depth in range(1, 5)}
    cells = {f"c{at}": column for at, column in enumerate(found.figures.T.copy())}
    frame = polars.DataFrame(keys | cells)

    def sums() -> list[polars.DataFrame]:
        wanted = polars.col(list(cells)).sum()
        return [frame.group_by(level).agg(wanted) for level in keys]

    peer = median(seconds(sums) for _ in range(ROUNDS))
    for ours, theirs in zip(levels, sums(), strict=True):
        peers = theirs.sort(theirs.columns[0]).drop(theirs.columns[0]).to_numpy()
        if not np.array_equal(ours.known, peers):
            raise SystemExit("the sums differ from those of polars")
    ours = median(seconds(found.levels) for _ in range(ROUNDS))
    print(
        f"the sums alone, data in memory: {ours:.2f} s; polars: {peer:.2f} s; ratio {ours / peer:.1f} (goal: under 3)"
    )
    print(f"ratio of the sums from the database to polars in memory: {taken / peer:.1f}")


def lay_down(counties: int, units: int) -> None:
    """The tree, one report of each unit, its packed row; by the acts it would take longer than all measured."""
    organs = [(path, kind) for path, kind in _tree(counties, units)]
    leaves = {len(organs[-1][0])}
    chance, blank = np.random.default_rng(5), len(form("2021").entered)
    with transaction.atomic():
        for start in range(0, len(organs), 5000):
            batch = list(enumerate(organs[start : start + 5000], start + 1))
            models.QuerySet(Organ).bulk_create(_organ(pk, *one) for pk, one in batch)
            keys = [pk for pk, (path, _) in batch if len(path) in leaves]
            for year, beside in ((YEAR, 0), (YEAR - 1, len(organs))):
                _lay_down_reports(year, [(pk + beside, pk) for pk in keys], chance, blank)


def _lay_down_reports(
    year: int, keys: list[tuple[int, int]], chance: np.random.Generator, blank: int
) -> None:
    models.QuerySet(AnnualReport).bulk_create(
        AnnualReport(pk=pk, organ_id=organ, year=year, form="2021", state="published") for pk, organ in keys
    )
    figures = chance.integers(0, 1000, (len(keys), blank))
    models.QuerySet(PackedCells).bulk_create(
        PackedCells(report_id=pk, year=year, form="2021", cells=row.astype("<i8").tobytes())
        for (pk, _organ), row in zip(keys, figures, strict=True)
    )


def _tree(counties: int, units: int) -> list[tuple[str, str]]:
    """Paths in the order of the tree: province, city, county, unit."""
    found: list[tuple[str, str]] = []
    step = Organ._get_path
    for county in range(counties):
        city, here = divmod(county, COUNTIES)
        province, city = divmod(city, CITIES)
        above = step("", 1, province + 1), step(step("", 1, province + 1), 2, city + 1)
        if here == 0 and city == 0:
            found.append((above[0], "government"))
        if here == 0:
            found.append((above[1], "government"))
        own = step(above[1], 3, here + 1)
        found.append((own, "government"))
        found += [(step(own, 4, unit + 1), "department") for unit in range(units)]
    return found


def _organ(pk: int, path: str, kind: str) -> Organ:
    return Organ(
        pk=pk,
        path=path,
        depth=len(path) // STEP,
        numchild=int(kind == "government"),
        code=f"o{pk}",
        name=f"示例机关{pk}",
        short_name=f"机关{pk}",
        kind=kind,
        level="county",
    )


if __name__ == "__main__":
    main()
