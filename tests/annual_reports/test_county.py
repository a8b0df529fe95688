"""A simulated county: many units, two years, mergers; every report against a count made from the ledger alone.

In the gate it is 60 units with few applications; GONGKAI_COUNTY=3000 lets so many come.
"""

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.applications.models import Application
from gongkai.organs.actions import merge_organ
from gongkai.organs.models import Organ
from tests import factories
from tests.annual_reports import builders
from tests.applications import builders as applications
from tests.applications.builders import at
from tests.applications.test_ledger_count import COLUMNS, _one_letter, applications_told  # noqa: F401

UNITS, YEARS, SEED = 60, (2024, 2025), 5
CASES = int(os.environ.get("GONGKAI_COUNTY", "150"))
ANSWERED = 0.9
KINDS = ("disclosed", "other_organ", "nonexistent")
# In the middle of the second year each of these is taken over by the one after it.
MERGED, MERGED_ON = (3, 17, 40), date(2025, 7, 1)


@dataclass
class County:
    """The government with its units, who acts in each, and the die that decides what comes."""

    city: Organ
    units: list[Organ]
    die: Random = field(default_factory=lambda: Random(SEED))
    cast: dict = field(default_factory=dict)
    waiting: dict = field(default_factory=dict)
    timetable: list = field(default_factory=list)

    def actor(self, organ, duty):
        key = (organ.pk, duty)
        if key not in self.cast:
            self.cast[key] = factories.actor(organ, duty)
        return self.cast[key]

    def merging(self):
        """The units that are merged and those that take them over."""
        return [self.units[at_ + one] for at_ in MERGED for one in (0, 1)]

    def heir(self, organ_id):
        """Who speaks for this unit after the mergers."""
        codes = {self.units[at].pk: self.units[at + 1].pk for at in MERGED}
        return codes.get(organ_id, organ_id)


@pytest.fixture
def county(db):
    city = factories.organ(factories.CITY)
    made = County(city, [factories.organ(f"unit{at_:02}") for at_ in range(UNITS)])
    made.timetable = timetable(made)
    return made


def timetable(county):
    """Two years of applications and the mergers between them, in the order of the calendar."""
    happens = [(MERGED_ON, at_, "merge") for at_ in MERGED]
    for number in range(CASES):
        came = date(YEARS[0], 1, 8) + timedelta(days=county.die.randrange(715))
        happens.append((came, number, "come"))
    return sorted(happens)


def lived(county, year):
    """Let come to pass what the timetable has for this year."""
    for day, number, what in [one for one in county.timetable if one[0].year == year]:
        answer_those_due(county, day)
        with at(day):
            if what == "merge":
                merge(county, number)
            else:
                come(county, number, day)
    answer_those_due(county, date(year, 12, 31))


def merge(county, number):
    keeper = county.actor(county.city, Duty.SYSTEM_ADMIN)
    merged, heir = county.units[number], county.units[number + 1]
    merge_organ(Organ.objects.get(pk=merged.pk), into=heir, on=MERGED_ON, by=keeper)


def come(county, number, day):
    unit = county.units[county.die.randrange(UNITS)]
    if day >= MERGED_ON:
        unit = Organ.objects.get(pk=county.heir(unit.pk))
    one = applications.handling(
        unit,
        county.actor(unit, Duty.APPLICATION_HANDLER),
        applicant_kind=COLUMNS[number % len(COLUMNS)],
        identity_kind="resident_id",
        description=sha256(str(number).encode()).hexdigest(),
    )
    if county.die.random() < ANSWERED:
        county.waiting[one.pk] = day + timedelta(days=county.die.randrange(1, 26))


def answer_those_due(county, until):
    """Replies are given on their day; who waits when an organ is merged is answered by its heir."""
    for key, day in sorted(county.waiting.items(), key=lambda one: one[1]):
        if day > until:
            return
        del county.waiting[key]
        one = Application.objects.select_related("organ").get(pk=key)
        with at(day):
            handler = county.actor(one.organ, Duty.APPLICATION_HANDLER)
            applications.answered(one, handler, kind=county.die.choice(KINDS))


def counted_from_the_ledger(county, year):
    """For each unit as it stands at the end of the year, its rows of the third table."""
    merged = year >= MERGED_ON.year
    counts = defaultdict(Counter)
    for one in applications_told():
        organ = county.heir(one.organ) if merged else one.organ
        counts[organ].update(f"applications.{row}.{one.column}" for row in one.rows(year))
    return counts


def reported(county, year, units):
    """These units publish; their reports by organ."""
    reports = {}
    with at(date(year + 1, 1, 12)):
        for unit in Organ.objects.filter(pk__in=[one.pk for one in units], successor=None):
            clerk, signer = (county.actor(unit, duty) for duty in (Duty.REPORT_CLERK, Duty.SIGNER))
            reports[unit.pk] = builders.report_published(unit, clerk, signer, year)
    return reports


def summed(county, year):
    """The report of the government, ready to be handed in."""
    with at(date(year + 1, 2, 20)):
        clerk = county.actor(county.city, Duty.REPORT_CLERK)
        return builders.report_ready(Organ.objects.get(pk=county.city.pk), clerk, year)


def third_table(values):
    return Counter({cell: n for cell, n in values.items() if cell.startswith("applications.") and n})


@pytest.mark.usefixtures("_one_letter")
def test_every_report_of_a_county_equals_the_ledger_and_the_county_its_units(county):
    first, last = YEARS
    lived(county, first)
    # What was carried over is to be seen where organs were merged; the rest of the first year would only take its time.
    told = counted_from_the_ledger(county, first)
    for organ_id, report in reported(county, first, county.merging()).items():
        assert third_table(report.values) == told[organ_id], report
    lived(county, last)
    reports = reported(county, last, county.units)
    whole = summed(county, last)
    told = counted_from_the_ledger(county, last)
    for organ_id, report in reports.items():
        assert third_table(report.values) == told[organ_id], report
    assert third_table(whole.whole) == sum(told.values(), Counter())
    assert whole.units["missing"] == []
    assert len(reports) == UNITS - len(MERGED)
    assert_carried_over_follows_successors(county, reports)
    falsify_one(reports, whole)


def assert_carried_over_follows_successors(county, reports):
    """What was open with a merged organ at the turn of the year, its heir reports as carried over."""
    for at_ in MERGED:
        merged, heir = county.units[at_], county.units[at_ + 1]
        before = [queries.public_report(organ.code, YEARS[0]) for organ in (merged, heir)]
        forward = sum((third_table(one.values) for one in before), Counter())
        carried = third_table(reports[heir.pk].values)
        for column in COLUMNS:
            assert (
                carried[f"applications.carried_over.{column}"]
                == forward[f"applications.carried_forward.{column}"]
            )


def falsify_one(reports, whole):
    """One cell of one unit is altered behind the back of the acts, and the unit is named."""
    falsified = next(
        report for report in reports.values() if report.figures.get("applications.received.natural")
    )
    figures = falsified.figures | {"applications.received.natural": 999}
    type(falsified).objects.filter(pk=falsified.pk).update(figures=figures)
    actions.repack()

    named = {name for name, _why in queries.doubts_of(whole)}
    assert named == {falsified.organ.short_name}
