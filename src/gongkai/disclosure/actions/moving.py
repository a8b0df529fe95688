"""How every act on an item moves it: the table decides, the ledger is told which version it was about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongkai.disclosure.models import InformationItem, Review, ReviewDebt
from gongkai.disclosure.workflow import FAILING, WORKFLOW, Result, Step, looks_at
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused, lock
from gongkai.screening.queries import text_findings


def move(
    item: InformationItem,
    name: str,
    *,
    by: Actor,
    seen: int | None,
    changes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    cite: str = "",
) -> None:
    """One row of the table. Raises Stale if the item was changed since ``seen``, Refused if something stands against it."""
    lock(item, seen=seen)
    WORKFLOW.move(
        item,
        name,
        by=by,
        changes={"changed_at": now(), **_on_leaving(item, name), **(changes or {})},
        facts={"version": item.next_version, **(facts or {})},
        cite=cite,
    )


def _on_leaving(item: InformationItem, name: str) -> dict[str, Any]:
    """In a new state the time limit of the step begins anew, and a time set for publication is forgotten."""
    if WORKFLOW.transitions[name].target is None:
        return {}
    forgotten: dict[str, Any] = {"publish_at": None} if item.publish_at else {}
    if item.publish_refusal:
        forgotten["publish_refusal"] = ""
    return {"step_since": now(), **forgotten}


def must_be_open(item: InformationItem, name: str, *, by: Actor, seen: int | None) -> None:
    """The same checks ahead of a row that needs something made first."""
    lock(item, seen=seen)
    if reasons := WORKFLOW.reasons_against(item, name, by):
        raise Refused(*reasons, cite=WORKFLOW.transitions[name].cite)


def settle_failed_debts(item: InformationItem) -> None:
    """A version that did not pass a look after its emergency is settled once it is corrected or withdrawn."""
    open_ones = ReviewDebt.objects.filter(version__item=item, paid_at=None).exclude(
        version=item.current_version_id
    )
    open_ones = open_ones.select_related("version__item")
    for debt in open_ones:
        if any(look.result in FAILING for look in looks_at(debt.version)):
            debt.paid_at = now()
            debt.save(update_fields=["paid_at"])


def write_review(
    item: InformationItem, step: Step, result: Result, *, by: Actor, basis: str = "", remarks: str = ""
) -> Review:
    """Keep one look at the working copy as it is now."""
    return Review.objects.create(
        item=item,
        version_number=item.next_version,
        step=step,
        result=result,
        basis=basis,
        remarks=remarks,
        digest=item.content_digest(),
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )


def required(text: str, refusal: Any) -> str:
    """The text without the blanks around it; Refused when nothing is left."""
    if not text.strip():
        raise Refused(refusal)
    return text.strip()


def told_to_public(text: str, refusal: Any) -> str:
    """The same for a note that stands on a public page: nothing in it is of a kind that must not be open.

    It goes through no review, so nobody can answer for it; it is worded anew.
    """
    text = required(text, refusal)
    if kinds := dict.fromkeys(one.name for one in text_findings(text, label="") if one.blocks):
        raise Refused(
            _("这段话会向社会显示，其中有不得公开的内容（%(kinds)s），请改写。") % {"kinds": listed(kinds)}
        )
    return text
