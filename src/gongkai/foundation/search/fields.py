"""A document as the engine keeps it: terms to be found by, numbers to sort by, and what is shown of a hit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import tantivy

from gongkai.foundation.search.queries import FIELDS, TEXT
from gongkai.foundation.search.results import Doc, Hit, marked, snippet
from gongkai.foundation.search.sounds import sounds_of
from gongkai.foundation.search.words import terms

# A document ten years younger counts half as much again; the proportion is the same whatever day it is.
DAYS, YOUNGER = 3650, 1.5
UNDATED = date(1990, 1, 1)
_ORIGIN = date(2000, 1, 1)
# A snippet is taken from the beginning of a long text; what is found further on is found without one.
MOST_SHOWN = 6000
# Between two keywords, so that nothing is found that runs from one into the next.
GAP = "|"


# What hits are counted by: one value of each document, or several.
FACETS = {
    "organ": "publisher",
    "column": "column",
    "kind": "kind",
    "year": "year",
    "standing": "standing",
    "format": "format",
}


@cache
def schema() -> tantivy.Schema:
    """The fields of a document. ``text`` holds all its words, so that one list of places decides what is found."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "publisher", "organ", "column", "year", "standing", "format"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name != "organ")
    for name in (TEXT, *FIELDS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def written(doc: Doc) -> tantivy.Document:
    """The document for the index."""
    made = tantivy.Document()
    made.add_text("id", doc.id)
    for name, values in _marks(doc):
        for value in values:
            made.add_text(name, str(value))
    title, keywords = (
        " ".join(terms(doc.title)),
        f" {GAP} ".join(" ".join(terms(word)) for word in doc.keywords),
    )
    made.add_text("title", title)
    made.add_text("keywords", keywords)
    parts = (title, keywords, " ".join(terms(doc.body)), " ".join(terms(doc.files)))
    made.add_text(TEXT, f" {GAP} ".join(part for part in parts if part))
    sounds = sounds_of(doc.title)
    made.add_text("sounds", " ".join(sounds))
    made.add_text("initials", " ".join(sound[0] for sound in sounds))
    made.add_integer("day", doc.on.toordinal() if doc.on else 0)
    made.add_float("weight", YOUNGER ** (((doc.on or UNDATED) - _ORIGIN).days / DAYS))
    made.add_bytes("shown", json.dumps(_kept(doc), ensure_ascii=False).encode("utf-8", "replace"))
    return made


def _marks(doc: Doc) -> Iterator[tuple[str, Sequence[object]]]:
    """What a search is narrowed and counted by."""
    own = () if doc.organ_id is None else (doc.organ_id,)
    yield "kind", (doc.kind,)
    yield "publisher", own
    yield "organ", doc.organ_line or own
    yield "column", doc.column_ids
    yield "year", (doc.on.year,) if doc.on else ()
    yield "standing", (doc.standing,) if doc.standing else ()
    yield "format", sorted(set(doc.formats))


def _kept(doc: Doc) -> Sequence[object]:
    body = "\n".join(part for part in (doc.body, doc.files) if part)[:MOST_SHOWN]
    return [doc.id, doc.kind, doc.title, body, doc.url, doc.organ_id, doc.on and doc.on.isoformat()]


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
