"""What the guard finds in an item, at the desk: shown in its place, covered with one click, or answered for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries.guarding import Guarded, guarded
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.shown import shown_item


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SetAsideForm(SeenForm):
    fingerprints = forms.MultipleChoiceField(
        label=_("保留哪些内容"),
        required=False,
        error_messages={"required": _("请勾选要保留的内容。")},
    )
    all_to_check = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("保留的理由"),
        max_length=300,
        help_text=_("写明为什么可以公开，例如“此号码为本单位对外公开的值班手机”。理由和您的姓名记入台账。"),
    )

    def __init__(self, *args: Any, choices: Any, to_check: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_check = list(to_check)
        self.fields["fingerprints"].choices = [(one, one) for one in choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One tick stands for all that is to be checked; what must not be open is ticked one by one."""
        told = super().clean() or {}
        every = self.to_check if told.pop("all_to_check", False) else []
        told["fingerprints"] = list(dict.fromkeys([*told.get("fingerprints", []), *every]))
        if not told["fingerprints"] and "fingerprints" not in self.errors:
            self.add_error("fingerprints", _("请勾选要保留的内容。"))
        return told


class ReplaceForm(SeenForm):
    wrong = forms.CharField(max_length=100)
    right = forms.CharField(max_length=100)


def panel(request: Any, item: queries.InformationItem, form: Any = None) -> dict[str, Any]:
    """What ``workbench/disclosure/findings.html`` shows beside the item: its findings, and what may be done."""
    told = guarded(item)
    may_edit = not WORKFLOW.reasons_against(item, "edit", request.actor)
    may_set_aside = not WORKFLOW.reasons_against(item, "set_aside", request.actor)
    answered = {
        one.seen.fingerprint
        for one in told.findings
        if any(s.by_user_id == request.actor.user_id for s in one.said)
    }
    to_check = _to_check(told, request.actor)
    return {
        "guarded": told,
        "may_mask": may_edit and told.maskable,
        "may_replace": may_edit,
        "may_set_aside": may_set_aside,
        "answered_by_me": answered,
        "to_check_by_me": len(to_check),
        "findings_form": form or SetAsideForm(initial={"seen": item.revision}, choices=()),
    }


@duty_required(*queries.DUTIES)
def item_findings(request: Any, pk: int) -> HttpResponse:
    """The findings on a page of their own, with what people answered."""
    return _page(request, shown_item(request, pk))


@require_POST
@duty_required(Duty.SUBMITTER)
def mask_item(request: Any, pk: int) -> HttpResponse:
    """Cover everything that covering puts right."""
    item, form = shown_item(request, pk), SeenForm(request.POST)
    replaced: list[str] = []

    def do() -> None:
        replaced.extend(actions.mask(item, by=request.actor, seen=form.cleaned_data["seen"]))

    done = _("已遮盖并重新检查。请看一看遮盖后的文字和附件是否仍然通顺、完整。")
    if act(request, form, do, done=done):
        return redirect("workbench:item_findings", pk)
    return _page(request, shown_item(request, pk), form)


@require_POST
@duty_required(*queries.DUTIES)
def set_aside(request: Any, pk: int) -> HttpResponse:
    """Answer by name for leaving what was chosen."""
    item = shown_item(request, pk)
    told = guarded(item)
    known = [one.seen.fingerprint for one in told.findings] + [one.word.fingerprint for one in told.words]
    form = SetAsideForm(request.POST, choices=known, to_check=_to_check(told, request.actor))

    def do() -> None:
        actions.set_aside(item, by=request.actor, **form.cleaned_data)

    if act(request, form, do, done=_("已登记保留的理由。")):
        return redirect("workbench:item_findings", pk)
    return _page(request, shown_item(request, pk), form)


@require_POST
@duty_required(Duty.SUBMITTER)
def replace_word(request: Any, pk: int) -> HttpResponse:
    """Write the suggested word everywhere in the draft."""
    item, form = shown_item(request, pk), ReplaceForm(request.POST)

    def do() -> None:
        actions.replace_word(item, by=request.actor, **form.cleaned_data)

    if act(request, form, do, done=_("已替换。")):
        return redirect("workbench:item_findings", pk)
    return _page(request, shown_item(request, pk), form)


def risk_words(item: queries.InformationItem) -> str:
    """The findings in a few words, for lists and the page on which a leader decides."""
    told = guarded(item)
    if told.pending:
        return str(_("附件正在检查"))
    if told.blocking:
        return ngettext("%(n)s处不得公开的内容", "%(n)s处不得公开的内容", told.blocking) % {
            "n": told.blocking
        }
    if told.to_check or told.words:
        return str(_("有需要核对的内容"))
    return str(_("没有发现问题"))


def _to_check(told: Guarded, by: Actor) -> list[str]:
    """The fingerprints of what is to be checked and this person has not answered for."""
    return [
        one.seen.fingerprint
        for one in told.findings
        if one.left and not one.seen.blocks and all(said.by_user_id != by.user_id for said in one.said)
    ]


def _page(request: Any, item: queries.InformationItem, form: Any = None) -> HttpResponse:
    return render(
        request,
        "workbench/disclosure/item_findings.html",
        {
            "item": item,
            "form": form,
            **panel(request, item, form if isinstance(form, SetAsideForm) else None),
        },
    )
