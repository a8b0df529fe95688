"""The organs at the desk: who is there, who does what in each, how its office is reached; founding and merging."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty, appointments_in
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import today
from gongkai.organs import actions, queries
from gongkai.organs.queries import Organ
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.organs.forms import MergerForm, OfficeForm, OrganForm

KEEPERS = {Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN}


@duty_required()
def organs(request: Any) -> HttpResponse:
    """The tree of organs."""
    return render(request, "workbench/organs/list.html", {"organs": queries.all_organs()})


@duty_required()
def organ(request: Any, code: str) -> HttpResponse:
    """One organ with its office; with its staff and history for those who belong to it or keep the house."""
    shown = _organ(code)
    is_own = shown.pk == request.organ.pk or request.actor.duty in KEEPERS
    context = {
        "organ": shown,
        "may_describe": _may_describe(request, shown),
        "may_found": request.actor.duty == Duty.SYSTEM_ADMIN and shown.existed_to is None,
        "may_appoint": request.actor.duty == Duty.SECURITY_ADMIN,
        "appointments": appointments_in(shown.pk) if is_own else [],
        "moments": history_of(shown) if is_own else [],
    }
    return render(request, "workbench/organs/detail.html", context)


@duty_required(Duty.SYSTEM_ADMIN)
def found_organ(request: Any, code: str) -> HttpResponse:
    """Found an organ under this one."""
    above = _organ(code)
    form = OrganForm(request.POST or None, initial={"level": above.level, "region": above.region})

    def found() -> None:
        actions.found_organ(by=request.actor, parent=above, **form.cleaned_data)

    if request.method == "POST" and act(
        request, form, found, done=_("机关已设立。接着请补充公开工作机构的联系方式，并由安全管理员授予岗位。")
    ):
        return redirect("workbench:organ", form.cleaned_data["code"])
    return render(request, "workbench/organs/found_organ.html", {"organ": above, "form": form})


@duty_required(Duty.SYSTEM_ADMIN)
def merge_organ(request: Any, code: str) -> HttpResponse:
    """End this organ; another takes its open work over."""
    ending = _organ(code)
    form = MergerForm(request.POST or None, organ=ending, initial={"on": today()})

    def merge() -> None:
        actions.merge_organ(ending, by=request.actor, **form.cleaned_data)

    if request.method == "POST" and act(
        request, form, merge, done=_("机关已合并，未办结的事项已转由承接机关办理。")
    ):
        return redirect("workbench:organ", ending.code)
    return render(request, "workbench/organs/merge_organ.html", {"organ": ending, "form": form})


@duty_required(Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN)
def describe_office(request: Any, code: str) -> HttpResponse:
    """Change how the office is reached (art. 12)."""
    shown = _organ(code)
    if not _may_describe(request, shown):
        raise PermissionDenied(_("只能修改本机关公开工作机构的联系方式。"))
    known = {name: getattr(shown, name) for name in (*actions.OFFICE_FIELDS, "revision")}
    form = OfficeForm(request.POST or None, initial=known)

    def describe() -> None:
        fields = dict(form.cleaned_data)
        actions.describe_office(shown, by=request.actor, seen=fields.pop("revision"), **fields)

    if request.method == "POST" and act(
        request, form, describe, done=_("联系方式已更新，公众页面随即显示。")
    ):
        return redirect("workbench:organ", shown.code)
    return render(request, "workbench/organs/describe_office.html", {"organ": shown, "form": form})


def _organ(code: str) -> Organ:
    try:
        return queries.by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None


def _may_describe(request: Any, shown: Organ) -> bool:
    own_head = request.actor.duty == Duty.OFFICE_HEAD and shown.pk == request.organ.pk
    return own_head or request.actor.duty == Duty.SYSTEM_ADMIN
