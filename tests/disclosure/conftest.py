import pytest
from django.core.files.base import ContentFile

from gongkai.foundation.files import store_upload
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.builders import Office
from tests.disclosure.desk import FRIDAY


@pytest.fixture(autouse=True)
def _day():
    """It is Friday, 20 November 2026, ten in the morning."""
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db) -> Office:
    return builders.office()


@pytest.fixture
def make_file(db):
    """A stored file as an upload would have made it."""

    def make(name="附件.txt", text=b"content"):
        return store_upload(ContentFile(text, name=name), by=SYSTEM)

    return make
