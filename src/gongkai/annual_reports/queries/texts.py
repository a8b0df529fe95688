"""The written sections: as they read with the figures of the tables in them, and what may be written into them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.foundation.wording import in_words
from gongkai.law.reports import form, marks_in, with_figures
from gongkai.law.reports.parts import Values


@dataclass(frozen=True)
class OfferedMark:
    """A figure that may be written into a text: the mark that is kept, its name, and what it reads as now."""

    written: str
    name: str
    figure: Number | None


def text_with_figures(report: AnnualReport, name: str, values: Values) -> str:
    """A text of the report with its figures; ``values`` are all cells, sums included."""
    return with_figures(getattr(report, name), form(report.form).marks, values)


def offered_marks(report: AnnualReport, values: Values) -> list[OfferedMark]:
    """The figures that may be written into the texts of this report."""
    return [
        OfferedMark(mark.written, in_words(mark.label), mark.figure(values))
        for mark in form(report.form).marks.values()
    ]


def unknown_marks(report: AnnualReport, text: str) -> list[str]:
    """The names in marks that stand for nothing."""
    known = form(report.form).marks
    return [name for name in marks_in(text) if name not in known]
