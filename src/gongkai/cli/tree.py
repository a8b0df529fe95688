"""``gongkai tree``: the finished pages that a web server gives out: kept up, built anew, checked, repaired."""

import argparse
import os
import sys
import time

PAUSE_SECONDS = 0.2
AGAIN_SECONDS = 5.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai tree`` and what can be done with it."""
    parser = subparsers.add_parser("tree", help="静态页面：跟进、重建、核对、修复")
    acts = parser.add_subparsers(dest="tree_act", required=True)
    follow = acts.add_parser(
        "follow",
        help="让本机的静态页面和检索索引跟上每一次发布、更正、撤回，直到停止（每台网页服务器各运行一个）",
    )
    follow.add_argument("--parent", type=int, default=None, help=argparse.SUPPRESS)
    rebuild = acts.add_parser("rebuild", help="重建全部页面，完成后一次换上；中断后再次运行时接着做")
    rebuild.add_argument("--workers", type=int, default=None, help="进程数（默认：处理器数）")
    acts.add_parser("check", help="与签名清单、数据库核对（不符的，退出码为1）")
    acts.add_parser("repair", help="核对，并把不符的页面重新生成")
    nginx = acts.add_parser("nginx", help="打印本机的nginx配置")
    nginx.add_argument("--upstream", default="127.0.0.1:8000", help="平台的地址与端口（默认 127.0.0.1:8000）")
    nginx.add_argument("--listen", default="80", help="nginx监听的端口（默认 80）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do one of the acts; 1 when the check found something or another process is writing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    acts = {
        "follow": lambda: _follow(args.parent),
        "rebuild": lambda: _rebuild(args.workers),
        "check": lambda: _check(mend=False),
        "repair": lambda: _check(mend=True),
        "nginx": lambda: _nginx(args.upstream, args.listen),
    }
    return acts[args.tree_act]()


def follow_for_good(parent: int | None = None) -> None:
    """Keep the tree up, and build it where there is none or a new day or name asks for it.

    ``parent``: end when this process is no longer the one that started it.
    """
    from django.db import DatabaseError, close_old_connections

    from gongkai.foundation.publishing import TreeBusy
    from gongkai.foundation.search import SearchUnavailable
    from gongkai.portal.publishing.following import follow_once

    while parent is None or os.getppid() == parent:
        try:
            follow_once()
            pause = PAUSE_SECONDS
        except (TreeBusy, SearchUnavailable, DatabaseError, OSError) as trouble:
            _say(f"静态页面暂时不能跟进：{trouble}")
            close_old_connections()
            pause = AGAIN_SECONDS
        time.sleep(pause)


def _follow(parent: int | None) -> int:
    follow_for_good(parent)
    return 0


def _rebuild(workers: int | None) -> int:
    from gongkai.foundation.publishing import TreeBusy
    from gongkai.portal.publishing.rebuilding import rebuild

    started = time.monotonic()
    try:
        count = rebuild(_tell_progress, workers=workers)
    except TreeBusy:
        _say("另一个进程正在重建静态页面。")
        return 1
    seconds = time.monotonic() - started
    _say(f"共{count}个页面，用时{seconds:.0f}秒（每秒{count / max(seconds, 0.001):.0f}个）。")
    return 0


def _tell_progress(done: int, total: int) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r  {done}/{total}")
        sys.stdout.flush()


def _check(*, mend: bool) -> int:
    from gongkai.portal.publishing.publisher import false_pages, repair, trees

    with trees().writing() as tree:
        if tree is None:
            _say("还没有静态页面，请运行 gongkai tree rebuild。")
            return 1
        wrong = []
        for one in false_pages(tree):
            _say(f"  {KINDS[one[0].kind]}：{one[0].path}")
            wrong.append(one)
        if not wrong:
            _say(f"{tree.record.count()}个页面，与清单、数据库一致。")
            return 0
        if not mend:
            _say(f"{len(wrong)}处不符。请运行 gongkai tree repair。")
            return 1
        repair(tree, wrong)
        _say(f"已修复{len(wrong)}处。")
        return 0


KINDS = {
    "altered": "内容被改动",
    "missing": "缺少",
    "unknown": "多余的文件",
    "forged": "清单被改动",
    "outdated": "与数据库不符",
    "needless": "不应再有",
}


def _nginx(upstream: str, listen: str) -> int:
    from gongkai.portal.publishing.nginx import configuration

    sys.stdout.write(configuration(upstream=upstream, listen=listen))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
