"""The command ``gongkai``: each subcommand lives in a module of its own, imported only when it is asked for."""

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

COMMANDS = {
    "law": ("gongkai.cli.law", "查法定期限和费用，不需要数据库"),
    "reports": ("gongkai.cli.reports", "读年度报告，核对数据"),
    "ledger": ("gongkai.cli.ledger", "检验台账"),
    "keys": ("gongkai.cli.keys", "个人信息的加密密钥"),
    "purge": ("gongkai.cli.purge", "清除保管期限已过的申请人信息"),
    "nightly": ("gongkai.cli.nightly", "每日运行一次的例行工作"),
    "setup": ("gongkai.cli.setup", "首次启用：设立本级政府和三名管理员"),
    "serve": ("gongkai.cli.serve", "启动平台"),
    "tree": ("gongkai.cli.tree", "静态页面：跟进、重建、核对、修复"),
    "example": ("gongkai.cli.example", "载入示例地区"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says how it went (2: it was not asked properly)."""
    _speak_utf8()
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough (`… | head`). What is left goes nowhere, or Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE


def _run(arguments: list[str]) -> int:
    chosen = next((one for one in arguments if not one.startswith("-")), None)
    parser, subparsers = _parser()
    module = None
    for name, (path, summary) in COMMANDS.items():
        if name != chosen:
            subparsers.add_parser(name, help=summary, add_help=False)
            continue
        try:
            module = import_module(path)
        except ModuleNotFoundError as missing:
            print(f"gongkai {name}：缺少模块 {missing.name}，请检查安装是否完整。", file=sys.stderr)
            return 2
        module.add_parser(subparsers)
    args = parser.parse_args(arguments)
    if module is None:
        parser.print_help()
        return 0
    status: int = module.run(args)
    return status


def _parser() -> "tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]":
    parser = argparse.ArgumentParser(prog="gongkai", description="政府信息公开平台")
    parser.add_argument("--version", action="version", version=f"gongkai {version('gongkai')}")
    return parser, parser.add_subparsers(dest="command", metavar="COMMAND", title="命令")


def _speak_utf8() -> None:
    """JSON and Chinese leave as UTF-8, whatever the terminal was set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
