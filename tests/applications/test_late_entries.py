"""What comes on paper is entered when somebody gets to it; the clock counts from the day it came (arts. 32-33)."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.models import Application
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event, run_clock
from tests.applications import builders
from tests.applications.builders import at

RECEIVED, ASKED, CAME, ASKED_AGAIN, ENTERED = (date(2025, 3, day) for day in (3, 5, 12, 13, 14))


@pytest.fixture
def asked_twice(organ, handler):
    with at(RECEIVED):
        application = builders.handling(organ, handler)
    with at(ENTERED):
        for party, served in (("third_party", ASKED), ("other_organ", ASKED_AGAIN)):
            actions.serve_consultation(
                application, by=handler, party=party, name="某公司", question="可否公开", served_on=served
            )
    return application


def test_an_opinion_may_be_entered_after_another_organ_was_asked(asked_twice, handler):
    first, second = asked_twice.consultations.all()

    with at(ENTERED):
        actions.record_opinion(asked_twice, first, by=handler, opinion="agrees", on=CAME)
        actions.record_opinion(asked_twice, second, by=handler, opinion="agrees", on=ENTERED)
        kept = Application.objects.get(pk=asked_twice.pk)
        shown = queries.clock(kept)

    in_order = [
        Event("received", RECEIVED),
        Event("consultation_served", ASKED, id="1", party="third_party"),
        Event("consultation_answered", CAME, id="1"),
        Event("consultation_served", ASKED_AGAIN, id="2", party="other_organ"),
        Event("consultation_answered", ENTERED, id="2"),
    ]
    assert (kept.due_on, shown.due) == (run_clock(in_order, today=ENTERED).due,) * 2


def test_a_day_that_makes_a_later_act_unlawful_is_refused(organ, handler, head):
    with at(RECEIVED):
        application = builders.handling(organ, handler)
    with at(CAME):
        actions.propose_extension(application, by=handler, days=10, reason="需要查档")
        actions.extend_reply(application, by=head)

    with at(ENTERED), pytest.raises(Refused, match="答复期限没有在计算"):
        actions.serve_fee_notice(application, by=handler, method="pages", quantity=100, served_on=ASKED)
