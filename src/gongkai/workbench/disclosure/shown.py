"""The item that a page of the desk is about, as the person there may see it."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404

from gongkai.disclosure import queries


def shown_item(request: Any, pk: int) -> queries.InformationItem:
    """What is not of one's own organ does not exist."""
    try:
        return queries.item_of(request.actor, pk)
    except queries.InformationItem.DoesNotExist:
        raise Http404 from None


def seen_now(form: Form, shown: queries.InformationItem) -> None:
    """Who has been told what others did meanwhile may go on from there."""
    data: Any = form.data
    data = data.copy()
    data["seen"] = str(shown.revision)
    form.data = data
