"""The steps of an organ's routes: who takes them, within how long, and which items are late at theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty, holders
from gongkai.calendars.queries import work_calendar
from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import InformationItem, Route, RouteStep
from gongkai.disclosure.workflow import (
    DEFAULT_STEPS,
    DUTY_OF,
    LOOKS,
    OBLIGATORY,
    ROUTE_STEPS,
    STEP_OF,
    State,
    Step,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.wording import listed
from gongkai.organs.queries import Organ, superior_of

Plan = Mapping[Step, RouteStep]


@dataclass(frozen=True)
class StepPlan:
    """One step of a route that is to be set: within how many working days, by whom (keys of users)."""

    step: Step
    limit_days: int = 2
    owner_id: int | None = None
    deputy_id: int | None = None


@dataclass(frozen=True)
class StepLimit:
    """The step at which an item waits: since when, until when, and who was named for it."""

    step: Step
    since: date
    ends: date
    owner: str
    deputy: str
    today: date

    @property
    def late(self) -> bool:
        return self.today > self.ends

    @property
    def days_left(self) -> int:
        return (self.ends - self.today).days


def may_set_route(organ: Organ | None, by: Actor) -> bool:
    """Whether this person may set the route of the organ, or of all organs: a matter of the two heads of office."""
    if by.duty != Duty.OFFICE_HEAD or by.organ_id is None:
        return False
    if organ is not None and organ.pk == by.organ_id:
        return True
    return superior_of(Organ.objects.get(pk=by.organ_id)) is None


def routes_of(organ: Organ | None) -> QuerySet[Route]:
    """What this organ has set itself, or what holds for all organs; the one for all kinds first."""
    found = Route.objects.filter(organ=organ) if organ else Route.objects.filter(organ__isnull=True)
    return found.select_related("organ").prefetch_related("steps__owner", "steps__deputy").order_by("kind")


def plans_of(organ_id: int) -> dict[str, dict[Step, RouteStep]]:
    """By kind of item, the steps that the organ's items take today, each with its limit and its people."""
    fitting = Route.objects.filter(Q(organ_id=organ_id) | Q(organ__isnull=True))
    ranked = sorted(
        fitting.prefetch_related("steps__owner", "steps__deputy"),
        key=lambda one: (one.organ_id is not None, one.kind != ""),
    )
    return {kind.value: _plan(kind, ranked) for kind in ItemKind}


def plan_of(item: InformationItem) -> dict[Step, RouteStep]:
    """The steps that just this item takes, the check of its attribute among them where the rule asks for one."""
    plan = plans_of(item.organ_id)[item.kind]
    first = Step.ATTRIBUTE_CHECK
    return {first: RouteStep(step=first), **plan} if item.attribute_is_checked else plan


def step_deadline(item: InformationItem) -> StepLimit | None:
    """By when the look at which the item waits is due; None where it waits for none."""
    if item.state not in LOOKS:
        return None
    route = item.route()
    plan = _plan(ItemKind(item.kind), [route] if route else [])
    row = plan.get(STEP_OF[State(item.state)]) or RouteStep(step=STEP_OF[State(item.state)])
    since = timezone.localdate(item.step_since)
    ends = work_calendar().add(since, row.limit_days)
    return StepLimit(Step(row.step), since, ends, _name(row.owner), _name(row.deputy), today())


def waiting(actor: Actor, state: State) -> QuerySet[InformationItem]:
    """The items of the actor's organ in this state but for those that a route gives to somebody else."""
    organ_id = actor.organ_id or 0
    plans = plans_of(organ_id) if state in LOOKS else {}
    return InformationItem.objects.filter(waits_for(actor, state, plans), organ_id=organ_id)


def waits_for(actor: Actor, state: State, plans: Mapping[str, Plan]) -> Q:
    """The same in words of the database, by the plans of the organ."""
    others = []
    for kind, plan in plans.items() if state in LOOKS else ():
        row = plan.get(STEP_OF[state])
        if row and row.owner_id and actor.user_id not in (row.owner_id, row.deputy_id):
            others.append(kind)
    return Q(state=state) & ~Q(kind__in=others)


def late_steps(organ_id: int) -> QuerySet[InformationItem]:
    """The organ's items that have waited for a look longer than their route allows, the longest first."""
    found = InformationItem.objects.filter(
        late_at_a_step(plans_of(organ_id)), organ_id=organ_id, state__in=LOOKS
    )
    return found.select_related("organ", "column", "current_version").order_by("step_since", "pk")


def late_at_a_step(plans: Mapping[str, Plan]) -> Q:
    """The same in words of the database, by the plans of the organ."""
    kinds: defaultdict[tuple[int, State], list[str]] = defaultdict(list)
    for kind, plan in plans.items():
        for state in LOOKS:
            row = plan.get(STEP_OF[state])
            kinds[row.limit_days if row else RouteStep().limit_days, state].append(kind)
    told = Q(pk__in=[])
    for (days, state), of_kind in kinds.items():
        which = Q(state=state, step_since__lt=_morning_after(_last_late_start(days)))
        told |= which if len(of_kind) == len(plans) else which & Q(kind__in=of_kind)
    return told


def route_problems(organ: Organ | None, plans: Iterable[StepPlan]) -> list[str]:
    """Why such a route could not be: what it lacks by law, and whether there are enough different people for it.

    For all organs together nobody is named and nobody counted; each organ's own people are.
    """
    plans = list(plans)
    steps = [plan.step for plan in plans]
    problems = []
    if len(set(steps)) < len(steps):
        problems.append(_("同一环节只能设置一次。"))
    if missing := [str(step.label) for step in ROUTE_STEPS if step in OBLIGATORY and step not in steps]:
        problems.append(_("流程中必须有：%(steps)s。") % {"steps": listed(missing)})
    if any(plan.limit_days < 1 for plan in plans):
        problems.append(_("每个环节的办理期限至少为1个工作日。"))
    if any(plan.deputy_id and plan.deputy_id in (plan.owner_id, None) for plan in plans):
        problems.append(_("代理人须是责任人以外的人员。"))
    if any(plan.deputy_id and not plan.owner_id for plan in plans):
        problems.append(_("指定代理人的，须先指定责任人。"))
    if organ is None:
        if any(plan.owner_id for plan in plans):
            problems.append(_("适用于全部机关的流程不能指定责任人，请在各机关的流程中指定。"))
        return problems
    return problems or _people_problems(organ.pk, plans)


def _people_problems(organ_id: int, plans: list[StepPlan]) -> list[str]:
    able = {plan.step: _holders(DUTY_OF[plan.step], organ_id) for plan in plans}
    problems = []
    for plan in plans:
        named = {user for user in (plan.owner_id, plan.deputy_id) if user}
        if named - able[plan.step]:
            problems.append(
                _("“%(step)s”的责任人和代理人须是本机关的%(duty)s。")
                % {"step": plan.step.label, "duty": DUTY_OF[plan.step].label}
            )
        if named:
            able[plan.step] = named
    # Whoever writes an item passes it at no step: the authors need somebody beside all the others.
    people = {**{str(step): who for step, who in able.items()}, "": _holders(Duty.SUBMITTER, organ_id)}
    if not problems and not _each_has_another(people):
        problems.append(
            _("人员不够：起草和每个环节须由不同的人办理，本流程至少需要%(n)s名符合岗位的不同人员。")
            % {"n": len(people)}
        )
    return problems


def _each_has_another(people: Mapping[str, set[int]]) -> bool:
    """Whether everybody's place can be filled by a different person (Hall; augmenting paths)."""
    taken: dict[int, str] = {}

    def seat(place: str, tried: set[int]) -> bool:
        for person in people[place] - tried:
            tried.add(person)
            if person not in taken or seat(taken[person], tried):
                taken[person] = place
                return True
        return False

    return all(seat(place, set()) for place in people)


def _holders(duty: Duty, organ_id: int) -> set[int]:
    return set(holders(duty, organ_id).values_list("user_id", flat=True))


def _plan(kind: ItemKind, ranked: list[Route]) -> dict[Step, RouteStep]:
    fitting = [route for route in ranked if route.kind in ("", kind)]
    if not fitting:
        return {step: RouteStep(step=step) for step in DEFAULT_STEPS}
    rows = {Step(row.step): row for row in fitting[-1].steps.all()}
    return {
        step: rows.get(step) or RouteStep(step=step)
        for step in ROUTE_STEPS
        if step in rows or step in OBLIGATORY
    }


def _last_late_start(days: int) -> date:
    """The last day on which a step can have begun whose ``days`` working days are over today."""
    calendar, start = work_calendar(), today() - timedelta(days=1)
    while calendar.add(start, days) >= today():
        start -= timedelta(days=1)
    return start


def _morning_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _name(user: object) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""  # type: ignore[attr-defined]
