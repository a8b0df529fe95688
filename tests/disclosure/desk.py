"""Sitting at the desk: signing in, reading a page, filling a form in as a browser would."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.test import Client

from gongkai.foundation.ledger import Actor

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def sign_in(client: Client, actor: Actor) -> Client:
    """The client signed in as this person, who holds one duty."""
    client.force_login(User.objects.get(pk=actor.user_id), "django.contrib.auth.backends.ModelBackend")
    return client


def page(response) -> str:
    """The page as one line, so that a sentence can be looked for."""
    return re.sub(r"\s+", " ", response.content.decode())


def filled_in(form, **typed):
    """What a browser would send of the form as it is shown, with these fields typed over."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | typed).items() if value is not None}
