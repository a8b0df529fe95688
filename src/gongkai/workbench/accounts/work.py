"""「我的工作」: what each room of the house has waiting for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.todo import Todo


@dataclass(frozen=True)
class Group:
    """The work of one room."""

    title: Any
    todos: list[Todo]


def work_of(actor: Actor) -> list[Group]:
    """The rooms that have something to say to this person in this duty, in the order of the navigation."""
    rooms = (
        (_("政府信息"), "gongkai.disclosure.queries"),
        (_("依申请公开"), "gongkai.applications.queries"),
        (_("年度报告"), "gongkai.annual_reports.queries"),
    )
    told = [Group(title, _todo(module)(actor)) for title, module in rooms]
    return [group for group in told if group.todos]


def _todo(module: str) -> Any:
    from importlib import import_module

    try:
        return getattr(import_module(module), "todo", lambda actor: [])
    except ImportError:
        return lambda actor: []
