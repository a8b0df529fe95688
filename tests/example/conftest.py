"""The example region, loaded once for a module as it would be on a fixed day."""

from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from gongkai.example.load import load
from gongkai.foundation.moment import acting_at

# A Sunday in late autumn: last year's reports are out, this year's are being filled.
LOADED_AT = datetime(2026, 11, 22, 9, 30)


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker, tmp_path_factory):
    """The lines that were said while loading; everything is gone again after the module."""
    home = tmp_path_factory.mktemp("example")
    house = override_settings(
        EXAMPLE_MODE=True,
        MEDIA_ROOT=home / "files",
        GONGKAI_INDEX_DIR=home / "index",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    )
    with django_db_blocker.unblock(), house, acting_at(timezone.make_aware(LOADED_AT)), transaction.atomic():
        said: list[str] = []
        load(said.append)
        yield said
        transaction.set_rollback(True)
