"""Tests make their tables straight from the models; here an installation's own way is walked once, from nothing."""

import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import connection

EMPTY = "gongkai_from_nothing"


@contextmanager
def empty_database(folder):
    """The address of a database with nothing in it, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    told = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {EMPTY}")
    login = f"{told['USER']}:{told['PASSWORD']}" if told["PASSWORD"] else told["USER"]
    # A socket's folder stands in an address as an option.
    host = told["HOST"] or told["OPTIONS"].get("host", "")
    try:
        yield f"postgresql://{login}@/{EMPTY}?host={quote(host)}&port={told['PORT'] or 5432}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {EMPTY} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)  # a database is not made inside a transaction
def test_the_migrations_lead_from_nothing_to_the_present(tmp_path):
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    with empty_database(tmp_path) as address:
        told = {
            "DATABASE_URL": address,
            "GONGKAI_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        }
        for arguments in ([], ["--check"]):
            done = subprocess.run(
                [*command, *arguments], env=os.environ | told, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
