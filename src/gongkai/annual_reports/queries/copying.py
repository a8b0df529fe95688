"""Which texts of a report were taken over from last year's or from a sister unit's (B-06: copied reports)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.nothing import NOTHING_TEXTS
from gongkai.annual_reports.queries.reports import SECTION_TEXTS, previous_report, text_label
from gongkai.annual_reports.queries.summing import COUNTED, LAST
from gongkai.annual_reports.queries.texts import text_with_figures
from gongkai.law.reports import similar, without_marks
from gongkai.law.reports.parts import Values
from gongkai.organs.queries import Organ

# The sections that are written afresh each year; the sixth has set sentences.
WRITTEN = {name: number for number in ("一", "五") for name in SECTION_TEXTS[number]}
# From which share on it is worth a look: set phrases alone make up less.
SHARE = 0.3
# Sisters that are compared, nearest in the tree of organs first: a page must not grow with the country.
SISTERS = 120
# What ``similar`` takes for a passage; whole blocks of it are looked for first, for that is quick.
_BLOCK = 13
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Copied:
    """A text that stands to a share (0 to 1) in another report: the organ's own of last year, or a sister's."""

    name: str
    label: Any
    number: str
    organ: str
    year: int
    is_own: bool
    share: float
    passages: tuple[str, ...]

    @property
    def percent(self) -> int:
        return round(self.share * 100)


Texts = Mapping[str, str]


def copied(report: AnnualReport, values: Values, names: Iterable[str] = tuple(WRITTEN)) -> list[Copied]:
    """For each text the likest in last year's report and the likest among sister units (same organ above, same year
    or the last), where the share is worth a look."""
    # Who has nothing to report says so in the same words as everybody.
    said = {name: getattr(report, name) for name in names if name in WRITTEN}
    wanted = [name for name, text in said.items() if text and text != NOTHING_TEXTS.get(name)]
    if report.imported or not wanted:
        return []
    before = previous_report(report)
    own = [(before, _texts(before))] if before else []
    sisters = [(one, _texts(one)) for one in _sisters(report)]
    texts = {name: text_with_figures(report, name, values) for name in wanted}
    found = (
        _likest(report.organ_id, name, texts[name], group) for name in wanted for group in (own, sisters)
    )
    return [one for one in found if one]


def _sisters(report: AnnualReport) -> Iterable[AnnualReport]:
    above = report.organ.path[: -Organ.steplen]
    beside = AnnualReport.objects.filter(
        organ__depth=report.organ.depth,
        organ__path__range=(above, above + LAST),
        year__in=(report.year, report.year - 1),
        state__in=COUNTED,
        superseded=False,
        imported=False,
    )
    beside = beside.exclude(organ_id=report.organ_id).select_related("organ")
    return beside.only("year", "imported", "organ", "organ__name", *WRITTEN).order_by("-year", "organ__path")[
        :SISTERS
    ]


def _texts(report: AnnualReport) -> Texts:
    if not report.imported:
        return {name: without_marks(getattr(report, name)) for name in WRITTEN}
    sections = report.reading.get("sections", ())
    read = {section.get("number"): section.get("text") or "" for section in sections}
    return {name: read.get(number, "") for name, number in WRITTEN.items()}


def _likest(organ: int, name: str, text: str, others: list[tuple[AnnualReport, Texts]]) -> Copied | None:
    likely = max(_counted(text, name, others), key=lambda pair: pair[0], default=(0, None))
    if not likely[0] or likely[1] is None:
        return None
    other, texts = likely[1]
    likeness = similar(text, texts[name])
    if likeness.share < SHARE:
        return None
    return Copied(
        name=name,
        label=text_label(name),
        number=WRITTEN[name],
        organ=other.organ.name,
        year=other.year,
        is_own=other.organ_id == organ,
        share=likeness.share,
        passages=tuple(passage.words for passage in likeness.passages),
    )


def _counted(
    text: str, name: str, others: list[tuple[AnnualReport, Texts]]
) -> Iterator[tuple[int, tuple[AnnualReport, Texts]]]:
    """How many blocks of the text stand in each of the others."""
    letters = _letters(text)
    blocks = [letters[at : at + _BLOCK] for at in range(0, len(letters) - _BLOCK + 1, _BLOCK)]
    for other, texts in others:
        theirs = _letters(texts[name])
        yield sum(block in theirs for block in blocks), (other, texts)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", _NUMBER.sub("0", text))
