"""Whatever people with whatever duties try in whatever order, nothing is public that other eyes did not pass."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem, ItemVersion
from gongkai.disclosure.workflow import AUTHORING, PASSING, WORKFLOW, State, Step
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders
from tests.disclosure.acts import ACTS
from tests.disclosure.desk import FRIDAY

DUTIES = (
    Duty.SUBMITTER,
    Duty.REVIEWER,
    Duty.CONFIDENTIALITY_REVIEWER,
    Duty.SIGNER,
    Duty.OFFICE_HEAD,
)
PEOPLE = range(4)  # each holds every duty
WALKED = [
    name
    for name in ACTS
    if name not in {"agree", "object_to", "ask_again", "ask_co_makers", "refuse_schedule"}
]
CLOCK = {"publish_when_due", "expire", "end_notice"}
# What leads on is tried more often, or no walk would ever reach the public.
ONWARDS = ["submit", "pass_review", "pass_confidentiality_review", "sign_off", "publish"]


def cast():
    organ = factories.organ()
    users = [User.objects.create_user(f"walker{n}") for n in PEOPLE]
    return [{duty: factories.staff(organ, duty, user=user).actor() for duty in DUTIES} for user in users]


steps = st.lists(
    st.tuples(st.sampled_from(WALKED + ONWARDS * 6), st.sampled_from(PEOPLE), st.sampled_from(DUTIES)),
    min_size=20,
    max_size=60,
)


def walk(item, people, path):
    for n, (name, person, duty) in enumerate(path):
        # Most of the time the right duty tries; who of them does is left to chance.
        fitting = sorted(WORKFLOW.transitions[name].duties & set(DUTIES)) or [duty]
        by = (
            SYSTEM
            if name in CLOCK
            else people[person][duty if n % 5 == 0 else fitting[person % len(fitting)]]
        )
        try:
            with acting_at(FRIDAY + timedelta(hours=n)), transaction.atomic():
                ACTS[name](item, by)
        except (Refused, ValidationError):
            item.refresh_from_db()


def authors(version):
    acts = history_of(version.item).filter(verb__in=AUTHORING, facts__version=version.number)
    return set(acts.values_list("user_id", flat=True))


def check(version):
    passed = version.item.reviews.filter(version_number=version.number, result__in=PASSING)
    rests_on = [version.review, version.second_review, version.confidentiality_review, version.sign_off]
    eyes = [look.by_user_id for look in rests_on if look]
    assert len(set(eyes)) == len(eyes)
    assert not set(eyes) & authors(version)
    assert not set(passed.values_list("by_user_id", flat=True)) & authors(version)
    if version.emergency_reason:
        assert version.by_user_id not in authors(version)
        assert version.debt.paid_at is None or passed.values("by_user_id").distinct().count() >= 2
    else:
        assert {Step.CONFIDENTIALITY, Step.SIGN_OFF} <= {look.step for look in rests_on if look}
        assert {look.digest for look in rests_on if look} == {version.digest}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=steps)
def test_art_17_no_walk_leads_to_the_public_without_distinct_eyes(path, db):
    with transaction.atomic():
        people = cast()
        item = actions.draft(by=people[0][Duty.SUBMITTER], **builders.content())
        walk(item, people, path)

        for version in ItemVersion.objects.select_related("item"):
            check(version)
        for public in InformationItem.objects.filter(state=State.PUBLISHED):
            assert public.current_version is not None
        transaction.set_rollback(True)


def test_the_walks_do_reach_the_public(db):
    """The check above would hold of walks that lead nowhere, too."""
    people = cast()
    item = actions.draft(by=people[0][Duty.SUBMITTER], **builders.content())
    path = [
        (name, person, duty)
        for person, (name, duty) in enumerate(
            [
                ("submit", Duty.SUBMITTER),
                ("pass_review", Duty.REVIEWER),
                ("pass_confidentiality_review", Duty.CONFIDENTIALITY_REVIEWER),
                ("sign_off", Duty.SIGNER),
            ]
        )
    ]
    walk(item, people, [*path, ("publish", 3, Duty.SIGNER)])

    assert item.state == State.PUBLISHED
    check(item.current_version)
