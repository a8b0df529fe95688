"""A city whose office watches over budget units, and units that publish, quickly."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.catalogue.models import Column
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import acting_at
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Group, Obligation, Owing, Reach
from gongkai.organs.models import Organ
from tests import factories
from tests.disclosure import builders
from tests.disclosure.builders import Office

SHANGHAI = ZoneInfo("Asia/Shanghai")
BUDGET = {
    "title": "公开部门预算",
    "basis": "budget-law-2014:14",
    "group": Group.BUDGET,
    "cycle": Cycle.YEAR,
    "due_rule": DueRule.PERIOD,
    "law": "department_budget_publication",
    "event_name": "预算批复日期",
}
MONTHLY = {
    "title": "每月数据",
    "basis": "青政办〔2026〕1号",
    "group": Group.REGULAR,
    "cycle": Cycle.MONTH,
    "due_rule": DueRule.DAYS,
    "due_days": 15,
}


def at(day: str, hour: int = 10):
    """It is that day, ten in the morning."""
    return acting_at(
        datetime.combine(date.fromisoformat(day), datetime.min.time(), SHANGHAI).replace(hour=hour)
    )


def budgets() -> Column:
    return builders.column("20.7.1", "财政预算")


@dataclass(frozen=True)
class Watch:
    """The city with its head of office, and one office of staff that can sit in any organ."""

    city: Organ
    head: Actor
    staff: Office

    def of(self, organ: Organ) -> Office:
        """The same people, sitting in this organ."""
        names = ("submitter", "reviewer", "confidentiality", "signer", "head")
        return Office(*(replace(getattr(self.staff, name), organ_id=organ.pk) for name in names))

    def publishes(self, organ: Organ, column: Column, **changed) -> InformationItem:
        """The organ publishes an item in the column now."""
        formed = changed.pop("formed_on", date(2026, 1, 5))
        return builders.published(self.of(organ), column_id=column.pk, formed_on=formed, **changed)


def watch() -> Watch:
    city = factories.organ(factories.CITY)
    return Watch(city, factories.actor(city, factories.Duty.OFFICE_HEAD), builders.office())


def obligation(by: Watch, column: Column | None = None, listed=None, **changed) -> Obligation:
    """A yearly budget obligation of these organs (the bureau alone), from the first of the year on."""
    units = [factories.organ()] if listed is None else listed
    given = (
        BUDGET | {"column": column or budgets(), "since": date(2026, 1, 1), "reach": Reach.LISTED} | changed
    )
    if given["reach"] == Reach.SUBTREE:
        units = []
    return actions.set_up_obligation(by.city, by=by.head, listed=units, **given)


def owing(of: Obligation, organ: Organ | None = None, **filters) -> Owing:
    """What the organ (the bureau) owes of it."""
    return Owing.objects.get(obligation=of, organ=organ or factories.organ(), **filters)
