"""The register of what is not open proactively, looked at again every year (arts. 14-16, 18; A-17)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import public_items
from gongkai.disclosure.workflow import Attribute, State
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders
from tests.disclosure.test_four_eyes import same_person

WITHHELD, PROACTIVE = Attribute.WITHHELD, Attribute.PROACTIVE


def on(day):
    return acting_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def kept(staff):
    return builders.at(State.RETAINED, staff)


def test_what_is_registered_is_looked_at_again_within_a_year(kept):
    assert kept.reassess_by == date(2027, 11, 20)


def test_the_interval_is_a_setting(staff, settings):
    settings.GONGKAI_REASSESSMENT_MONTHS = 6

    assert builders.at(State.RETAINED, staff).reassess_by == date(2027, 5, 20)


@pytest.mark.parametrize(
    ("day", "due", "late"),
    [
        (date(2027, 10, 20), 0, 0),
        (date(2027, 10, 21), 1, 0),
        (date(2027, 11, 20), 1, 0),
        (date(2027, 11, 21), 1, 1),
    ],
)
def test_the_register_tells_what_is_due_and_late(day, due, late, kept):
    with on(day):
        counted = [
            found(kept.organ_id).count() for found in (queries.items_to_reassess, queries.late_reassessments)
        ]

    assert counted == [due, late]


def test_art_18_what_stays_closed_says_why_and_until_when(kept, staff):
    with on(date(2027, 11, 1)):
        looked = actions.reassess(kept, attribute=WITHHELD, reason="仍属内部工作流程", by=staff.head)

    assert (kept.state, kept.reassess_by) == (State.RETAINED, date(2028, 11, 1))
    assert (looked.attribute, looked.reason, looked.next_by, looked.by_user_id) == (
        WITHHELD,
        "仍属内部工作流程",
        date(2028, 11, 1),
        staff.head.user_id,
    )


def test_art_18_what_may_be_open_now_goes_the_whole_way(kept, staff):
    actions.reassess(kept, attribute=PROACTIVE, reason="相关事项已办结", by=staff.head)
    assert (kept.state, kept.attribute, kept.reassess_by, list(public_items())) == (
        State.DRAFT,
        PROACTIVE,
        None,
        [],
    )

    builders.clear(kept, staff)
    actions.sign_off(kept, by=staff.signer, release=True)

    assert [version.item_id for version in public_items()] == [kept.pk]


def test_what_becomes_open_upon_application_is_a_new_draft_with_its_reason(kept, staff):
    actions.reassess(kept, attribute=Attribute.UPON_APPLICATION, reason="可以依申请提供", by=staff.head)

    assert (kept.state, kept.attribute_reason, kept.attribute_ground) == (State.DRAFT, "可以依申请提供", "")


def test_a_look_anew_needs_a_reason_and_a_duty(kept, staff):
    with pytest.raises(Refused, match="重新评估的理由"):
        actions.reassess(kept, attribute=WITHHELD, reason="", by=staff.head)
    with pytest.raises(Refused, match="须由本机关的"):
        actions.reassess(kept, attribute=WITHHELD, reason="情形未变", by=staff.submitter)


def test_who_kept_it_back_does_not_confirm_it(kept, staff):
    with pytest.raises(Refused, match="由您起草"):
        actions.reassess(
            kept,
            attribute=WITHHELD,
            reason="情形未变",
            by=same_person(staff.submitter, kept, Duty.OFFICE_HEAD),
        )


def test_who_opened_it_does_not_pass_it(kept, staff):
    actions.reassess(kept, attribute=PROACTIVE, reason="相关事项已办结", by=staff.confidentiality)
    builders.review(kept, staff)

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_confidentiality_review(
            kept, by=staff.confidentiality, result="open", basis="条例第十四条"
        )


def test_the_register_is_among_what_waits_for_the_head(kept, staff):
    with on(date(2027, 11, 21)):
        waits = {str(line.label): (line.count, line.query) for line in queries.todo(staff.head)}

    assert waits["待重新评估的不主动公开信息"] == (1, "list=reassess")
