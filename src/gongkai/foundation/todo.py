"""What waits for somebody: one line of the first page, told by the app that knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Todo:
    """``count`` records wait under ``label``; ``url_name`` (and ``query``, without "?") lists just these.

    ``tone`` says how pressing they are: calm, info, warning or danger. Every app that has work for people
    offers ``queries.todo(actor) -> list[Todo]``; lines that count nothing may stand in it, they are shown as done.
    """

    label: Any
    count: int
    url_name: str
    tone: str = "calm"
    query: str = ""
