"""Where the example has no place."""

import argparse

import pytest

from gongkai.cli import example as command
from gongkai.example.load import NotHere, holds_nothing_else, is_loaded, load
from gongkai.foundation.ledger import Entry
from gongkai.organs.queries import all_organs
from tests import factories

pytestmark = pytest.mark.django_db


def test_nothing_is_loaded_in_production_mode(settings):
    settings.EXAMPLE_MODE = False
    with pytest.raises(NotHere, match="示例模式"):
        load(print)

    assert not is_loaded()
    assert list(all_organs()) == []
    assert list(Entry.objects.all()) == []


def test_nothing_is_loaded_beside_other_organs(settings):
    settings.EXAMPLE_MODE = True
    factories.organ()
    entries = Entry.objects.count()
    with pytest.raises(NotHere, match="已有机关"):
        load(print)

    assert Entry.objects.count() == entries
    assert not holds_nothing_else()


@pytest.fixture
def asked(monkeypatch, settings):
    """The command with an answer to its question, on a database that must not be thrown away."""
    settings.EXAMPLE_MODE = True
    monkeypatch.setenv("GONGKAI_EXAMPLE", "1")
    thrown_away = []
    monkeypatch.setattr(command, "_forget", lambda: thrown_away.append(True))
    monkeypatch.setattr(command, "_load", lambda: 0)
    monkeypatch.setattr(command, "_is_embedded", lambda: True)

    def run(answer: str | None, **arguments: object) -> tuple[int, bool]:
        def reply(question: str) -> str:
            if answer is None:
                raise EOFError
            return answer

        monkeypatch.setattr("builtins.input", reply)
        status = command.run(argparse.Namespace(**arguments))
        return status, bool(thrown_away)

    return run


@pytest.mark.parametrize(
    ("answer", "sure", "expected"),
    [
        ("no", False, (1, False)),
        (None, False, (1, False)),
        ("yes", False, (0, True)),
        ("no", True, (0, True)),
    ],
)
def test_the_example_is_thrown_away_only_when_that_is_wanted(asked, answer, sure, expected):
    assert asked(answer, example_act="reset", yes=sure) == expected


def test_a_database_with_other_organs_is_never_thrown_away(asked, capsys):
    factories.organ("elsewhere", existed_from=None)

    assert asked("yes", example_act="reset", yes=True) == (1, False)
    assert "示例地区以外的机关" in capsys.readouterr().out


def test_accounts_are_told_only_of_a_loaded_example(asked, capsys):
    assert asked(None, example_act="accounts") == (1, False)
    assert "还没有载入" in capsys.readouterr().out
