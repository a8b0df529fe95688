"""The one way from a form to an act: what the act refuses stands on the form, in the user's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from gongkai.foundation.workflow import Refused


def act(request: HttpRequest, form: BaseForm, do: Callable[[], Any], *, done: Any = "") -> bool:
    """Call ``do`` (one action) if the form is valid; True when it is done, then the view redirects.

    False when the form or the act refuses: the reasons are on the form then, with what was typed, and the view
    shows it again. ``done`` is told on the next page.
    """
    if not form.is_valid():
        return False
    try:
        do()
    except Refused as refused:
        form.add_error(None, ValidationError(refused.reasons))
        return False
    except ValidationError as wrong:
        _tell(form, wrong)
        return False
    if done:
        messages.success(request, done)
    return True


def _tell(form: BaseForm, wrong: ValidationError) -> None:
    """Put what a model refuses beside its field, or over the form when the form has no such field."""
    by_field = wrong.error_dict if hasattr(wrong, "error_dict") else {None: wrong.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
