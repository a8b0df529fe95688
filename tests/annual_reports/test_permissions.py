"""docs/permissions.md for annual reports, cell by cell: duty × place of work × act."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.workflow import CAMPAIGN, WORKFLOW
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from tests import factories, permissions
from tests.annual_reports import builders
from tests.annual_reports.builders import TEXT, YEAR
from tests.permissions import Trial, cells, page_of, table, told, tried

# What a report on the year before hands on.
READING = {
    "is_annual_report": True,
    "organ": None,
    "year": YEAR - 1,
    "form": "2021",
    "applications": {"carried_forward": dict.fromkeys(builders.CLASSES, 1)},
}
REFUSAL = "须由(本机关|上级机关)的.*办理|由本机关(的年度报告编制人|公开工作机构负责人)|不是本机关的"


def explained(report, by):
    told = {queries.finding_key(one): "已核对。" for one in queries.warnings(report)}
    actions.submit(report, by=by, explanations=told)


def trials(bureau, clerk, signer):
    """The acts, each with the report that it is done to."""

    def opened():
        return actions.open_report(bureau, YEAR, by=clerk)

    def ready():
        return builders.report_ready(bureau, clerk)

    def submitted():
        return builders.report_submitted(bureau, clerk)

    def signed():
        actions.sign_off(made := submitted(), by=signer)
        return made

    def published():
        actions.publish(made := signed(), by=clerk)
        return made

    def historical():
        return actions.import_reading(bureau, YEAR - 1, READING, by=SYSTEM)

    return {
        "fill_from_records": Trial(lambda one, by: actions.fill_from_records(one, by=by), opened),
        "enter_cells": Trial(
            lambda one, by: actions.enter_cells(one, dict.fromkeys(queries.unknown_cells(one), 0), by=by),
            opened,
        ),
        "write_section": Trial(
            lambda one, by: actions.write_section(one, "六", {"fees": TEXT}, by=by), opened
        ),
        "submit": Trial(explained, ready),
        "send_back": Trial(lambda one, by: actions.send_back(one, by=by, reason="补充"), submitted),
        "sign_off": Trial(lambda one, by: actions.sign_off(one, by=by), submitted),
        "approve": Trial(lambda one, by: actions.approve(one, by=by), signed),
        "return_report": Trial(lambda one, by: actions.return_report(one, by=by, reason="补充"), signed),
        "publish": Trial(lambda one, by: actions.publish(one, by=by), signed),
        "mend": Trial(lambda one, by: actions.mend(one, by=by, reason="更正结转件数。"), published),
        "take_opening": Trial(lambda one, by: actions.take_opening(one, by=by, carried=True), historical),
    }


ACTS = trials(None, None, None)
CLERK = cells(Duty.REPORT_CLERK)
GOLDEN = dict.fromkeys(ACTS, CLERK) | {
    "send_back": cells(Duty.SIGNER, Duty.OFFICE_HEAD),
    "sign_off": cells(Duty.SIGNER),
    "approve": cells(Duty.OFFICE_HEAD, at=("superior",)),
    "return_report": cells(Duty.OFFICE_HEAD, at=("superior",)),
    "publish": cells(Duty.OFFICE_HEAD, Duty.REPORT_CLERK),
    "take_opening": cells(Duty.OFFICE_HEAD),
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_table_is_tried():
    assert set(ACTS) == set(WORKFLOW.transitions) == set(table("annual_reports"))


@pytest.mark.parametrize("act", ACTS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(bureau, clerk, signer, everybody, act):
    found = tried(trials(bureau, clerk, signer)[act], everybody, REFUSAL)

    assert found == table("annual_reports")[act] == GOLDEN[act]


def of_a_year(city, office):
    """The acts on a year, each with the year that it is done to; the city's office gathers it."""

    def opened():
        return actions.open_campaign(city, YEAR, by=office, **DATES)

    def town_of(one):
        return one.owed.select_related("campaign", "organ", "maker").get(organ__code=factories.TOWN)

    def exempted():
        actions.exempt(town_of(one := opened()), by=office, reason="垂直管理")
        return one

    return {
        "change_campaign": Trial(
            lambda one, by: actions.change_campaign(one, by=by, instructions="先审后发", approves=True),
            opened,
        ),
        "extend_due": Trial(
            lambda one, by: actions.extend_due(
                town_of(one), by=by, until=date(2026, 1, 28), reason="机构改革"
            ),
            opened,
        ),
        "exempt": Trial(lambda one, by: actions.exempt(town_of(one), by=by, reason="垂直管理"), opened),
        "owe_again": Trial(lambda one, by: actions.owe_again(town_of(one), by=by), exempted),
        "chase": Trial(lambda one, by: actions.chase(one, [town_of(one)], by=by), opened),
        "close_campaign": Trial(
            lambda one, by: actions.close_campaign(one, by=by, gaps_because="三月补报"), opened
        ),
    }


DATES = {"department_due": date(2026, 1, 20), "government_due": date(2026, 3, 20)}
HEAD = cells(Duty.OFFICE_HEAD)


@pytest.fixture
def of_the_city(db):
    """Seen from the city: nobody is above it."""
    city = factories.organ(factories.CITY)
    return permissions.people(
        {"own": city, "subordinate": permissions.branch(), "other": factories.organ(factories.TOWN)}
    )


def test_every_act_on_a_year_is_tried():
    assert set(of_a_year(None, None)) == set(CAMPAIGN.transitions) == set(table("campaigns"))


@pytest.mark.parametrize("act", of_a_year(None, None))
def test_a_year_is_kept_by_the_head_of_the_office_that_gathers_it(act, of_the_city):
    city = factories.organ(factories.CITY)
    trial = of_a_year(city, factories.actor(city, Duty.OFFICE_HEAD))[act]

    assert tried(trial, of_the_city, REFUSAL) == table("campaigns")[act] == HEAD


def test_the_acts_outside_the_tables(bureau, everybody):
    def read(organ, by):
        actions.acknowledge(by=by, until=0)
        if by.organ_id != organ.pk:
            raise Refused("不是本机关的提醒")

    found = {
        "open_report": Trial(lambda organ, by: actions.open_report(organ, YEAR, by=by), lambda: bureau),
        "open_campaign": Trial(
            lambda organ, by: actions.open_campaign(organ, YEAR, by=by, **DATES), lambda: bureau
        ),
        "acknowledge": Trial(read, lambda: bureau),
        "import_reading": Trial(
            lambda organ, by: actions.import_reading(organ, YEAR - 1, READING, by=by), lambda: bureau
        ),
    }
    golden = {
        "open_report": CLERK,
        "open_campaign": HEAD,
        "acknowledge": CLERK | HEAD,
        "import_reading": CLERK | HEAD | cells(Duty.OFFICE_HEAD, at=("superior",)) | permissions.BY_ITSELF,
    }

    assert set(page_of("annual_reports")) == set(found)
    for act, trial in found.items():
        seen = tried(trial, everybody, REFUSAL)
        assert seen == told("annual_reports", act, shared=False) == golden[act], act
