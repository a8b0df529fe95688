"""What time it is, asked in one place, so that a back-dated import, the example and a test can set it.

Pure law never asks; views, tasks and actions ask here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The present day where the organs are (Asia/Shanghai)."""
    return timezone.localdate(now())


@contextmanager
def acting_at(moment: datetime) -> Iterator[None]:
    """Let acts inside the block happen at ``moment`` (aware): they are recorded with that time."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
