"""Applications and reports in the first days of a year, when last year's reports are being filled."""

from datetime import datetime

import pytest

from gongkai.annual_reports.models import AnnualReport
from gongkai.applications.models import Application
from gongkai.applications.workflow import State
from gongkai.example.applications import application_stories
from gongkai.example.load import build
from gongkai.example.organs import mergers
from gongkai.example.reports import report_stories
from gongkai.example.timeline import play
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import now

NEW_YEAR = datetime(2027, 1, 4, 0, 5)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_year")]


@pytest.fixture(scope="module")
def new_year(house):
    with house(NEW_YEAR):
        scene = build(lambda line: None)
        play([*mergers(scene.days), *application_stories(scene), *report_stories(scene)], until=now())
        yield


def test_the_reports_that_are_out_are_those_on_the_year_before_last():
    assert set(AnnualReport.objects.filter(state="published").values_list("year", flat=True)) == {2024, 2025}
    assert set(AnnualReport.objects.filter(state="draft").values_list("year", flat=True)) == {2026}


def test_applications_stand_in_every_state():
    assert set(Application.objects.values_list("state", flat=True)) == set(State)


def test_nothing_has_happened_in_the_future():
    assert not Entry.objects.filter(at__gt=now()).exists()
