"""What the records say of a year, and which records stand behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.applications import queries as applications
from gongkai.disclosure import queries as disclosure
from gongkai.foundation.ledger import Actor
from gongkai.foundation.wording import in_words
from gongkai.law.reports import Form, form
from gongkai.organs.queries import Organ
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
    """Count the records of the report's organ and year afresh; every figure is a number of records."""
    entered = set(form(report.form).entered)
    found = {
        **_documents(report.organ, report.year),
        **applications.table3_records(report.organ, report.year),
        **remedies.figures(report.organ, report.year),
    }
    known = {address: keys for address, keys in found.items() if address in entered}
    return Counted(
        figures={address: len(keys) for address, keys in known.items()},
        sources={address: list(keys) for address, keys in known.items() if keys},
    )


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
    """One record behind a figure: what it is, what is to be known of it, and the page that shows it."""

    title: str
    on: date | None
    about: str
    url_name: str
    url_argument: str


def records_behind(report: AnnualReport, address: str, by: Actor) -> list[Record]:
    """The records that a figure counts, as far as this person may see them; of a sum, those of all its parts.

    Of an applicant only the class is told.
    """
    keys = source_keys(report, address)
    table = address.partition(".")[0]
    if table == "applications":
        return [_application(one, form(report.form)) for one in applications.by_ids(by, keys)]
    if table == "remedies":
        return [_case(one) for one in remedies.by_ids(by, keys)]
    documents = disclosure.ItemVersion.objects.filter(pk__in=keys).select_related("item")
    return [_document(one) for one in documents.order_by("formed_on", "pk")]


def source_keys(report: AnnualReport, address: str) -> list[int]:
    """The keys of the records behind a cell, each once."""
    parts = _parts(form(report.form), address)
    return list(dict.fromkeys(key for part in parts for key in report.sources.get(part, ())))


def _parts(of_form: Form, address: str) -> list[str]:
    """The entered cells that a computed one is the sum of; an entered cell is its own part."""
    if not of_form.cell(address).computed:
        return [address]
    sums = [check.left for check in of_form.checks if check.rule.computes and check.right == (address,)]
    return [part for summand in (sums[0] if sums else ()) for part in _parts(of_form, summand)]


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
