"""Where an item stands on its way to the public: each step with who takes it, until when, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.disclosure import queries
from gongkai.disclosure.queries import Attribute, InformationItem, Review, State, StepLimit
from gongkai.disclosure.workflow import DUTY_OF, ON_ITS_WAY, PASSING, STEP_OF
from gongkai.foundation.wording import listed, short_day, short_moment


@dataclass(frozen=True)
class ShownStep:
    """One step; ``state`` is done, current or ahead."""

    label: Any
    state: str
    who: str = ""
    note: str = ""
    late: bool = False


def shown_steps(item: InformationItem, reviews: list[Review]) -> list[ShownStep]:
    """From the draft to the public; nothing for what is on no way. ``reviews`` are the looks at the item."""
    if item.state not in ON_ITS_WAY:
        return []
    drafting = item.state == State.DRAFT
    steps = [ShownStep(_("起草"), "current" if drafting else "done", item.author_name)]
    plan = queries.plan_of(item)
    limit = queries.step_deadline(item)
    passed = {
        one.step: one for one in reviews if one.version_number == item.next_version and one.result in PASSING
    }
    current = None if drafting or item.state == State.SIGNED else STEP_OF[State(item.state)]
    ahead = drafting
    for step, row in plan.items():
        if step == current:
            steps.append(_waiting(step.label, limit, str(DUTY_OF[step].label)))
            ahead = True
        elif ahead or step not in passed:
            who = _name(row.owner) or str(DUTY_OF[step].label)
            days = ngettext("%(n)s个工作日", "%(n)s个工作日", row.limit_days) % {"n": row.limit_days}
            steps.append(ShownStep(step.label, "ahead", who, days))
        else:
            done = passed[step]
            steps.append(ShownStep(step.label, "done", done.by_name, short_moment(done.at)))
    return [*steps, _last(item)]


def _waiting(label: Any, limit: StepLimit | None, duty: str) -> ShownStep:
    if limit is None:
        return ShownStep(label, "current", duty)
    who = listed(name for name in (limit.owner, limit.deputy) if name) or duty
    day = short_day(limit.ends)
    if limit.late:
        n = -limit.days_left
        late = ngettext("已超过%(n)s天", "已超过%(n)s天", n) % {"n": n}
        return ShownStep(label, "current", who, _("应于%(day)s前办理") % {"day": day} + " · " + late, True)
    return ShownStep(label, "current", who, _("%(day)s前办理") % {"day": day})


def _last(item: InformationItem) -> ShownStep:
    state = "current" if item.state == State.SIGNED else "ahead"
    if item.attribute != Attribute.PROACTIVE:
        return ShownStep(_("登记（不主动公开）"), state)
    if item.publish_at:
        moment = short_moment(item.publish_at)
        note = _("定于%(moment)s自动发布") % {"moment": moment}
        return ShownStep(_("公开"), state, note=note)
    return ShownStep(_("公开"), state)


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
