import pytest

from tests.obligations import builders


@pytest.fixture(autouse=True)
def _day():
    """It is Monday, 2 March 2026, ten in the morning."""
    with builders.at("2026-03-02"):
        yield


@pytest.fixture
def watch(db) -> builders.Watch:
    return builders.watch()
