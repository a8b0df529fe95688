"""The leader's page, made for a phone: what it is, what changed, what was found, who passed it; agree or return."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.db.models import Case, Q, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.calendars.queries import work_calendar
from gongkai.disclosure import queries
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.guarding import Guarded, Shown, guarded
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure import forms
from gongkai.workbench.disclosure.acts import doing, standing_against, turn_of
from gongkai.workbench.disclosure.acts import open_acts as acts_open_to
from gongkai.workbench.disclosure.forms import MoveForm
from gongkai.workbench.disclosure.noting import notes_of
from gongkai.workbench.disclosure.passages import marked
from gongkai.workbench.disclosure.pins import SendBackForm
from gongkai.workbench.disclosure.shown import covered, seen_now, shown_item, shown_table
from gongkai.workbench.disclosure.words import facts_of, row

DECIDERS = (Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD)
FACTS = 9
TOLD_FINDINGS = 5
OPENING_HOUR = time(9)  # what the field says at first
DONE = {
    "agree": gettext_lazy("已同意：%(title)s"),
    "schedule": gettext_lazy("已同意，到时自动发布：%(title)s"),
    "return": gettext_lazy("已退回：%(title)s"),
}


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
    if answer not in DONE:
        raise Http404
    # A second click sends the turn that the page was for, and finds that the first one has done it.
    name, kind = _answering(answer, request.POST.get("turn") or turn_of(shown, request.actor))
    if not name:
        return redirect("workbench:decide", pk)
    following = _following(request.actor, shown)
    form = _form(kind, shown, request.actor, request.POST)
    done = DONE[answer] % {"title": covered(shown.title)}
    if act(request, form, doing(name, shown, request.actor, form), done=done):
        return _go_to(request, following)
    fresh = shown_item(request, pk)
    seen_now(form, fresh)
    return _show(request, fresh, tried=(answer, form))


class AgreeForm(forms.MoveForm):
    """Signing on the way: what is to be public is public at once, what is not goes to the register."""

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"release": True}


class AgreeForLaterForm(forms.ScheduleForm):
    """Signing on the way: it is published by itself at the moment that is set."""

    def given(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "publish_at": self.moment()}


class ReturnForm(SendBackForm):
    """Returning on the way: one reason; who wants to pin remarks opens the whole page."""

    @property
    def visible_now(self) -> Any:
        return self["remarks"]


AGREEING: dict[str, type[MoveForm]] = {
    "pass_attribute_check": forms.AttributeCheckForm,
    "pass_confidentiality_review": forms.ConfidentialityReviewForm,
    "sign_off": AgreeForm,
}
TURN_NAMES = {
    "pass_attribute_check",
    "pass_review",
    "pass_confidentiality_review",
    "sign_off",
    "publish",
    "retain",
}
# Instead of publishing at once: the act, and what it asks.
SCHEDULING: dict[str, tuple[str, type[MoveForm]]] = {
    "sign_off": ("sign_off", AgreeForLaterForm),
    "publish": ("schedule_publication", forms.ScheduleForm),
}


def _answering(answer: str, turn: str) -> tuple[str, type[MoveForm]]:
    """The act that this answer is where this act is due, and what it asks; no act when it is not this person's turn."""
    if answer == "return":
        return "send_back", ReturnForm
    if answer == "schedule":
        return SCHEDULING.get(turn, ("", MoveForm))
    return (turn, AGREEING.get(turn, MoveForm)) if turn in TURN_NAMES else ("", MoveForm)


def _form(kind: type[MoveForm], item: InformationItem, by: Actor, data: Any = None) -> MoveForm:
    initial = {"seen": item.revision, "on": _next_workday(), "hour": OPENING_HOUR}
    return kind(data, item=item, by=by, initial=initial, auto_id=f"{kind.__name__}_%s")


def _next_workday() -> date:
    return work_calendar().add(today(), 1)


def _show(request: Any, shown: InformationItem, tried: tuple[str, MoveForm] | None = None) -> HttpResponse:
    acts = acts_open_to(shown, request.actor)
    turn = turn_of(shown, request.actor)
    against = standing_against(shown, request.actor, acts)
    may_agree = not against and any(one.is_turn for one in acts)
    may_wait = may_agree and turn in SCHEDULING and shown.attribute == Attribute.PROACTIVE
    may_return = any(one.name == "send_back" for one in acts)
    found = guarded(shown)
    offered = {"agree": may_agree, "schedule": may_wait, "return": may_return}
    context = {
        "item": shown,
        "body": marked(
            shown.body, {}, notes_of(shown, found, reverse("workbench:item_findings", args=[shown.pk]))
        ),
        "row": row(shown),
        "turn": turn,
        "agree_label": _agree_label(turn, shown) if may_agree else "",
        **{
            answer: _form(_answering(answer, turn)[1], shown, request.actor) if may else None
            for answer, may in offered.items()
        },
        "against": against,
        "changes": _changes(shown),
        "risks": _risks(found),
        "found": found,
        "open_findings": [one.seen for one in _left(found) if one.seen.severity != "note"],
        "told": f":{TOLD_FINDINGS}",
        "answered": [(one.seen, said) for one in found.findings for said in one.said],
        "passed": [one for one in shown.reviews.all() if one.version_number == shown.next_version],
        "facts": facts_of(shown)[:FACTS],
        "elements": filled(shown, inside=True),
        "table": shown_table(shown.sheet, request.GET),
        "following": _following(request.actor, shown),
        "left": queries.mine(request.actor).exclude(pk=shown.pk).count(),
    }
    if tried:
        context |= {tried[0]: tried[1], "tried": tried[1]}
    return render(request, "workbench/disclosure/decide.html", context)


def _agree_label(turn: str, item: InformationItem) -> str:
    if turn == "sign_off":
        return _("同意并发布") if item.attribute == Attribute.PROACTIVE else _("同意并登记")
    return str(WORKFLOW.transitions[turn].label) if turn in ("publish", "retain") else _("同意")


def _changes(item: InformationItem) -> list[queries.Change]:
    """What the correction changes, against what is public."""
    public = item.current_version
    return queries.changes(public, item) if public and item.state != State.PUBLISHED else []


def _left(found: Guarded) -> list[Shown]:
    """What the guard found and nobody who may has answered for; notes until anybody has."""
    return [one for one in found.findings if (one.left if one.seen.asks else one.open)]


def _risks(found: Guarded) -> list[tuple[str, int, str]]:
    """The same, kind by kind: name, how many, tone; and how many words to look at."""
    tones = {"block": "danger", "warn": "warning"}
    counted = Counter((one.seen.name, tones.get(one.seen.severity, "calm")) for one in _left(found))
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
