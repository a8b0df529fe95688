"""The number of the identity paper: kept apart, sealed, loaded with nothing, read with a reason that stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Identity
from gongkai.foundation.ledger import Entry
from gongkai.foundation.sealed import keyed_digest, unseal
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications import builders
from tests.applications.builders import IDENTITY_NUMBER

SEALED_COLUMN = '"applications_identity"."number"'


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler)


def test_the_number_is_sealed_beside_the_application_which_keeps_its_digest(one):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM applications_identity")
        [(stored,)] = cursor.fetchall()

    assert unseal(stored) == IDENTITY_NUMBER
    assert one.identity_digest == keyed_digest(IDENTITY_NUMBER)
    assert not {"identity_number", "identity_kind"} & {field.name for field in Application._meta.fields}


def test_nothing_that_is_asked_of_applications_loads_the_number(one, handler):
    with CaptureQueriesContext(connection) as asked:
        case = queries.case(handler, one.number)
        assert (case.identity.kind, case.identity.get_kind_display()) == ("resident_id", "居民身份证")
        assert queries.for_applicant(one.pk).identity.purged_on is None
        list(queries.visible_to(handler))
        list(Identity.objects.all())

    assert [query["sql"] for query in asked if SEALED_COLUMN in query["sql"]] == []


def test_the_number_is_handed_out_with_the_reason_and_the_ledger_keeps_who_and_why(one, handler):
    assert actions.reveal_identity(one, by=handler, reason="寄送答复书") == IDENTITY_NUMBER

    entry = Entry.objects.get(verb="applications.reveal_identity")
    assert (entry.facts, entry.user_id) == ({"reason": "寄送答复书"}, handler.user_id)


@pytest.mark.parametrize("duty", ["signer", "report_clerk", "system_admin"])
def test_no_other_duty_opens_it(duty, one, organ):
    with pytest.raises(Refused):
        actions.reveal_identity(one, by=factories.actor(organ, factories.Duty(duty)), reason="查看")
    assert not Entry.objects.filter(verb="applications.reveal_identity").exists()


def test_who_gave_no_paper_has_no_row_and_an_empty_number(organ, handler):
    taken = actions.take_in(
        organ,
        builders.particulars(identity_kind="", identity_number=""),
        by=handler,
        channel="in_person",
        arrived_on=factories.LONG_AGO.replace(year=2026),
    )

    assert not Identity.objects.exists()
    assert actions.reveal_identity(taken.application, by=handler, reason="核对") == ""
