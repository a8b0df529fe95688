"""Information items at the desk: lists, the item with what may be done to it, its versions."""

from __future__ import annotations

import uuid
from itertools import pairwise
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.ledger import history_of
from gongkai.foundation.parts import page_or_part
from gongkai.foundation.workflow import Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.forms import FORMS, MoveForm
from gongkai.workbench.disclosure.shown import seen_now, shown_item
from gongkai.workbench.disclosure.words import facts_of, limit_words, row

PER_PAGE = 20
DONE = {
    "submit": _("已报送审核。"),
    "publish": _("已发布，公众现在可以看到。"),
    "withdraw": _("已撤回，原网址显示您写的说明。"),
    "send_back": _("已退回起草人。"),
}


@duty_required(*queries.DUTIES)
def items(request: Any) -> HttpResponse:
    """The organ's items, by state and by words of their name or number."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state not in queries.State:
        state = ""
    counts = queries.state_counts(request.actor)
    page = Paginator(queries.found_items(request.actor, state=state, words=words), PER_PAGE).get_page(
        request.GET.get("page")
    )
    here = reverse("workbench:items")
    tabs = [(_("全部 %(n)s") % {"n": sum(counts.values())}, here, not state)]
    tabs += [
        (f"{one.label} {counts[one]}", f"{here}?state={one}", state == one)
        for one in queries.State
        if counts.get(one)
    ]
    context = {"page": page, "rows": [row(one) for one in page], "tabs": tabs, "state": state, "words": words}
    return render(request, page_or_part(request, "workbench/disclosure/items.html", "list"), context)


@duty_required(*queries.DUTIES)
def pressing_items(request: Any) -> HttpResponse:
    """What is late or soon will be (art. 26), the most urgent first."""
    rows = [row(one) for one, _limit in queries.pressing(request.organ.pk)]
    return render(request, "workbench/disclosure/pressing_items.html", {"rows": rows})


@duty_required(*queries.DUTIES)
def item(request: Any, pk: int) -> HttpResponse:
    """One item: its content, where it stands, what may be done now and by whom it was looked at."""
    return _show(request, shown_item(request, pk))


@require_POST
@duty_required(*queries.DUTIES)
def move_item(request: Any, pk: int, name: str) -> HttpResponse:
    """One act of the workflow on an item."""
    shown = shown_item(request, pk)
    if name not in WORKFLOW.transitions or name == "edit":
        raise Http404
    form = _form_of(name)(request.POST, auto_id=f"{name}_%s")

    def do() -> None:
        try:
            getattr(actions, name)(shown, by=request.actor, **form.cleaned_data)
        except Stale as stale:
            # A second click: the first one has done it already.
            if {(entry.user_id, entry.verb) for entry in stale.entries[:1]} != {
                (request.actor.user_id, f"disclosure.{name}")
            }:
                raise

    label = WORKFLOW.transitions[name].label
    if act(request, form, do, done=DONE.get(name, _("已办理：%(act)s。") % {"act": label})):
        return redirect("workbench:item", pk)
    fresh = shown_item(request, pk)
    seen_now(form, fresh)
    return _show(request, fresh, tried=(name, form))


@duty_required(*queries.DUTIES)
def item_versions(request: Any, pk: int) -> HttpResponse:
    """What was published, version by version, with the differences marked; first the working copy, if it differs."""
    shown = shown_item(request, pk)
    versions = list(queries.versions_of(shown))
    pairs: list[tuple[queries.ItemVersion | None, list[queries.Change]]] = [
        (newer, queries.changes(older, newer)) for newer, older in pairwise(versions)
    ]
    if shown.under_correction and versions:
        pairs.insert(0, (None, queries.changes(versions[0], shown)))
    context = {"item": shown, "pairs": pairs, "first": versions[-1] if versions else None}
    return render(request, "workbench/disclosure/item_versions.html", context)


@duty_required(*queries.DUTIES)
def item_file(request: Any, pk: int, file_id: uuid.UUID) -> Any:
    """An attachment, to be looked at before it is public."""
    try:
        stored = queries.attachment_of(request.actor, pk, file_id)
    except (queries.InformationItem.DoesNotExist, StoredFile.DoesNotExist):
        raise Http404 from None
    return send_stored(stored)


def _form_of(name: str) -> type[MoveForm]:
    return FORMS.get(name, MoveForm)


def _show(
    request: Any, shown: queries.InformationItem, tried: tuple[str, MoveForm] | None = None
) -> HttpResponse:
    open_rows = [one for one in WORKFLOW.open_to(shown, request.actor) if one.name != "edit"]
    forms = [
        (one, _form_of(one.name)(initial={"seen": shown.revision}, auto_id=f"{one.name}_%s"))
        for one in open_rows
    ]
    if tried:
        name, form = tried
        forms = [(one, form if one.name == name else fresh) for one, fresh in forms]
    limit = queries.deadline(shown)
    context = {
        "item": shown,
        "row": row(shown),
        "facts": facts_of(shown),
        "forms": forms,
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
        "may_edit": not WORKFLOW.reasons_against(shown, "edit", request.actor),
        "against": _reasons(request, shown),
        "limit": limit,
        "limit_words": limit_words(limit)[0],
        "advice": queries.advice(shown) if shown.state == queries.State.DRAFT else [],
        "remarks": queries.last_remarks(shown),
        "reviews": shown.reviews.all(),
        "history": history_of(shown),
        "withdrawal": queries.withdrawal_of(shown),
    }
    return render(request, "workbench/disclosure/item.html", context)


def _reasons(request: Any, shown: queries.InformationItem) -> list[str]:
    """Why the person whose turn it is may not pass the item on; empty when nothing stands against it."""
    turn = _TURNS.get(queries.State(shown.state))
    if turn is None or request.actor.duty != turn[0]:
        return []
    return WORKFLOW.reasons_against(shown, turn[1], request.actor)


# Whose turn it is in a state, and the act that passes the item on.
_TURNS = {
    queries.State.DRAFT: (Duty.SUBMITTER, "submit"),
    queries.State.IN_REVIEW: (Duty.REVIEWER, "pass_review"),
    queries.State.IN_CONFIDENTIALITY_REVIEW: (Duty.CONFIDENTIALITY_REVIEWER, "pass_confidentiality_review"),
    queries.State.AWAITING_SIGNATURE: (Duty.SIGNER, "sign_off"),
}
