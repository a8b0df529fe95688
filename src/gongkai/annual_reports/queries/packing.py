"""The entered cells of a report as a row of whole numbers, eight bytes each, in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from gongkai.annual_reports.models import AnnualReport, Number, PackedCells
from gongkai.annual_reports.queries.headlines import headlines
from gongkai.law.reports import Form, form

Figures = NDArray[np.int64]

UNKNOWN = int(np.iinfo(np.int64).min)
# 万元 to the cent; whole numbers, so that sums are exact.
MILLIONTHS = 10**6
# What a published report prints beyond it is a slip, and unknown to a sum: 180,000 times it still fits.
LARGEST = 4 * 10**13


def pack(of_form: Form, values: Mapping[str, Number | None]) -> bytes:
    """These values as a row; what is unknown stays unknown."""
    row = [_packed(values.get(address), scale) for address, scale in scales_of(of_form)]
    return np.array(row, dtype="<i8").tobytes()


def unpack(of_form: Form, row: Figures) -> dict[str, Number | None]:
    """The values of a row by their addresses."""
    return {
        address: None if number == UNKNOWN else _number(number, scale)
        for (address, scale), number in zip(scales_of(of_form), row.tolist(), strict=True)
    }


def packed(report: AnnualReport) -> PackedCells:
    """What belongs beside the report as it stands; not saved."""
    cells = pack(form(report.form), report.values)
    told = headlines(report)
    return PackedCells(report_id=report.pk, year=report.year, form=report.form, cells=cells, **told)


def scales_of(of_form: Form) -> list[tuple[str, int]]:
    """The entered cells in the order of a row, each with what one of its unit is written as."""
    return [
        (address, MILLIONTHS if of_form.cells[address].kind == "amount" else 1) for address in of_form.entered
    ]


def _packed(value: Number | None, scale: int) -> int:
    if value is None:
        return UNKNOWN
    scaled = value * scale
    return int(scaled) if scaled == int(scaled) and -LARGEST <= scaled <= LARGEST else UNKNOWN


def _number(number: int, scale: int) -> Number:
    whole, rest = divmod(number, scale)
    return Decimal(number) / scale if rest else whole
