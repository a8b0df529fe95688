"""``gongkai serve``: the whole platform in one process, ready to work, with no other service."""

import argparse
import logging
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongkai.cli.nightly import work_every_day

TRY_AGAIN_SECONDS = 5
logger = logging.getLogger(__name__)


def add_parser(subparsers: Any) -> None:
    """Add the command to ``gongkai``."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "serve", help="启动平台（网页与后台任务在同一进程）"
    )
    parser.add_argument("--bind", default="127.0.0.1:8000", help="地址与端口（默认 127.0.0.1:8000）")
    parser.add_argument("--threads", type=int, default=8, help="同时处理的请求数（默认 8）")
    parser.add_argument("--example", action="store_true", help="载入示例地区（虚构的青禾市），仅供试用")


def run(args: argparse.Namespace) -> int:
    """Prepare what is missing (tables, static files, the example), then serve until stopped."""
    if args.example:
        os.environ["GONGKAI_EXAMPLE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    prepare_database(with_columns=not args.example)
    prepare_static_files()
    if args.example:
        _prepare_example()
    elif _is_an_example():
        _say(
            "这里存的是示例地区，登录密码是公开的，不能作为正式平台启动。请另设 GONGKAI_HOME，或者加 --example 试用。"
        )
        return 1
    _say(f"平台已就绪：http://{args.bind}/　工作台：http://{args.bind}/desk/　（Ctrl+C 停止）")
    _serve(args.bind, args.threads)
    return 0


def prepare_database(*, with_columns: bool = True) -> None:
    """Bring the tables up to date, and the statutory columns; costs next to nothing when they are.

    The example adopts the columns itself, on the day on which its story begins.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        from gongkai.catalogue.actions import adopt_standard_catalogue
        from gongkai.foundation.ledger import SYSTEM

        _say("→ 建立或更新数据表和法定栏目")
        call_command("migrate", verbosity=0, interactive=False)
        if with_columns:
            adopt_standard_catalogue(by=SYSTEM)


def prepare_static_files() -> None:
    """Collect the style sheets and scripts when one of them is newer than the last collection."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    if not collected.exists() or any(os.stat(path).st_mtime > collected.stat().st_mtime for path in sources):
        _say("→ 收集样式与脚本")
        call_command("collectstatic", verbosity=0, interactive=False)


def _prepare_example() -> None:
    from gongkai.cli.example import tell_accounts
    from gongkai.example.load import is_loaded, load

    if not is_loaded():
        _say("→ 载入示例地区青禾市（只在第一次，约半分钟）")
        in_a_process_of_its_own(load, _say)
    tell_accounts()


def _is_an_example() -> bool:
    from gongkai.example.load import is_loaded

    return is_loaded()


def in_a_process_of_its_own(work: Any, *given: Any) -> None:
    """Call ``work`` in a child and wait; leaves with the child's exit status when it fails.

    What sets papers and searches starts threads that do not survive the fork into gunicorn's worker: once they
    have run in this process, the worker waits for them for ever, its write lock held.
    """
    from django.db import connections

    connections.close_all()
    child = multiprocessing.get_context("fork").Process(target=work, args=given)
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(child.exitcode)


def _serve(bind: str, threads: int) -> None:
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    application = get_wsgi_application()

    class Server(BaseApplication):
        def load_config(self) -> None:
            settings = {
                "bind": bind,
                "workers": 1,
                "threads": threads,
                "worker_class": "gthread",
                "preload_app": True,
                "post_worker_init": lambda worker: _start_background_work(),
                "loglevel": "warning",
                "graceful_timeout": 5,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    from django.db import connections

    connections.close_all()  # the forked worker opens its own
    follower = start_following()
    try:
        Server().run()
    finally:
        follower.terminate()


def _start_background_work() -> None:
    """Run the task queue and the nightly work in threads of this process.

    Many machines run ``manage.py db_worker`` and ``gongkai nightly`` instead.
    """
    for name, run in (("background-work", work_through_queue), ("nightly-work", work_every_day)):
        threading.Thread(target=run, name=name, daemon=True).start()


def start_following() -> "subprocess.Popen[bytes]":
    """Have a process of its own keep the finished pages up, so that rendering takes nothing from who is answering."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "gongkai.cli.main", "tree", "follow", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
    )


def work_through_queue(pause: Callable[[float], None] = time.sleep) -> None:
    """Do what is queued, for good: a database that was locked or away once must not end it in silence."""
    from django.db import DatabaseError, connections
    from django_tasks_db.management.commands.db_worker import Worker

    while True:
        worker = Worker(
            queue_names=["*"],
            interval=0.5,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"embedded-{os.getpid()}",
            excluded_queue_names=[],
        )
        try:
            return worker.run()
        except DatabaseError:
            logger.exception("background work was interrupted and goes on")
            connections.close_all()
            pause(TRY_AGAIN_SECONDS)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
