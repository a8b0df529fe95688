"""The guided pages: question after question to the kind of reply, then what such a reply must say."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import Item, Proposal
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.law.exemptions import exemption
from gongkai.law.questions import STAGES, Question, follow
from gongkai.law.replies import ReplyKind, reply_kind
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import personal
from gongkai.workbench.applications.proposal import HERE, under_way
from gongkai.workbench.applications.proposal_forms import DecisionForm, QuestionForm

# Which answer is asked again: the place in the path, in the address of the page.
AT = "at"
Step = tuple[Question, Any]


@personal
@require_http_methods(["GET", "POST"])
@duty_required(Duty.APPLICATION_HANDLER)
def decide_item(request: Any, number: str, position: int) -> HttpResponse:
    """One thing that is asked: the next question, a question that is answered anew (``?at=2``), or the texts."""
    shown = under_way(request, number)
    item = get_object_or_404(Item, application=shown.application, position=position)
    way = queries.way_of(item)
    at = _place(request, len(way))
    if at < len(way):
        return _ask(request, shown, item, way, at)
    end = follow([choice.code for _question, choice in way])
    if isinstance(end, ReplyKind):
        return _tell(request, shown, item, way, end)
    return _ask(request, shown, item, way, at)


def _ask(request: Any, shown: Proposal, item: Item, way: list[Step], at: int) -> HttpResponse:
    """The question at this place; the answers after it stay when it is answered as before."""
    codes = [choice.code for _question, choice in way]
    asked = way[at][0] if at < len(way) else follow(codes)
    if not isinstance(asked, Question):
        raise AssertionError("a path that has ended asks nothing")
    offered = frozenset(kind.code for kind in queries.offered_replies(shown.application))
    before = codes[at] if at < len(codes) else None
    form = QuestionForm(
        request.POST or None,
        question=asked,
        offered=offered,
        initial={"seen": shown.revision, "answer": before},
    )

    def do() -> None:
        told = form.cleaned_data
        path = codes if told["answer"] == before else [*codes[:at], told["answer"]]
        actions.decide_item(shown, item, by=request.actor, path=path, seen=told["seen"])

    if request.method == "POST" and act(request, form, do):
        item.refresh_from_db()
        onward = f"?{AT}={at + 1}" if at + 1 < len(item.path) else ""
        return redirect(f"{_address(shown, item)}{onward}")
    context = _context(shown, item, way[:at], asked.stage) | {
        "question": asked,
        "form": form,
        "back": at - 1 if at else None,
    }
    return render(request, "workbench/applications/question.html", context)


def _tell(request: Any, shown: Proposal, item: Item, way: list[Step], kind: ReplyKind) -> HttpResponse:
    """What the reply of this kind says; every button keeps what was typed."""
    overrules = queries.overrules_objections(shown.application, kind)
    form = DecisionForm(
        request.POST or None,
        request.FILES or None,
        item=item,
        kind=kind,
        overrules=overrules,
        initial={"seen": shown.revision, "finding": shown.finding},
    )

    def do() -> None:
        actions.decide_item(shown, item, by=request.actor, path=item.path, **form.told())

    if request.method == "POST" and act(request, form, do, done=_("已保存。")):
        if "back" in request.POST:
            return redirect(f"{_address(shown, item)}?{AT}={len(way) - 1}")
        name = "workbench:preview_reply" if "preview" in request.POST else HERE
        return redirect(name, shown.application.number)
    context = _context(shown, item, way, "letter") | {
        "kind": kind,
        "form": form,
        "needs": exemption(kind.ground, today()).needs if kind.ground else (),
        "searched": [one for one in shown.application.searches.all() if one.item_id in (None, item.pk)],
    }
    return render(request, "workbench/applications/decision.html", context)


def _context(shown: Proposal, item: Item, way: list[Step], stage: str) -> dict[str, Any]:
    return {
        "application": shown.application,
        "item": item,
        "several": shown.application.items.count() > 1,
        "way": list(enumerate(way)),
        "kept": reply_kind(item.reply_kind) if item.reply_kind else None,
        "stages": [in_words(label) for label in STAGES.values()],
        "stage": list(STAGES).index(stage) + 1,
    }


def _place(request: Any, end: int) -> int:
    """The place of the question that is asked; the end of the path unless the address names one before it."""
    named = request.GET.get(AT, "")
    return min(int(named), end) if named.isascii() and named.isdigit() and len(named) < len("100") else end


def _address(shown: Proposal, item: Item) -> str:
    return reverse("workbench:decide_item", args=[shown.application.number, item.position])
