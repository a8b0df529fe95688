"""Coming and going, giving and ending duties.

The security administrator grants duties; the three administrators stay apart.
"""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.models import ADMINISTRATORS, Appointment, Duty
from gongkai.accounts.queries import appointments_of, everywhere, unended
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused, lock


@transaction.atomic
def open_account(
    username: str, *, full_name: str, by: Actor, password: str = "", password_hash: str = ""
) -> User:
    """Give a person a sign-in name. Raises ValidationError for a weak password, Refused for a taken name.

    An account that is moved in from elsewhere brings its ``password_hash`` instead of a password.
    """
    _only({Duty.SYSTEM_ADMIN}, by)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("登录名“%(name)s”已被使用，请换一个。") % {"name": username})
    if not password_hash:
        _check_password(password)
    hashed = password_hash or make_password(password)
    user = User.objects.create(username=username, password=hashed, last_name=full_name)
    record(user, "accounts.open_account", by=by, after={"username": username})
    return user


@transaction.atomic
def close_account(user: User, *, by: Actor) -> None:
    """Let nobody in by this name any more; whoever is signed in by it is out at the next page. Duties stay given."""
    _only({Duty.SYSTEM_ADMIN}, by)
    lock(user)
    if not user.is_active:
        raise Refused(_("该账号已经停用。"))
    if user.pk == by.user_id:
        raise Refused(_("不能停用自己的账号，请由另一位系统管理员办理。"))
    for held in appointments_of(user):
        _leave_another(held)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(user, "accounts.close_account", by=by, before={"is_active": True}, after={"is_active": False})


@transaction.atomic
def reopen_account(user: User, *, by: Actor) -> None:
    """Let a person in again, with the password and the duties there were."""
    _only({Duty.SYSTEM_ADMIN}, by)
    lock(user)
    if user.is_active:
        raise Refused(_("该账号正在使用，无需恢复。"))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(user, "accounts.reopen_account", by=by, before={"is_active": False}, after={"is_active": True})


@transaction.atomic
def reset_password(user: User, *, password: str, by: Actor) -> None:
    """Give somebody a new first password. Not to an administrator: the three must not get at each other's accounts."""
    _only({Duty.SYSTEM_ADMIN}, by)
    lock(user)
    if any(one.duty in ADMINISTRATORS for one in unended(user, today())):
        raise Refused(
            _("管理员的密码不能由他人在工作台重置，请在服务器上运行 manage.py changepassword %(name)s。")
            % {"name": user.username}
        )
    _set_password(user, password)
    record(user, "accounts.reset_password", by=by)


@transaction.atomic
def change_password(user: User, *, password: str, by: Actor) -> None:
    """Set one's own password. Raises ValidationError for a weak one."""
    if user.pk != by.user_id:
        raise Refused(_("只能修改自己的密码。"))
    lock(user)
    _set_password(user, password)
    record(user, "accounts.change_password", by=by)


@transaction.atomic
def appoint(user: AbstractBaseUser, *, organ_id: int, duty: Duty, since: date, by: Actor) -> Appointment:
    """Give a person a duty in an organ. Refuses what would join two of the three administrators in one person."""
    _only({Duty.SECURITY_ADMIN}, by)
    lock(user)
    if not user.is_active:
        raise Refused(_("该账号已经停用，不能授予岗位。"))
    beside = list(unended(user, since))
    held = {one.duty for one in beside}
    if (duty in ADMINISTRATORS and held - {duty}) or held & (ADMINISTRATORS - {duty}):
        raise Refused(_("系统管理员、安全管理员、审计管理员须各由一人专任，不得兼任其他岗位。"))
    if any((one.organ_id, one.duty) == (organ_id, duty) for one in beside):
        raise Refused(_("该人员已在本机关担任%(duty)s。") % {"duty": duty.label})
    group, _created = Group.objects.get_or_create(name=duty.value)
    appointment = Appointment.objects.create(user_id=user.pk, organ_id=organ_id, group=group, since=since)
    record(
        appointment,
        "accounts.appoint",
        by=by,
        after={"user": user.pk, "organ": organ_id, "duty": duty.value, "since": since},
    )
    return appointment


@transaction.atomic
def dismiss(appointment: Appointment, *, on: date, by: Actor) -> None:
    """End a duty; ``on`` is its last day. One of each administrator always stays."""
    _only({Duty.SECURITY_ADMIN}, by)
    lock(appointment)
    before = appointment.until
    if before is not None and before < today():
        raise Refused(_("该岗位已于%(day)s终止。") % {"day": before})
    if on < appointment.since:
        raise Refused(_("最后一日不得早于开始之日（%(day)s）。") % {"day": appointment.since})
    _leave_another(appointment)
    appointment.until = on
    appointment.save(update_fields=["until"])
    record(appointment, "accounts.dismiss", by=by, before={"until": before}, after={"until": on})


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


def _leave_another(appointment: Appointment) -> None:
    """Without an administrator of each kind nobody could give duties or open accounts again."""
    duty = appointment.duty
    if duty in ADMINISTRATORS and not everywhere(duty).exclude(user_id=appointment.user_id).exists():
        raise Refused(_("这是唯一的%(duty)s，请先安排另一人担任。") % {"duty": duty.label})


def _set_password(user: User, password: str) -> None:
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def _check_password(password: str, user: User | None = None) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise ValidationError({"password": weak.error_list}) from None


def _only(duties: set[Duty], by: Actor) -> None:
    if by.duty not in duties and by.duty != "system":
        names = listed(duty.label for duty in duties)
        raise Refused(_("此项须由%(duties)s办理。") % {"duties": names})
