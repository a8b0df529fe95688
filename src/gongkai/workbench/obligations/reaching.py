"""Before an obligation is stored, the organs on which it falls are shown by name; stored is what was shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.foundation.sm3 import sm3_hex
from gongkai.obligations.queries import Reach
from gongkai.organs.queries import Organ
from gongkai.workbench.acting import act
from gongkai.workbench.obligations.forms import ObligationForm

AS_LIST = "as_list"


@dataclass(frozen=True)
class Reached:
    """The organs that a form reaches; ``seal`` travels in the page, so that what is stored is what was shown.

    ``again``: others were shown before. ``is_range``: the range may be turned into a list, to leave some out.
    """

    organs: list[Organ]
    seal: str
    again: bool
    is_range: bool


def stored(request: Any, form: ObligationForm, do: Callable[[], Any], done: Any) -> bool:
    """Do it once its organs have been shown; until then False, and the page shows them (see :func:`reached`)."""
    if not form.is_valid() or AS_LIST in request.POST:
        return False
    found = _reached(request, form)
    if not found.organs or found.seal != request.POST.get("shown", ""):
        return False
    return act(request, form, do, done=done)


def reached(request: Any, form: ObligationForm) -> Reached | None:
    """Whom the form reaches, to be looked at; None for a form that was not sent or has something wrong with it."""
    if not form.is_bound or not form.is_valid():
        return None
    if AS_LIST in request.POST:
        _turn_into_list(form)
    found = _reached(request, form)
    if found.organs:
        return found
    if found.is_range:
        nobody = _("没有一个机关在这个范围内，或者栏目对它们都不适用。请放宽范围、层级或者类别。")
        form.add_error("reach", nobody)
    else:
        form.add_error("listed", _("请至少指定一个责任机关。"))
    return None


def _reached(request: Any, form: ObligationForm) -> Reached:
    organs = form.organs()
    seal = f"{len(organs)}-{sm3_hex(','.join(str(one.pk) for one in organs).encode())[:16]}"
    before = request.POST.get("shown", "")
    again = bool(before) and before != seal
    return Reached(organs, seal, again, form.cleaned_data["reach"] == Reach.SUBTREE)


def _turn_into_list(form: ObligationForm) -> None:
    """The organs of the range, one a line, where some can be taken off and others put in."""
    data: Any = form.data
    data = data.copy()
    data["listed"] = "\n".join(one.name for one in form.organs())
    data["reach"] = Reach.LISTED.value
    form.data = data
    form.full_clean()
