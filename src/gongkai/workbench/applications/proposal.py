"""The reply as it is proposed: one page for all who have a hand in it, and the guided pages that write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, documents, queries
from gongkai.applications.queries import PROPOSALS, WORKFLOW, Item, Proposal
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Stale
from gongkai.law.rulebook import rule
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications import papers
from gongkai.workbench.applications.access import PAPER_READERS, own, personal
from gongkai.workbench.applications.proposal_forms import ACTS, FORMS, BeginForm, ItemsForm, ProposalForm
from gongkai.workbench.applications.words import ShownAnswer, shown_answer

HERE = "workbench:proposal"


@dataclass(frozen=True)
class ShownItem:
    """One thing that is asked, the way through the questions, and what is proposed on it."""

    item: Item
    walked: Any
    answer: ShownAnswer | None


@personal
@duty_required(*PAPER_READERS)
def proposal(request: Any, number: str) -> HttpResponse:
    """What is proposed, all of it on one page, with what this person may do about it now."""
    return _show(request, number, under_way(request, number))


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER)
def begin_proposal(request: Any, number: str) -> HttpResponse:
    """Begin to write, or go on with what was begun."""
    shown = own(request, number)
    form = BeginForm(request.POST)

    def do() -> None:
        actions.begin_proposal(shown, by=request.actor, path=form.cleaned_data["path"])

    if act(request, form, do):
        return (
            redirect("workbench:decide_item", number, 1)
            if form.cleaned_data["path"]
            else redirect(HERE, number)
        )
    return redirect("workbench:application", number)


@personal
@require_POST
@duty_required(*PAPER_READERS)
def perform(request: Any, number: str, name: str) -> HttpResponse:
    """One act on the proposal."""
    shown = under_way(request, number)
    form = FORMS.get(name, ProposalForm)(request.POST, auto_id=f"{name}_%s")

    def do() -> None:
        once(request, name, lambda: getattr(actions, name)(shown, by=request.actor, **form.cleaned_data))

    label = PROPOSALS.transitions[name].label
    if act(request, form, do, done=_("已办理：%(act)s。") % {"act": label}):
        return redirect(HERE, number)
    return _show(request, number, under_way(request, number), tried=(name, form))


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER)
def issue_reply(request: Any, number: str) -> HttpResponse:
    """Issue what was signed."""
    shown = own(request, number)
    form = ProposalForm(request.POST, auto_id="issue_reply_%s")

    def do() -> None:
        seen = form.cleaned_data["seen"]
        once(request, "reply", lambda: actions.issue_reply(shown, by=request.actor, seen=seen))

    if act(request, form, do, done=_("已答复，答复书已生成。")):
        return redirect("workbench:application", number)
    return _show(request, number, under_way(request, number), tried=("issue_reply", form))


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def name_items(request: Any, number: str) -> HttpResponse:
    """What is asked, one thing a line."""
    shown = under_way(request, number)
    wanted = "\n".join(" ".join(one.wanted.split()) for one in _items(shown))
    form = ItemsForm(request.POST or None, initial={"seen": shown.revision, "wanted": wanted})

    def do() -> None:
        told = form.cleaned_data
        actions.name_items(shown, by=request.actor, wanted=told["wanted"], seen=told["seen"])

    if request.method == "POST" and act(request, form, do):
        return redirect(HERE, number)
    context = {"application": shown.application, "form": form}
    return render(request, "workbench/applications/name_items.html", context)


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER)
def drop_file(request: Any, number: str, pk: int) -> HttpResponse:
    """Take a file away from the reply again."""
    shown = under_way(request, number)
    file = get_object_or_404(queries.released_files(shown.application), pk=pk)
    form = ProposalForm(request.POST)

    def do() -> None:
        actions.drop_file(shown, file, by=request.actor, seen=form.cleaned_data["seen"])

    if act(request, form, do, done=_("文件已移除。")):
        return redirect(HERE, number)
    return _show(request, number, under_way(request, number), tried=("drop_file", form))


@personal
@duty_required(*PAPER_READERS)
def preview(request: Any, number: str) -> HttpResponse:
    """The letter as it would be issued, without a number, made now and kept nowhere."""
    shown = under_way(request, number)
    answers = queries.answers_of(_items(shown))
    if not answers:
        raise Http404
    files = [file.original_name for file in queries.released_files(shown.application)]
    paper = documents.reply_letter(shown.application, answers, released=files)
    content = as_pdf(documents.numbered(paper, str(_("（预览，签发时编号）"))))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response


def under_way(request: Any, number: str) -> Proposal:
    """The proposal under way; 404 when there is none that this person may see."""
    try:
        return queries.proposal_of(request.actor, number)
    except Proposal.DoesNotExist:
        raise Http404 from None


def once(request: Any, name: str, do: Callable[[], object]) -> None:
    """A second click on the same button finds the act done already, and that is well."""
    try:
        do()
    except Stale as stale:
        first = [(entry.user_id, entry.verb) for entry in stale.entries[:1]]
        if first != [(request.actor.user_id, f"applications.{name}")]:
            raise


def _items(shown: Proposal) -> list[Item]:
    return list(shown.application.items.all())


def _forms(request: Any, shown: Proposal, tried: tuple[str, Any] | None) -> list[tuple[Any, Any, None]]:
    """What this person may do now: the row of the table and its form."""
    rows = [row for row in PROPOSALS.open_to(shown, request.actor) if row.name in ACTS]
    forms = []
    for row in rows:
        form = FORMS.get(row.name, ProposalForm)(
            initial={"seen": shown.revision, "remarks": shown.remarks}, auto_id=f"{row.name}_%s"
        )
        forms.append((row, tried[1] if tried and tried[0] == row.name else form, None))
    return forms


def _show(
    request: Any, number: str, shown: Proposal, *, tried: tuple[str, Any] | None = None
) -> HttpResponse:
    application = own(request, number)
    items = [
        ShownItem(
            one,
            queries.way_of(one),
            shown_answer(one.wanted, one.reply_kind, one.contents, one.withheld) if one.reply_kind else None,
        )
        for one in _items(shown)
    ]
    context = {
        "application": application,
        "proposal": shown,
        "items": items,
        "lacks": queries.lacks(shown.application, shown),
        "files": papers.released_links(application),
        "overturned": queries.overturned_reply(shown.application, [one.item for one in items]),
        "second": rule("remedies.second_decision").on(today()),
        "objections": queries.objections(application),
        "deemed": queries.deemed_consents(application),
        "may_write": not PROPOSALS.reasons_against(shown, "write_proposal", request.actor),
        "may_issue": shown.state == queries.ProposalState.SIGNED
        and not WORKFLOW.reasons_against(application, "reply", request.actor),
        "has_answers": any(one.answer for one in items),
        "forms": _forms(request, shown, tried),
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
    }
    return render(request, "workbench/applications/proposal.html", context)
