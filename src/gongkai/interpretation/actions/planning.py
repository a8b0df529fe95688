"""Planning how and by when a document is interpreted (解读方案; F-05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.queries import InformationItem, State
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.interpretation.actions.keepers import CITE, by_keeper, can_be_interpreted, required
from gongkai.interpretation.models import Plan
from gongkai.interpretation.queries import Channel, Form, reasons_against_submission

FIELDS = ("form", "outline", "channels", "planned_on")


@transaction.atomic
def plan_interpretation(
    policy: InformationItem,
    *,
    by: Actor,
    form: str,
    outline: str,
    channels: Sequence[str],
    planned_on: date,
) -> Plan:
    """Plan an interpretation of a document of the own organ. With a plan it may be handed in (F-03)."""
    by_keeper(by, policy.organ_id)
    can_be_interpreted(policy)
    fields = _checked(form=form, outline=outline, channels=channels, planned_on=planned_on)
    plan = Plan.objects.create(policy=policy, made_by=by.name, made_at=now(), **fields)
    after = told(plan, ("policy", *FIELDS))
    record(plan, "interpretation.plan_interpretation", by=by, cite=CITE, after=after)
    return plan


@transaction.atomic
def revise_plan(
    plan: Plan,
    *,
    by: Actor,
    form: str,
    outline: str,
    channels: Sequence[str],
    planned_on: date,
    seen: int | None = None,
) -> None:
    """Change a plan. The ledger keeps what stood there before, the first day above all."""
    _open(plan, by, seen)
    fields = _checked(form=form, outline=outline, channels=channels, planned_on=planned_on)
    _change(plan, "revise_plan", by, fields)


@transaction.atomic
def drop_plan(plan: Plan, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Give a plan up, saying why. Refused while a document on its way to the public rests on it."""
    _open(plan, by, seen)
    _change(plan, "drop_plan", by, {"dropped_reason": required(reason, _("请写明取消的原因。"))})
    policy = plan.policy
    policy.refresh_from_db()
    if policy.state != State.DRAFT and reasons_against_submission(policy):
        raise Refused(_("这份文件凭解读方案报送，正在审签，方案不能取消。"), cite=CITE)


def _open(plan: Plan, by: Actor, seen: int | None) -> None:
    lock(plan, seen=seen)
    by_keeper(by, plan.policy.organ_id)
    if plan.dropped_reason:
        raise Refused(_("这份解读方案已经取消。"), cite=CITE)


def _change(plan: Plan, name: str, by: Actor, fields: dict[str, Any]) -> None:
    before = told(plan, fields)
    for field, value in fields.items():
        setattr(plan, field, value)
    plan.revision += 1
    plan.save(update_fields=["revision", *fields])
    record(plan, f"interpretation.{name}", by=by, cite=CITE, before=before, after=told(plan, fields))


def _checked(*, form: str, outline: str, channels: Sequence[str], planned_on: date) -> dict[str, Any]:
    if form not in Form:
        raise Refused(_("请选择解读形式。"), cite=CITE)
    if not channels or any(one not in Channel for one in channels):
        raise Refused(_("请选择解读渠道。"), cite=CITE)
    if planned_on < today():
        raise Refused(_("计划发布日期早于今天，请核对。"), cite=CITE)
    outline = required(outline, _("请写明解读提纲。"))
    return {"form": form, "outline": outline, "channels": list(channels), "planned_on": planned_on}
