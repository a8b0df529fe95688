"""What is indexed of a text, and what of a query must be found in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.search.words import fold, fold_with_places, pattern, phrase, terms


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("政府令", ["政", "政府", "府", "府令", "令"]),
        ("第8号", ["第", "8", "号"]),
        ("A市，乙", ["a", "市", "乙"]),
        ("〔2024〕 GB/T 9704-2012", ["2024", "gb", "t", "9704", "2012"]),
        ("……", []),
        ("", []),
        ("x" * 300, ["x" * 100]),
    ],
)
def test_single_characters_pairs_and_whole_runs_are_indexed(text, indexed):
    assert terms(text) == indexed


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ａ１２", "a12"), ("徵收補償", "征收补偿"), ("ＧＢ／Ｔ", "gb/t"), ("⼈民", "人民"), ("㈠", "(一)")],
)
def test_width_case_and_script_make_no_difference(one, other):
    assert fold(one) == other


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_part_is_folded_as_in_the_whole(left, right):
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text(max_size=40))
def test_every_folded_character_knows_where_it_came_from(text):
    folded, places = fold_with_places(text)

    assert len(folded) == len(places)
    assert [fold(text[place]).find(char) >= 0 for char, place in zip(folded, places, strict=True)] == [
        True
    ] * len(folded)


@given(st.text("甲乙丙a1 ，〔", max_size=20))
def test_the_terms_of_a_phrase_stand_at_their_places_in_the_text(text):
    indexed = terms(text)

    assert [indexed[token.place] for token in phrase(text)] == [token.term for token in phrase(text)]


@pytest.mark.parametrize(
    ("word", "text", "marked"),
    [
        ("征收", "房屋征收补偿", "征收"),
        ("〔2024〕8号", "政办发[2024]8号", "2024]8号"),
        ("2024", "12024和2024", "2024"),
        ("c++", "C++", "c"),
    ],
)
def test_a_word_is_seen_again_in_the_text(word, text, marked):
    found = list(re.finditer(pattern(word), fold(text)))

    assert [match.group() for match in found] == [marked]
