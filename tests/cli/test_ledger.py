"""Whoever changes the ledger behind our back is found out, and the entry is named."""

import argparse

import pytest
from django.db import connection, transaction

from gongkai.cli import ledger as command
from gongkai.foundation.ledger import SYSTEM, Entry, record
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def last():
    """The number of the last of at least five entries."""
    organ = factories.organ()
    with transaction.atomic():
        entries = [
            record(organ, "organs.describe_office", by=SYSTEM, facts={"say": f"第{n}次"}) for n in range(5)
        ]
    return entries[-1].number


def verify() -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["ledger", "verify"])
    return args.run(args)


def tamper(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def test_a_sound_ledger_is_ok_and_counted(last, capsys):
    assert verify() == 0
    assert capsys.readouterr().out == f"OK：台账共{last}条，逐条相接，未被改动。\n"


def test_an_empty_ledger_is_ok(capsys):
    assert verify() == 0
    assert capsys.readouterr().out == "OK：台账共0条，逐条相接，未被改动。\n"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "系统 "),
        ("verb", "organs.describe_offic"),
        ("facts", '{"say": "第9次"}'),
        ("at", "2020-01-01 00:00:00"),
        ("digest", "0" * 64),
    ],
)
def test_one_changed_byte_is_found_and_its_entry_named(last, capsys, column, value):
    number = last - 2
    tamper(f"UPDATE foundation_entry SET {column} = %s WHERE number = %s", value, number)  # noqa: S608

    assert verify() == 1
    assert f"第{number}条。记录内容与其摘要不符，已被改动。" in capsys.readouterr().out


def test_a_row_removed_from_the_middle_is_found_and_named(last, capsys):
    number = last - 2
    tamper("DELETE FROM foundation_entry WHERE number = %s", number)

    assert verify() == 1
    assert f"台账断裂：第{number}条。第{number}条记录缺失。" in capsys.readouterr().out


def test_the_last_row_removed_is_found_and_named(last, capsys):
    tamper("DELETE FROM foundation_entry WHERE number = %s", last)

    assert verify() == 1
    assert f"台账断裂：第{last}条。台账末尾的记录缺失：链头记载到第{last}条。" in capsys.readouterr().out


def test_a_changed_row_with_a_digest_that_fits_breaks_the_link_after_it(last, capsys):
    number = last - 2
    entry = Entry.objects.get(number=number)
    entry.actor_name = "他人"
    tamper(
        "UPDATE foundation_entry SET actor_name = %s, digest = %s WHERE number = %s",
        entry.actor_name,
        entry.computed_digest(),
        number,
    )

    assert verify() == 1
    assert f"第{number + 1}条。与上一条记录的摘要不相接。" in capsys.readouterr().out
