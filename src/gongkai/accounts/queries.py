"""Who holds which duty."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Prefetch, Q, QuerySet

from gongkai.accounts.models import ADMINISTRATORS, Appointment, Duty
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.moment import today

__all__ = [
    "ADMINISTRATORS",
    "Appointment",
    "Duty",
    "User",
    "accounts",
    "all_appointments",
    "appointments_in",
    "appointments_of",
    "everywhere",
    "has_given_password",
    "holders",
    "present_actor",
    "present_appointment",
    "unended",
]
# The acts that set a password; the latest says who chose the present one.
PASSWORD_ACTS = (
    "accounts.open_account",
    "accounts.reset_password",
    "accounts.change_password",
)


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
    """The staff of an organ with their duties; who has no account any more is not of the staff."""
    return _held_on(today()).filter(organ_id=organ_id, user__is_active=True).order_by("group__name", "pk")


def holders(duty: Duty, organ_id: int) -> QuerySet[Appointment]:
    """Those who hold this duty in this organ today."""
    return appointments_in(organ_id).filter(group__name=duty)


def everywhere(duty: Duty) -> QuerySet[Appointment]:
    """Those who hold this duty today, in any organ, and can sign in."""
    return _held_on(today()).filter(group__name=duty, user__is_active=True)


def accounts(words: str = "") -> QuerySet[User]:
    """Everybody with an account, each with the duties held today; ``words`` are part of a name or sign-in name."""
    held = Prefetch("appointments", _held_on(today()).order_by("since", "pk"))
    found = User.objects.prefetch_related(held).order_by("username")
    return found.filter(Q(username__icontains=words) | Q(last_name__icontains=words)) if words else found


def all_appointments(*, ended: bool, organ_id: int | None = None) -> QuerySet[Appointment]:
    """The duties that somebody has or will have, or those that have ended; of one organ or of all, by organ."""
    over = Q(until__lt=today())
    asked = Appointment.objects.filter(over if ended else ~over | Q(until__isnull=True))
    if organ_id is not None:
        asked = asked.filter(organ_id=organ_id)
    return asked.select_related("user", "organ", "group").order_by("organ__path", "group__name", "pk")


def unended(user: AbstractBaseUser, day: date) -> QuerySet[Appointment]:
    """The duties that this person holds on ``day`` or is to hold later."""
    return (
        Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=day), user_id=user.pk)
        .select_related("organ", "group")
        .order_by("since", "pk")
    )


def has_given_password(user: User) -> bool:
    """Whether the present password was chosen by somebody else at the desk, so that it is to be changed."""
    last = history_of(user).filter(verb__in=PASSWORD_ACTS).order_by("number").last()
    return last is not None and last.user_id not in (None, user.pk)
