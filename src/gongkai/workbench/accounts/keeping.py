"""Keeping accounts (the system administrator) and duties (the security administrator)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts import actions, queries
from gongkai.accounts.queries import Appointment, Duty, User
from gongkai.foundation.moment import today
from gongkai.workbench.access import duty_required
from gongkai.workbench.accounts.forms import (
    AccountForm,
    AppointForm,
    AppointmentFilter,
    DismissForm,
    GivenPasswordForm,
)
from gongkai.workbench.acting import act

PER_PAGE = 50
READERS = (Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN)


@duty_required(*READERS)
def accounts(request: Any) -> HttpResponse:
    """Everybody with an account, in all organs, by a part of their name."""
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.accounts(words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workbench/accounts/accounts.html", {"page": page, "words": words})


@duty_required(*READERS)
def account(request: Any, pk: int) -> HttpResponse:
    """One person: the account and the duties, with what this administrator may do."""
    person = get_object_or_404(queries.accounts(), pk=pk)
    context = {"person": person, "appointments": queries.unended(person, today()), "today": today()}
    return render(request, "workbench/accounts/account.html", context)


@duty_required(Duty.SYSTEM_ADMIN)
def open_account(request: Any) -> HttpResponse:
    """Give a person a sign-in name and a first password."""
    form = AccountForm(request.POST or None)
    made: list[User] = []

    def open_it() -> None:
        given = form.cleaned_data
        made.append(
            actions.open_account(
                given["username"],
                full_name=given["full_name"],
                password=given["password"],
                by=request.actor,
            )
        )

    done = _("账号已开立。请把登录名和初始密码告知本人，并由安全管理员授予岗位。")
    if request.method == "POST" and act(request, form, open_it, done=done):
        return redirect("workbench:account", made[0].pk)
    return _form(request, form, _("开立账号"), reverse("workbench:accounts"))


@duty_required(Duty.SYSTEM_ADMIN)
def close_account(request: Any, pk: int) -> HttpResponse:
    """Let nobody in by this name any more."""
    person = _person(pk)
    form = _confirmation(request)
    explained = _("停用后，此人不能再登录，正在使用的页面随即退出；办理过的事项和台账不变，以后可以恢复。")
    return _act_on(
        request,
        person,
        form,
        lambda: actions.close_account(person, by=request.actor),
        title=_("停用账号"),
        explained=explained,
        done=_("账号已停用。"),
        tone="danger",
    )


@duty_required(Duty.SYSTEM_ADMIN)
def reopen_account(request: Any, pk: int) -> HttpResponse:
    """Let a person in again."""
    person = _person(pk)
    return _act_on(
        request,
        person,
        _confirmation(request),
        lambda: actions.reopen_account(person, by=request.actor),
        title=_("恢复账号"),
        explained=_("恢复后，此人可以用原来的密码登录，尚未终止的岗位照旧。"),
        done=_("账号已恢复。"),
    )


@duty_required(Duty.SYSTEM_ADMIN)
def reset_password(request: Any, pk: int) -> HttpResponse:
    """Give somebody who has lost the password a new first one."""
    person = _person(pk)
    form = GivenPasswordForm(request.POST or None, owner=person)
    return _act_on(
        request,
        person,
        form,
        lambda: actions.reset_password(person, password=form.cleaned_data["password"], by=request.actor),
        title=_("重置密码"),
        explained=_("请先核实本人身份。本人用初始密码登录后，须先修改密码。"),
        done=_("密码已重置，请把初始密码告知本人。"),
    )


@duty_required(Duty.SECURITY_ADMIN)
def appointments(request: Any) -> HttpResponse:
    """Who holds which duty, by organ; or who held it."""
    ended = request.GET.get("show") == "ended"
    form = AppointmentFilter(request.GET)
    organ = form.cleaned_data.get("organ") if form.is_valid() else None
    found = queries.all_appointments(ended=ended, organ_id=organ.pk if organ else None)
    narrowed = f"organ={organ.pk}" if organ else ""
    tabs = [(_("现任"), f"?{narrowed}", not ended), (_("已终止"), f"?show=ended&{narrowed}", ended)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "tabs": tabs, "ended": ended}
    return render(request, "workbench/accounts/appointments.html", context)


@duty_required(Duty.SECURITY_ADMIN)
def appoint(request: Any, pk: int) -> HttpResponse:
    """Give a person a duty."""
    person = _person(pk)
    form = AppointForm(request.POST or None, initial={"since": today()})

    def give() -> None:
        given = form.cleaned_data
        actions.appoint(
            person,
            organ_id=given["organ"].pk,
            duty=Duty(given["duty"]),
            since=given["since"],
            by=request.actor,
        )

    return _act_on(
        request,
        person,
        form,
        give,
        title=_("授予岗位"),
        explained=_("系统管理员、安全管理员、审计管理员须各由一人专任，不得兼任其他岗位。"),
        done=_("岗位已授予。"),
    )


@duty_required(Duty.SECURITY_ADMIN)
def dismiss(request: Any, pk: int) -> HttpResponse:
    """End a duty."""
    held = get_object_or_404(Appointment, pk=pk)
    form = DismissForm(request.POST or None, initial={"on": today()})
    return _act_on(
        request,
        held.user,
        form,
        lambda: actions.dismiss(held, on=form.cleaned_data["on"], by=request.actor),
        title=_("终止岗位"),
        explained=f"{held.organ} · {held.duty.label}",
        done=_("岗位的最后一日已记下。"),
        tone="danger",
    )


def _act_on(
    request: Any, person: User, form: forms.Form, do: Callable[[], Any], *, done: Any, **words: Any
) -> HttpResponse:
    """Show the form of an act on a person, or do it and go back to the person's page."""
    if request.method == "POST" and act(request, form, do, done=done):
        return redirect("workbench:account", person.pk)
    back = reverse("workbench:account", args=[person.pk])
    return _form(request, form, words.pop("title"), back, person=person, **words)


def _confirmation(request: Any) -> forms.Form:
    """A form without fields; a POST fills it even when it brings nothing."""
    return forms.Form(request.POST if request.method == "POST" else None)


def _form(request: Any, form: forms.Form, title: Any, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, **more}
    return render(request, "workbench/accounts/act_form.html", context)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)
