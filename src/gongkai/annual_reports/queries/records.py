"""What the records say of a year, and which records stand behind a figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.queries.openings import OVER, carried_in, opening_reports
from gongkai.annual_reports.workflow import COUNTED
from gongkai.applications import queries as applications
from gongkai.disclosure import queries as disclosure
from gongkai.foundation.ledger import Actor
from gongkai.foundation.wording import in_words
from gongkai.law.reports import Form, form
from gongkai.organs.queries import Organ, merged_into
from gongkai.remedies import queries as remedies

Sources = dict[str, list[int]]

# The rows of table 2 that the register of documents knows (art. 20(1)).
_DOCUMENT_ROWS = {"rules": "规章", "normative": "行政规范性文件"}
_DOCUMENT_COLUMNS = {"made": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}


@dataclass(frozen=True)
class Counted:
    """What the records gave: a figure for each cell they know, zero included, and the keys behind it."""

    figures: dict[str, int]
    sources: Sources


def counted(report: AnnualReport) -> Counted:
    """Count the records of the report's organ and year afresh; every figure is a number of records.

    Those of an organ that was merged into it since the year began are counted with its own (B-09), unless it signed
    a report on that year itself. Only what was carried over into the first year may be more than the records: a
    confirmed historical report says it.
    """
    entered = set(form(report.form).entered)
    known: defaultdict[str, list[int]] = defaultdict(list)
    figures: Counter[str] = Counter()
    organs = _organs_of(report)
    openings = carried_in([organ.pk for organ in organs], report.year)
    for organ in organs:
        begins = openings.get(organ.pk, {})
        for address, keys in _of_organ(organ, report.year).items():
            if address in entered:
                known[address] += keys
                figures[address] += max(len(keys), begins.get(address, 0))
    return Counted(
        figures=dict(figures),
        sources={address: list(keys) for address, keys in known.items() if keys},
    )


def _without_a_report(report: AnnualReport) -> list[Organ]:
    merged = merged_into(report.organ, since=date(report.year, 1, 1))
    if not merged:
        return []
    signed = AnnualReport.objects.filter(organ__in=merged, year=report.year, state__in=COUNTED)
    told = set(signed.values_list("organ_id", flat=True))
    return [organ for organ in merged if organ.pk not in told]


def _organs_of(report: AnnualReport) -> list[Organ]:
    return [report.organ, *_without_a_report(report)]


def _of_organ(organ: Organ, year: int) -> Sources:
    return {
        **_documents(organ, year),
        **applications.table3_records(organ, year),
        **remedies.figures(organ, year),
    }


def _documents(organ: Organ, year: int) -> Sources:
    rows = disclosure.normative_documents_figures(organ, year)
    return {
        f"proactive.{row}.{column}": list(getattr(rows[kind], name).values_list("pk", flat=True))
        for kind, row in _DOCUMENT_ROWS.items()
        for name, column in _DOCUMENT_COLUMNS.items()
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The addresses whose figure is not the same on both sides."""
    return sorted(
        address
        for address in {*before, *after}
        if _number(before.get(address)) != _number(after.get(address))
    )


def _number(value: Any) -> Number | None:
    return Decimal(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Record:
    """One record behind a figure: what it is, what is to be known of it, and the page that shows it.

    ``is_opening``: it is no record but the historical report with which the records begin.
    """

    title: str
    on: date | None
    about: str
    url_name: str
    url_argument: str
    is_opening: bool = False


def records_behind(report: AnnualReport, address: str, by: Actor) -> list[Record]:
    """The records that a figure counts, as far as this person may see them; of a sum, those of all its parts.

    Of an applicant only the class is told.
    """
    keys = source_keys(report, address)
    table = address.partition(".")[0]
    if table == "applications":
        told = [_application(one, form(report.form)) for one in applications.by_ids(by, keys)]
        return [*_openings(report, address), *told]
    if table == "remedies":
        return [_case(one) for one in remedies.by_ids(by, keys)]
    documents = disclosure.ItemVersion.objects.filter(pk__in=keys).select_related("item")
    return [_document(one) for one in documents.order_by("formed_on", "pk")]


def source_keys(report: AnnualReport, address: str) -> list[int]:
    """The keys of the records behind a cell, each once."""
    parts = entered_parts(form(report.form), address)
    return list(dict.fromkeys(key for part in parts for key in report.sources.get(part, ())))


def is_explained(report: AnnualReport, address: str) -> bool:
    """Whether something stands behind a figure: records, or the historical report with which they begin."""
    parts = entered_parts(form(report.form), address)
    return any(report.sources.get(part) or report.figures.get(part) for part in parts)


def entered_parts(of_form: Form, address: str) -> list[str]:
    """The entered cells that a computed one is the sum of; an entered cell is its own part."""
    if not of_form.cell(address).computed:
        return [address]
    sums = [check.left for check in of_form.checks if check.rule.computes and check.right == (address,)]
    return [part for summand in (sums[0] if sums else ()) for part in entered_parts(of_form, summand)]


def _openings(report: AnnualReport, address: str) -> list[Record]:
    """The historical reports at whose end the records begin, for what was carried over."""
    if not any(part.startswith(f"{OVER}.") for part in entered_parts(form(report.form), address)):
        return []
    found = opening_reports([organ.pk for organ in _organs_of(report)], report.year)
    about = _("历史报告的结转下年度数，由%(who)s确认")
    return [
        Record(
            title=one.title,
            on=None,
            about=about % {"who": one.opening_taken_by},
            url_name="workbench:imported_report",
            url_argument=str(one.pk),
            is_opening=True,
        )
        for one in found
    ]


def _application(one: applications.Application, of_form: Form) -> Record:
    row = of_form.cells.get(f"applications.results.{one.outcome}.natural")
    result = in_words(row.row.heads[-1]) if row else one.get_state_display()
    about = f"{one.get_applicant_kind_display()}；{result}"
    return Record(one.number, one.received_on, about, "workbench:application", one.number)


def _case(one: remedies.RemedyCase) -> Record:
    about = str(remedies.result_label(one) or one.get_state_display())
    return Record(str(one), one.accepted_on, about, "workbench:remedy", str(one.pk))


def _document(one: disclosure.ItemVersion) -> Record:
    return Record(one.title, one.formed_on, one.document_number, "portal:item", one.item.index_number)


def fee_sentence(organ: Organ, year: int) -> str:
    """The fee report of section 6 (B-05): notices issued, what they asked for, what was received; zero is told too.

    It stands in the report, so it is Chinese in whatever language the desk is read.
    """
    fees = applications.fee_figures(organ, year)
    return (
        f"{year}年度发出信息处理费收费通知{fees.notices}件，总金额{fees.asked}元，实际收取{fees.received}元。"
    )
