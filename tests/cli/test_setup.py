"""An empty database becomes an office's: asked in words, from options, or refused without leaving a trace."""

import argparse

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from gongkai.accounts.models import Appointment, Duty
from gongkai.cli import setup as command
from gongkai.foundation.ledger import Entry
from gongkai.organs.models import Organ
from tests import factories

pytestmark = pytest.mark.django_db
OPTIONS = {
    "name": "青禾市人民政府",
    "short-name": "市政府",
    "code": "qinghe",
    "level": "county",
    "region": "990101",
    "system-name": "王敏",
    "system-login": "wangmin",
    "security-name": "李华",
    "security-login": "lihua",
    "audit-name": "赵青",
    "audit-login": "zhaoqing",
}
PASSWORDS = {
    "GONGKAI_SYSTEM_PASSWORD": "blue mountain river",
    "GONGKAI_SECURITY_PASSWORD": "green valley stone",
    "GONGKAI_AUDIT_PASSWORD": "white cloud bridge",
}
THREE = [("wangmin", Duty.SYSTEM_ADMIN), ("lihua", Duty.SECURITY_ADMIN), ("zhaoqing", Duty.AUDIT_ADMIN)]


@pytest.fixture
def passwords(monkeypatch):
    for name, value in PASSWORDS.items():
        monkeypatch.setenv(name, value)


def set_up(**changed) -> int:
    options = {name: value for name, value in (OPTIONS | changed).items() if value is not None}
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["setup", *(f"--{name}={value}" for name, value in options.items())])
    return args.run(args)


def nothing_is_there() -> bool:
    return not (Organ.objects.exists() or User.objects.exists() or Entry.objects.exists())


def test_a_script_sets_an_office_up(passwords, capsys):
    assert set_up() == 0

    [organ] = Organ.objects.all()
    assert (organ.name, organ.short_name, organ.code, organ.kind, organ.level, organ.region) == (
        "青禾市人民政府",
        "市政府",
        "qinghe",
        "government",
        "county",
        "990101",
    )
    held = [(one.user.username, one.duty) for one in Appointment.objects.order_by("pk")]
    assert held == THREE
    assert {one.organ for one in Appointment.objects.all()} == {organ}
    assert Entry.objects.filter(actor_duty="system").count() == Entry.objects.count() == 7
    said = capsys.readouterr().out
    assert "系统管理员　王敏（登录名 wangmin）" in said
    assert not any(password in said for password in PASSWORDS.values())


def test_each_administrator_signs_in_and_begins_without_another_password(passwords, client):
    set_up()

    for (username, _duty), password in zip(THREE, PASSWORDS.values(), strict=True):
        client.post(reverse("workbench:sign_in"), {"username": username, "password": password})
        assert client.get(reverse("workbench:home")).status_code == 200
        client.logout()


def test_where_there_is_an_office_nothing_is_set_up(passwords, capsys):
    factories.organ(factories.CITY)

    assert set_up() == 1

    assert "已有机关" in capsys.readouterr().out
    assert (Organ.objects.count(), User.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": None}, "缺少选项 --name"),
        ({"audit-login": None}, "缺少选项 --audit-login"),
        ({"level": "village"}, "--level："),
        ({"code": "青禾"}, "--code：代码由小写字母"),
        ({"region": "12"}, "--region：行政区划代码为6位"),
        ({"system-login": "王"}, "--system-login：登录名至少2位"),
        ({"audit-login": "LiHua"}, "--audit-login：三名管理员的登录名须各不相同"),
    ],
    ids=str,
)
def test_an_answer_that_is_missing_or_wrong_is_named_and_nothing_is_left(passwords, capsys, changed, told):
    assert set_up(**changed) == 2

    assert told in capsys.readouterr().out
    assert nothing_is_there()


def test_the_region_may_be_left_out(passwords):
    assert set_up(region=None) == 0
    assert Organ.objects.get().region == ""


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "缺少环境变量 GONGKAI_AUDIT_PASSWORD"),
        ("123", "GONGKAI_AUDIT_PASSWORD：密码"),
        ("zhaoqing123", "相似"),
    ],
    ids=["none", "short", "like the name"],
)
def test_a_missing_or_weak_password_leaves_nothing(passwords, monkeypatch, capsys, password, told):
    monkeypatch.setenv("GONGKAI_AUDIT_PASSWORD", password)

    assert set_up() == 2

    assert told in capsys.readouterr().out
    assert nothing_is_there()


class Terminal:
    """Somebody at a terminal, who gives these answers in turn."""

    def __init__(self, monkeypatch, typed, secrets):
        self.typed, self.secrets = list(typed), list(secrets)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda label: self._next(self.typed))
        monkeypatch.setattr(command, "getpass", lambda label: self._next(self.secrets))

    @staticmethod
    def _next(answers):
        if not answers:
            raise EOFError
        return answers.pop(0)


def test_who_is_asked_may_err_and_is_asked_again(monkeypatch, capsys):
    first, second, third = PASSWORDS.values()
    typed = [*list(OPTIONS.values())[:2], "青禾", *list(OPTIONS.values())[2:]]
    terminal = Terminal(
        monkeypatch, typed, ["123", first, "slip", first, first, second, second, third, third]
    )

    assert set_up(**dict.fromkeys(OPTIONS)) == 0

    assert (terminal.typed, terminal.secrets) == ([], [])
    assert [(one.user.username, one.duty) for one in Appointment.objects.order_by("pk")] == THREE
    said = capsys.readouterr().out
    assert "代码由小写字母、数字和横线组成" in said
    assert "两次输入的密码不一致" in said


def test_who_walks_away_leaves_nothing(monkeypatch, capsys):
    Terminal(monkeypatch, ["青禾市人民政府"], [])

    assert set_up(**dict.fromkeys(OPTIONS)) == 2

    assert "已中止" in capsys.readouterr().out
    assert nothing_is_there()
