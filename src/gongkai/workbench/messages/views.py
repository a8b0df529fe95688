"""Messages that went out or did not: to whom (masked), when, and why not. Nobody reads their text here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications.queries import numbers_of
from gongkai.foundation import messaging
from gongkai.foundation.messaging import Message, MessageState
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

KEEPERS = (Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN)
TONES = {MessageState.WAITING: "info", MessageState.SENT: "good", MessageState.GIVEN_UP: "danger"}
SHOWN: dict[str, tuple[Any, str]] = {
    "given_up": (_("未发出"), MessageState.GIVEN_UP),
    "waiting": (_("待发送"), MessageState.WAITING),
    "sent": (_("已发送"), MessageState.SENT),
}
personal = cache_control(private=True, no_store=True)


@dataclass(frozen=True)
class Row:
    """A message with its tone, and the application it tells of where this person may see that."""

    message: Message
    tone: str
    number: str

    @property
    def may_go_again(self) -> bool:
        return self.message.state == MessageState.GIVEN_UP and self.message.blanked_at is None


@personal
@duty_required(*KEEPERS)
def messages(request: Any) -> HttpResponse:
    """The messages in one state, what failed first, the newest first."""
    return _show(request)


@require_POST
@duty_required(*KEEPERS)
def send_again(request: Any, pk: int) -> HttpResponse:
    """Try one again that was given up."""
    message = messaging.visible_messages(request.actor).filter(pk=pk).first()
    if message is None:
        raise Http404
    form = forms.Form(request.POST)

    def do() -> None:
        messaging.send_again(message, by=request.actor)

    if act(request, form, do, done=_("已重新发送，结果稍后在这里显示。")):
        return redirect("workbench:messages")
    return _show(request, form)


def _show(request: Any, tried: forms.Form | None = None) -> HttpResponse:
    chosen = request.GET.get("show", "")
    show = chosen if chosen in SHOWN else "given_up"
    here = reverse("workbench:messages")
    found = messaging.visible_messages(request.actor).filter(state=SHOWN[show][1])
    page = page_by_key(found, request.GET, keys=("-pk",))
    numbers = numbers_of(request.actor, [one.about for one in page])
    context = {
        "page": page,
        "rows": [Row(one, TONES[MessageState(one.state)], numbers.get(one.about, "")) for one in page],
        "tabs": [(label, f"{here}?show={name}", name == show) for name, (label, _state) in SHOWN.items()],
        "closed": [channel.label for channel in messaging.Channel if not messaging.is_open(channel)],
        "is_system": request.actor.duty == Duty.SYSTEM_ADMIN,
        "tried": tried,
    }
    return render(request, "workbench/messages/list.html", context)
