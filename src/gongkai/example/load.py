"""Loading the example region: a fictional county-level city at work, through the acts that everybody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.disclosure.tasks import reindex_items
from gongkai.example.accounts import open_accounts
from gongkai.example.applications import application_stories
from gongkai.example.arrangements import arrange, obligation_stories
from gongkai.example.content import content
from gongkai.example.days import Days, moment
from gongkai.example.items import item_stories
from gongkai.example.organs import found_region, mergers
from gongkai.example.reports import report_stories
from gongkai.example.samples import import_samples
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story, play
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at, now, today
from gongkai.law.workdays import WorkCalendar
from gongkai.organs.queries import all_organs


class NotHere(Exception):
    """The example has no place here: this is not example mode, or the database holds other organs."""


def is_loaded() -> bool:
    """Whether the example region is in the database."""
    return all_organs().filter(code=content("organs")["city"]["code"]).exists()


def holds_nothing_else() -> bool:
    """Whether the database is empty or the example's alone."""
    told = content("organs")
    own = {told["city"]["code"], *(one["code"] for one in told["samples"])}
    return set(all_organs().filter(depth=1).values_list("code", flat=True)) <= own


def load(say: Callable[[str], None]) -> None:
    """Found the city and let everybody act, from the year before last until now; all of it or nothing.

    ``say`` is told what is being done. Raises NotHere outside example mode and where other organs are.
    """
    _only_here()
    with transaction.atomic():
        scene = build(say)
        say(_("→ 按时间顺序办理两年来的政府信息公开事项"))
        with acting_at(_opening(scene.days) + timedelta(hours=2)):
            columns = arrange(scene)
        turns = play(_stories(scene, columns), until=now())
        say(_("→ 导入%(count)d份真实年度报告样本") % {"count": import_samples()})
    say(
        _("→ 共办理%(turns)d个环节，%(items)d条信息可供检索")
        % {"turns": turns, "items": reindex_items.call()}
    )


def _stories(scene: Scene, columns: Mapping[str, int]) -> Iterator[tuple[str, Story]]:
    yield from mergers(scene.days)
    yield from item_stories(scene, columns)
    yield from obligation_stories(scene)
    yield from application_stories(scene)
    yield from report_stories(scene)


def _only_here() -> None:
    if not settings.EXAMPLE_MODE:
        raise NotHere(_("未开启示例模式（GONGKAI_EXAMPLE=1），不能载入示例地区。"))
    if all_organs().exists():
        raise NotHere(_("数据库中已有机关，示例地区只能载入空的数据库。"))


def build(say: Callable[[str], None]) -> Scene:
    """The stage before anybody acts: columns, organs, people."""
    days = Days(today(), WorkCalendar(region=content("organs")["region"]))
    opening = _opening(days)
    with acting_at(opening):
        say(_("→ 设立示例地区的机关和栏目"))
        adopt_standard_catalogue(by=SYSTEM)
        organs = found_region()
    with acting_at(opening + timedelta(hours=1)):
        say(_("→ 开设工作人员账号"))
        crew = open_accounts(organs, since=timezone.localdate(opening))
    return Scene(days, organs, crew)


def _opening(days: Days) -> datetime:
    """The first working morning of the year before the one last reported on."""
    return moment(days.after(date(days.last - 2, 12, 31), 1), 8)
