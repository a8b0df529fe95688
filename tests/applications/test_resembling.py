"""Applications that ask for the same, found without a readable trace of what they ask (art. 36(6))."""

from datetime import date

import pytest
from django.db import connection

from gongkai.applications import actions, queries
from gongkai.applications.models import TextBand
from gongkai.applications.queries.likeness import BANDS, bands, features, likeness, numbers
from gongkai.applications.queries.resembling import ALIKE
from tests import factories
from tests.applications import builders
from tests.applications.alike import APART, SAME, pairs_alike, pairs_unlike
from tests.applications.builders import at

FIRST, AGAIN = SAME[0][:2]
OTHER_PERSON = {"identity_number": "11010519491231002X", "phone": "13900139000"}


def answers(application, handler):
    """Reply that it does not exist."""
    builders.replied(
        application, by=handler, kind="nonexistent", contents={"search": "档案室", "nonexistence": "没有"}
    )


def meet(one: str, other: str) -> bool:
    """Whether the index would bring the two together."""
    return bool(set(bands(one, key="k")) & set(bands(other, key="k")))


def test_wordings_of_one_request_are_found_and_no_others():
    alike, unlike = pairs_alike(), pairs_unlike()
    found = [pair for pair in alike if meet(*pair) and likeness(*map(features, pair)) >= ALIKE]
    wrong = [pair for pair in unlike if likeness(*map(features, pair)) >= ALIKE]

    assert len(alike) + len(unlike) >= 200
    assert len(found) >= 0.98 * len(alike)
    assert wrong == []


@pytest.mark.parametrize(("one", "other", "apart"), APART)
def test_another_year_or_number_is_another_information(one, other, apart, organ, handler):
    builders.handling(organ, handler, description=one)
    [found] = queries.resembling(builders.handling(organ, handler, description=other))

    assert found.differing == apart
    assert not found.asks_the_same
    assert numbers(one) ^ numbers(other) == set(apart)


def test_nothing_readable_is_stored(organ, handler):
    one = builders.handling(organ, handler, description=FIRST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_textband")
        rows = str(cursor.fetchall())

    assert TextBand.objects.filter(application=one).count() == BANDS
    assert not any(pair in rows for pair in features(FIRST) if len(pair) == 2)


def test_two_organs_texts_never_meet(organ, handler):
    other = factories.organ("liutang")
    builders.submitted(other, description=FIRST)

    assert queries.resembling(builders.handling(organ, handler, description=FIRST)) == []
    assert not set(bands(FIRST, key="a")) & set(bands(FIRST, key="b"))


def test_the_same_applicant_asking_again_for_what_was_answered_may_be_told_so(organ, handler):
    earlier = builders.handling(organ, handler, description=FIRST)
    later = builders.handling(organ, handler, description=AGAIN)
    [found] = queries.resembling(later)
    assert (found.same_applicant, found.asks_the_same, found.may_be_repeated) == (True, True, False)

    answers(earlier, handler)
    [found] = queries.resembling(later)
    assert found.may_be_repeated
    assert found.application == earlier
    assert found.application.reply.letter.number


def test_somebody_else_asking_for_the_same_is_no_repetition(organ, handler):
    answers(builders.handling(organ, handler, description=FIRST), handler)
    [found] = queries.resembling(builders.handling(organ, handler, description=FIRST, **OTHER_PERSON))

    assert (found.percent, found.same_applicant, found.may_be_repeated) == (100, False, False)


def test_what_was_supplemented_counts(organ, handler):
    builders.handling(organ, handler, description=FIRST)
    vague = builders.handling(organ, handler, description="补助的事")
    assert queries.resembling(vague) == []

    actions.request_supplement(vague, by=handler, defects="请写明")
    actions.receive_supplement(vague, by=handler, answer=AGAIN)
    assert [one.application.description for one in queries.resembling(vague)] == [FIRST]


def test_what_moves_to_another_organ_is_compared_there(organ, handler):
    town = factories.organ("liutang")
    here = builders.submitted(organ, description=AGAIN)
    there = builders.submitted(town, description=FIRST)
    actions.transfer(here, town, by=handler, reason="由柳塘镇制作")

    assert [one.application for one in queries.resembling(there)] == [here]


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_with_one_and_with_thirty(count, organ, handler, django_assert_num_queries):
    with at(date(2025, 3, 3)):
        for _n in range(count):
            builders.submitted(organ, description=FIRST)
        one = builders.submitted(organ, description=AGAIN)

    with django_assert_num_queries(3):
        found = queries.resembling(one)

    assert len(found) == min(count, 5)


def test_a_text_of_nothing_is_like_nothing(organ, handler):
    builders.submitted(organ, description="，。")
    assert queries.resembling(builders.submitted(organ, description="，。")) == []


def test_old_applications_are_sketched_later_and_once(organ, handler):
    one, other = (builders.submitted(organ, description=text) for text in (FIRST, "，。"))
    TextBand.objects.all().delete()

    assert actions.index_old_texts(limit=1) == 1
    assert actions.index_old_texts() == 1
    assert actions.index_old_texts() == 0
    assert {row.application for row in TextBand.objects.all()} == {one, other}
