"""Where an application stands, in a sentence that an applicant understands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.applications.queries import Application, State
from gongkai.foundation.wording import long_day
from gongkai.law.clock import Clock


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
