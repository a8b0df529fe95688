"""What people type into the search of the example region, and what must come first."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from gongkai.disclosure.queries import search_docs
from gongkai.foundation import search
from gongkai.foundation.search.words import fold, han_runs

TABLE = yaml.safe_load(Path(__file__).with_name("real_queries.yaml").read_text("utf-8"))
QUERIES = [(group, words, tuple(titles)) for group, rows in TABLE.items() for words, *titles in rows]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def index(example):
    """Where the index of the example region lies."""
    return settings.GONGKAI_INDEX_DIR


@pytest.fixture(autouse=True)
def _region(index, settings):
    settings.GONGKAI_INDEX_DIR = index


def test_the_table_holds_sixty_queries_of_all_kinds():
    assert len(QUERIES) >= 60
    assert len(TABLE) >= 8


@pytest.mark.parametrize(
    ("group", "words", "titles"), QUERIES, ids=[words for _group, words, _titles in QUERIES]
)
def test_the_first_hit_is_what_was_meant(group, words, titles):
    found = search.find(words)
    if group.startswith("wrong"):
        assert found.meant, "nothing was proposed instead"
        found = search.find(found.meant)

    first = "".join(span.text for span in found.hits[0].title)
    assert first.startswith(titles), first


def test_totals_are_those_of_a_scan_of_the_texts():
    """Every pair of characters of every title is found in as many documents as hold it."""
    texts = [fold("\n".join((doc.title, doc.body, doc.files, *doc.keywords))) for doc in search_docs()]
    pairs = {
        run[at : at + 2] for text in texts[:60] for run in han_runs(text[:80]) for at in range(len(run) - 1)
    }
    assert len(pairs) > 300
    for pair in sorted(pairs):
        assert search.find(pair).total == sum(pair in text for text in texts), pair
