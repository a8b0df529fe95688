"""The leader's page, made for a phone: what it is, what changed, what was found, who passed it; agree or return."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Case, Q, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import queries
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.guarding import Guarded, guarded
from gongkai.disclosure.workflow import ANSWERING, WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure import forms
from gongkai.workbench.disclosure.acts import doing, standing_against, turn_of
from gongkai.workbench.disclosure.acts import open_acts as acts_open_to
from gongkai.workbench.disclosure.forms import MoveForm
from gongkai.workbench.disclosure.pins import SendBackForm
from gongkai.workbench.disclosure.shown import covered, seen_now, shown_item, shown_table
from gongkai.workbench.disclosure.words import facts_of, row

DECIDERS = (Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER)
FACTS = 9


@duty_required(*DECIDERS)
def decide_next(request: Any) -> HttpResponse:
    """The item that has waited longest for this person; the list when none does."""
    return _go_to(request, _following(request.actor, None))


@duty_required(*DECIDERS)
def decide(request: Any, pk: int) -> HttpResponse:
    """One item to agree to or to return."""
    return _show(request, shown_item(request, pk))


@require_POST
@duty_required(*DECIDERS)
def decided(request: Any, pk: int, answer: str) -> HttpResponse:
    """Agree or return, then on to the next that waits."""
    shown = shown_item(request, pk)
    name = {"agree": turn_of(shown, request.actor), "return": "send_back"}.get(answer, "")
    if not name:
        return redirect("workbench:decide", pk) if answer in ("agree", "return") else _gone()
    following = _following(request.actor, shown)
    form = _form(name, shown, request.actor, request.POST)
    done = _("已退回：%(title)s") if answer == "return" else _("已同意：%(title)s")
    if act(
        request, form, doing(name, shown, request.actor, form), done=done % {"title": covered(shown.title)}
    ):
        return _go_to(request, following)
    fresh = shown_item(request, pk)
    seen_now(form, fresh)
    return _show(request, fresh, tried=(answer, form))


class AgreeForm(forms.MoveForm):
    """Signing on the way: what is to be public is public at once, what is not goes to the register."""

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"release": True}


class ReturnForm(SendBackForm):
    """Returning on the way: one reason; who wants to pin remarks opens the whole page."""

    @property
    def visible_now(self) -> Any:
        return self["remarks"]


def _form(name: str, item: InformationItem, by: Actor, data: Any = None) -> MoveForm:
    kinds: dict[str, type[MoveForm]] = {
        "pass_confidentiality_review": forms.ConfidentialityReviewForm,
        "sign_off": AgreeForm,
        "send_back": ReturnForm,
    }
    kind = kinds.get(name, MoveForm)
    return kind(data, item=item, by=by, initial={"seen": item.revision}, auto_id=f"{name}_%s")


def _show(request: Any, shown: InformationItem, tried: tuple[str, MoveForm] | None = None) -> HttpResponse:
    acts = acts_open_to(shown, request.actor)
    turn = turn_of(shown, request.actor)
    against = standing_against(shown, request.actor, acts)
    may_agree = not against and any(one.is_turn for one in acts)
    found = guarded(shown)
    context = {
        "item": shown,
        "row": row(shown),
        "turn": turn,
        "agree_label": _agree_label(turn, shown) if may_agree else "",
        "agree": _form(turn, shown, request.actor) if may_agree else None,
        "back": _form("send_back", shown, request.actor)
        if any(one.name == "send_back" for one in acts)
        else None,
        "against": against,
        "changes": _changes(shown),
        "risks": _risks(found),
        "found": found,
        "passed": [one for one in shown.reviews.all() if one.version_number == shown.next_version],
        "facts": facts_of(shown)[:FACTS],
        "elements": filled(shown, inside=True),
        "table": shown_table(shown.sheet, request.GET),
        "following": _following(request.actor, shown),
        "left": queries.mine(request.actor).exclude(pk=shown.pk).count(),
    }
    if tried:
        context["agree" if tried[0] == "agree" else "back"] = tried[1]
        context["tried"] = tried[1]
    return render(request, "workbench/disclosure/decide.html", context)


def _agree_label(turn: str, item: InformationItem) -> str:
    if turn == "sign_off":
        return _("同意并发布") if item.attribute == Attribute.PROACTIVE else _("同意并登记")
    return str(WORKFLOW.transitions[turn].label) if turn in ("publish", "retain") else _("同意")


def _changes(item: InformationItem) -> list[queries.Change]:
    """What the correction changes, against what is public."""
    public = item.current_version
    return queries.changes(public, item) if public and item.state != State.PUBLISHED else []


def _risks(found: Guarded) -> list[tuple[str, int, str]]:
    """What the guard found and nobody who may has answered for, kind by kind: name, how many, tone."""
    left = [
        one.seen
        for one in found.findings
        if (not any(said.by_duty in ANSWERING for said in one.said) if one.seen.blocks else one.open)
    ]
    tones = {"block": "danger", "warn": "warning"}
    counted = Counter((one.name, tones.get(one.severity, "calm")) for one in left)
    risks = [(name, count, tone) for (name, tone), count in counted.items()]
    return risks + ([(_("疑似错敏词"), found.open_words, "warning")] if found.open_words else [])


def _following(actor: Actor, item: InformationItem | None) -> InformationItem | None:
    """What waits after this item, else what waits before it; None when nothing else does."""
    found = queries.mine(actor).order_by("step_since", "pk").only("pk", "title", "step_since")
    found = found.select_related(None)
    if item is None:
        return found.first()
    later = Q(step_since__gt=item.step_since) | Q(step_since=item.step_since, pk__gt=item.pk)
    turned = Case(When(later, then=0), default=1)
    return found.exclude(pk=item.pk).annotate(turned=turned).order_by("turned", "step_since", "pk").first()


def _go_to(request: Any, following: InformationItem | None) -> HttpResponse:
    if following:
        return redirect("workbench:decide", following.pk)
    messages.info(request, _("没有等您办理的信息了。"))
    return redirect("workbench:home")


def _gone() -> HttpResponse:
    raise Http404
