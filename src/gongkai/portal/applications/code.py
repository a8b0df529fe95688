"""Having a new query code sent to where the application says: the answer is the same whoever asks, for whatever."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from gongkai.applications.tasks import resend_code
from gongkai.foundation.messaging import Channel, is_open
from gongkai.foundation.sealed import seal
from gongkai.portal.applications.forms import ForgottenCodeForm
from gongkai.portal.applications.limits import FORGETTING

TOO_MANY = 429


@cache_control(private=True, no_store=True)
def forgotten_code(request: Any) -> HttpResponse:
    """Ask for number and contact; a worker sees whether they belong together, so that nobody can time it."""
    ways = [way.label for way in Channel if is_open(way)]
    form = ForgottenCodeForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    status = 200
    if request.method == "POST" and ways:
        if FORGETTING.is_reached(request):
            form.add_error(None, _("请求次数过多，请一小时后再试，或者与受理机关联系。"))
            status = TOO_MANY
        elif form.is_valid():
            told = form.cleaned_data
            # Sealed: the queue is a table, and what is queued stays in it for a while.
            resend_code.enqueue(seal(json.dumps([told["number"], told["contact"]])))
            return redirect(f"{reverse('portal:forgotten_code')}?asked=1")
    context = {"form": form, "ways": ways, "asked": "asked" in request.GET and request.method == "GET"}
    return render(request, "portal/applications/code.html", context, status=status)
