"""「我的工作」: what each room of the house has waiting for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports import queries as annual_reports
from gongkai.applications import queries as applications
from gongkai.disclosure import queries as disclosure
from gongkai.foundation.ledger import Actor
from gongkai.foundation.messaging import todo as messages_todo
from gongkai.foundation.todo import Todo
from gongkai.interpretation import queries as interpretation
from gongkai.obligations import queries as obligations
from gongkai.remedies import queries as remedies


@dataclass(frozen=True)
class Group:
    """The work of one room."""

    title: Any
    todos: list[Todo]


def work_of(actor: Actor) -> list[Group]:
    """The rooms that have something to say to this person in this duty, in the order of the navigation."""
    rooms = (
        (_("政府信息"), disclosure.todo),
        (_("政策解读"), interpretation.todo),
        (_("公开任务"), obligations.todo),
        (_("依申请公开"), applications.todo),
        (_("行政复议、行政诉讼"), remedies.todo),
        (_("消息发送"), messages_todo),
        (_("年度报告"), annual_reports.todo),
    )
    told = [Group(title, todo(actor)) for title, todo in rooms]
    return [group for group in told if group.todos]
