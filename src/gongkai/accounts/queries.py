"""Who holds which duty."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q, QuerySet

from gongkai.accounts.models import ADMINISTRATORS, Appointment, Duty
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today

__all__ = [
    "ADMINISTRATORS",
    "Duty",
    "appointments_in",
    "appointments_of",
    "holders",
    "present_actor",
    "present_appointment",
]


def _held_on(day: date) -> QuerySet[Appointment]:
    held = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    return Appointment.objects.filter(held).select_related("user", "organ", "group")


def appointments_of(user: AbstractBaseUser | AnonymousUser, day: date | None = None) -> QuerySet[Appointment]:
    """The duties that this person holds, oldest first; nobody signed in holds none."""
    return _held_on(day or today()).filter(user_id=user.pk or 0).order_by("since", "pk")


def present_appointment(user: AbstractBaseUser | AnonymousUser, chosen: int | None) -> Appointment | None:
    """The duty that the person chose, or the first one held; None when none is held (any more)."""
    held = list(appointments_of(user))
    return next((one for one in held if one.pk == chosen), held[0] if held else None)


def present_actor(user: User, chosen: int | None = None) -> Actor:
    """The person in the present duty; by name alone, in no duty, when none is held."""
    appointment = present_appointment(user, chosen)
    if appointment:
        return appointment.actor()
    return Actor(name=user.get_full_name() or user.get_username(), duty="", user_id=user.pk)


def appointments_in(organ_id: int) -> QuerySet[Appointment]:
    """The staff of an organ with their duties."""
    return _held_on(today()).filter(organ_id=organ_id).order_by("group__name", "pk")


def holders(duty: Duty, organ_id: int) -> QuerySet[Appointment]:
    """Those who hold this duty in this organ today."""
    return appointments_in(organ_id).filter(group__name=duty)
