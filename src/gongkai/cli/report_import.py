"""``gongkai reports import``: published reports taken over into the database, a line told of each.

Exit status 1 when some were not taken over; what is there already is passed over, so that a run can be repeated.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.cli.report_folder import Tally, items_of
from gongkai.reading.many import Item, read_paper
from gongkai.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from gongkai.organs.queries import Organ

TAKEN, WOULD, THERE, NOT_TAKEN = "已导入", "可以导入", "已经有了", "没有导入"


class NotTaken(Exception):
    """Why a paper is not taken over."""


class Outcome(NamedTuple):
    """What became of a paper."""

    how: str
    told: str


class Wanted(NamedTuple):
    """Whose reports the papers are: of one organ, or of any at or under a root."""

    organ: Organ | None
    root: Organ | None


def import_reports(args: Namespace) -> int:
    """Take over all papers under the given names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    try:
        wanted = Wanted(_organ(args.organ), _organ(args.under))
    except LookupError as problem:
        print(problem, file=sys.stderr)
        return 2
    tally = Tally()
    count: Counter[str] = Counter()
    for item in items_of(args.paths, tally, ocr=args.ocr):
        outcome = _taken(item, wanted, dry=args.dry_run)
        count[outcome.how] += 1
        print(f"{outcome.how}　{item.name}：{outcome.told}")
    print("，".join(f"{how}{n}份" for how, n in count.items()) or "没有找到文件", file=sys.stderr)
    return 1 if count[NOT_TAKEN] or not count else 0


def _organ(code: str | None) -> Organ | None:
    from gongkai.organs.queries import Organ, by_code

    if code is None:
        return None
    try:
        return by_code(code)
    except Organ.DoesNotExist:
        raise LookupError(f"没有代码为“{code}”的机关。") from None


def _taken(item: Item, wanted: Wanted, *, dry: bool) -> Outcome:
    from gongkai.annual_reports import actions, queries
    from gongkai.foundation.ledger import SYSTEM
    from gongkai.foundation.workflow import Refused

    try:
        paper = read_paper(item)
        document = paper.document
        organ, year = _whose(document, wanted)
        told = f"{organ.name}{year}年度，{_findings(document)}"
        if queries.has_report(organ, year):
            return Outcome(THERE, told)
        if reasons := queries.against_import(organ, year, document):
            raise NotTaken("；".join(reasons))
        if not dry:
            name = Path(item.name).name
            actions.import_reading(organ, year, document, by=SYSTEM, source_name=name, source_text=paper.text)
        return Outcome(WOULD if dry else TAKEN, told)
    except (Unreadable, NotTaken, Refused) as problem:
        return Outcome(NOT_TAKEN, str(problem))


def _whose(document: Mapping[str, Any], wanted: Wanted) -> tuple[Organ, int]:
    """The organ and the year of the report. Raises NotTaken."""
    from gongkai.annual_reports import queries

    if not document["is_annual_report"]:
        raise NotTaken(f"不是年度报告。{document['why_not']}")
    if document["year"] is None:
        raise NotTaken("没有读出是哪一年度的报告，请在平台上选择年度后导入。")
    named = document["organ"] or ""
    if wanted.organ is not None:
        if another := queries.named_otherwise(wanted.organ, document):
            raise NotTaken(
                f"文件是“{another}”的报告，不是“{wanted.organ.name}”的；确系同一机关的，请在平台上导入。"
            )
        return wanted.organ, document["year"]
    found = queries.organ_called(named, wanted.root, with_place=True)
    if found is None:
        raise NotTaken(f"没有认出是哪个机关（报告写的是“{named or '没有写明'}”），请用 --organ 指明。")
    return found, document["year"]


def _findings(document: Mapping[str, Any]) -> str:
    count = Counter(finding["severity"] for finding in document["findings"])
    return f"错误{count['error']}处，警告{count['warning']}处"
