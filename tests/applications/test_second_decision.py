"""What was set aside is decided anew from draft to archive, beside the first decision and under a new clock."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.foundation.workflow import Refused
from gongkai.law.questions import a_path_to
from gongkai.remedies.actions import open_case
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import sign_in

FIRST, JUDGED, AGAIN = date(2025, 3, 3), date(2025, 6, 9), date(2025, 6, 10)
PAPER, CITE = "青政复决〔2025〕7号", "reconsideration-law-2023:64"
GIVEN = {"information": "预算执行表"}


def served(application, handler):
    for letter in queries.unserved_letters(application):
        actions.record_service(
            application, letter, by=handler, way="in_person", received_by="本人", served_on=letter.issued_on
        )


@pytest.fixture
def one(organ, handler, head):
    """Refused on FIRST, served and filed; set aside on JUDGED."""
    made = builders.handling(organ, handler, on=FIRST, delivery_way="post")
    with at(FIRST):
        builders.answered(made, handler, kind="nonexistent")
        served(made, handler)
        actions.archive(made, by=handler)
    with at(JUDGED):
        actions.reopen(made, by=head, on=JUDGED, cite=CITE, paper=PAPER)
    return made


def test_the_second_decision_has_its_own_draft_signature_letter_service_and_filing(one, handler):
    with at(AGAIN):
        builders.replied(one, by=handler, kind="disclosed", contents=GIVEN)
        with pytest.raises(Refused):
            actions.archive(one, by=handler)
        served(one, handler)
        actions.archive(one, by=handler)

    versions = [(each.version, each.state) for each in one.proposals.order_by("version")]
    assert versions == [(1, "issued"), (2, "issued")]
    replies = [(each.kind, each.letter.issued_on) for each in one.replies.order_by("pk")]
    assert replies == [("nonexistent", FIRST), ("disclosed", AGAIN)]
    assert (one.state, one.outcome, one.archived_on) == ("archived", "granted", AGAIN)
    assert queries.unserved_letters(one) == []


def test_the_first_signature_is_none_for_the_second_reply(one, handler):
    with at(AGAIN), pytest.raises(Refused):
        actions.issue_reply(one, by=handler)


def test_the_second_period_is_whole_and_ends_with_the_second_reply(one, handler):
    with at(AGAIN):
        clock = queries.clock(one)
        assert (clock.state, one.due_on) == ("running", one.calendar().add(JUDGED, 20))
        builders.replied(one, by=handler, kind="disclosed", contents=GIVEN)

    assert (queries.clock(one).state, one.closed_on) == ("stopped", AGAIN)


def test_a_pending_case_about_the_second_decision_keeps_the_applicant_known(one, handler, settings):
    settings.GONGKAI_PERSONAL_DATA_YEARS = 3
    with at(AGAIN):
        builders.replied(one, by=handler, kind="disclosed", contents=GIVEN)
        served(one, handler)
        actions.archive(one, by=handler)
        about = {"case_number": "青政复〔2025〕9号", "heard_by": "青禾市人民政府", "application": one}
        open_case(by=handler, kind="reconsideration", accepted_on=AGAIN, **about)
    with at(date(2028, 6, 12)):
        assert list(queries.to_purge()) == [one]
        assert actions.purge_filed() == 0

    one.identity.refresh_from_db()
    assert one.identity.purged_on is None


def test_whoever_writes_the_second_reply_is_warned_of_deciding_the_same_again(one, handler, client):
    address = f"/desk/applications/{one.number}/proposal/"
    with at(AGAIN):
        draft = actions.begin_proposal(one, by=handler)
        same = sign_in(client, handler).get(address).content.decode()
        actions.decide_item(draft, one.items.get(), by=handler, path=a_path_to("disclosed"), contents=GIVEN)
        other = client.get(address).content.decode()

    assert "与被撤销的答复情形相同" in same
    assert "与被撤销的答复情形相同" not in other
    for page in (same, other):
        assert "不得以同一的事实和理由作出与原决定基本相同的决定" in page or "不得以同一事实和理由" in page


def test_a_first_reply_has_nothing_to_differ_from(organ, handler):
    with at(FIRST):
        made = builders.handling(organ, handler)
        actions.begin_proposal(made, by=handler)

    assert queries.overturned_reply(made, list(made.items.all())) is None
