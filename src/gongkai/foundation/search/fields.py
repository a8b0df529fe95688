"""A document as the engine keeps it: terms to be found by, numbers to sort by, and what is shown of a hit."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import tantivy

from gongkai.foundation.search.queries import FIELDS
from gongkai.foundation.search.results import Doc, Hit, marked, snippet
from gongkai.foundation.search.words import terms

# A document ten years younger counts half as much again; the proportion is the same whatever day it is.
DAYS, YOUNGER = 3650, 1.5
UNDATED = date(1990, 1, 1)
_ORIGIN = date(2000, 1, 1)
# Between two keywords, so that nothing is found that runs from one into the next.
GAP = "|"


@cache
def schema() -> tantivy.Schema:
    """The fields of a document."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "organ", "column"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def written(doc: Doc) -> tantivy.Document:
    """The document for the index."""
    made = tantivy.Document()
    made.add_text("id", doc.id)
    made.add_text("kind", doc.kind)
    for column in doc.column_ids:
        made.add_text("column", str(column))
    if doc.organ_id is not None:
        made.add_text("organ", str(doc.organ_id))
    made.add_text("title", " ".join(terms(doc.title)))
    made.add_text("body", " ".join(terms(doc.body)))
    made.add_text("keywords", f" {GAP} ".join(" ".join(terms(word)) for word in doc.keywords))
    made.add_integer("day", doc.on.toordinal() if doc.on else 0)
    made.add_float("weight", YOUNGER ** (((doc.on or UNDATED) - _ORIGIN).days / DAYS))
    made.add_bytes("shown", json.dumps(_kept(doc), ensure_ascii=False).encode("utf-8", "replace"))
    return made


def _kept(doc: Doc) -> Sequence[object]:
    return [doc.id, doc.kind, doc.title, doc.body, doc.url, doc.organ_id, doc.on and doc.on.isoformat()]


def shown(document: tantivy.Document, looked_for: re.Pattern[str] | None) -> Hit:
    """A document of the index as a hit, with what was looked for marked."""
    kept: Any = document.get_first("shown")
    doc_id, kind, title, body, url, organ_id, on = json.loads(bytes(kept))
    return Hit(
        id=doc_id,
        kind=kind,
        title=marked(title, looked_for),
        snippet=snippet(body, looked_for),
        url=url,
        organ_id=organ_id,
        on=date.fromisoformat(on) if on else None,
    )
