"""What the heads of office of the example have arranged: a longer route, a special column, what is owed by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gongkai.catalogue.actions import open_special_column
from gongkai.catalogue.queries import all_columns
from gongkai.disclosure.actions import set_route
from gongkai.disclosure.queries import Step, StepPlan
from gongkai.example.days import moment
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story
from gongkai.obligations.actions import (
    adopt_standard_obligations,
    declare_no_change,
    record_event,
    report_event,
    set_up_obligation,
)
from gongkai.obligations.queries import Owing, event_obligations, open_owings_of, standard_obligations

SPECIAL = "冬季供暖"
OPENED, STAYS_DAYS = "w-20", 120
# Reviewed twice, for schools are many and their notices go to every family.
REVIEWED_TWICE, DEBT_DAYS = "education", 3
# The list is kept from the tenth working day before; what was due before the spring is not on it.
LISTED, HAPPENED, TOLD, DECLARED = "w-9", "w-12", "w-8", "w-4"
OWED_FROM, SETTLED_IN = (4, 1), timedelta(days=60)
# Its budget was approved, and nothing has been published since.
APPROVED_AND_WAITING, APPROVED = "labour", "latest 02-11"
CHANGED = ("transport", "sangyuan")
# Who has not looked its guide over yet; all others have found it unchanged.
NOT_LOOKED_OVER = ("market", "audit", "commerce", "bailu", "fenglin", "xinhe")
# Published within another's budget: that waits for the office to confirm it.
WITHIN_ANOTHER, WITHIN = "beiyuan", "本街道经费列入市财政局集中核算，本年度不单独编制预算。"
NO_CHANGE = "指南所列工作机构的名称、地址、电话和办公时间均已核对，没有变化。"


def arrange(scene: Scene) -> Mapping[str, int]:
    """Set the route and open the special column; answers the columns by the names that the data files use."""
    head = scene.actor(REVIEWED_TWICE, "office_head")
    plans = [StepPlan(step) for step in Step]
    set_route(scene.organs[REVIEWED_TWICE], "", steps=plans, debt_days=DEBT_DAYS, by=head)
    opened = open_special_column(
        by=scene.actor("qinghe", "office_head"),
        organ_id=None,
        name=SPECIAL,
        opens_on=scene.days.day(OPENED),
        closes_on=scene.days.today + timedelta(days=STAYS_DAYS),
    )
    return dict(all_columns().values_list("code", "pk")) | {"special": opened.pk}


def obligation_stories(scene: Scene) -> Iterator[tuple[str, Story]]:
    """Since when the city keeps a list of what every organ owes; what was public by then counts."""
    yield "obligations", _owe(scene)


def _owe(scene: Scene) -> Story:
    city, head = scene.organs["qinghe"], scene.actor("qinghe", "office_head")
    listed = scene.days.day(LISTED)
    yield moment(listed, 9, "obligations")
    for code, fields in standard_obligations():
        if code.endswith("-accounts"):
            # What is owed of accounts is kept from the next year on.
            set_up_obligation(city, by=head, code=code, since=date(listed.year + 1, 1, 1), **fields)
    adopt_standard_obligations(city, by=head, since=_owed_from(scene))
    if waiting := _owed(scene, APPROVED_AND_WAITING, "department-budget"):
        approved = scene.days.day(APPROVED)
        if approved.year == waiting.year:
            record_event(waiting, approved, by=scene.actor(APPROVED_AND_WAITING, "submitter"))
    yield moment(scene.days.day(TOLD), 10, "obligations")
    for code in CHANGED:
        change = next(
            one for one in event_obligations(scene.organs[code]) if one.code == "institution-change"
        )
        happened = scene.days.day(HAPPENED)
        report_event(change, scene.organs[code], happened, by=scene.actor(code, "submitter"))
    yield moment(scene.days.day(DECLARED), 15, "obligations")
    _declare(scene)


def _owed_from(scene: Scene) -> date:
    """The first of April once that lies some weeks back; in the months before, the first of February."""
    spring = date(scene.days.this, *OWED_FROM)
    return spring if scene.days.today > spring + SETTLED_IN else date(scene.days.this, 2, 1)


def _declare(scene: Scene) -> None:
    for code in scene.organs:
        if code not in NOT_LOOKED_OVER and (guide := _owed(scene, code, "guide-year")):
            declare_no_change(guide, by=scene.actor(code, "submitter"), reason=NO_CHANGE)
    if budget := _owed(scene, WITHIN_ANOTHER, "unit-budget"):
        declare_no_change(budget, by=scene.actor(WITHIN_ANOTHER, "submitter"), reason=WITHIN)


def _owed(scene: Scene, code: str, obligation: str) -> Owing | None:
    """What this organ still owes of a standard obligation, the latest cycle first."""
    owed = open_owings_of(scene.organs[code].pk).filter(organ=scene.organs[code], obligation__code=obligation)
    return owed.order_by("-cycle_from").first()
