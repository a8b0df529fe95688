"""Tying interpretations to their documents, and saying who interprets and what is told (F-01, F-05, F-07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.queries import InformationItem, State
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.interpretation.actions.keepers import CITE, by_keeper, can_be_interpreted, required
from gongkai.interpretation.models import Interpretation, Plan
from gongkai.interpretation.queries import Form, column_for, elements, tie_of
from gongkai.organs.queries import organ

DETAILS = (
    "form",
    "elements",
    "drafting_organ_id",
    "drafted_by",
    "interpreter_name",
    "interpreter_post",
    "by_head",
)
DECIDERS = frozenset({Duty.SUBMITTER, Duty.SIGNER, Duty.OFFICE_HEAD})


@transaction.atomic
def draft_interpretation(
    policy: InformationItem,
    *,
    by: Actor,
    title: str = "",
    key: UUID | None = None,
    plan: Plan | None = None,
    content: Mapping[str, Any] | None = None,
    **details: Any,
) -> Interpretation:
    """Begin an interpretation of the document: a draft of the submitter's organ, tied to it from the start.

    ``content`` are further fields of the item; ``details`` as in :func:`tie_interpretation`. The same ``key``
    again answers the one made the first time.
    """
    stands_in = column_for(organ(by.organ_id)) if by.organ_id else None
    fields = {
        "title": title or _("《%(title)s》政策解读") % {"title": policy.title[:180]},
        "kind": ItemKind.INTERPRETATION,
        "column_id": stands_in.pk if stands_in else None,
        "theme": policy.theme,
        "formed_on": today(),
    }
    item = disclosure.draft(by=by, key=key, **(fields | dict(content or {})))
    return tie_of(item) or tie_interpretation(policy, item, by=by, plan=plan, **details)


@transaction.atomic
def tie_interpretation(
    policy: InformationItem, item: InformationItem, *, by: Actor, plan: Plan | None = None, **details: Any
) -> Interpretation:
    """Say that ``item`` interprets ``policy``. From now on the two go together to the public (F-02).

    The document is of the own organ, or public already: then whoever drafted it may interpret it.
    ``details`` are form, elements (code to place), drafting_organ_id, drafted_by, interpreter_name,
    interpreter_post, by_head.
    """
    lock(policy)
    by_keeper(by, item.organ_id)
    can_be_interpreted(policy)
    _fit(policy, item, by)
    _fits_plan(policy, plan, by)
    fields = {"drafting_organ_id": policy.organ_id} | _checked(details)
    if missing := {"form", "interpreter_name", "interpreter_post"} - set(fields):
        raise TypeError(f"an interpretation needs {sorted(missing)}")
    tie = Interpretation.objects.create(policy=policy, item=item, plan=plan, tied_at=now(), **fields)
    record(tie, "interpretation.tie_interpretation", by=by, cite=CITE, after=_told(tie))
    return tie


@transaction.atomic
def describe_interpretation(
    tie: Interpretation, *, by: Actor, seen: int | None = None, **details: Any
) -> None:
    """Change form, interpreter and the list of elements of an interpretation."""
    lock(tie, seen=seen)
    by_keeper(by, tie.item.organ_id)
    before, fields = _told(tie), _checked(details)
    for name, value in fields.items():
        setattr(tie, name, value)
    tie.revision += 1
    tie.save(update_fields=["revision", *fields])
    record(tie, "interpretation.describe_interpretation", by=by, cite=CITE, before=before, after=_told(tie))


@transaction.atomic
def untie_interpretation(tie: Interpretation, *, by: Actor) -> None:
    """Undo a wrong tie. Not once the interpretation is public, nor while its document is being passed on."""
    lock(tie)
    by_keeper(by, tie.item.organ_id)
    if tie.item.current_version_id:
        raise Refused(_("解读已经公开，关联不能取消；解读有误的，请办理更正或者撤回。"), cite=CITE)
    if not tie.policy.version_count and tie.policy.state != State.DRAFT:
        raise Refused(_("政策文件正在审签，关联不能取消；请先退回。"), cite=CITE)
    record(tie, "interpretation.untie_interpretation", by=by, cite=CITE, before=_told(tie))
    tie.delete()


@transaction.atomic
def keep_interpretation(tie: Interpretation, *, by: Actor, reason: str) -> None:
    """Leave an interpretation public although its document was withdrawn, saying why."""
    lock(tie)
    if by.duty not in DECIDERS or by.organ_id != tie.item.organ_id:
        raise Refused(_("解读的去留由本机关决定。"), cite=CITE)
    if tie.policy.current_version_id or not tie.item.current_version_id:
        raise Refused(_("政策文件没有撤回，或者解读已经不公开，不需要处理。"), cite=CITE)
    tie.kept_reason = required(reason, _("请写明保留的理由。"))
    tie.revision += 1
    tie.save(update_fields=["revision", "kept_reason"])
    record(tie, "interpretation.keep_interpretation", by=by, cite=CITE, after=told(tie, ["kept_reason"]))


def _fit(policy: InformationItem, item: InformationItem, by: Actor) -> None:
    """Raises Refused unless these two may be tied."""
    if item.kind != ItemKind.INTERPRETATION:
        raise Refused(_("稿件的信息类别不是“政策解读”，请先修改草稿。"), cite=CITE)
    if tied := tie_of(item):
        raise Refused(_("这份稿件已经关联《%(title)s》。") % {"title": tied.policy.title}, cite=CITE)
    if not policy.current_version_id:
        if policy.organ_id != by.organ_id:
            raise Refused(_("其他机关的文件公开以后，才能关联解读。"), cite=CITE)
        if item.state != State.DRAFT:
            raise Refused(_("文件还没有公开，解读须与文件一并审签；请关联尚未报送的解读稿。"), cite=CITE)


def _fits_plan(policy: InformationItem, plan: Plan | None, by: Actor) -> None:
    if plan is None:
        return
    if policy.organ_id != by.organ_id or plan.policy_id != policy.pk or plan.dropped_reason:
        raise Refused(_("所选的解读方案不属于这份文件，或者已经取消。"), cite=CITE)
    if Interpretation.objects.filter(plan=plan).exists():
        raise Refused(_("所选的解读方案已有对应的解读稿。"), cite=CITE)


def _checked(details: Mapping[str, Any]) -> dict[str, Any]:
    """The details as they may be stored. Raises TypeError for what is none of them."""
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"not told of an interpretation: {sorted(unknown)}")
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in details.items()}
    if "form" in fields and fields["form"] not in Form:
        raise Refused(_("请选择解读形式。"), cite=CITE)
    for name in ("interpreter_name", "interpreter_post"):
        if name in fields and not fields[name]:
            raise Refused(_("请写明第一解读人的姓名和职务。"), cite=CITE)
    known = dict(elements())
    if unticked := set(fields.get("elements", ())) - set(known):
        raise TypeError(f"no elements of an interpretation: {sorted(unticked)}")
    return fields


def _told(tie: Interpretation) -> dict[str, Any]:
    """Names stay out of the ledger: who interprets is told on the page."""
    fields = ("policy", "item", "plan", "form", "elements", "drafting_organ", "by_head")
    return told(tie, fields)
