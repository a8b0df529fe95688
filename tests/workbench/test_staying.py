"""Half an hour without work ends a session; work does not."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from gongkai.accounts.queries import Duty
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.staff(duty=Duty.SUBMITTER).user, "django.contrib.auth.backends.ModelBackend")
    return client


def ends_in() -> float:
    return (Session.objects.get().expire_date - timezone.now()).total_seconds()


def test_work_at_the_desk_renews_the_session(desk, monkeypatch):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=3))
    later = time.time() + 27 * 60
    monkeypatch.setattr("gongkai.workbench.access.time.time", lambda: later)

    desk.get("/desk/")

    assert 29 * 60 < ends_in() <= 30 * 60


def test_a_page_soon_after_another_writes_no_session(desk):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=28))

    desk.get("/desk/")

    assert ends_in() < 28 * 60


def test_no_page_of_the_desk_is_kept(desk):
    assert "no-store" in desk.get("/desk/").headers["Cache-Control"]
