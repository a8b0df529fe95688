"""Coming and going, giving and ending duties.

The security administrator grants duties; the three administrators stay apart.
"""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, Group, User
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.models import ADMINISTRATORS, Appointment, Duty
from gongkai.accounts.queries import appointments_of
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused


@transaction.atomic
def open_account(username: str, *, full_name: str, password: str, by: Actor) -> User:
    """Give a person a sign-in name. Raises ValidationError for a weak password, Refused for a taken name."""
    _only({Duty.SYSTEM_ADMIN}, by)
    if User.objects.filter(username=username).exists():
        raise Refused(_("登录名“%(name)s”已被使用，请换一个。") % {"name": username})
    validate_password(password)
    user = User.objects.create_user(username, password=password, last_name=full_name)
    record(user, "accounts.open_account", by=by, after={"username": username})
    return user


@transaction.atomic
def appoint(user: AbstractBaseUser, *, organ_id: int, duty: Duty, since: date, by: Actor) -> Appointment:
    """Give a person a duty in an organ. Refuses what would join two of the three administrators in one person."""
    _only({Duty.SECURITY_ADMIN}, by)
    held = {one.duty for one in appointments_of(user, since)}
    if (duty in ADMINISTRATORS and held - {duty}) or held & (ADMINISTRATORS - {duty}):
        raise Refused(_("系统管理员、安全管理员、审计管理员须各由一人专任，不得兼任其他岗位。"))
    group, _created = Group.objects.get_or_create(name=duty.value)
    appointment, created = Appointment.objects.get_or_create(
        user_id=user.pk, organ_id=organ_id, group=group, since=since
    )
    if not created:
        raise Refused(_("该人员已在本机关担任%(duty)s。") % {"duty": duty.label})
    record(
        appointment,
        "accounts.appoint",
        by=by,
        after={"user": user.pk, "organ": organ_id, "duty": duty.value, "since": since},
    )
    return appointment


@transaction.atomic
def dismiss(appointment: Appointment, *, on: date, by: Actor) -> None:
    """End a duty; ``on`` is its last day."""
    _only({Duty.SECURITY_ADMIN}, by)
    appointment.until = on
    appointment.save(update_fields=["until"])
    record(appointment, "accounts.dismiss", by=by, before={"until": None}, after={"until": on})


@transaction.atomic
def sign_in(user: User, *, by: Actor) -> None:
    """Keep that somebody came to the desk. Failed attempts are counted at the door and stand in no ledger."""
    record(user, "accounts.sign_in", by=by)


@transaction.atomic
def sign_out(user: User, *, by: Actor) -> None:
    """Keep that somebody left the desk."""
    record(user, "accounts.sign_out", by=by)


@transaction.atomic
def switch_duty(chosen: Appointment, *, by: Actor) -> None:
    """Keep that somebody acts in another of the own duties from now on. Refuses what is not held."""
    if chosen.user_id != by.user_id or not chosen.holds_on(today()):
        raise Refused(_("您目前没有这个岗位，请刷新页面后重新选择。"))
    record(
        chosen,
        "accounts.switch_duty",
        by=by,
        before={"organ": by.organ_id, "duty": by.duty},
        after={"organ": chosen.organ_id, "duty": chosen.duty},
    )


def _only(duties: set[Duty], by: Actor) -> None:
    if by.duty not in duties and by.duty != "system":
        names = "、".join(str(duty.label) for duty in duties)
        raise Refused(_("此项须由%(duties)s办理。") % {"duties": names})
