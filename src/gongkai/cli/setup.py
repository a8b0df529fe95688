"""``gongkai setup``: an empty database becomes an office's: its government and the three administrators."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from getpass import getpass
from typing import Any

WHAT_IT_DOES = """\
准备数据库，然后设立：
  1. 您的人民政府（机关树的顶端；下级机关以后在工作台设立）
  2. 系统管理员：设立机关、开立账号
  3. 安全管理员：授予和终止岗位
  4. 审计管理员：查阅台账
三名管理员须由三个人分别担任（三员分立）。没有作为选项给出的内容会逐项询问；
供脚本使用时，密码从环境变量读取：{passwords}。
数据库中已有机关时不作任何改动。"""
# Option, environment variable of the password, duty (of gongkai.accounts), how the screen calls it.
ADMINISTRATORS = (
    ("system", "GONGKAI_SYSTEM_PASSWORD", "system_admin", "系统管理员"),
    ("security", "GONGKAI_SECURITY_PASSWORD", "security_admin", "安全管理员"),
    ("audit", "GONGKAI_AUDIT_PASSWORD", "audit_admin", "审计管理员"),
)
GOVERNMENT = {
    "name": "政府全称（例如：青禾市人民政府）",
    "short_name": "简称（例如：市政府）",
    "code": "代码，用于网址（小写字母、数字和横线，例如：qinghe）",
    "level": "层级（province 省级、city 设区的市级、county 县级、township 乡级）",
    "region": "行政区划代码（6位、9位或者12位数字，可以不填）",
}


class Unanswered(Exception):
    """Something needed was not given, and nobody is there to be asked; or what was given is wrong."""


@dataclass(frozen=True)
class Administrator:
    """One of the three: who, in which duty, with which name and password at the door."""

    duty: str
    full_name: str
    username: str
    password: str


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to ``gongkai``."""
    parser = subparsers.add_parser(
        "setup",
        help="首次启用：设立本级政府和三名管理员",
        description=WHAT_IT_DOES.format(passwords="、".join(one[1] for one in ADMINISTRATORS)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for field, label in GOVERNMENT.items():
        parser.add_argument(_option(field), help=label)
    for key, _variable, _duty, label in ADMINISTRATORS:
        parser.add_argument(f"--{key}-name", help=f"{label}的姓名")
        parser.add_argument(f"--{key}-login", help=f"{label}的登录名")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask, check everything, then found all at once; 1 when the office exists, 2 when an answer is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from gongkai.cli.serve import prepare_database
    from gongkai.foundation.workflow import Refused
    from gongkai.organs.queries import all_organs

    prepare_database()
    if all_organs().exists():
        _say("数据库中已有机关，没有作任何改动。增设机关和账号，请由系统管理员在工作台办理。")
        return 1
    try:
        government = _government(args)
        people = _administrators(args)
        _found(government, people)
    except (Unanswered, Refused) as why:
        _say(f"未作任何改动：{why}")
        return 2
    except ValidationError as wrong:
        _say(f"未作任何改动：{''.join(wrong.messages)}")
        return 2
    except (EOFError, KeyboardInterrupt):
        _say("\n已中止，未作任何改动。")
        return 2
    _tell(government, people)
    return 0


def _government(args: argparse.Namespace) -> dict[str, Any]:
    from gongkai.organs.queries import Kind
    from gongkai.workbench.organs.forms import OrganForm

    _say("一、本级政府")
    fields = OrganForm().fields
    told = {
        name: _answer(getattr(args, name), _option(name), label, fields[name].clean)
        for name, label in GOVERNMENT.items()
    }
    return {**told, "kind": Kind.GOVERNMENT}


def _administrators(args: argparse.Namespace) -> list[Administrator]:
    _say("二、三名管理员")
    people: list[Administrator] = []
    for key, variable, duty, label in ADMINISTRATORS:
        taken = [one.username.lower() for one in people]
        people.append(_administrator(args, key, variable, duty, label, taken))
    return people


def _administrator(
    args: argparse.Namespace, key: str, variable: str, duty: str, label: str, taken: Sequence[str]
) -> Administrator:
    from django.contrib.auth.password_validation import password_validators_help_texts

    from gongkai.workbench.accounts.forms import AccountForm

    fields = AccountForm().fields

    def username(value: str) -> str:
        if value.lower() in taken:
            raise _wrong("三名管理员的登录名须各不相同。")
        cleaned: str = fields["username"].clean(value)
        return cleaned

    given = vars(args)
    name = _answer(given[f"{key}_name"], f"--{key}-name", f"{label}的姓名", fields["full_name"].clean)
    login = _answer(given[f"{key}_login"], f"--{key}-login", f"{label}的登录名", username)
    if not os.environ.get(variable) and sys.stdin.isatty():
        _say("密码要求：" + "".join(password_validators_help_texts()))
    password = _password(variable, label, lambda value: _strong(value, name, login))
    return Administrator(duty, name, login, password)


def _answer(given: str | None, option: str, label: str, clean: Callable[[Any], Any]) -> Any:
    """What was given as an option, or else what is typed, asked again until it is right."""
    from django.core.exceptions import ValidationError

    if given is None and not sys.stdin.isatty():
        given = _optional(option, clean)
    while True:
        value = input(f"{label}：").strip() if given is None else given
        try:
            return clean(value)
        except ValidationError as wrong:
            if given is not None:
                raise Unanswered(f"{option}：{''.join(wrong.messages)}") from None
            _say("".join(wrong.messages))


def _optional(option: str, clean: Callable[[Any], Any]) -> str:
    """Where nobody can be asked: nothing, if that will do."""
    from django.core.exceptions import ValidationError

    try:
        clean("")
    except ValidationError:
        raise Unanswered(f"缺少选项 {option}。") from None
    return ""


def _password(variable: str, label: str, check: Callable[[str], None]) -> str:
    """From the environment, or typed twice without being shown."""
    from django.core.exceptions import ValidationError

    if given := os.environ.get(variable):
        try:
            check(given)
        except ValidationError as weak:
            raise Unanswered(f"{variable}：{''.join(weak.messages)}") from None
        return given
    if not sys.stdin.isatty():
        raise Unanswered(f"缺少环境变量 {variable}（{label}的密码）。")
    while True:
        password = getpass(f"{label}的密码（输入时不显示）：")
        try:
            check(password)
        except ValidationError as weak:
            _say("".join(weak.messages))
            continue
        if getpass("再次输入密码：") == password:
            return password
        _say("两次输入的密码不一致，请重新输入。")


def _strong(password: str, full_name: str, username: str) -> None:
    from django.contrib.auth.password_validation import validate_password

    from gongkai.accounts.queries import User

    validate_password(password, User(username=username, last_name=full_name))


def _found(government: dict[str, Any], people: list[Administrator]) -> None:
    from django.db import transaction

    from gongkai.accounts.actions import appoint, open_account
    from gongkai.accounts.queries import Duty
    from gongkai.foundation.ledger import SYSTEM
    from gongkai.foundation.moment import today
    from gongkai.organs.actions import found_organ

    with transaction.atomic():
        organ = found_organ(by=SYSTEM, **government)
        for one in people:
            user = open_account(one.username, full_name=one.full_name, password=one.password, by=SYSTEM)
            appoint(user, organ_id=organ.pk, duty=Duty(one.duty), since=today(), by=SYSTEM)


def _tell(government: dict[str, Any], people: list[Administrator]) -> None:
    labels = {duty: label for _key, _variable, duty, label in ADMINISTRATORS}
    _say(f"已设立：{government['name']}")
    for one in people:
        _say(f"  {labels[one.duty]}　{one.full_name}（登录名 {one.username}）")
    _say("接着：")
    _say("  1. 运行 gongkai serve 启动平台，在 /desk/ 登录")
    _say("  2. 系统管理员填写公开工作机构的联系方式，设立下级机关，为工作人员开立账号")
    _say("  3. 安全管理员为工作人员授予岗位")


def _wrong(message: str) -> Exception:
    from django.core.exceptions import ValidationError

    return ValidationError(message)


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
