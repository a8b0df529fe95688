"""What we publish, anybody can read back: page, docx, PDF and xlsx of a report give exactly its cells."""

import json
from decimal import Decimal
from random import Random

import pytest
from django.urls import reverse

from gongkai.annual_reports import actions, documents, queries
from gongkai.annual_reports.models import AnnualReport
from gongkai.law.reports import form, from_document
from gongkai.reading.many import Item, read_item
from tests.annual_reports import builders
from tests.annual_reports.builders import YEAR

pytestmark = pytest.mark.django_db
COLUMNS = ("natural", "commercial", "research", "social", "legal", "other")
# A province's.
LARGE = 123_456


def some_figures(seed, highest):
    """Entered cells that add up: what came is what was done and what is left."""
    die, of_form = Random(seed), form("2021")
    values = {address: die.choice((0, 0, die.randrange(highest))) for address in of_form.entered}
    for address in of_form.entered:
        if of_form.cell(address).kind == "amount":
            values[address] = Decimal(die.randrange(highest * 100)) / 100
    for column in COLUMNS:
        done = sum(
            n for a, n in values.items() if a.startswith("applications.results.") and a.endswith(column)
        )
        left = values[f"applications.carried_forward.{column}"]
        values[f"applications.carried_over.{column}"] = die.randrange(done + left + 1)
        values[f"applications.received.{column}"] = (
            done + left - values[f"applications.carried_over.{column}"]
        )
    return values


@pytest.fixture(params=[(1, 3), (2, 50), (3, LARGE)], ids=["small", "middle", "large"])
def report(bureau, clerk, signer, request):
    """A published report with any figures; how they came about does not matter here."""
    made = builders.report_published(bureau, clerk, signer)
    AnnualReport.objects.filter(pk=made.pk).update(figures={}, cells=some_figures(*request.param))
    actions.repack()
    return AnnualReport.objects.select_related("organ").get(pk=made.pk)


def read_back(name, content):
    outcome = read_item(Item(name, content))
    assert outcome.why == ""
    document = json.loads(outcome.line)
    assert (document["organ"], document["year"], document["variant"]) == ("青禾市财政局", YEAR, "2021")
    return from_document(form("2021"), document)


def cells_of(report):
    return queries.evaluation(report).values


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_file_of_ours_read_back_gives_the_same_cells(report, kind):
    made = documents.made_file(report, kind)

    assert read_back(made.name, made.content) == cells_of(report)


def test_our_page_read_back_gives_the_same_cells(report, client):
    page = client.get(reverse("portal:annual_report", args=[report.organ.code, YEAR]))

    assert read_back("report.html", page.content) == cells_of(report)


def test_our_json_is_the_layout_in_which_readings_are_told(report):
    told = json.loads(documents.made_file(report, "json").content)

    assert from_document(form("2021"), told) == cells_of(report)


def test_the_schema_describes_every_key_that_a_report_has(report, client):
    told = json.loads(documents.made_file(report, "json").content)
    schema = client.get(told["$schema"]).json()
    vocabulary = client.get(told["@context"]).json()

    assert undescribed(told, schema) == []
    assert "@vocab" in vocabulary["@context"]


def undescribed(told, schema, path="$"):
    """The places of a document that its schema does not name."""
    if not isinstance(told, dict):
        return []
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties")
    found = []
    for key, value in told.items():
        described = known.get(key, rest if key != "$schema" else {})
        found += [f"{path}.{key}"] if described is None else undescribed(value, described, f"{path}.{key}")
    return found


def test_there_is_no_schema_of_a_form_that_there_is_not(client):
    assert client.get(reverse("portal:report_schema", args=["2099"])).status_code == 404
