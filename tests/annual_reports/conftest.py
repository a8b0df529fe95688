"""The cast of a report: a bureau in January, its clerk, its signer, and last year's applications."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.accounts.queries import Duty
from gongkai.foundation.moment import acting_at
from tests import factories

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def january():
    """It is the middle of January 2026: the report on 2025 is being made."""
    with acting_at(datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def clerk(bureau):
    return factories.actor(bureau, Duty.REPORT_CLERK)


@pytest.fixture
def signer(bureau):
    return factories.actor(bureau, Duty.SIGNER)
