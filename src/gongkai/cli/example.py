"""``gongkai example``: the example region, loaded, thrown away and loaded anew, its accounts listed."""

import argparse
import os
import shutil
import sys
from pathlib import Path

FORGETTING = "→ 清除示例数据库、文件和检索索引"
QUESTION = "将删除示例地区的全部数据（{home}），包括您试用时录入的内容。输入 yes 继续："


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai example`` and what can be done with it."""
    parser = subparsers.add_parser("example", help="示例地区（虚构的青禾市）：载入、重置、列出账号")
    acts = parser.add_subparsers(dest="example_act", required=True)
    acts.add_parser("load", help="把示例地区载入空的数据库")
    reset = acts.add_parser("reset", help="删除示例地区的全部数据并重新载入")
    reset.add_argument("--yes", action="store_true", help="不再询问")
    acts.add_parser("accounts", help="列出示例账号")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do one of the acts; 1 when the database is not the example's or the question was not answered with yes."""
    os.environ["GONGKAI_EXAMPLE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    acts = {"load": _load, "reset": lambda: _reset(sure=args.yes), "accounts": _tell_accounts}
    return acts[args.example_act]()


def _load() -> int:
    from gongkai.example.load import NotHere, load

    _migrate()
    try:
        load(_say)
    except NotHere as why:
        _say(str(why))
        return 1
    return _tell_accounts()


def _reset(*, sure: bool) -> int:
    from django.conf import settings

    from gongkai.example.load import holds_nothing_else

    if not _is_embedded():
        _say("只能重置内置的 SQLite 示例数据库；其他数据库请由其管理员清空。")
        return 1
    _migrate()
    if not holds_nothing_else():
        _say("数据库中有示例地区以外的机关，不能作为示例删除。")
        return 1
    if not sure and not _agreed(QUESTION.format(home=settings.HOME)):
        _say("未作任何改动。")
        return 1
    _forget()
    return _load()


def _agreed(question: str) -> bool:
    """Whether somebody is there and says yes."""
    try:
        return input(question).strip().lower() == "yes"
    except EOFError:
        return False


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _is_embedded() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _forget() -> None:
    """Remove the database, the stored files and the index; the keys stay."""
    from django.conf import settings
    from django.db import connection

    _say(FORGETTING)
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm")):
        path.unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.GONGKAI_INDEX_DIR):
        shutil.rmtree(folder, ignore_errors=True)


def _tell_accounts() -> int:
    from gongkai.example.load import is_loaded

    _migrate()
    if not is_loaded():
        _say("示例地区还没有载入，请运行 gongkai example load。")
        return 1
    tell_accounts()
    return 0


def tell_accounts() -> None:
    """Print who may be tried out, and the applications that may be looked up."""
    from gongkai.example.accounts import accounts
    from gongkai.example.applications import followed

    _say("示例账号（仅示例模式有效）：")
    for account in accounts():
        _say(
            f"  {account.username:<18} {account.password}　{account.organ}　{account.name}（{account.duty}）"
        )
    _say(
        "  其他机关的人员：登录名为“机关代码-岗位”（岗位：zonghe、fuze、baomi、qianfa），密码相同，例如 finance-zonghe"
    )
    _say("可在“依申请公开—办理进度”中查询的示例申请：")
    for one in followed():
        _say(f"  {one.number}　查询码 {one.code}　{one.what}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
