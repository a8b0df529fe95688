"""A reading in the JSON layout in which reports are exchanged."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gongkai.law.reports.documents import UNIT, path_of
from gongkai.reading.digits import Number
from gongkai.reading.figure import Figure

if TYPE_CHECKING:
    from gongkai.reading.reader import Reading


def to_json(reading: Reading) -> dict[str, Any]:
    """Plain data: ``json.dumps(reading.to_json(), ensure_ascii=False)``."""
    document: dict[str, Any] = {
        "file": reading.name,
        "is_annual_report": reading.is_annual_report,
        "title": reading.title,
        "organ": reading.organ,
        "level": reading.level,
        "year": reading.year,
        "period": _period(reading),
        "form": _form(reading.form),
    }
    if not reading.is_annual_report:
        return {**document, "why_not": reading.why_not, "findings": []}
    document["variant"] = reading.form
    tables: dict[str, dict[str, Figure]] = {
        "proactive": {},
        "applications": {},
        "remedies": {},
        "pre2019": {},
    }
    for address, figure in reading.figures.items():
        tables[address.partition(".")[0]][address] = figure
    for cells in tables.values():
        _place_all(document, cells)
    document["narrative"] = _narrative(reading)
    document["sections"] = [
        {"number": s.number, "title": s.title, "topic": s.topic, "line": s.line, "text": s.text}
        for s in reading.sections
    ]
    document["findings"] = [_finding(reading, at) for at in range(len(reading.findings))]
    document["others"] = list(reading.others)
    document["evidence"] = _evidence(reading)
    document["unread"] = [
        {"place": d.place, "words": d.words, "line": d.line, "why": d.why} for d in reading.doubts
    ]
    return document


def _form(name: str | None) -> str | None:
    return name if name in ("2019", "2021", None) else "pre2019"


def _period(reading: Reading) -> dict[str, Any] | None:
    if reading.period is None:
        return None
    start, end = reading.period.start, reading.period.end
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "words": reading.period.words,
    }


def plain(value: Number | None) -> int | float | None:
    """A number as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _place_all(document: dict[str, Any], cells: dict[str, Figure]) -> None:
    for address, figure in cells.items():
        *keys, last = path_of(address)
        place = document
        for key in keys:
            place = place.setdefault(key, {})
        place[last] = plain(figure.value)
        if figure.unit:
            place[UNIT] = figure.unit


def _narrative(reading: Reading) -> dict[str, Any]:
    told: dict[str, Any] = dict(reading.about)
    for key, figure in reading.told.items():
        group, _, rest = (
            key.rpartition(".") if key.startswith("applications.results.") else key.partition(".")
        )
        place = told
        for part in group.split(".") if rest else ():
            place = place.setdefault(part, {})
        place[rest or group] = plain(figure.value)
    published = next((b for b in reading.breakdowns if b.of_published and b.total is not None), None)
    published = published or next((b for b in reading.breakdowns if b.of_published), None)
    if published:
        told["published_breakdown"] = {item.label: plain(item.value) for item in published.items}
    return told


def _finding(reading: Reading, at: int) -> dict[str, Any]:
    remark = reading.findings[at]
    found: dict[str, Any] = {"rule": remark.rule, "severity": remark.severity, "text": remark.text}
    if remark.left is not None or remark.right is not None:
        left = remark.left if isinstance(remark.left, str) else plain(remark.left)
        found |= {"left": left, "right": plain(remark.right)}
    if remark.cells:
        found["cells"] = list(remark.cells)
    if remark.words:
        found["words"] = remark.words
    return found


def _evidence(reading: Reading) -> dict[str, Any]:
    told = {f"narrative.{key}": figure for key, figure in reading.told.items()}
    return {
        address: {
            "words": figure.words,
            "line": figure.line,
            "confidence": figure.confidence,
            **({"why": figure.why} if figure.why else {}),
        }
        for address, figure in {**reading.figures, **told}.items()
    }
