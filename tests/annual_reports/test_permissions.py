"""docs/permissions.md for annual reports, cell by cell: duty × place of work × act."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.workflow import WORKFLOW
from tests import permissions
from tests.annual_reports import builders
from tests.annual_reports.builders import TEXT, YEAR
from tests.permissions import Trial, cells, table, tried

REFUSAL = "须由本机关的.*办理"


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
        "publish": Trial(lambda one, by: actions.publish(one, by=by), signed),
    }


ACTS = trials(None, None, None)
CLERK = cells(Duty.REPORT_CLERK)
GOLDEN = dict.fromkeys(ACTS, CLERK) | {
    "send_back": cells(Duty.SIGNER, Duty.OFFICE_HEAD),
    "sign_off": cells(Duty.SIGNER),
    "publish": cells(Duty.OFFICE_HEAD, Duty.REPORT_CLERK),
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


def test_a_report_is_opened_by_the_clerk_of_the_own_organ(bureau, everybody):
    trial = Trial(lambda organ, by: actions.open_report(organ, YEAR, by=by), lambda: bureau)

    assert tried(trial, everybody, "须由本机关的年度报告编制人编制") == CLERK
