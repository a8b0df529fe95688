"""``gongkai reports read FILE…``: read published annual reports and say what they hold and what does not add up.

Exit status 1: a file could not be opened; the others are read all the same. A paper that can be opened and is no annual
report is an answer and not an error.
"""

import argparse
import json
import sys
from pathlib import Path

from gongkai.reading.decode import Unreadable
from gongkai.reading.reader import Reading, read
from gongkai.reading.telling import tell

LARGEST = 50 * 1024 * 1024


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai reports`` and what can be done with reports."""
    parser = subparsers.add_parser("reports", help="读年度报告，核对数据")
    acts = parser.add_subparsers(dest="act", metavar="read", required=True)
    reading = acts.add_parser("read", help="读出报告的机关、年度、各项数字和核对结果")
    reading.add_argument(
        "files", metavar="FILE", nargs="+", help="网页、文本、docx、xlsx 或带文字的 PDF；写 - 从标准输入读取"
    )
    reading.add_argument(
        "--format", choices=("table", "json"), default="table", help="table（默认）给人看，json 给程序用"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every file in turn; a file that cannot be read is told on standard error."""
    bad = 0
    for at, name in enumerate(args.files):
        try:
            reading = read(_bytes(name), Path(name).name)
        except Unreadable as problem:
            bad += 1
            print(f"读不了 {name}：{problem}", file=sys.stderr)
            if args.format == "json":
                print(json.dumps({"file": name, "error": str(problem)}, ensure_ascii=False))
            continue
        if args.format == "table" and at:
            print()
        print(_printed(reading, args.format, alone=len(args.files) == 1))
    return 1 if bad else 0


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        raise Unreadable("这是文件夹，请写出要读的文件。")
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"文件超过{LARGEST // 1024 // 1024}MB，不像年度报告。")
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise Unreadable("没有这个文件，请检查文件名。") from missing
    except OSError as problem:
        raise Unreadable(f"打不开（{problem.strerror}）。") from problem


def _printed(reading: Reading, style: str, *, alone: bool) -> str:
    if style == "table":
        return tell(reading)
    return json.dumps(reading.to_json(), ensure_ascii=False, indent=2 if alone else None)
