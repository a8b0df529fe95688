"""One act on many items: each stands or falls by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.disclosure.actions.publishing import publish
from gongkai.disclosure.actions.register import retain
from gongkai.disclosure.actions.reviewing import pass_confidentiality_review, pass_review, sign_off
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused

ON_MANY: dict[str, Callable[..., Any]] = {
    "pass_review": pass_review,
    "pass_confidentiality_review": pass_confidentiality_review,
    "sign_off": sign_off,
    "publish": publish,
    "retain": retain,
}


def pass_many(
    items: Iterable[InformationItem],
    name: str,
    *,
    by: Actor,
    seen: Mapping[int, int] | None = None,
    **given: Any,
) -> list[tuple[InformationItem, list[str] | None]]:
    """Do the act ``name`` of ON_MANY on each item: None beside it when it is done, else why not.

    Each is a transaction of its own; one that is refused stops no other. ``seen`` are the revisions shown, by
    key of the item; ``given`` is what the act asks for, the same for all.
    """
    act = ON_MANY[name]
    told = []
    for item in items:
        told.append((item, _reasons(act, item, by=by, seen=(seen or {}).get(item.pk), **given)))
    return told


def _reasons(act: Callable[..., Any], item: InformationItem, **given: Any) -> list[str] | None:
    try:
        with transaction.atomic():
            act(item, **given)
    except Refused as refused:
        reasons = refused.reasons
    except ValidationError as wrong:
        reasons = [str(message) for message in wrong.messages]
    else:
        return None
    # The row was rolled back; what the act had set on the instance is not what is stored.
    item.refresh_from_db()
    return reasons
