"""The engine: one table decides what may be done, and a refusal changes nothing."""

import pytest
from django.db import connection, models, transaction

from gongkai.foundation.ledger import Actor, Entry, history_of
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Refused, Stale, Subject, Transition, Workflow

HANDLER, HEAD = "handler", "head"


class Duty(models.TextChoices):
    HANDLER = "handler", "承办人"
    HEAD = "head", "负责人"


class State(models.TextChoices):
    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"


class Matter(Subject):
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    organ_id = models.BigIntegerField(default=1)
    note = models.TextField(blank=True)
    secret = SealedTextField(blank=True)

    class Meta:
        app_label = "foundation"
        managed = False  # its table is made for this test alone

    def __str__(self):
        return self.note


def is_noted(matter, by):
    """A matter is closed with a note."""
    return None if matter.note else "办结前须填写说明。"


WORKFLOW = Workflow(
    "tests",
    State,
    Duty,
    Transition("note", "填写说明", {State.OPEN}, None, "regulation-2019:45", {HANDLER, HEAD}),
    Transition("close", "办结", {State.OPEN}, State.CLOSED, "regulation-2019:45", {HEAD}, (is_noted,)),
)
CLERK = Actor("王敏", HANDLER, user_id=1, organ_id=1)
CHIEF = Actor("李华", HEAD, user_id=2, organ_id=1)
STRANGER = Actor("赵强", HEAD, user_id=3, organ_id=2)


@pytest.fixture
def matter(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Matter)
    yield Matter.objects.create()
    with connection.schema_editor() as editor:
        editor.delete_model(Matter)


def test_an_act_changes_the_record_and_writes_the_ledger(matter):
    WORKFLOW.move(matter, "note", by=CLERK, changes={"note": "已核对"}, facts={"pages": 3})

    matter.refresh_from_db()
    entry = history_of(matter).get()
    assert (matter.note, matter.revision) == ("已核对", 1)
    assert (entry.verb, entry.cite, entry.revision) == ("tests.note", "regulation-2019:45", 1)
    assert (entry.before, entry.after, entry.facts) == ({"note": ""}, {"note": "已核对"}, {"pages": 3})


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (CLERK, "“办结”须由本机关的负责人办理。"),
        (STRANGER, "“办结”须由本机关的负责人办理。"),
        (CHIEF, "办结前须填写说明。"),
    ],
    ids=["the wrong duty", "another organ", "a check that does not hold"],
)
def test_a_refused_act_changes_nothing(matter, by, reason):
    with pytest.raises(Refused) as refused:
        WORKFLOW.move(matter, "close", by=by)

    matter.refresh_from_db()
    assert refused.value.reasons == [reason]
    assert (matter.state, matter.revision, list(Entry.objects.all())) == (State.OPEN, 0, [])


def test_a_state_that_does_not_allow_the_act_is_named(matter):
    WORKFLOW.move(matter, "note", by=CLERK, changes={"note": "x"})
    WORKFLOW.move(matter, "close", by=CHIEF)

    assert WORKFLOW.reasons_against(matter, "close", CHIEF) == ["“已办结”状态下不能办结。"]
    assert WORKFLOW.open_to(matter, CHIEF) == []


def test_buttons_are_the_rows_that_nothing_stands_against(matter):
    names = [row.name for row in WORKFLOW.open_to(matter, CLERK)]
    assert names == ["note"]

    WORKFLOW.move(matter, "note", by=CLERK, changes={"note": "x"})
    assert [row.name for row in WORKFLOW.open_to(matter, CHIEF)] == ["note", "close"]
    assert WORKFLOW.open_to(matter, STRANGER) == []


def test_the_second_of_two_is_told_who_was_first_and_overwrites_nothing(matter):
    shown = matter.revision
    WORKFLOW.move(matter, "note", by=CHIEF, seen=shown, changes={"note": "先到"})

    with pytest.raises(Stale, match="李华") as stale:
        WORKFLOW.move(matter, "note", by=CLERK, seen=shown, changes={"note": "后到"})

    matter.refresh_from_db()
    assert matter.note == "先到"
    assert [entry.verb for entry in stale.value.entries] == ["tests.note"]


def test_sealed_and_long_values_do_not_stand_in_the_ledger(matter):
    WORKFLOW.move(matter, "note", by=CLERK, changes={"note": "字" * 201, "secret": "330100199001010017"})

    after = history_of(matter).get().after
    assert after["secret"] == "（个人信息）"
    assert after["note"].startswith("（201字，SM3 ")


def test_an_act_whose_caller_fails_is_undone(matter):
    def act():
        with transaction.atomic():
            WORKFLOW.move(matter, "note", by=CLERK, changes={"note": "x"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    matter.refresh_from_db()
    assert (matter.note, list(Entry.objects.all())) == ("", [])
