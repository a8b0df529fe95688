"""Coming to the desk, choosing a duty, changing the password, leaving; and the first page, which says what waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts import actions
from gongkai.accounts.queries import User, appointments_of, has_given_password, present_actor
from gongkai.foundation.gallery import EXAMPLES
from gongkai.workbench.access import CHOSEN, GIVEN_PASSWORD, duty_required
from gongkai.workbench.accounts.forms import OwnPasswordForm, SignInForm
from gongkai.workbench.accounts.work import work_of
from gongkai.workbench.acting import act


class SignIn(auth.LoginView):
    """The sign-in page; in the example region it names the accounts and fills in the one that is picked."""

    template_name = "workbench/accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "accounts": example_accounts()}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # An error here leaves nobody signed in: the session is only kept with an answer that is no error.
        actions.sign_in(form.get_user(), by=present_actor(form.get_user()))
        if has_given_password(form.get_user()):
            self.request.session[GIVEN_PASSWORD] = True
        return response

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        picked = {one.username: one for one in example_accounts()}.get(self.request.GET.get("account", ""))
        if picked and not form.is_bound:
            form.fields["password"].widget.render_value = True
            form.initial.update(username=picked.username, password=picked.password)
        return form


def example_accounts() -> list[Any]:
    """The example's staff (organ, name, duty, username, password); nobody outside the example region."""
    if not settings.EXAMPLE_MODE:
        return []
    # Asked for by name: the example stands above this floor and is no part of a real installation.
    accounts: list[Any] = import_string("gongkai.example.accounts.accounts")()
    return accounts


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave the desk."""
    if request.user.is_authenticated:
        actions.sign_out(request.user, by=present_actor(request.user, request.session.get(CHOSEN)))
    return auth.LogoutView.as_view(next_page="workbench:sign_in")(request)


@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """The duties that one holds, to choose the one to act in."""
    return render(request, "workbench/accounts/duties.html", {"appointments": appointments_of(request.user)})


@login_required
@require_POST
def switch_duty(request: Any) -> HttpResponse:
    """Act in another of one's own duties from now on."""
    held = {str(one.pk): one for one in appointments_of(request.user)}
    chosen = held.get(request.POST.get("appointment", ""))
    if chosen is None:
        raise Http404
    actions.switch_duty(chosen, by=request.actor)
    request.session[CHOSEN] = chosen.pk
    return redirect("workbench:home")


@login_required
def change_password(request: Any) -> HttpResponse:
    """Set one's own password; who came with a given one can do nothing else before."""
    person = get_object_or_404(User, pk=request.user.pk)
    form = OwnPasswordForm(person, request.POST or None)
    by = request.actor or present_actor(request.user)

    def change() -> None:
        actions.change_password(person, password=form.cleaned_data["new_password1"], by=by)

    if request.method == "POST" and act(request, form, change, done=_("密码已修改。")):
        update_session_auth_hash(request, person)
        request.session.pop(GIVEN_PASSWORD, None)
        return redirect("workbench:home" if request.actor else "workbench:duties")
    context = {"form": form, "is_given": GIVEN_PASSWORD in request.session}
    return render(request, "workbench/accounts/change_password.html", context)


@duty_required()
def home(request: Any) -> HttpResponse:
    """What waits for this duty."""
    return render(request, "workbench/home.html", {"groups": work_of(request.actor)})


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its examples: for whoever builds pages."""
    if not (settings.EXAMPLE_MODE or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    return render(
        request, "workbench/gallery.html", {"examples": [(one, one.drawn(request)) for one in EXAMPLES]}
    )
