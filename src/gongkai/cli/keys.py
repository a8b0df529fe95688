"""``gongkai keys``: the keys that seal personal data, added, changed over to, and checked."""

import argparse
import os
import sys
from typing import Any

TOLD_EACH = 2000
NEXT = """\
已在密钥文件最前面加入密钥 {key}：{path}
接着：
  1. 有多台机器的，把密钥文件复制到每一台
  2. 重启所有进程（网页、后台任务），此后的新数据用这把密钥加密
  3. 运行 gongkai keys rotate，把已有的数据改用这把密钥
请另行备份密钥文件，不要与数据库的备份放在一起。"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai keys`` and what can be done with them."""
    parser = subparsers.add_parser("keys", help="个人信息的加密密钥：新增、更换、检查")
    acts = parser.add_subparsers(dest="keys_act", required=True)
    acts.add_parser("add", help="在密钥文件最前面加入一把新密钥")
    acts.add_parser("rotate", help="把已有的加密数据改用最前面的密钥（可以中断，再次运行时继续）")
    acts.add_parser("check", help="逐个打开加密数据，列出各把密钥加密了多少（有打不开的，退出码为1）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do one of the acts; 1 when something can't be opened."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    return {"add": _add, "rotate": _rotate, "check": _check}[args.keys_act]()


def _add() -> int:
    from django.conf import settings

    from gongkai.foundation.sealed import add_key

    path = settings.GONGKAI_KEY_FILE
    try:
        key = add_key(path)
    except OSError as denied:
        _say(f"不能写入密钥文件 {path}（{denied.strerror}），没有改动。请用平台运行的用户执行。")
        return 1
    _say(NEXT.format(key=key, path=path))
    return 0


def _rotate() -> int:
    from django.conf import settings

    from gongkai.foundation.resealing import rotate_keys

    key = settings.GONGKAI_KEYS[0][0]
    rotation = rotate_keys(_tell_progress)
    if rotation is None:
        _say(f"全部数据已经用密钥 {key} 加密，没有需要更换的。")
    else:
        _say(f"已改用密钥 {key}：{rotation.resealed}个值。")
    return _check()


def _tell_progress(table: str, done: int, total: int) -> None:
    if done >= total or done % TOLD_EACH == 0:
        _say(f"  {table}：{done}/{total}条记录")


def _check() -> int:
    from django.conf import settings

    from gongkai.foundation.resealing import sealed_values

    told = sealed_values()
    keys = [key_id for key_id, _key in settings.GONGKAI_KEYS]
    for key_id in keys:
        _say(f"  {key_id}：{told.by_key[key_id]}个值{_duty_of(key_id, keys)}")
    if spare := told.spare:
        _say(f"不再需要的密钥：{'、'.join(spare)}。一小时后（登录会话过期）可以从密钥文件中删除；")
        _say("删除前另行保存：打开此前的数据库备份时还要用。")
    for column, count in sorted(told.unreadable.items()):
        _say(f"打不开：{column} {count}个值。缺少加密时用的密钥，或者数据已被改动。")
    return 1 if told.unreadable else 0


def _duty_of(key_id: str, keys: list[Any]) -> str:
    duties = []
    if key_id == keys[0]:
        duties.append("新数据用它加密")
    if key_id == keys[-1]:
        duties.append("最早的一把，查找用的摘要由它生成，必须保留")
    return f"（{'；'.join(duties)}）" if duties else ""


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
