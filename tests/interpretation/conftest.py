import pytest

from gongkai.foundation.moment import acting_at
from tests.disclosure import builders as items
from tests.disclosure.builders import Office
from tests.disclosure.desk import FRIDAY


@pytest.fixture(autouse=True)
def _day():
    """It is Friday, 20 November 2026, ten in the morning."""
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db) -> Office:
    return items.office()
