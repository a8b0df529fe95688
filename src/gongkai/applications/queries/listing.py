"""The lists of the desk: what is overdue, due soon, not yet opened; paged by key, counted from an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.models import DECIDING, Application, Letter, Proposal
from gongkai.applications.queries.openings import SEEN_BY as OPENING_READERS
from gongkai.applications.queries.openings import waiting_openings
from gongkai.applications.queries.reminding import unread_moves, unread_reminders
from gongkai.applications.queries.visible import visible_to
from gongkai.applications.workflow import CLOSED, DUE_SOON, ProposalState, State
from gongkai.calendars.queries import work_calendar
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.paging import PER_PAGE, KeyPage, page_by_key
from gongkai.foundation.todo import Todo
from gongkai.law.rulebook import rule

PRESSING_FIRST, NEWEST_FIRST = ("pressing_on", "pk"), ("-submitted_at", "-pk")
_REMINDED = f"due{DUE_SOON[1]}"
# The filters that go by the state of the proposed reply.
PROPOSED = {
    "counsel": ProposalState.COUNSEL,
    "signing": ProposalState.SIGNING,
    "issue": ProposalState.SIGNED,
    "returned": ProposalState.RETURNED,
}
FILTERS: tuple[tuple[str, Any], ...] = (
    ("open", _("在办")),
    ("register", _("待登记")),
    ("unopened", _("超时未登记")),
    ("overdue", _("已逾期")),
    *((f"due{days}", _("%(days)s个工作日内到期") % {"days": days}) for days in DUE_SOON),
    ("waiting", _("待补正")),
    ("extension", _("待批延期")),
    ("counsel", _("待法律审核")),
    ("signing", _("待签批")),
    ("issue", _("待发出答复")),
    ("returned", _("退回修改")),
    ("serve", _("待登记送达")),
    ("closed", _("已办结")),
    ("archived", _("已归档")),
    ("all", _("全部")),
)
# What waits for somebody's hand beside the state; the list shows these tabs where there is something in them.
BESIDE = frozenset({*PROPOSED, "serve"})
_DAY = timedelta(days=1)
_OF_ALL = frozenset({"closed", "archived", "all"})


_PRESSING = (("overdue", _("已逾期的申请"), "danger"), (_REMINDED, _("三个工作日内到期的申请"), "warning"))
_SIGNING = ("signing", _("待签批的答复"), "warning")
# What each duty is told of on its first page: the filter, in words, how pressing.
_WAITING: dict[str, tuple[tuple[str, Any, str], ...]] = {
    Duty.APPLICATION_HANDLER: (
        *_PRESSING,
        ("returned", _("退回修改的答复"), "warning"),
        ("issue", _("已签批、待发出的答复"), "warning"),
        ("serve", _("待登记送达的答复"), "info"),
        ("unopened", _("超时未与申请人确认的申请"), "danger"),
        ("register", _("待登记的申请"), "info"),
        ("open", _("在办的申请"), "calm"),
    ),
    Duty.OFFICE_HEAD: (
        ("extension", _("待批准的延期"), "warning"),
        _SIGNING,
        *_PRESSING,
        ("unopened", _("超时未登记的申请"), "danger"),
    ),
    Duty.SIGNER: (_SIGNING,),
    Duty.LEGAL_COUNSEL: (("counsel", _("待法律审核的答复"), "warning"),),
}
_REMINDED_DUTIES = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})


def page_of(
    actor: Actor | None,
    show: str,
    asked: Any,
    *,
    number: str = "",
    total: int | None = None,
    size: int = PER_PAGE,
) -> KeyPage:
    """A page of one of the lists (see ``FILTERS``; an unknown name lists all), with all that its rows show.

    What is open comes with the most pressing first, what is closed with the newest first. ``asked`` holds the keys
    of the address; ``number`` is part of an application's number.
    """
    listed = narrowed(visible_to(actor), show).prefetch_related("events__consultation")
    if number:
        listed = listed.filter(number__icontains=number)
    keys = PRESSING_FIRST if show in _conditions() and show not in _OF_ALL else NEWEST_FIRST
    return page_by_key(listed, asked, keys=keys, size=size, total=total)


def narrowed(applications: QuerySet[Application], name: str) -> QuerySet[Application]:
    """One of the filters of the desk's list (see ``FILTERS``); an unknown name narrows nothing."""
    return applications.filter(_conditions().get(name, Q()))


def counts(actor: Actor | None) -> dict[str, int]:
    """How many applications each filter of the list would show."""
    mine, limits = visible_to(actor).order_by(), _limits()
    found: dict[str, int] = dict.fromkeys((name for name, _label in FILTERS), 0)
    for state, day, many in mine.values_list("state", "pressing_on").annotate(many=Count("pk")):
        found["all"] += many
        for name in _filters_of(state, day, limits):
            found[name] += many
    found["extension"] = mine.filter(_conditions()["extension"]).count()
    proposed = dict(
        Proposal.objects.filter(application__in=mine, state__in=PROPOSED.values())
        .values_list("state")
        .annotate(many=Count("pk"))
    )
    found |= {name: proposed.get(state, 0) for name, state in PROPOSED.items()}
    found["serve"] = mine.filter(_conditions()["serve"]).count()
    found["unopened"] = mine.filter(unopened()).count() if found["register"] else 0
    return found


def todo(actor: Actor) -> list[Todo]:
    """What waits for this person among the applications of the own organ."""
    opened = _todo_of_openings(actor)
    shown = _WAITING.get(actor.duty)
    if shown is None:
        return opened
    found = counts(actor)
    lines = [
        Todo(label, found[name], "workbench:applications", tone, query=f"show={name}")
        for name, label, tone in shown
    ]
    lines += opened
    if actor.duty not in _REMINDED_DUTIES:
        return lines
    told = [
        (_("未读的期限提醒"), unread_reminders(actor).count(), "warning"),
        (_("工作日历调整后变动的答复期限"), unread_moves(actor).count(), "warning"),
    ]
    return lines + [Todo(label, many, "workbench:case_reminders", tone) for label, many, tone in told if many]


def _todo_of_openings(actor: Actor) -> list[Todo]:
    """What several asked for: to be checked by the office, to be drafted by who drafts; nothing is no line."""
    many = waiting_openings(actor) if actor.duty in OPENING_READERS else 0
    label = _("待起草的主动公开信息") if actor.duty == Duty.SUBMITTER else _("多人申请的信息")
    return [Todo(label, many, "workbench:openings", "info")] if many else []


def unopened() -> Q:
    """Still not registered when the day for confirming the arrival with the applicant has passed (A-33)."""
    alarm = rule("receipt.confirmation_alarm").on(today()).value
    return Q(state=State.SUBMITTED, office_received_on__lte=_working_days_ago(alarm))


def confirmation_lags(application: Application) -> bool:
    """Whether the office has let the day for confirming an arrival with the applicant pass (A-33)."""
    if application.state != State.SUBMITTED or application.office_received_on is None:
        return False
    alarm = rule("receipt.confirmation_alarm").on(today())
    return application.calendar().add(application.office_received_on, alarm.value) < today()


@dataclass(frozen=True)
class _Limits:
    present: date
    soon: Mapping[str, date]


def _limits() -> _Limits:
    present, calendar = today(), work_calendar()
    return _Limits(present, {f"due{days}": calendar.add(present, days) for days in DUE_SOON})


def _filters_of(state: str, day: date | None, limits: _Limits) -> list[str]:
    if day is None:
        return ["archived"] if state == State.ARCHIVED else ["closed"]
    names = ["open"]
    if state == State.SUBMITTED:
        names.append("register")
    if state == State.SUPPLEMENTING:
        names.append("waiting")
    if day < limits.present:
        return [*names, "overdue"]
    return names + [name for name, last in limits.soon.items() if day <= last]


def _conditions() -> dict[str, Q]:
    limits = _limits()
    return {
        "open": Q(pressing_on__isnull=False),
        "register": Q(state=State.SUBMITTED),
        "unopened": unopened(),
        "overdue": Q(pressing_on__lt=limits.present),
        "waiting": Q(state=State.SUPPLEMENTING),
        "extension": Q(proposed_days__isnull=False),  # taken back with whatever ends the handling
        **{name: Q(pk__in=_proposed(state)) for name, state in PROPOSED.items()},
        "serve": Q(state=State.REPLIED, pk__in=_unserved()),
        "closed": Q(state__in=CLOSED),
        "archived": Q(state=State.ARCHIVED),
        **{name: Q(pressing_on__range=(limits.present, last)) for name, last in limits.soon.items()},
    }


def _proposed(state: str) -> QuerySet[Any]:
    return Proposal.objects.filter(state=state).values("application_id")


def _unserved() -> QuerySet[Any]:
    """The applications of letters that decide something and are not known to have arrived."""
    deciding = Letter.objects.filter(kind__in=DECIDING, service__served_on__isnull=True)
    return deciding.values("application_id")


def _working_days_ago(days: int) -> date:
    """The last day after which so many working days are over: what came then or before has waited too long."""
    calendar, day = work_calendar(), today()
    while calendar.count(day, today() - _DAY) < days:
        day -= _DAY
    return day
