"""What a new day asks for is done once, and one job that fails stops no other."""

import argparse
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session

from gongkai.accounts.queries import Duty
from gongkai.applications.actions import count_attempt
from gongkai.applications.models import Application, Attempt
from gongkai.cli import nightly
from gongkai.disclosure import tasks
from gongkai.foundation import moment
from gongkai.foundation.search import SearchUnavailable, find, needs_rebuild
from tests import factories
from tests.applications import builders as applications
from tests.disclosure import builders

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def yesterdays(db, settings):
    """What a day leaves behind: a stale due date, counted attempts, an old session, no index."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    handler = factories.actor(factories.organ(), Duty.APPLICATION_HANDLER)
    applications.handling(factories.organ(), handler)
    Application.objects.update(due_on=date(2000, 1, 1))
    count_attempt("status", "192.0.2.7", per=timedelta(hours=1))
    Attempt.objects.update(since=moment.now() - timedelta(days=2))
    Session.objects.create(session_key="over", expire_date=moment.now() - timedelta(minutes=1))
    builders.published(builders.office())


def run_nightly() -> int:
    parser = argparse.ArgumentParser()
    nightly.add_parser(parser.add_subparsers())
    args = parser.parse_args(["nightly"])
    return args.run(args)


def test_a_night_leaves_everything_fresh_and_says_what_it_did(yesterdays, capsys):
    assert run_nightly() == 0

    assert capsys.readouterr().out.splitlines() == [
        "更新答复期限（件）：1",
        "发出申请期限提醒（条）：0",
        "补齐申请的文本特征（件）：0",
        "清除批量录入的查询码（批）：0",
        "清除过期的访问计数（条）：1",
        "清除期满的申请人信息（件）：0",
        "清除放弃的申请草稿（份）：0",
        "清除长期不用的申请人账户（个）：0",
        "发布到时的信息（件）：0",
        "发送消息（条）：0",
        "重新查毒（个）：0",
        "继续中断的批量录入（件）：0",
        "标注有效期届满的文件（件）：0",
        "撤下公示期届满的信息（件）：0",
        "补齐公开数量统计（行）：0",
        "检查已公开的信息（检查/发现/撤下）：1/0/0",
        "提醒发布解读（件）：0",
        "生成本期公开任务（项）：0",
        "发出公开任务提醒（条）：0",
        "发出年度报告提醒（条）：0",
        "补正年度报告的汇总数据（份）：0",
        "清除已发消息的内容（条）：0",
        "清除过期的登录会话",
        "清除两周前完成的后台任务记录",
        "重建检索索引（件）：1",
    ]
    assert not Application.objects.filter(due_on=date(2000, 1, 1)).exists()
    assert not Attempt.objects.exists()
    assert not Session.objects.exists()
    assert not needs_rebuild()
    assert find("运转").total == 1


def test_a_sound_index_is_left_alone(yesterdays, capsys):
    run_nightly()
    capsys.readouterr()

    assert run_nightly() == 0
    assert "索引" not in capsys.readouterr().out


def test_a_job_that_fails_is_logged_and_stops_no_other(yesterdays, monkeypatch, caplog):
    def fail():
        raise SearchUnavailable("no room")

    monkeypatch.setattr(tasks, "search_docs", fail)
    monkeypatch.setattr("gongkai.applications.actions.refresh_due_dates", fail)

    assert not nightly.work(lambda line: None)

    assert [record.getMessage() for record in caplog.records] == [
        "nightly work failed: 更新答复期限（件）",
        "nightly work failed: 重建检索索引（件）",
    ]
    assert not Attempt.objects.exists()
    assert run_nightly() == 1


@pytest.mark.parametrize(
    ("looks", "went_well", "worked"),
    [
        ([FRIDAY], [True], 1),
        ([FRIDAY, FRIDAY, FRIDAY], [True], 1),
        ([FRIDAY, FRIDAY, SATURDAY, SATURDAY], [True, True], 2),
        ([FRIDAY, FRIDAY, FRIDAY], [False, True], 2),
    ],
    ids=["at the start", "once a day", "on each new day", "again after a failure"],
)
def test_a_server_does_it_by_itself(db, looks, went_well, worked, monkeypatch):
    days, results = iter(looks), iter(went_well)
    monkeypatch.setattr(moment, "today", lambda: next(days))
    calls = []
    monkeypatch.setattr(nightly, "work", lambda say: calls.append(say) or next(results))

    with pytest.raises(StopIteration):  # when the days of the test are over
        nightly.work_every_day(pause=lambda seconds: None)

    assert len(calls) == worked
