"""One house for all tests: quick hashing, tasks run at once, nothing kept (see also home.py)."""

import os
from pathlib import Path

import pytest
from hypothesis import settings as properties

from gongkai.foundation.remembered import forget_all
from tests import factories

# No test is timed: a busy machine is no fault. The gate draws the same examples every time, so that it judges the
# change and not the draw; at a desk each run draws others.
properties.register_profile("desk", deadline=None)
properties.register_profile("gate", deadline=None, derandomize=True)
properties.load_profile("gate" if os.environ.get("GONGKAI_REQUIRE_BROWSER") else "desk")


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    """Nothing a test stores outlives it, and no test waits for argon2 or a worker."""
    forget_all()
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.GONGKAI_INDEX_DIR = tmp_path / "index"
    settings.GONGKAI_TREE_DIR = tmp_path / "tree"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def data() -> Path:
    return Path(__file__).parent / "data"


@pytest.fixture
def organ(db):
    """青禾市财政局, where the cast works."""
    return factories.organ()


@pytest.fixture
def handler(organ):
    return factories.actor(organ, factories.Duty.APPLICATION_HANDLER)


@pytest.fixture
def head(organ):
    return factories.actor(organ, factories.Duty.OFFICE_HEAD)
