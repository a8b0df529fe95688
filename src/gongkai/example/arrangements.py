"""What the heads of office of the example have arranged: a longer route, a special column, what is owed by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from gongkai.catalogue.actions import open_special_column
from gongkai.catalogue.queries import all_columns
from gongkai.disclosure.actions import set_route
from gongkai.disclosure.queries import Step, StepPlan
from gongkai.example.days import moment
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story
from gongkai.obligations.actions import adopt_standard_obligations, declare_no_change
from gongkai.obligations.queries import open_owings_of

SPECIAL = "冬季供暖"
OPENED, STAYS_DAYS = "w-20", 120
# Reviewed twice, for schools are many and their notices go to every family.
REVIEWED_TWICE, DEBT_DAYS = "education", 3
OWED_SINCE, DECLARED = "w-9", "w-4"
UNCHANGED = "statistics"
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
    since = scene.days.day(OWED_SINCE)
    yield moment(since, 9, "obligations")
    adopt_standard_obligations(
        scene.organs["qinghe"], by=scene.actor("qinghe", "office_head"), since=since.replace(month=1, day=1)
    )
    yield moment(scene.days.day(DECLARED), 15, "obligations")
    owings = open_owings_of(scene.organs[UNCHANGED].pk)
    if owing := owings.filter(obligation__code="guide-year").first():
        declare_no_change(owing, by=scene.actor(UNCHANGED, "submitter"), reason=NO_CHANGE)
