"""Read one report: from bytes to figures, each with the words it was read from, and the findings.

>>> from gongkai.reading.reader import read
>>> reading = read(open("report.html", "rb").read(), "report.html")   # doctest: +SKIP
>>> reading.year, reading.value("applications.received.total")        # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gongkai.law.reports import NoSuchForm, form, form_for_year
from gongkai.reading import findings as judge
from gongkai.reading.applications import read_applications
from gongkai.reading.breakdowns import Breakdown, read_breakdowns, read_shares
from gongkai.reading.claims import of_claims
from gongkai.reading.counts import read_applications_told, read_remedies_told
from gongkai.reading.dates import Period, read_period
from gongkai.reading.decode import decode
from gongkai.reading.digits import Number
from gongkai.reading.efforts import read_efforts
from gongkai.reading.figure import Doubt, Figure, Figures
from gongkai.reading.findings import Remark
from gongkai.reading.identity import identify
from gongkai.reading.indicators import read_indicators
from gongkai.reading.layout import to_json
from gongkai.reading.normalise import Text, normalise
from gongkai.reading.proactive import form_of_table, read_proactive
from gongkai.reading.prose import Paragraph, paragraphs
from gongkai.reading.published import read_published
from gongkai.reading.regions import Regions, regions_of
from gongkai.reading.remedies import read_remedies
from gongkai.reading.scans import CONFIDENCE
from gongkai.reading.sections import Section, read_sections
from gongkai.reading.several import first_report
from gongkai.reading.variants import indicators

INDICATOR_FORMS = ("2014", "fujian", "fujian-2008")


@dataclass(frozen=True)
class Reading:
    """What was read of a paper.

    ``form`` is a name of ``gongkai.law.reports`` (None: no table and no year). ``figures`` are the cells by address:
    one that is missing could not be read, one whose value is None is printed blank. ``told`` are the figures of the
    running text, ``doubts`` what stands in the tables and could not be read for certain. ``others`` are the titles of
    further reports in the same file, which are not read.
    """

    name: str
    media: str
    why_not: str
    title: str | None
    organ: str | None
    level: str | None
    year: int | None
    period: Period | None
    form: str | None
    sections: tuple[Section, ...]
    text: Text
    figures: Figures = field(default_factory=dict)
    told: Figures = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    breakdowns: tuple[Breakdown, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Remark, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_annual_report(self) -> bool:
        return not self.why_not

    def value(self, address: str) -> Number | None:
        """The number at an address; None when it is unknown or printed blank."""
        figure = self.figures.get(address)
        return figure.value if figure else None

    def to_json(self) -> dict[str, Any]:
        """The reading in the layout in which reports are exchanged."""
        return to_json(self)


def read(source: bytes | str, name: str = "", *, ocr: bool = False) -> Reading:
    """Read a paper, with ``ocr`` scans too; raises ``Unreadable`` when the file cannot be opened at all."""
    paper = decode(source, name, ocr=ocr)
    text, others = first_report(normalise(paper.text))
    regions = regions_of(text)
    sections = read_sections(text)
    period = read_period(text.body)
    story = paragraphs(text, regions)
    told, about = _told(story)
    printed_form, figures, doubts = _tables(text, regions, _numbers(told))
    identity = identify(text, sections, period, has_figures=bool(figures or told or about))
    reading = Reading(
        name=name,
        media=paper.media,
        why_not=identity.why_not,
        title=identity.title,
        organ=identity.organ,
        level=identity.level,
        year=identity.year,
        period=period,
        form=None,
        sections=tuple(sections),
        text=text,
        others=others,
    )
    if identity.why_not:
        return reading
    form_name = printed_form or _form_of_year(identity.year)
    reading = replace(
        reading,
        form=form_name,
        figures=figures,
        told=_settle_accepted(told, figures, form_name) | read_efforts(story),
        about=about,
        breakdowns=tuple(read_breakdowns(story)),
        doubts=tuple(doubts),
    )
    if paper.media == "scan":
        reading = _by_its_looks(reading)
    return replace(reading, findings=tuple(_findings(reading, story)))


def _by_its_looks(reading: Reading) -> Reading:
    """A scan, no figure of which is certain."""
    return replace(reading, figures=_uncertain(reading.figures), told=_uncertain(reading.told))


def _uncertain(figures: Figures) -> Figures:
    return {
        address: replace(
            figure,
            confidence=min(figure.confidence, CONFIDENCE),
            why="；".join(filter(None, (figure.why, "由扫描件识别，请与原件核对"))),
        )
        for address, figure in figures.items()
    }


def _told(story: list[Paragraph]) -> tuple[Figures, dict[str, str]]:
    """The figures of the text, and those that it tells only about."""
    told, about = read_published(story)
    applications = read_applications_told(story) | read_remedies_told(story)
    return told | {f"applications.{key}": figure for key, figure in applications.items()}, about


def _numbers(told: Figures) -> dict[str, Number]:
    return {key: figure.value for key, figure in told.items() if figure.value is not None}


def _tables(
    text: Text, regions: Regions, told: Mapping[str, Number]
) -> tuple[str | None, Figures, list[Doubt]]:
    """The figures of all tables, and the form that their headers belong to."""
    figures: Figures = {}
    doubts: list[Doubt] = []
    first = regions.proactive or regions.applications or regions.remedies
    if first is None:
        if regions.indicators is None:
            return None, {}, []
        figures, doubts, variant = read_indicators(text, regions.indicators, told)
        return (variant if figures or doubts else None), figures, doubts
    name = form_of_table(text.body[first[0] :])
    if regions.proactive:
        _add(figures, doubts, read_proactive(text, regions.proactive, name or "2021"))
    if regions.applications:
        _add(figures, doubts, read_applications(text, regions.applications))
    if regions.remedies:
        _add(figures, doubts, read_remedies(text, regions.remedies))
    return name, figures, doubts


def _add(figures: Figures, doubts: list[Doubt], read: tuple[Figures, list[Doubt]]) -> None:
    figures |= read[0]
    doubts += read[1]


def _form_of_year(year: int | None) -> str | None:
    try:
        return form_for_year(year).name if year else None
    except NoSuchForm:
        return "fujian-2008"


def _settle_accepted(told: Figures, figures: Figures, form_name: str | None) -> Figures:
    """「受理」 counts what was received, or with what was carried over: the table, or the old law, decides."""
    settled = dict(told)
    accepted = settled.pop("applications.accepted", None)
    if accepted is None or "applications.received" in settled:
        return settled
    new, over = (figures.get(f"applications.{row}.total") for row in ("received", "carried_over"))
    if new and over and accepted.value == (new.value or 0) + (over.value or 0) and over.value:
        key = "applications.handled_total"
    elif accepted.value == 0 or new or form_name in INDICATOR_FORMS:
        key = "applications.received"
    else:
        key = "applications.handled_total"
    settled[key] = accepted
    return settled


def _findings(reading: Reading, story: list[Paragraph]) -> list[Remark]:
    """All remarks, errors first, each once."""
    numbers = _numbers(reading.told)
    remarks = [*judge.of_several(reading.others), *judge.of_period(reading.period, reading.year)]
    remarks += judge.of_size(reading.figures)
    if reading.form in ("2019", "2021"):
        remarks += judge.of_tables(reading.figures, reading.doubts)
        expected = _form_of_year(reading.year) if reading.figures else None
        if expected in ("2019", "2021"):
            remarks += judge.of_year(reading.form, expected, reading.year)
    if reading.form:
        remarks += judge.of_form(form(reading.form), _canonical(reading.form, reading.figures), numbers)
    remarks += judge.of_breakdowns(reading.breakdowns, numbers.get("published_total"))
    remarks += judge.of_outcomes(numbers)
    remarks += judge.of_single_shares(read_shares(story), numbers)
    remarks += of_claims(story, reading.figures)
    remarks += judge.of_balance_told(numbers)
    order = {"error": 0, "warning": 1, "note": 2}
    once = {(remark.rule, remark.text): remark for remark in remarks}
    return sorted(once.values(), key=lambda remark: order[remark.severity])


def _canonical(form_name: str, figures: Figures) -> Figures:
    """Indicators under the row ids of the form, whichever label was printed."""
    if form_name not in INDICATOR_FORMS:
        return figures
    ids = indicators(form_name)
    return {_renamed(address, ids): figure for address, figure in figures.items()}


def _renamed(address: str, ids: Mapping[str, str]) -> str:
    table, _, rest = address.partition(".")
    label, _, column = rest.rpartition(".")
    return f"{table}.{ids.get(label, label)}.{column}"


__all__ = ["Figure", "Reading", "read"]
