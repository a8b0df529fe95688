"""The example region, loaded once for a module as it would be on a fixed day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from gongkai.example.load import load
from gongkai.foundation.moment import acting_at

# A Sunday in late autumn: last year's reports are out, this year's are being filled.
SUNDAY_IN_NOVEMBER = datetime(2026, 11, 22, 9, 30)


@pytest.fixture(scope="module")
def example(house):
    """The lines that were said while loading; everything is gone again after the module."""
    said: list[str] = []
    with house(SUNDAY_IN_NOVEMBER):
        load(said.append)
        yield said


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Callable[..., object]:
    """A moment of loading at which whatever is done lasts as long as the block."""

    @contextmanager
    def at(moment: datetime) -> Iterator[None]:
        home = tmp_path_factory.mktemp("example")
        settings = override_settings(
            EXAMPLE_MODE=True,
            MEDIA_ROOT=home / "files",
            GONGKAI_INDEX_DIR=home / "index",
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
            TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
        )
        moved = acting_at(timezone.make_aware(moment))
        with django_db_blocker.unblock(), settings, moved, transaction.atomic():
            yield
            transaction.set_rollback(True)

    return at
