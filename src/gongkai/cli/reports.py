"""``gongkai reports``: read published annual reports, say what does not add up in them, take them over.

Exit status of ``read``: 1 when a file could not be read; the others are read all the same. A paper that can be opened
and is no annual report is an answer and not an error.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from gongkai.cli.report_check import check
from gongkai.cli.report_formats import FORMATS
from gongkai.reading.files import content_of
from gongkai.reading.reader import Reading, read
from gongkai.reading.telling import tell
from gongkai.reading.unreadable import Scanned, Unreadable

_KINDS = "网页、文本、docx、xlsx 或带文字的 PDF；写 - 从标准输入读取"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``gongkai reports`` and what can be done with reports."""
    parser = subparsers.add_parser("reports", help="读年度报告，核对数据")
    acts = parser.add_subparsers(dest="act", metavar="{read,check,import}", required=True)
    _add_read(acts.add_parser("read", help="读出报告的机关、年度、各项数字和核对结果"))
    checking = acts.add_parser("check", help="只核对：数字之间有没有对不上的地方")
    checking.add_argument("files", metavar="FILE", nargs="+", help=f"{_KINDS}；也可以是本程序读出的 json")
    checking.add_argument("--format", choices=("table", "json"), default="table", help="json 每个文件一行")
    checking.set_defaults(act=check)
    _add_import(acts.add_parser("import", help="把已经公布的年度报告导入平台，成为该机关的历史报告"))


def _add_read(reading: argparse.ArgumentParser) -> None:
    reading.add_argument("paths", metavar="PATH", nargs="+", help=f"文件或文件夹：{_KINDS}")
    reading.add_argument(
        "--format",
        choices=FORMATS,
        default="table",
        help="table（默认）给人看，json、csv、xlsx 给程序和表格软件用",
    )
    reading.add_argument("--output", metavar="FILE", help="结果写入这个文件；中途停下以后再运行就接着读")
    reading.add_argument("--anew", action="store_true", help="不接着上次停下的地方，从头读起")
    reading.add_argument("--workers", type=_count, metavar="N", help="用几个进程（默认：每个处理器核心一个）")
    reading.add_argument(
        "--scheduler", metavar="tcp://…", help="交给这个 Dask 集群去读（要安装 gongkai[dask]）"
    )
    _add_ocr(reading)
    reading.set_defaults(act=_read)


def _add_import(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("paths", metavar="PATH", nargs="+", help=f"文件或文件夹：{_KINDS}")
    importing.add_argument(
        "--organ", metavar="CODE", help="都是这个机关（代码）的报告；不写的，按报告里写的机关和年度识别"
    )
    importing.add_argument(
        "--under", metavar="CODE", help="只在这个机关（代码）和它的下级中识别（默认：全部机关）"
    )
    importing.add_argument("--dry-run", action="store_true", help="只说明会怎样导入，不写入数据库")
    _add_ocr(importing)
    importing.set_defaults(act=_import)


def _add_ocr(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ocr", action="store_true", help="扫描件和图片用文字识别来读，每页要几秒（要安装 gongkai[ocr]）"
    )


def _import(args: argparse.Namespace) -> int:
    from gongkai.cli.report_import import import_reports

    return import_reports(args)


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError("要写一个大于0的整数")
    return int(words)


def run(args: argparse.Namespace) -> int:
    """What was asked for."""
    status: int = args.act(args)
    return status


def _read(args: argparse.Namespace) -> int:
    if args.format == "xlsx" and not args.output:
        print("xlsx 要写入文件，请加上 --output 文件名。", file=sys.stderr)
        return 2
    if _is_plain(args):
        return _read_in_turn(args)
    from gongkai.cli.report_folder import read_folder

    return read_folder(args)


def _is_plain(args: argparse.Namespace) -> bool:
    """Whether a few papers are shown in full, rather than many collected."""
    if args.output or args.scheduler or any(Path(name).is_dir() for name in args.paths):
        return False
    return args.format == "table" or (args.format == "json" and len(args.paths) == 1)


def _read_in_turn(args: argparse.Namespace) -> int:
    """Show each in full; one that cannot be read is told on standard error."""
    bad = 0
    for at, name in enumerate(args.paths):
        try:
            reading = read(_bytes(name), Path(name).name, ocr=args.ocr)
        except Unreadable as problem:
            bad += 1
            print(f"读不了 {name}：{problem}{_way_out(problem)}", file=sys.stderr)
            if args.format == "json":
                print(json.dumps({"file": name, "error": str(problem)}, ensure_ascii=False))
            continue
        if at:
            print()
        print(_printed(reading, args.format))
    return 1 if bad else 0


def _way_out(problem: Unreadable) -> str:
    return "加上 --ocr 可以直接识别（要安装 gongkai[ocr]）。" if isinstance(problem, Scanned) else ""


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else content_of(Path(name))


def _printed(reading: Reading, style: str) -> str:
    if style == "table":
        return tell(reading)
    return json.dumps(reading.to_json(), ensure_ascii=False, indent=2)
