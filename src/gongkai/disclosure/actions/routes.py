"""The steps that an organ lets its items go through: which looks, within how long, by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import Route, RouteStep
from gongkai.disclosure.queries.steps import StepPlan, may_set_route, route_problems
from gongkai.disclosure.workflow import ROUTE_STEPS
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ

CITE = "regulation-2019:17"


@transaction.atomic
def set_route(
    organ: Organ | None, kind: str, *, steps: Iterable[StepPlan], debt_days: int, by: Actor
) -> Route:
    """Have the items of an organ (of all organs without one) and a kind (of all kinds: "") take these steps.

    The head of the own organ's disclosure office sets it, the head of the highest organ's for any organ and for
    all. A route that could never be passed by enough different people is refused with what it lacks. Items
    under way take the new steps from where they are; nothing is published without all of them. The check of the
    attribute is in no route: what it is asked of is no choice of the organ.
    """
    _may(organ, by)
    plans = [plan if isinstance(plan, StepPlan) else StepPlan(*plan) for plan in steps]
    plans = [plan for plan in plans if plan.step in ROUTE_STEPS]
    if problems := route_problems(organ, plans):
        raise Refused(*problems, cite=CITE)
    if debt_days < 1:
        raise Refused(_("应急发布后的补审期限至少为1个工作日。"), cite=CITE)
    place: dict[str, Any] = {
        "organ_id": organ.pk if organ else None,
        "kind": ItemKind(kind).value if kind else "",
    }
    known = Route.objects.filter(**place).first()
    before = _told(known) if known else {}
    route, _created = Route.objects.update_or_create(**place, defaults={"debt_days": debt_days})
    RouteStep.objects.filter(route=route).delete()
    for plan in plans:
        RouteStep.objects.create(
            route=route,
            step=plan.step,
            limit_days=plan.limit_days,
            owner_id=plan.owner_id,
            deputy_id=plan.deputy_id,
        )
    record(route, "disclosure.set_route", by=by, cite=CITE, before=before, after=_told(route))
    return route


@transaction.atomic
def drop_route(route: Route, *, by: Actor) -> None:
    """Go back to the more general route, or to the three steps that hold where nobody has set any."""
    _may(route.organ, by)
    record(route, "disclosure.drop_route", by=by, cite=CITE, before=_told(route))
    route.delete()


def _may(organ: Organ | None, by: Actor) -> None:
    if may_set_route(organ, by):
        return
    raise Refused(
        _("审核流程由本机关的%(duty)s设定；适用于全部机关的，由最高一级机关的%(duty)s设定。")
        % {"duty": Duty.OFFICE_HEAD.label},
        cite=CITE,
    )


def _told(route: Route) -> dict[str, object]:
    rows = RouteStep.objects.filter(route=route).order_by("pk")
    return {
        "organ": route.organ_id,
        "kind": route.kind,
        "debt_days": route.debt_days,
        "steps": list(rows.values("step", "limit_days", "owner", "deputy")),
    }
