import pytest

from gongkai.accounts.queries import Duty
from tests import factories


@pytest.fixture
def stranger(db):
    """Somebody from another organ who must see nothing."""
    return factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)
