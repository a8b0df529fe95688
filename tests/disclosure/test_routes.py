"""The steps that an organ sets for its items: who may set them, whether they can be passed, who takes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import StepPlan
from gongkai.disclosure.workflow import ROUTE_STEPS, State, Step
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders

THREE = [StepPlan(Step.REVIEW, 1), StepPlan(Step.CONFIDENTIALITY, 2), StepPlan(Step.SIGN_OFF, 1)]
FOUR = [THREE[0], StepPlan(Step.SECOND_REVIEW, 2), *THREE[1:]]


def at(day, hour=12):
    return acting_at(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai")))


def set_route(staff, steps, kind="", **given):
    organ = factories.organ()
    return actions.set_route(organ, kind, **({"steps": steps, "debt_days": 3, "by": staff.head} | given))


def second_reviewer(staff):
    return factories.actor(factories.organ(), Duty.REVIEWER)


def test_a_route_with_a_second_review_leads_through_it(staff):
    other = second_reviewer(staff)
    set_route(staff, FOUR)
    item = builders.reviewed(staff)
    assert item.state == State.IN_SECOND_REVIEW

    actions.pass_review(item, by=other)

    assert (item.state, [one.step for one in item.reviews.all()]) == (
        State.IN_CONFIDENTIALITY_REVIEW,
        ["review", "second_review"],
    )


def test_who_took_the_first_review_does_not_take_the_second(staff):
    second_reviewer(staff)
    set_route(staff, FOUR)
    item = builders.reviewed(staff)

    with pytest.raises(Refused, match="您已在“审核”环节审查过这一稿"):
        actions.pass_review(item, by=staff.reviewer)


def test_what_was_published_names_both_reviews(staff):
    other = second_reviewer(staff)
    set_route(staff, FOUR)
    item = builders.reviewed(staff)
    actions.pass_review(item, by=other)
    actions.pass_confidentiality_review(item, by=staff.confidentiality, result="open", basis="条例第十四条")
    actions.sign_off(item, by=staff.signer, release=True)

    version = item.current_version
    assert [version.review.by_user_id, version.second_review.by_user_id] == [
        staff.reviewer.user_id,
        other.user_id,
    ]


def test_art_17_no_route_goes_without_confidentiality_review_and_sign_off(staff):
    with pytest.raises(Refused, match="流程中必须有：保密审查、签发"):
        set_route(staff, [StepPlan(Step.REVIEW, 1)])


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([*THREE, THREE[0]], "只能设置一次"),
        ([StepPlan(Step.REVIEW, 0), *THREE[1:]], "至少为1个工作日"),
        ([StepPlan(Step.REVIEW, 1, None, 5), *THREE[1:]], "须先指定责任人"),
        ([StepPlan(Step.REVIEW, 1, 5, 5), *THREE[1:]], "责任人以外"),
    ],
)
def test_a_route_that_contradicts_itself_is_refused(steps, why, staff):
    with pytest.raises(Refused, match=why):
        set_route(staff, steps)


def test_a_route_with_too_few_different_people_is_refused(staff):
    with pytest.raises(Refused, match=r"人员不够.*至少需要5名"):
        set_route(staff, FOUR)

    assert list(queries.routes_of(factories.organ())) == []


def test_one_person_in_two_duties_counts_once(staff):
    reviewer = User.objects.get(pk=staff.reviewer.user_id)
    factories.staff(factories.organ(), Duty.CONFIDENTIALITY_REVIEWER, user=reviewer)
    steps = [
        THREE[0],
        StepPlan(Step.CONFIDENTIALITY, 1, staff.reviewer.user_id),
        THREE[2],
    ]

    with pytest.raises(Refused, match="人员不够"):
        set_route(staff, steps)


def test_the_owner_of_a_step_holds_its_duty(staff):
    steps = [StepPlan(Step.REVIEW, 1, staff.signer.user_id), *THREE[1:]]

    with pytest.raises(Refused, match="须是本机关的审核员"):
        set_route(staff, steps)


def test_only_the_heads_of_the_own_and_of_the_highest_organ_set_a_route(staff):
    organ, town = factories.organ(), builders.office(factories.TOWN)
    city = builders.office(factories.CITY)

    def may(by, where):
        try:
            actions.set_route(where, "", steps=THREE, debt_days=3, by=by)
        except Refused:
            return False
        return True

    assert [may(staff.head, organ), may(city.head, organ), may(city.head, None)] == [True, True, True]
    assert [may(staff.head, None), may(town.head, organ), may(staff.signer, organ)] == [False, False, False]


def test_the_most_particular_route_holds(staff):
    second_reviewer(staff)
    city = builders.office(factories.CITY)
    actions.set_route(None, "", steps=THREE[1:], debt_days=5, by=city.head)
    set_route(staff, FOUR, kind="normative")

    def steps(**content):
        return builders.item(staff, **content).required_steps()

    assert steps() == (Step.CONFIDENTIALITY, Step.SIGN_OFF)
    assert steps(kind="normative") == ROUTE_STEPS


def test_setting_a_route_anew_replaces_its_steps_and_the_ledger_tells_both(staff):
    second_reviewer(staff)
    set_route(staff, FOUR)
    route = set_route(staff, THREE, debt_days=1)

    entry = history_of(route).last()
    told = [[row["step"] for row in side["steps"]] for side in (entry.before, entry.after)]
    assert told == [list(ROUTE_STEPS), ["review", "confidentiality", "sign_off"]]
    assert (entry.before["debt_days"], entry.after["debt_days"]) == (3, 1)


def test_drop_route_goes_back_to_the_three_steps(staff):
    route = set_route(staff, THREE[1:])
    actions.drop_route(route, by=staff.head)

    assert builders.item(staff).required_steps() == (Step.REVIEW, Step.CONFIDENTIALITY, Step.SIGN_OFF)


def test_only_the_owner_and_the_deputy_take_a_step_that_names_them(staff):
    owner, deputy = second_reviewer(staff), second_reviewer(staff)
    steps = [StepPlan(Step.REVIEW, 1, owner.user_id, deputy.user_id), *THREE[1:]]
    set_route(staff, steps)
    first, second = builders.item(staff), builders.item(staff)
    for item in (first, second):
        actions.submit(item, by=staff.submitter)

    for act in (
        lambda: actions.pass_review(first, by=staff.reviewer),
        lambda: actions.send_back(first, by=staff.reviewer, remarks="请补充"),
    ):
        with pytest.raises(Refused, match=f"环节指定由{owner.name}、{deputy.name}办理"):
            act()
    actions.pass_review(first, by=owner)
    actions.pass_review(second, by=deputy)

    assert [first.state, second.state] == [State.IN_CONFIDENTIALITY_REVIEW] * 2


def test_what_is_named_for_others_does_not_wait_for_me(staff):
    owner = second_reviewer(staff)
    set_route(staff, [StepPlan(Step.REVIEW, 1, owner.user_id), *THREE[1:]], kind="penalty")
    general, penalty = builders.item(staff), builders.item(staff, kind="penalty")
    for item in (general, penalty):
        actions.submit(item, by=staff.submitter)

    assert list(queries.mine(staff.reviewer)) == [general]
    assert list(queries.mine(owner)) == [general, penalty]


def test_a_step_is_due_so_many_working_days_after_it_began(staff):
    item = builders.at(State.IN_REVIEW, staff)  # on a Friday; 2 working days where no route says otherwise
    assert queries.step_deadline(item).ends == date(2026, 11, 24)

    with at(date(2026, 11, 24)):
        assert not queries.step_deadline(item).late
        actions.pass_review(item, by=staff.reviewer)
        assert queries.step_deadline(item).ends == date(2026, 11, 26)
    assert queries.step_deadline(builders.item(staff)) is None


def test_late_steps_are_those_whose_own_limit_is_over(staff):
    set_route(staff, [StepPlan(Step.REVIEW, 5), *THREE[1:]], kind="penalty")
    slow, quick = builders.item(staff, kind="penalty"), builders.item(staff)
    other = builders.at(State.IN_REVIEW, builders.office(factories.TOWN))
    for item in (slow, quick):
        actions.submit(item, by=staff.submitter)
    builders.published(staff)

    late = {}
    for day in (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30)):
        with at(day):
            found = list(queries.late_steps(factories.organ().pk))
            assert all(queries.step_deadline(item).late for item in found)
            late[day.day] = found

    assert late == {24: [], 25: [quick], 27: [quick], 30: [slow, quick]}
    assert other not in late[30]
