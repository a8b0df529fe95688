"""The smallest valid applications: the cast is an applicant, a handler, the head of the office."""

from datetime import date, datetime, time
from itertools import count

from django.utils import timezone

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.applications.actions import Particulars
from gongkai.foundation.moment import acting_at
from gongkai.law.questions import a_path_to
from gongkai.law.replies import reply_kind
from tests import factories

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


def proposed(application, *, by, kind, contents, withheld=(), files=(), finding="", seen=None):
    """A reply to the one thing that is asked, written by this handler; what is not found was searched for."""
    proposal = actions.begin_proposal(application, by=by, seen=seen)
    if kind == "nonexistent":
        actions.record_search(
            application, by=by, place="局档案室", words="全文检索“预算执行”", result="nothing"
        )
    actions.decide_item(
        proposal,
        application.items.get(),
        by=by,
        path=a_path_to(kind),
        contents=contents,
        withheld=withheld,
        finding=finding,
        files=files,
    )
    return proposal


def signed(proposal, *, by):
    """Sent by this handler, and signed by the head of the office."""
    actions.send_to_sign(proposal, by=by)
    actions.sign_proposal(proposal, by=factories.actor(proposal.application.organ, Duty.OFFICE_HEAD))
    return proposal


def replied(application, *, by, **decision):
    """The reply to the application, from the first draft to the letter."""
    signed(proposed(application, by=by, **decision), by=by)
    return actions.issue_reply(application, by=by)


def answered(application, handler, *, kind="disclosed", withheld=()):
    """Reply with what the law wants in a reply of this kind."""
    contents = {need.field: need.zh for need in reply_kind(kind).must_contain}
    replied(application, by=handler, kind=kind, contents=contents, withheld=withheld)
    return application
