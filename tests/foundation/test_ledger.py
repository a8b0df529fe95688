"""The ledger is written with the act, chained, and never changed."""

import pytest
from django.db import connection, transaction

from gongkai.foundation.ledger import (
    GENESIS,
    SYSTEM,
    Actor,
    BrokenLink,
    Entry,
    LedgerHead,
    follows,
    history_of,
    record,
    verify,
)
from gongkai.foundation.numbering import NumberSeries

pytestmark = pytest.mark.django_db

CLERK = Actor("王敏", "submitter", user_id=7, organ_id=3)


@pytest.fixture
def subject():
    return NumberSeries.objects.create(name="subject", year=2026, last=0)


def written(subject, verb="tests.act", **parts):
    with transaction.atomic():
        return record(subject, verb, by=CLERK, **parts)


def test_an_entry_says_who_did_what_on_which_record_under_which_article(subject):
    entry = written(
        subject, cite="regulation-2019:33", before={"days": 0}, after={"days": 5}, facts={"why": "案情复杂"}
    )

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.actor_name, stored.actor_duty, stored.user_id, stored.organ_id) == (
        "王敏",
        "submitter",
        7,
        3,
    )
    assert (stored.verb, stored.cite) == ("tests.act", "regulation-2019:33")
    assert (stored.before, stored.after, stored.facts) == ({"days": 0}, {"days": 5}, {"why": "案情复杂"})
    assert list(history_of(subject)) == [stored]


def test_each_entry_is_chained_to_the_one_before(subject):
    first, second = written(subject), written(subject)

    assert (first.number, first.previous) == (1, GENESIS)
    assert (second.number, second.previous) == (2, first.digest)
    assert list(verify()) == [1, 2]


def test_an_act_that_fails_leaves_no_entry(subject):
    def act():
        with transaction.atomic():
            record(subject, "tests.act", by=SYSTEM)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert list(Entry.objects.all()) == []
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused(subject):
    with pytest.raises(RuntimeError, match="transaction"):
        record(subject, "tests.act", by=SYSTEM)


def test_entries_are_neither_changed_nor_removed(subject):
    entry = written(subject)

    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="tests.other"),
        lambda: Entry.objects.bulk_update([entry], ["verb"]),
    ):
        with pytest.raises(TypeError, match="append-only"):
            attempt()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "王敏 "),
        ("actor_duty", "signer"),
        ("user_id", 8),
        ("organ_id", 4),
        ("verb", "tests.acT"),
        ("cite", "x"),
        ("subject_id", "99"),
        ("revision", 1),
        ("at", "2026-01-01 00:00:00"),
        ("before", '{"a": 1}'),
        ("after", '{"a": 1}'),
        ("facts", '{"a": 1}'),
        ("previous", "1" * 64),
        ("digest", "f" * 64),
        ("number", 99),
    ],
)
def test_any_change_of_a_row_breaks_the_chain_at_that_row(subject, column, value):
    for _ in range(3):
        written(subject)

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE foundation_entry SET {column} = %s WHERE number = 2", [value])  # noqa: S608

    *sound, broken = verify()
    assert sound == [1]
    assert isinstance(broken, BrokenLink)
    assert broken.number == 2


def test_a_removed_row_is_named_wherever_it_stood(subject):
    for _ in range(3):
        written(subject)

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_entry WHERE number = 3")
    assert [found for found in verify() if isinstance(found, BrokenLink)] == [
        BrokenLink(3, "台账末尾的记录缺失：链头记载到第3条。")
    ]

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_entry WHERE number = 1")
    assert list(verify()) == [BrokenLink(1, "第1条记录缺失。")]


def test_there_is_one_head(subject):
    written(subject)
    written(subject)

    assert [(head.number, head.digest) for head in LedgerHead.objects.all()] == [
        (2, Entry.objects.get(number=2).digest)
    ]


def test_followers_hear_of_the_act_with_its_subject(subject):
    heard = []
    follows("tests.heard")(lambda entry, thing: heard.append((entry.verb, thing)))

    written(subject, "tests.heard")
    written(subject, "tests.other")

    assert heard == [("tests.heard", subject)]
