"""Where an application stands, in a sentence that an applicant understands."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from gongkai.applications.queries import Application, State
from gongkai.foundation.templatetags.shown import Moment
from gongkai.foundation.wording import long_day
from gongkai.law.clock import Clock

STEPS = (_later("提交"), _later("登记"), _later("办理"), _later("答复"))


def headline(application: Application, clock: Clock | None) -> tuple[str, str]:
    """The sentence and its tone."""
    if application.state == State.SUBMITTED or clock is None:
        return _("已提交，等待受理机关与您确认并登记。确认之日就是收到申请之日。"), "info"
    if not application.is_open:
        return _ending(application)
    if clock.state == "lapsed":
        return _("您没有在期限内补正或者缴费，申请视为放弃。有正当理由的，请与受理机关联系。"), "warning"
    if clock.state == "waiting":
        return _waiting(application, clock)
    if clock.late:
        text = _("答复期限已于%(due)s届满，受理机关还没有答复。")
        return text % {"due": long_day(clock.due)}, "danger"
    if clock.state == "suspended":
        return _("正在征求有关方面的意见，这段时间不计入答复期限。"), "info"
    return _("正在办理，最迟%(due)s答复您。") % {"due": long_day(clock.due)}, "info"


def _waiting(application: Application, clock: Clock) -> tuple[str, str]:
    until = {"until": long_day(clock.waiting_until)}
    if application.state == State.SUPPLEMENTING:
        return _("受理机关请您补正，请在%(until)s前（含当日）提交。") % until, "warning"
    return _("请在%(until)s前（含当日）缴纳信息处理费，逾期未缴的视为放弃申请。") % until, "warning"


def _ending(application: Application) -> tuple[str, str]:
    day = {"day": long_day(application.closed_on)}
    if application.outcome == "other.overdue_correction":
        return _("您没有在期限内补正，申请已于%(day)s视为放弃，不再处理。") % day, "warning"
    if application.outcome == "other.overdue_fee":
        return _("您没有在期限内缴费，申请已于%(day)s视为放弃，不再处理。") % day, "warning"
    if not application.reply_kind:
        return _("您已于%(day)s撤回申请。") % day, "calm"
    return _("受理机关已于%(day)s答复，答复书可以在下面下载。") % day, "good"


def step_of(application: Application) -> int:
    """The step that is being done, counted from 1; the last when all is over."""
    if application.state == State.SUBMITTED:
        return 2
    return 3 if application.is_open else len(STEPS)


def coming(application: Application, clock: Clock | None) -> list[str]:
    """What comes next, in the order in which it comes; empty when nothing does."""
    if application.state == State.SUBMITTED or clock is None:
        return [
            _("受理机关与您确认收到申请，然后登记。请保持电话、邮箱畅通。"),
            _("从确认的次日起计算答复期限，届时这里会写明最迟哪一天答复您。"),
        ]
    if not application.is_open or clock.state == "lapsed":
        return []
    answer = _("受理机关审查后书面答复您，答复书可以在这里下载。")
    if application.state == State.SUPPLEMENTING:
        return [_("您提交补正，从收到补正的次日起重新计算答复期限。"), answer]
    if clock.state == "waiting":
        return [_("您缴费，受理机关核实后，从缴费的次日起重新计算答复期限。"), answer]
    if clock.state == "suspended":
        return [_("等被征求意见的一方答复，或者等征求意见的期限届满，然后继续计算答复期限。"), answer]
    if clock.late or clock.due is None:
        return [answer]
    due = {"due": long_day(clock.due)}
    return [_("受理机关最迟%(due)s书面答复您，答复书可以在这里下载。期限有变化的，下面会写明原因。") % due]


def told_so_far(application: Application, clock: Clock | None) -> list[Any]:
    """What has happened, from the sending on: the clock's own steps, and what moves no clock."""
    sent_on = application.office_received_on or localdate(application.submitted_at)
    reports = [getattr(notice, "report", None) for notice in application.fee_notices.all()]
    moments: list[Any] = [
        Moment(sent_on, "", text=_("您提交了申请。")),
        *(clock.steps if clock else ()),
        *(
            Moment(localdate(one.reported_at), "", text=_("您告知已经缴费，等待受理机关核实。"))
            for one in reports
            if one is not None
        ),
    ]
    return sorted(moments, key=lambda one: one.on)
