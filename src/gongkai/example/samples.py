"""The real reports, read and taken over by the same code that reads any report."""

from __future__ import annotations

from pathlib import Path

from gongkai.annual_reports.actions import import_reading
from gongkai.example.organs import found_samples
from gongkai.foundation.ledger import SYSTEM
from gongkai.reading.reader import read

HERE = Path(__file__).parent


def import_samples() -> int:
    """Found the organs of the real reports and take each report over as it was read; answers how many."""
    taken = 0
    for organ, report in found_samples():
        paper = HERE / report["file"]
        reading = read(paper.read_bytes(), paper.name)
        import_reading(
            organ,
            reading.year or 0,
            reading.to_json(),
            by=SYSTEM,
            source_name=report.get("source", paper.name),
            source_text=reading.text.body,
        )
        taken += 1
    return taken
