"""What several applicants asked one organ for, and what is on its way to everybody (art. 44)."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Application, Opening
from gongkai.applications.queries.deciding import discloses
from gongkai.applications.queries.resembling import is_same_applicant, resembling
from gongkai.applications.workflow import OpeningState
from gongkai.foundation.ledger import Actor
from gongkai.law.replies import reply_kind

# Several applicants (多个申请人) are more than one.
SEVERAL = 2
MOST_TOLD, MOST_SHOWN = 200, 5
SEEN_BY = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD, Duty.SUBMITTER})


def asked_by_several(application: Application) -> list[Application]:
    """This application and the others to its organ that ask for the same, where different applicants asked and it
    was disclosed to one of them; else nothing.
    """
    alike = [one.application for one in resembling(application, most=MOST_TOLD) if one.asks_the_same]
    asking = [application, *alike]
    applicants: list[Application] = []
    for one in asking:
        if not any(is_same_applicant(one, other) for other in applicants):
            applicants.append(one)
    several = len(applicants) >= SEVERAL and any(was_disclosed(one) for one in asking)
    return asking if several else []


def was_disclosed(application: Application) -> bool:
    """Whether the reply that stands gives the information, or a part of it."""
    reply = application.reply
    return reply is not None and discloses(reply_kind(reply.kind))


def openings_seen_by(actor: Actor | None) -> QuerySet[Opening]:
    """Those of this person's organ, the newest first, each with how many asked (``many``) and who read papers
    also with the last that did (``newest``).
    """
    if actor is None or actor.duty not in SEEN_BY or actor.organ_id is None:
        return Opening.objects.none()
    shown = Opening.objects.filter(organ_id=actor.organ_id)
    shown = shown.select_related("item").annotate(many=Count("applications"))
    if actor.duty == Duty.SUBMITTER:
        return shown.exclude(state=OpeningState.FOUND)
    newest = Application.objects.order_by("-pk")[:MOST_SHOWN]
    return shown.prefetch_related(Prefetch("applications", queryset=newest, to_attr="newest"))


def opening_seen_by(actor: Actor | None, pk: int) -> Opening:
    """One of them. Raises Opening.DoesNotExist."""
    return openings_seen_by(actor).get(pk=pk)


def openings_of(application: Application) -> list[Opening]:
    """What became of what this application asks for, the newest first."""
    return list(application.openings.select_related("item").order_by("-pk"))


def opened_as(application: Application) -> Opening | None:
    """The item in which everybody now finds it, while that is public."""
    found = application.openings.filter(state=OpeningState.OPENED, item__current_version__isnull=False)
    return found.select_related("item").order_by("-pk").first()


def opening_drafted_as(item_id: int) -> Opening | None:
    """The one whose item this is, while it is not public yet."""
    return Opening.objects.filter(item_id=item_id).exclude(state=OpeningState.OPENED).first()


def may_suggest(application: Application) -> bool:
    """Whether the applicant may suggest to open it to all: it was disclosed, and nothing is under way (art. 44 ¶2)."""
    return was_disclosed(application) and not application.openings.exists()


def waiting_openings(actor: Actor) -> int:
    """How many wait for this person: found ones for the office, proposed ones for whoever drafts."""
    waits = OpeningState.PROPOSED if actor.duty == Duty.SUBMITTER else OpeningState.FOUND
    return openings_seen_by(actor).filter(state=waits).count()
