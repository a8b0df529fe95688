import pytest

from gongkai.accounts.queries import Duty
from tests import factories


@pytest.fixture
def organ(db):
    return factories.organ()


@pytest.fixture
def handler(organ):
    return factories.actor(organ, Duty.APPLICATION_HANDLER)


@pytest.fixture
def head(organ):
    return factories.actor(organ, Duty.OFFICE_HEAD)


@pytest.fixture
def stranger(db):
    """Somebody from another organ who must see nothing."""
    return factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)
