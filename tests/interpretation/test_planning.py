"""Plans, ties and who may make them; plan and reality of a year; what waits and who is reminded."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import Entry, history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.todo import Todo
from gongkai.foundation.workflow import Refused, Stale
from gongkai.interpretation import actions, queries
from gongkai.interpretation.actions.reminding import VERB
from gongkai.interpretation.models import Interpretation, Plan
from tests import factories
from tests.disclosure import builders as items
from tests.interpretation import builders
from tests.interpretation.builders import FRIDAY, fresh, morning

MONDAY, WEDNESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture
def waiting(staff):
    """A document that is public since Friday with nothing but a plan for Monday."""
    policy = builders.policy(staff)
    builders.plan(policy, staff, planned_on=MONDAY)
    return builders.released(policy, staff)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"form": "dance"}, "解读形式"),
        ({"outline": "  "}, "解读提纲"),
        ({"channels": []}, "解读渠道"),
        ({"planned_on": date(2026, 11, 19)}, "早于今天"),
    ],
)
def test_a_plan_has_outline_form_channels_and_day(staff, changed, why):
    with pytest.raises(Refused, match=why):
        builders.plan(builders.policy(staff), staff, **changed)

    assert Plan.objects.count() == 0


def test_only_the_submitter_of_the_own_organ_plans_and_ties(staff):
    policy = builders.policy(staff)
    given = {"form": "text", "outline": "背景", "channels": ["site"], "planned_on": FRIDAY}

    for by in (staff.reviewer, items.office(factories.TOWN).submitter):
        with pytest.raises(Refused, match="由本机关的信息报送员"):
            actions.plan_interpretation(policy, by=by, **given)


def test_a_plan_on_which_a_document_rests_is_not_given_up(staff):
    policy = builders.policy(staff)
    plan = builders.plan(policy, staff)
    disclosure.submit(policy, by=staff.submitter)

    with pytest.raises(Refused, match="方案不能取消"):
        actions.drop_plan(plan, by=staff.submitter, reason="不解读了")

    assert fresh(plan).dropped_reason == ""


def test_a_changed_plan_keeps_its_first_day_in_the_ledger(staff):
    plan = builders.plan(builders.policy(staff), staff)
    changed = {"form": "video", "outline": "内容", "channels": ["press"], "planned_on": MONDAY}

    actions.revise_plan(plan, by=staff.submitter, seen=0, **changed)

    entry = history_of(plan).last()
    assert (entry.before["planned_on"], entry.after["planned_on"]) == ("2026-11-20", "2026-11-23")
    with pytest.raises(Stale):
        actions.revise_plan(plan, by=staff.submitter, seen=0, **changed)


def test_what_is_tied_must_be_an_untied_interpretation_that_may_still_go_along(staff):
    policy, other = builders.policy(staff), builders.policy(staff, title="另一份办法")
    tie = builders.interpretation(policy, staff)
    told = items.item(staff, title="一般信息")
    alone = items.published(staff, title="先行公开", kind="interpretation", column_id=builders.columns()[1])
    refusals = {told: "不是“政策解读”", tie.item: "已经关联", alone: "请关联尚未报送的解读稿"}

    for item, why in refusals.items():
        with pytest.raises(Refused, match=why):
            actions.tie_interpretation(other, item, by=staff.submitter, form="text", **builders.HEAD)
    with pytest.raises(Refused, match="本身就是解读"):
        builders.interpretation(tie.item, staff)


def test_who_drafted_a_document_for_the_government_interprets_it_once_it_is_public(staff, waiting):
    bureau = items.office("housing")
    hidden = builders.policy(staff, title="未公开的办法")
    drafting = factories.organ("housing").pk

    tie = builders.interpretation(waiting, bureau, drafting_organ_id=drafting)
    builders.released(tie.item, bureau)

    assert [one.item.organ_id for one in queries.interpretations_of(waiting)] == [drafting]
    with pytest.raises(Refused, match="公开以后"):
        builders.interpretation(hidden, bureau)


def test_the_names_of_interpreters_stay_out_of_the_ledger(staff):
    builders.interpretation(builders.policy(staff), staff)

    told = Entry.objects.get(verb="interpretation.tie_interpretation")

    assert "周正" not in str(told.after)


def test_a_tie_stands_while_its_document_is_passed_on_and_once_it_is_public(staff):
    policy, tie = builders.both(staff)
    with pytest.raises(Refused, match="已经公开"):
        actions.untie_interpretation(tie, by=staff.submitter)

    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    disclosure.submit(policy, by=staff.submitter)
    with pytest.raises(Refused, match="正在审签"):
        actions.untie_interpretation(tie, by=staff.submitter)


def test_a_plan_kept_and_a_plan_kept_late(staff):
    kept, late = builders.policy(staff, title="甲办法"), builders.policy(staff, title="乙办法")
    for policy in (kept, late):
        plan = builders.plan(policy, staff, planned_on=MONDAY)
        builders.released(policy, staff)
        with acting_at(morning(MONDAY if policy is kept else WEDNESDAY)):
            builders.released(builders.interpretation(policy, staff, plan=plan).item, staff)
    organ = kept.organ_id

    lines = queries.plan_lines(queries.plans_in(organ, 2026))

    assert [(line.state, line.done_on) for line in lines] == [("kept", MONDAY), ("late", WEDNESDAY)]
    assert queries.figures([organ], 2026) == {
        organ: queries.Figures(planned=2, in_time=1, late=1, published=2, by_head=2)
    }


def test_plan_and_reality_are_counted_for_each_organ_and_year(staff, waiting):
    builders.both(staff)
    dropped = builders.plan(builders.policy(staff), staff)
    actions.drop_plan(dropped, by=staff.submitter, reason="不制发了")
    builders.plan(builders.policy(staff), staff, planned_on=date(2027, 1, 5))
    organ, town = waiting.organ_id, factories.organ(factories.TOWN).pk

    with acting_at(morning(WEDNESDAY)):
        told = queries.figures([organ, town], 2026)

    assert told == {
        organ: queries.Figures(planned=1, overdue=1, published=1, same_day=1, by_head=1),
        town: queries.Figures(),
    }
    assert queries.figures([organ], 2027)[organ].ahead == 1
    assert queries.years_of(organ) == [2027, 2026]


def test_each_head_interprets_once_a_year_and_who_has_not_is_listed(staff):
    city, bureau = factories.organ(factories.CITY), factories.organ()
    builders.both(staff)
    deputy = builders.policy(staff, title="由副职解读的办法")
    builders.interpretation(deputy, staff, by_head=False, drafting_organ_id=city.pk)
    builders.released(deputy, staff)

    def counted(year):
        return {organ: organ.told for organ in queries.heads(city, year)}

    assert counted(2026) == {city: 0, bureau: 1}
    assert counted(2025) == {city: 0, bureau: 0}
    assert [queries.heads_needed(year) for year in (2026, 2015)] == [1, 0]


@pytest.mark.parametrize(
    ("day", "late"),
    [(FRIDAY, False), (WEDNESDAY, False), (THURSDAY, True)],
    ids=["F-04 the same day", "F-04 the third working day", "F-04 the day after"],
)
def test_a_public_document_may_wait_three_working_days(waiting, day, late):
    with acting_at(morning(day)):
        (version,) = queries.awaiting(waiting.organ_id)
        told = queries.waiting(version)

        assert (told.due_on, told.late) == (WEDNESDAY, late)
        assert queries.overdue(waiting.organ_id).exists() is late


def test_what_is_interpreted_or_repealed_waits_no_more(staff, waiting):
    repealed = builders.policy(staff, title="旧办法")
    builders.plan(repealed, staff)
    builders.released(repealed, staff)
    given = {"validity": "repealed", "basis": "清理决定", "ended_on": FRIDAY}
    disclosure.record_validity(repealed, by=staff.signer, **given)
    assert [version.item_id for version in queries.awaiting(waiting.organ_id)] == [waiting.pk]

    builders.released(builders.interpretation(waiting, staff).item, staff)

    assert list(queries.awaiting(waiting.organ_id)) == []


def test_todo_tells_what_waits_and_what_is_late(staff, waiting):
    page = "workbench:interpretation"
    assert queries.todo(staff.submitter) == [Todo("已公开、待解读的文件", 1, page, "warning", "show=waiting")]

    with acting_at(morning(THURSDAY)):
        assert queries.todo(staff.head) == [
            Todo("已公开、逾期未解读的文件", 1, page, "danger", "show=waiting"),
            Todo("逾期未完成的解读方案", 1, page, "danger", "show=plans"),
        ]
    assert queries.todo(staff.signer) == []
    assert queries.todo(factories.actor(waiting.organ, Duty.REPORT_CLERK)) == []


def test_an_organ_is_reminded_once_before_the_red_line_and_once_after(waiting):
    def reminded(day):
        with acting_at(morning(day)):
            return [actions.remind_of_policies(), actions.remind_of_policies()]

    assert [reminded(day) for day in (FRIDAY, MONDAY, date(2026, 11, 24), WEDNESDAY, THURSDAY)] == [
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 0],
        [1, 0],
    ]
    assert [entry.facts for entry in history_of(waiting).filter(verb=VERB)] == [
        {"stage": "soon", "due_on": "2026-11-25"},
        {"stage": "late", "due_on": "2026-11-25"},
    ]


def test_a_withdrawn_document_leaves_its_interpretation_to_be_decided(staff):
    policy, tie = builders.both(staff)
    with pytest.raises(Refused, match="没有撤回"):
        actions.keep_interpretation(tie, by=staff.submitter, reason="仍然适用")
    disclosure.withdraw(policy, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")

    assert fresh(tie.item).state == State.PUBLISHED
    assert list(queries.orphans(policy.organ_id)) == [tie]
    actions.keep_interpretation(tie, by=staff.head, reason="仍然适用")
    assert list(queries.orphans(policy.organ_id)) == []


def test_a_second_click_drafts_no_second_interpretation(staff):
    policy = builders.policy(staff)
    key = policy.draft_key.__class__("6f1f3a0e-0000-4000-8000-000000000001")

    first, second = (builders.interpretation(policy, staff, key=key) for _click in range(2))

    assert first == second
    assert Interpretation.objects.count() == 1
