"""The smallest valid applications: the cast is an applicant, a handler, the head of the office."""

from datetime import date, datetime, time
from itertools import count

from django.utils import timezone

from gongkai.applications import actions
from gongkai.applications.actions import Particulars
from gongkai.foundation.moment import acting_at

_serial = count(1)
APPLICANT_NAME, IDENTITY_NUMBER, PHONE = "欧阳小明", "110101199003078515", "13800138000"
WANTED = "青禾市财政局2025年预算执行情况（文号不详）"


def at(day: date, hour: int = 10):
    """Let acts inside the block happen on this day."""
    return acting_at(timezone.make_aware(datetime.combine(day, time(hour))))


def particulars(**changed) -> Particulars:
    given = {
        "applicant_kind": "natural",
        "name": APPLICANT_NAME,
        "identity_kind": "resident_id",
        "identity_number": IDENTITY_NUMBER,
        "phone": PHONE,
        "description": WANTED,
        "supply_form": "electronic",
        "delivery_way": "online",
    }
    return Particulars(**(given | changed))


def token() -> str:
    return f"{next(_serial):032d}"


def submitted(organ, **changed):
    """An application that has just been sent from the website."""
    return actions.submit(organ, particulars(**changed), token=token()).application


def handling(organ, handler, *, on: date | None = None, **changed):
    """An application that was sent and confirmed on the same day."""
    if on is None:
        application = submitted(organ, **changed)
        actions.register(application, by=handler, confirmed_on=timezone.localdate(application.submitted_at))
        return application
    with at(on):
        return handling(organ, handler, **changed)
