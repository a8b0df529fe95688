"""One paper with several questions: several applications that keep together (Fee Measures, art. 4)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Wording
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused, Stale
from tests.applications import builders
from tests.applications.builders import IDENTITY_NUMBER, WANTED, at, particulars

MONDAY = date(2025, 3, 3)
PARTS = ["2024年预算", "2024年决算", "2024年政府采购目录"]


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def paper(organ, handler):
    scan = SimpleUploadedFile("来信.txt", "请公开三件事".encode())
    return actions.take_in(
        organ,
        particulars(),
        by=handler,
        channel="registered_post",
        arrived_on=date(2025, 2, 28),
        scans=[scan],
    ).application


def test_each_question_becomes_an_application_of_the_same_day_with_the_same_particulars(paper, handler):
    taken = actions.split(paper, by=handler, parts=PARTS)

    made = [one.application for one in taken]
    assert [one.description for one in (paper, *made)] == PARTS
    assert [one.number for one in made] == ["FINANCE-2025-0002", "FINANCE-2025-0003"]
    for one in made:
        assert one.paper == paper
        assert (one.state, one.received_on, one.due_on) == ("handling", paper.received_on, paper.due_on)
        assert one.identity.number == IDENTITY_NUMBER
        assert one.attachments.get().file == paper.attachments.get().file
        assert [letter.kind for letter in one.letters.all()] == ["receipt"]
    assert paper.wording.text == WANTED


def test_each_of_them_is_opened_by_its_own_code(paper, handler):
    taken = actions.split(paper, by=handler, parts=PARTS)

    assert len({one.code for one in taken}) == 2
    for one in taken:
        assert queries.opened_by(one.application.number, one.code) == one.application


def test_all_of_them_know_of_each_other(paper, handler):
    made = [one.application for one in actions.split(paper, by=handler, parts=PARTS)]

    family = [paper, *made]
    for one in family:
        assert queries.siblings_of(one) == [other for other in family if other != one]
        assert queries.wording_of(one) == WANTED


def test_an_application_that_was_not_split_has_no_siblings(organ, handler):
    one = builders.handling(organ, handler)

    assert (queries.siblings_of(one), queries.wording_of(one)) == ([], "")


def test_an_unregistered_application_is_split_into_unregistered_ones(organ, handler):
    one = builders.submitted(organ)
    made = actions.split(one, by=handler, parts=PARTS[:2])[0].application

    assert (one.state, made.state, made.received_on) == ("submitted", "submitted", None)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([], "至少拆成2件"),
        (["一件"], "至少拆成2件"),
        (["一件", "  "], "至少拆成2件"),
        (["一件", "一件 "], "不能相同"),
        ([f"第{n}件" for n in range(21)], "最多20件"),
    ],
)
def test_what_is_no_splitting_is_refused_and_changes_nothing(paper, handler, parts, why):
    with pytest.raises(Refused, match=why):
        actions.split(paper, by=handler, parts=parts)

    paper.refresh_from_db()
    assert paper.description == WANTED
    assert (Application.objects.count(), Wording.objects.count()) == (1, 0)


def test_a_paper_is_split_once_and_before_the_work_begins(paper, handler):
    made = actions.split(paper, by=handler, parts=PARTS)[0].application
    with pytest.raises(Refused, match="已经拆分过"):
        actions.split(paper, by=handler, parts=PARTS)
    with pytest.raises(Refused, match="本身就是拆分出来的"):
        actions.split(made, by=handler, parts=PARTS)


def test_what_is_being_handled_is_not_split_any_more(paper, handler):
    actions.serve_consultation(paper, by=handler, party="co_maker", name="住建局", question="纪要")
    with pytest.raises(Refused, match="已经开始办理"):
        actions.split(paper, by=handler, parts=PARTS)


def test_a_second_click_splits_nothing(paper, handler):
    seen = paper.revision
    actions.split(paper, by=handler, parts=PARTS, seen=seen)
    with pytest.raises(Stale):
        actions.split(paper, by=handler, parts=PARTS, seen=seen)

    assert Application.objects.count() == 3


def test_only_the_own_handler_splits(paper, head, stranger):
    for other in (head, stranger):
        with pytest.raises(Refused, match="依申请公开承办人"):
            actions.split(paper, by=other, parts=PARTS)


def test_the_ledger_tells_what_came_of_the_paper_and_nothing_personal(paper, handler):
    actions.split(paper, by=handler, parts=PARTS)

    assert Entry.objects.get(verb="applications.split").facts == {"parts": 3}
    taken = Entry.objects.filter(verb="applications.take_in").order_by("number")
    assert [one.facts.get("split_from") for one in taken] == [None, paper.number, paper.number]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_wording")
        assert WANTED not in str(cursor.fetchall())
