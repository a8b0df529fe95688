import pytest

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM


@pytest.fixture
def catalogue(db):
    """The standard columns."""
    adopt_standard_catalogue(by=SYSTEM)
