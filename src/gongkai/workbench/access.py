"""Who is at the desk: the person signed in and the duty they act in now."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty, present_appointment
from gongkai.foundation.wording import listed

CHOSEN = "appointment"
SEEN, SEEN_EVERY_SECONDS = "seen", 5 * 60
# In the session of who signed in with a password that somebody else chose.
GIVEN_PASSWORD = "given_password"  # noqa: S105 - a key, no password
View = Callable[..., HttpResponse]


def chosen_duty(get_response: View) -> View:
    """Middleware: ``request.appointment``, ``request.actor`` and ``request.organ``; None for who has no duty.

    Pages of the desk are never kept by a browser or a proxy: after signing out nobody can leaf back to them.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        # The portal knows no staff: only the workbench pays for the look-up.
        at_desk = request.path_info.startswith("/desk/")
        appointment = None
        if at_desk and request.user.is_authenticated:
            appointment = present_appointment(request.user, request.session.get(CHOSEN))
            _stay_signed_in(request)
        request.appointment = appointment  # type: ignore[attr-defined]
        request.actor = appointment.actor() if appointment else None  # type: ignore[attr-defined]
        request.organ = appointment.organ if appointment else None  # type: ignore[attr-defined]
        response = get_response(request)
        if at_desk:
            add_never_cache_headers(response)
        return response

    return respond


def _stay_signed_in(request: Any) -> None:
    """Half an hour without work ends a session, not half an hour of work; written seldom, to spare the database."""
    present = time.time()
    signed_in = request.user.last_login.timestamp() if request.user.last_login else 0
    if present - request.session.get(SEEN, signed_in) > SEEN_EVERY_SECONDS:
        request.session[SEEN] = int(present)


def duty_required(*duties: Duty) -> Callable[[View], View]:
    """Let only staff in one of these duties (any duty when none is named) see the view; others are told why.

    Who still has a given password is led to change it first.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.htmx:  # the page for signing in must not be put into a part of another page
                    return HttpResponse(status=401)
                return redirect_to_login(request.get_full_path())
            if GIVEN_PASSWORD in request.session:
                return redirect("workbench:change_password")
            if request.actor is None:
                raise PermissionDenied(_("您目前没有任何岗位，请联系安全管理员授权。"))
            if duties and request.actor.duty not in duties:
                names = listed(duty.label for duty in duties)
                raise PermissionDenied(_("此页供%(duties)s使用，请切换岗位。") % {"duties": names})
            return view(request, *args, **kwargs)

        return guarded

    return decorate
