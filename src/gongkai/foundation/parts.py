"""A page, or one named part of the same page for htmx, which asks for no more than it swaps."""

from __future__ import annotations

from typing import Any


def page_or_part(request: Any, template: str, part: str) -> str:
    """What to render: the ``{% partialdef part %}`` of the template when htmx asks, else the whole page."""
    return f"{template}#{part}" if request.htmx else template
