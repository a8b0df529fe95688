"""From the words of a reader to a query of the engine, and to what is to be marked in the hits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema

from gongkai.foundation.search.results import Filters
from gongkai.foundation.search.sounds import LETTERS, begun, syllables
from gongkai.foundation.search.words import Token, fold, pattern, phrase

# All words of a document; what decides whether it is found.
TEXT = "text"
# Where a hit counts besides, and how much.
BESIDE = {"title": 4.0, "keywords": 3.0}
FIELDS = (*BESIDE, "sounds", "initials")
MOST_WORDS = 12
LONGEST_WORDS = 300
LONG_WORD = 4
MOST_OF = 0.5
MOST_INITIALS = 12
QUOTED = re.compile('[“"「『]([^”"」』“「『]+)[”"」』]')
DATE = re.compile(r"(\d{4})(?:[-./]|年)0?(\d{1,2})(?:[-./]|月)0?(\d{1,2})日?")


class Search:
    """What a reader looks for: ``words`` are all required, each as it was typed, in whatever field.

    What stands in quotation marks is one word, blanks and all.
    """

    def __init__(self, words: str, filters: Filters) -> None:
        plain = words[:LONGEST_WORDS]
        quoted = [fold(part) for part in QUOTED.findall(plain)]
        typed = [*quoted, *fold(QUOTED.sub(" ", plain)).split()]
        self.typed = [word for word in typed if phrase(word)][:MOST_WORDS]
        self.quoted = set(quoted)
        self.is_empty = not words.strip()
        self.filters = filters

    def exact(self, schema: Schema) -> Query:
        """All words as they were typed, or, without words, everything that the filters let through."""
        wanted = [_word(schema, word) for word in self.typed]
        beside = [query for word in self.typed for query in _beside(schema, word)]
        return _all_of(wanted or [Query.all_query()], _narrowing(schema, self.filters), better=beside)

    def relaxed(self, schema: Schema) -> Query | None:
        """At least half the pairs of each long word, or None where no word is long enough to be taken apart."""
        if not any(self._is_loose(word) for word in self.typed):
            return None
        wanted = [
            _mostly(schema, word) if self._is_loose(word) else _word(schema, word) for word in self.typed
        ]
        beside = [query for word in self.typed for query in _beside(schema, word)]
        return _all_of(wanted, _narrowing(schema, self.filters), better=beside)

    def beginning(self, schema: Schema) -> Query:
        """All words in the title or among the names, for what is proposed while somebody types."""
        return _all_of(
            [_any_of(_named(schema, word)) for word in self.typed], _narrowing(schema, self.filters)
        )

    def looked_for(self, *, relaxed: bool) -> re.Pattern[str] | None:
        """What to mark in a folded text."""
        words = self.typed
        if relaxed:
            words = [part.term for word in words for part in phrase(word)]
        found = sorted({pattern(word) for word in words}, key=len, reverse=True)
        return re.compile("|".join(found)) if found else None

    def _is_loose(self, word: str) -> bool:
        return word not in self.quoted and len(phrase(word)) >= LONG_WORD - 1


def _word(schema: Schema, word: str) -> Query:
    """The word in any of its writings: as it was typed, a date in its usual forms, letters as pinyin of the title."""
    queries = [_in_field(schema, TEXT, phrase(one)) for one in _writings(word)]
    return _any_of([*queries, *_by_sound(schema, word)])


def _writings(word: str) -> list[str]:
    if (date := DATE.fullmatch(word)) is None:
        return [word]
    year, month, day = date.groups()
    both = {(month, day), (month.zfill(2), day.zfill(2))}
    return sorted(
        {word, *(form.format(year, m, d) for m, d in both for form in ("{}年{}月{}日", "{}-{}-{}"))}
    )


def _by_sound(schema: Schema, word: str) -> list[Query]:
    """Letters alone: zhengdi and zd are 征地."""
    if not LETTERS.fullmatch(word):
        return []
    queries = []
    if sounds := syllables(word):
        queries.append(_in_field(schema, "sounds", _in_row(sounds)))
    if 2 <= len(word) <= MOST_INITIALS:
        queries.append(_in_field(schema, "initials", _in_row(word)))
    return queries


def _named(schema: Schema, word: str) -> list[Query]:
    queries = [*_beside(schema, word), *_by_sound(schema, word)]
    if not syllables(word) and (sounds := begun(word)):
        queries.append(Query.phrase_prefix_query(schema, "sounds", list(sounds)))
    return queries


def _in_row(terms: Iterable[str]) -> list[Token]:
    return [Token(place, term) for place, term in enumerate(terms)]


def _mostly(schema: Schema, word: str) -> Query:
    single = [(Occur.Should, _in_field(schema, TEXT, [Token(0, part.term)])) for part in phrase(word)]
    return Query.boolean_query(single, minimum_number_should_match=math.ceil(len(single) * MOST_OF))


def _beside(schema: Schema, word: str) -> list[Query]:
    """What makes a hit count more: that the title or the names hold the word too."""
    tokens = phrase(word)
    return [Query.boost_query(_in_field(schema, name, tokens), boost) for name, boost in BESIDE.items()]


def _any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


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
            ("year", filters.years),
            ("standing", filters.standings),
            ("format", filters.formats),
        )
        if values
    ]
    if filters.since or filters.until:
        first, last = (filters.since or date.min).toordinal(), (filters.until or date.max).toordinal()
        narrowing.append(Query.range_query(schema, "day", FieldType.Integer, first, last))
    return [Query.const_score_query(query, 0.0) for query in narrowing]


def _all_of(*groups: Iterable[Query], better: Iterable[Query] = ()) -> Query:
    required = [(Occur.Must, query) for group in groups for query in group]
    return Query.boolean_query([*required, *((Occur.Should, query) for query in better)])
