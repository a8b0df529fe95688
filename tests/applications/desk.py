"""Somebody at the desk, and forms filled in as the page shows them."""

from django.contrib.auth.models import User

from gongkai.foundation.ledger import Actor


def sign_in(client, actor: Actor):
    """The client as this person, who holds one duty."""
    client.force_login(
        User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def address(application, act: str = "") -> str:
    return f"/desk/applications/{application.number}/" + (f"{act.replace('_', '-')}/" if act else "")


def send(client, application, act: str, **typed):
    """Send the form of an act as its page shows it now."""
    return client.post(address(application, act), {"seen": application.revision, **typed})
