"""What can be done about the calendar: the only writer of this app's table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.calendars.models import CalendarVersion, latest_number
from gongkai.calendars.queries import changed_days, forget_read, may_keep
from gongkai.calendars.workflow import CITE, WORKFLOW, State, Work
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.wording import chinese_date
from gongkai.law.workdays import UnknownRegion, WorkCalendar, statutory_days

__all__ = ["apply", "begin_work", "count_work", "drop", "end_work", "look_again", "propose", "take_back"]
MOST_DAYS, LONGEST_TITLE = 400, 200


@transaction.atomic
def propose(
    *,
    by: Actor,
    title: str,
    issued_on: date,
    days: Mapping[date, bool],
    document_number: str = "",
    source: str = "",
    region: str = "",
    year: int | None = None,
) -> CalendarVersion:
    """Propose a notice that changes the calendar: ``days`` says True for a day worked, False for a day off.

    ``region`` is the division it holds for, empty for the whole country; ``year`` the year that it publishes as a
    whole. Nothing changes yet: a task lists the open cases that it would move. Raises Refused.
    """
    keeper = _only_keepers(by)
    _refuse_unsound(title, issued_on, days, region, year)
    version = CalendarVersion(
        organ_id=keeper,
        title=title.strip(),
        document_number=document_number.strip(),
        issued_on=issued_on,
        source=source.strip(),
        region=region,
        year=year,
        days={day.isoformat(): "work" if works else "off" for day, works in sorted(days.items())},
        proposed_by=by.name,
    )
    return _proposed(version, by)


@transaction.atomic
def take_back(earlier: CalendarVersion, *, by: Actor, reason: str) -> CalendarVersion:
    """Propose that a version in force holds no more, with the reason; the versions after it stay."""
    keeper = _only_keepers(by)
    if earlier.state != State.IN_FORCE or earlier.takes_back_id is not None:
        raise Refused(_("只能撤回已启用的通知。"), cite=CITE)
    if earlier.taken_back_by.exclude(state=State.DROPPED).exists():
        raise Refused(_("这一版本已经撤回，或者正待撤回。"), cite=CITE)
    if not reason.strip():
        raise Refused(_("请写明撤回的理由。"), cite=CITE)
    title = _("撤回：%(title)s（%(reason)s）") % {"title": earlier.title, "reason": reason.strip()}
    if len(title) > LONGEST_TITLE:
        raise Refused(_("撤回的理由太长，请写得简短一些。"), cite=CITE)
    version = CalendarVersion(
        organ_id=keeper,
        title=title,
        issued_on=today(),
        region=earlier.region,
        takes_back=earlier,
        proposed_by=by.name,
    )
    return _proposed(version, by)


@transaction.atomic
def look_again(version: CalendarVersion, *, by: Actor, seen: int | None = None) -> None:
    """List what it moves anew, after another version came into force or the listing was broken off."""
    _only_keepers(by)
    WORKFLOW.move(version, "look_again", by=by, seen=seen, changes={"work": ""})


@transaction.atomic
def apply(version: CalendarVersion, *, by: Actor, seen: int | None = None) -> None:
    """Put the version in force: from now on every clock goes by it, and a task moves what was copied before.

    Refused until what it moves has been listed by the calendar that is in force now.
    """
    _only_keepers(by)
    # All are held in one order, so that two of them never take the same number.
    list(CalendarVersion.objects.order_by("pk").select_for_update().values_list("pk"))
    lock(version, seen=seen)
    facts = {"cases": version.work_found, "changed_days": len(changed_days(version))}
    changes = {"number": latest_number() + 1, "applied_by": by.name, "applied_at": now()}
    WORKFLOW.move(version, "apply", by=by, changes=changes, facts=facts)
    forget_read()


@transaction.atomic
def drop(version: CalendarVersion, *, by: Actor, seen: int | None = None) -> None:
    """Give a proposed version up; it stays in the list."""
    _only_keepers(by)
    WORKFLOW.move(version, "drop", by=by, seen=seen)


def begin_work(version: CalendarVersion, work: Work, *, total: int, after: int) -> None:
    """Tell that a task begins to list or to move, how much there is to look at, and after which version in force."""
    told = {"work": work, "work_total": total, "work_done": 0, "work_found": 0, "work_at": now()}
    CalendarVersion.objects.filter(pk=version.pk).update(**told, looked_after=after)


def count_work(version: CalendarVersion, *, done: int, found: int) -> None:
    """Tell how far the task is; only between its transactions, so that others see it."""
    CalendarVersion.objects.filter(pk=version.pk).update(work_done=done, work_found=found, work_at=now())


def end_work(version: CalendarVersion, work: Work, *, found: int) -> None:
    """Tell that the task is over, and how much it found."""
    CalendarVersion.objects.filter(pk=version.pk).update(work=work, work_found=found, work_at=now())


def _proposed(version: CalendarVersion, by: Actor) -> CalendarVersion:
    if not changed_days(version) and not _publishes_new_year(version):
        raise Refused(_("所填的日期与现行日历相同，没有变动。"), cite=CITE)
    version.save()
    facts = {"title": version.title, "changed_days": len(version.days), "region": version.region}
    record(version, "calendars.propose", by=by, cite=CITE, facts=facts)
    return version


def _publishes_new_year(version: CalendarVersion) -> bool:
    """A year's notice that says just what was expected still ends the year's being provisional."""
    if version.takes_back is not None:
        return version.takes_back.year is not None
    return version.year is not None and WorkCalendar().is_provisional(date(version.year, 1, 1))


def _only_keepers(by: Actor) -> int:
    """The key of the organ that keeps the calendar. Raises Refused for who does not head its office."""
    if by.organ_id is None or not may_keep(by):
        raise Refused(_("工作日历由最高一级机关的公开工作机构负责人维护。"), cite=CITE)
    return by.organ_id


def _refuse_unsound(
    title: str, issued_on: date, days: Mapping[date, bool], region: str, year: int | None
) -> None:
    if not title.strip():
        raise Refused(_("请填写通知名称。"))
    if issued_on > today():
        raise Refused(_("通知的发布日期不能晚于今天。"))
    if not 0 < len(days) <= MOST_DAYS:
        raise Refused(_("请填写放假或者上班的日期，一次不超过%(n)s天。") % {"n": MOST_DAYS})
    if region and year is not None:
        raise Refused(_("全年安排适用于全国，请不要填写地区。"))
    try:
        WorkCalendar(region=region or None)
    except UnknownRegion as wrong:
        raise Refused(str(wrong)) from None
    if year is not None:
        _refuse_incomplete_year(year, days)


def _refuse_incomplete_year(year: int, days: Mapping[date, bool]) -> None:
    """A year's file in which a statutory day off is missing was cut off, or is another year's."""
    missing = [day for day in statutory_days(year) if days.get(day) is not False]
    if missing:
        told = {"year": year, "days": listed(chinese_date(day) for day in missing)}
        raise Refused(_("全年安排应列出%(year)s年的全部放假日期，其中没有%(days)s。") % told)
