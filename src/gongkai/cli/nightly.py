"""``gongkai nightly``: what a new day asks for. ``gongkai serve`` does the same by itself.

Each job may run twice or be left out for a day without harm, so that several machines may all call it.
"""

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

LOOK_AGAIN_SECONDS = 600
logger = logging.getLogger(__name__)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to ``gongkai``."""
    parser = subparsers.add_parser(
        "nightly", help="每日零点后运行一次：更新答复期限，清理过期数据，必要时重建检索索引"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it all once and say so; 1 when a job failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    return 0 if work(_say) else 1


def work(say: Callable[[str], None]) -> bool:
    """Do what a new day asks for. Whether all went well."""
    return _do(_jobs(), say)


def look_again(say: Callable[[str], None]) -> bool:
    """Do what cannot wait for the next day. Whether all went well."""
    return _do(_frequent_jobs(), say)


def _do(jobs: Iterable[tuple[str, Callable[[], Any]]], say: Callable[[str], None]) -> bool:
    """Do each job; one that fails is logged and the others are done all the same."""
    from gongkai.calendars.queries import one_reading

    failed = 0
    for name, job in jobs:
        try:
            with one_reading():
                result = job()
        except Exception:
            logger.exception("nightly work failed: %s", name)
            failed += 1
        else:
            say(name if result is None else f"{name}：{result}")
    return not failed


def work_every_day(pause: Callable[[float], None] = time.sleep) -> None:
    """Work now and once on each new day, for ever; what failed is tried again at the next look.

    At each look it also publishes what was due: nothing is lost when the worker of the queue was down.
    It looks at the date instead of sleeping until midnight: a machine may be asleep at midnight.
    """
    from django.db import close_old_connections

    from gongkai.foundation.moment import today

    done_on = None
    while True:
        if (day := today()) == done_on:
            look_again(lambda line: None)
        elif work(lambda line: None):
            done_on = day
        close_old_connections()
        pause(LOOK_AGAIN_SECONDS)


def _jobs() -> Iterator[tuple[str, Callable[[], Any]]]:
    from django.core.management import call_command

    from gongkai.annual_reports.tasks import remind as remind_of_reports
    from gongkai.annual_reports.tasks import repack
    from gongkai.disclosure.tasks import (
        end_notices,
        expire_documents,
        patrol_published,
        recount_lost_tallies,
        reindex_items,
    )
    from gongkai.foundation.messaging import blank_delivered
    from gongkai.interpretation.tasks import remind_of_interpretations
    from gongkai.obligations.tasks import open_owings, remind

    yield from _jobs_of_applications()
    yield from _frequent_jobs()
    yield "标注有效期届满的文件（件）", expire_documents.call
    yield "撤下公示期届满的信息（件）", end_notices.call
    yield "补齐公开数量统计（行）", recount_lost_tallies.call
    yield "检查已公开的信息（检查/发现/撤下）", patrol_published.call
    yield "提醒发布解读（件）", remind_of_interpretations.call
    yield "生成本期公开任务（项）", open_owings.call
    yield "发出公开任务提醒（条）", remind.call
    yield "发出年度报告提醒（条）", remind_of_reports.call
    yield "补正年度报告的汇总数据（份）", repack.call
    yield "清除已发消息的内容（条）", blank_delivered.call
    yield "清除过期的登录会话", lambda: call_command("clearsessions")
    yield (
        "清除两周前完成的后台任务记录",
        lambda: call_command("prune_db_task_results", queue_name="*", verbosity=0),
    )
    if _index_is_lost():
        yield "重建检索索引（件）", reindex_items.call


def _jobs_of_applications() -> Iterator[tuple[str, Callable[[], Any]]]:
    from gongkai.applications import tasks

    yield "更新答复期限（件）", tasks.refresh_due_dates.call
    yield "发出申请期限提醒（条）", tasks.remind_of_cases.call
    yield "补齐申请的文本特征（件）", tasks.index_old_texts.call
    yield "清除批量录入的查询码（批）", tasks.clear_old_codes.call
    yield "清除过期的访问计数（条）", tasks.forget_attempts.call
    yield "清除期满的申请人信息（件）", tasks.purge_filed.call
    yield "清除放弃的申请草稿（份）", tasks.forget_drafts.call
    yield "清除长期不用的申请人账户（个）", tasks.forget_accounts.call


def _frequent_jobs() -> Iterator[tuple[str, Callable[[], Any]]]:
    from gongkai.applications.tasks import resume_batches
    from gongkai.disclosure.tasks import publish_due_items
    from gongkai.foundation.messaging import deliver_waiting
    from gongkai.foundation.quarantine import rescan_waiting

    yield "发布到时的信息（件）", publish_due_items.call
    yield "发送消息（条）", deliver_waiting.call
    yield "重新查毒（个）", rescan_waiting.call
    yield "继续中断的批量录入（件）", resume_batches.call


def _index_is_lost() -> bool:
    """An index that cannot even be asked is lost, too; the rebuilding then says what is wrong."""
    from gongkai.foundation.search import SearchUnavailable, needs_rebuild

    try:
        return needs_rebuild()
    except (SearchUnavailable, OSError):
        return True


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
