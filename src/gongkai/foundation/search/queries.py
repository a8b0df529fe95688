"""From the words of a reader to a query of the engine, and to what is to be marked in the hits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema

from gongkai.foundation.search.results import Filters
from gongkai.foundation.search.words import Token, fold, pattern, phrase

# Where words are looked for, and how much a hit there counts.
FIELDS = {"title": 4.0, "keywords": 3.0, "body": 1.0}
MOST_WORDS = 12
LONGEST_WORDS = 300
LONG_WORD = 4
MOST_OF = 0.5


class Search:
    """What a reader looks for: ``words`` are all required, each as it was typed, in whatever field."""

    def __init__(self, words: str, filters: Filters) -> None:
        self.typed = [word for word in fold(words[:LONGEST_WORDS]).split() if phrase(word)][:MOST_WORDS]
        self.is_empty = not words.strip()
        self.filters = filters

    def exact(self, schema: Schema) -> Query:
        """All words as they were typed, or, without words, everything that the filters let through."""
        wanted = [_anywhere(schema, phrase(word)) for word in self.typed]
        return _all_of(wanted or [Query.all_query()], _narrowing(schema, self.filters))

    def relaxed(self, schema: Schema) -> Query | None:
        """At least half the pairs of each long word, or None where no word is long enough to be taken apart."""
        if not any(_is_long(word) for word in self.typed):
            return None
        return _all_of([_mostly(schema, word) for word in self.typed], _narrowing(schema, self.filters))

    def looked_for(self, *, relaxed: bool) -> re.Pattern[str] | None:
        """What to mark in a folded text."""
        words = self.typed
        if relaxed:
            words = [part.term for word in words for part in phrase(word)]
        found = sorted({pattern(word) for word in words}, key=len, reverse=True)
        return re.compile("|".join(found)) if found else None


def _is_long(word: str) -> bool:
    return len(phrase(word)) >= LONG_WORD - 1


def _mostly(schema: Schema, word: str) -> Query:
    parts = phrase(word)
    if not _is_long(word):
        return _anywhere(schema, parts)
    single = [(Occur.Should, _anywhere(schema, [Token(0, part.term)])) for part in parts]
    return Query.boolean_query(single, minimum_number_should_match=math.ceil(len(single) * MOST_OF))


def _anywhere(schema: Schema, tokens: Sequence[Token]) -> Query:
    """These terms at their distances in one of the fields, the best field counting."""
    in_fields = [Query.boost_query(_in_field(schema, name, tokens), boost) for name, boost in FIELDS.items()]
    return Query.disjunction_max_query(in_fields, 0.1)


def _in_field(schema: Schema, name: str, tokens: Sequence[Token]) -> Query:
    if len(tokens) == 1:
        return Query.term_query(schema, name, tokens[0].term)
    start = tokens[0].place
    return Query.phrase_query(schema, name, [(token.place - start, token.term) for token in tokens])


def _narrowing(schema: Schema, filters: Filters) -> list[Query]:
    """One query for each filter that is set; they decide, and count nothing."""
    narrowing = [
        Query.term_set_query(schema, name, [str(value) for value in values])
        for name, values in (
            ("kind", filters.kinds),
            ("organ", filters.organ_ids),
            ("column", filters.column_ids),
        )
        if values
    ]
    if filters.since or filters.until:
        first, last = (filters.since or date.min).toordinal(), (filters.until or date.max).toordinal()
        narrowing.append(Query.range_query(schema, "day", FieldType.Integer, first, last))
    return [Query.const_score_query(query, 0.0) for query in narrowing]


def _all_of(*groups: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for group in groups for query in group])
