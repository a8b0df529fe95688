"""Published reports beside each other: one organ over the years, a government's organs in one year."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports.models import AnnualReport
from gongkai.organs.models import Organ
from gongkai.portal.annual_reports.comparing import bars
from tests import factories
from tests.annual_reports import builders
from tests.annual_reports.builders import YEAR
from tests.applications.builders import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _january():
    with at(date(YEAR + 1, 1, 15)):
        yield


@pytest.fixture
def bureau(db):
    factories.organ(factories.TOWN)
    return factories.organ()


def published(organ, year=YEAR):
    clerk, signer = (factories.actor(organ, duty) for duty in (Duty.REPORT_CLERK, Duty.SIGNER))
    return builders.report_published(Organ.objects.get(pk=organ.pk), clerk, signer, year)


def test_a_bar_is_as_long_as_its_share_of_the_longest():
    assert [one.share for one in bars([("a", 4), ("b", None), ("c", 1)])] == [100, 0, 25]
    assert [one.share for one in bars([("a", 0), ("b", None)])] == [0, 0]


def test_the_years_of_an_organ_stand_beside_each_other(client, bureau):
    builders.a_year_of_applications(bureau)
    for year in (YEAR - 1, YEAR):
        published(bureau, year)

    page = client.get(reverse("portal:compared_years", args=[bureau.code]))

    assert [(bar.label, bar.value) for bar in page.context["bars"]] == [(YEAR, 5), (YEAR - 1, 3)]
    assert [one.year for one, _figures in page.context["rows"]] == [YEAR - 1, YEAR]


def test_a_figure_that_is_not_there_is_not_asked_for(client, bureau):
    published(bureau)

    page = client.get(reverse("portal:compared_years", args=[bureau.code]), {"figure": "<script>"})

    assert page.context["chosen"] == "received"
    assert client.get(reverse("portal:compared_years", args=["nobody"])).status_code == 404


def test_the_overview_tells_who_published_and_who_was_late(client, bureau):
    on_time = published(bureau)
    with at(date(YEAR + 1, 4, 2)):
        city = factories.organ(factories.CITY)
        late = published(city)

    page = client.get(reverse("portal:reports_overview", args=[city.code, YEAR]))

    lines = {one.organ.code: one for one, _figures in page.context["rows"]}
    assert lines[bureau.code].report == on_time and not lines[bureau.code].late
    assert lines[city.code].report == late and lines[city.code].late
    assert lines[factories.TOWN].report is None
    assert (page.context["published"], page.context["late"]) == (2, 1)


def test_there_is_no_overview_of_a_bureau(client, bureau):
    published(bureau)

    assert client.get(reverse("portal:reports_overview", args=[bureau.code, YEAR])).status_code == 404


def test_a_government_is_compared_with_all_that_was_added_to_it(client, bureau):
    builders.a_year_of_applications(bureau)
    published(bureau)
    city = factories.organ(factories.CITY)
    whole = published(city)
    assert AnnualReport.objects.get(pk=whole.pk).units["reports"]

    page = client.get(reverse("portal:compared_years", args=[city.code]))

    assert [bar.value for bar in page.context["bars"]] == [5]


@pytest.mark.parametrize("more", [0, 3])
def test_the_overview_costs_the_same_with_more_organs(client, bureau, more, django_assert_num_queries):
    published(bureau)
    for number in range(more):
        published(factories.organ(f"more-{number}"))
    address = reverse("portal:reports_overview", args=[factories.CITY, YEAR])
    client.get(address)

    with django_assert_num_queries(6):
        client.get(address)
