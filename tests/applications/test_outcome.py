"""One application, one row of the annual report, however many things it asks for (B-54, B-55)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications import queries
from gongkai.applications.models import Item
from gongkai.law.replies import all_reply_kinds, outcomes

KINDS = [
    kind.code
    for kind in all_reply_kinds()
    if kind.code not in {"overdue_correction", "overdue_fee", "withdrawn"}
]
OF = {kind.code: kind.outcome for kind in all_reply_kinds()}


def outcome(*kinds):
    return queries.outcome_of([Item(position=at, reply_kind=kind) for at, kind in enumerate(kinds)]).outcome


@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_counts_where_its_reply_does(kind):
    assert outcome(kind) == OF[kind]


@pytest.mark.parametrize(
    ("kinds", "row"),
    [
        (("disclosed", "state_secret", "nonexistent"), "partial"),  # L-17
        (("disclosed", "already_published"), "granted"),
        (("disclosed", "repeat"), "partial"),
        (("partly_disclosed", "state_secret"), "partial"),
        (("nonexistent", "privacy"), "denied.third_party"),
        (("other", "repeat", "need_creation"), "unable.need_creation"),
    ],
)
def test_several_things_count_once(kinds, row):
    assert outcome(*kinds) == row


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))
def test_what_is_given_in_part_is_a_partial_disclosure_and_all_else_counts_as_one_of_its_items(kinds):
    rows = {OF[kind] for kind in kinds}
    told = outcome(*kinds)

    assert told in {one.code for one in outcomes()}
    if "partial" in rows or ("granted" in rows and len(rows) > 1):
        assert told == "partial"
    else:
        assert told in rows


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_things_changes_nothing(kinds, random):
    shuffled = list(kinds)
    random.shuffle(shuffled)

    assert outcome(*kinds) == outcome(*shuffled)
