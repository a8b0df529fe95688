"""The smallest valid objects, and the cast: a small city, its bureaus and towns, its staff by duty."""

from datetime import date
from itertools import count

from django.contrib.auth.models import User

from gongkai.accounts.actions import appoint
from gongkai.accounts.models import Appointment, Duty
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level, Organ

_serial = count(1)
LONG_AGO = date(2008, 5, 1)

CITY, BUREAU, TOWN = "city", "finance", "liutang"
_KINDS = {
    CITY: ("青禾市人民政府", "市政府", Kind.GOVERNMENT, Level.COUNTY),
    BUREAU: ("青禾市财政局", "市财政局", Kind.DEPARTMENT, Level.COUNTY),
    TOWN: ("柳塘镇人民政府", "柳塘镇", Kind.GOVERNMENT, Level.TOWNSHIP),
}


def organ(code: str = BUREAU, **fields) -> Organ:
    """The organ with this code, founded under the city when it is not there yet."""
    if existing := Organ.objects.filter(code=code).first():
        return existing
    name, short_name, kind, level = _KINDS.get(code, (f"示例机关{code}", code, Kind.DEPARTMENT, Level.COUNTY))
    parent = None if code == CITY else organ(CITY)
    given = {"name": name, "short_name": short_name, "kind": kind, "level": level, "existed_from": LONG_AGO}
    return found_organ(by=SYSTEM, parent=parent, code=code, **(given | fields))


def staff(at: Organ | None = None, duty: Duty = Duty.SUBMITTER, *, user: User | None = None) -> Appointment:
    """Somebody who holds this duty in this organ."""
    at = at or organ()
    number = next(_serial)
    user = user or User.objects.create_user(
        f"{duty.value}{number}", password="correct horse", last_name=f"{duty.label}{number}"
    )
    return appoint(user, organ_id=at.pk, duty=duty, since=LONG_AGO, by=SYSTEM)


def actor(at: Organ | None = None, duty: Duty = Duty.SUBMITTER) -> Actor:
    """The same, as the one who acts."""
    return staff(at, duty).actor()
