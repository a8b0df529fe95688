"""What a report says as JSON, described for machines: a JSON Schema for each form, and a vocabulary (docs/report-schema.md).

Both are made of the forms, so that they cannot say anything else than the reports.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import reverse

from gongkai.law.reports import Cell, form
from gongkai.law.reports.documents import UNIT, path_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPE = "AnnualReport"
Schema = dict[str, Any]


def addresses(form_name: str) -> dict[str, str]:
    """What a report in that form begins with: where its schema and its vocabulary are, and what it is."""
    return {
        "$schema": reverse("portal:report_schema", args=[form_name]),
        "@context": reverse("portal:report_vocabulary"),
        "@type": TYPE,
    }


@cache
def json_schema(form_name: str) -> Schema:
    """The JSON Schema of the reports in one form. Raises NoSuchForm."""
    of_form = form(form_name)
    schema: Schema = {
        "$schema": DIALECT,
        "title": of_form.label.zh,
        "description": of_form.label.en,
        "type": "object",
        "required": ["organ", "year", "title", "form"],
        "properties": dict(_HEAD),
    }
    for address, cell in of_form.cells.items():
        _place(schema, path_of(address), cell)
    return schema


@cache
def vocabulary() -> Schema:
    """The JSON-LD context: who reports, on which year, and a name for every cell of the form in force."""
    here = reverse("portal:report_vocabulary")
    return {
        "@context": {
            "@vocab": f"{here}#",
            "organ": "http://purl.org/dc/terms/creator",
            "title": "http://purl.org/dc/terms/title",
            "year": {
                "@id": "http://purl.org/dc/terms/temporal",
                "@type": "http://www.w3.org/2001/XMLSchema#gYear",
            },
            "source": "http://purl.org/dc/terms/source",
            "published": {
                "@id": "http://purl.org/dc/terms/issued",
                "@type": "http://www.w3.org/2001/XMLSchema#date",
            },
        }
    }


_TEXT = {"type": ["string", "null"]}
_HEAD: Schema = {
    "@context": {"type": "string"},
    "@id": {"type": "string"},
    "@type": {"const": TYPE},
    "is_annual_report": {"const": True},
    "organ": {"type": "string", "description": "the name of the organ that reports"},
    "year": {"type": "integer", "description": "the year reported on"},
    "edition": {"type": "integer", "minimum": 1},
    "mended_because": {"type": "string", "description": "why there is a later edition"},
    "published": _TEXT | {"format": "date"},
    "title": {"type": "string"},
    "source": _TEXT | {"description": "where a report was read that others published"},
    "form": {"type": "string"},
    "texts": {"type": "object", "additionalProperties": {"type": "string"}},
    "corrected": {
        "type": "object",
        "description": "cells in which a person corrected the records' figure, with the reason",
        "additionalProperties": {"type": "string"},
    },
    "units": {
        "type": "object",
        "description": "of a government: whose reports were added to its own office's, and whose are missing",
        "properties": {
            "added": {"type": "array", "items": {"type": "string"}},
            "missing": {"type": "array", "items": {"type": "string"}},
        },
    },
    "findings": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["rule", "severity", "text"],
            "properties": {
                "rule": {"type": "string"},
                "severity": {"enum": ["error", "warning", "note"]},
                "text": {"type": "string"},
                "left": {"type": ["number", "null"]},
                "right": {"type": ["number", "null"]},
                "explanation": _TEXT,
            },
        },
    },
}


def _place(schema: Schema, path: tuple[str, ...], cell: Cell) -> None:
    place = schema
    for key in path[:-1]:
        place = place["properties"].setdefault(key, {"type": "object", "properties": {}})
    place["properties"][path[-1]] = _figure(cell)
    if cell.kind == "amount":
        place["properties"][UNIT] = {"const": cell.unit}


def _figure(cell: Cell) -> Schema:
    """An unknown figure is null, which is not zero."""
    figure: Schema = {
        "type": ["number" if cell.kind == "amount" else "integer", "null"],
        "title": cell.label.zh,
        "description": f"{cell.label.en} ({cell.unit})" + (", a sum" if cell.computed else ""),
    }
    return figure if cell.kind == "change" else figure | {"minimum": 0}
