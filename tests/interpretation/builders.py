"""A normative document and what interprets it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.models import InformationItem
from gongkai.interpretation import actions
from gongkai.interpretation.models import Interpretation, Plan
from tests.disclosure import builders as items
from tests.disclosure.builders import Office

FRIDAY = date(2026, 11, 20)
HEAD = {"interpreter_name": "周正", "interpreter_post": "市财政局局长", "by_head": True}
TEXT = "一、背景依据\n为规范资金使用制定。\n二、主要内容\n明确补贴对象和标准。"


def morning(day: date) -> datetime:
    """Ten in the morning of this day."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def columns() -> tuple[int, int]:
    """The keys of the columns for normative documents and for interpretations."""
    top = items.column("20.1", "法规、规章和规范性文件", takes_items=False)
    normative = items.column("20.1.2", "行政规范性文件", item_kind="normative", parent=top)
    told = items.column("20.1.4", "政策解读", item_kind="interpretation", parent=top)
    return normative.pk, told.pk


def policy(by: Office, **changed) -> InformationItem:
    """A complete draft of a normative document, without anything that interprets it."""
    given = {"title": "市财政局关于印发补贴资金管理办法的通知", "column_id": columns()[0], "theme": "04"}
    return disclosure.draft(by=by.submitter, **items.content(**(given | changed)))


def plan(of: InformationItem, by: Office, **changed) -> Plan:
    given = {"form": "text", "outline": "背景、内容", "channels": ["site"], "planned_on": FRIDAY}
    return actions.plan_interpretation(of, by=by.submitter, **(given | changed))


def interpretation(of: InformationItem, by: Office, **changed) -> Interpretation:
    """A complete draft that interprets the document."""
    content = {"body": changed.pop("body", TEXT)}
    given = {"form": "text", **HEAD}
    return actions.draft_interpretation(of, by=by.submitter, content=content, **(given | changed))


def released(made: InformationItem, by: Office) -> InformationItem:
    """A draft through all hands and out."""
    items.clear(made, by)
    disclosure.sign_off(made, by=by.signer, release=True)
    return made


def both(by: Office, **changed) -> tuple[InformationItem, Interpretation]:
    """A document with its interpretation, public together."""
    made = policy(by, **changed)
    tie = interpretation(made, by)
    released(made, by)
    return fresh(made), fresh(tie)


def fresh(row):
    return type(row).objects.get(pk=row.pk)
