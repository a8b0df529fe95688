"""Interpretation on the pages of other rooms."""

from __future__ import annotations

from typing import Any

from django import template

from gongkai.disclosure.queries import InformationItem
from gongkai.workbench.interpretation.panel import panel_of

register = template.Library()


@register.inclusion_tag("workbench/interpretation/panel.html")
def interpretation_panel(item: InformationItem) -> dict[str, Any]:
    """{% interpretation_panel item %}: what a document lacks and what interprets it; nothing for most items."""
    return {"item": item, "panel": panel_of(item)}
