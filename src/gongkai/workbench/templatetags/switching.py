"""Who may not do something here, and may in another of their duties, is led to that duty."""

from __future__ import annotations

from typing import Any

from django import template

from gongkai.accounts.queries import Duty, appointments_of
from gongkai.organs.queries import Organ

register = template.Library()


@register.inclusion_tag("workbench/switch_duty.html", takes_context=True)
def switch_duty(context: template.Context, *, above: Any = None) -> dict[str, Any]:
    """{% switch_duty %}: 切换为…, for each other duty of this person as a head of office that would do.

    ``above``: an organ that it is to be competent for, as its own or as one below; without it the duty has to be
    that of the region's government.
    """
    request = context["request"]
    held = appointments_of(request.user).filter(group__name=Duty.OFFICE_HEAD)
    others = [one for one in held if one.pk != request.appointment.pk]
    return {"others": [one for one in others if _would_do(one.organ, above)], "request": request}


def _would_do(organ: Organ, above: Organ | None) -> bool:
    return organ.depth == 1 if above is None else above.path.startswith(organ.path)
