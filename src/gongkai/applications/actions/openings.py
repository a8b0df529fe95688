"""From an answer to some to an item for all: found, proposed, drafted, and told to everybody who asked (art. 44)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.performing import refuse_personal_numbers
from gongkai.applications.actions.telling import tell_of_opening
from gongkai.applications.models import Application, Opening
from gongkai.applications.queries import given_files
from gongkai.applications.queries.openings import asked_by_several, may_suggest
from gongkai.applications.workflow import OPENINGS, OpeningState
from gongkai.disclosure import actions as disclosure
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.workflow import Refused, lock

CITE = "regulation-2019:44"
LONGEST_TITLE, LONGEST_REASON, LONGEST_REMARK = 200, 500, 200


@transaction.atomic
def find_opening(application: Application) -> Opening | None:
    """Note that different applicants asked for what this application asks for, and it can be disclosed.

    It joins what was found before about the same information; what was declined is not brought up again by itself.
    """
    asking = asked_by_several(application)
    if not asking:
        return None
    known = Opening.objects.filter(applications__in=asking).order_by("-pk").first()
    found = known or Opening.objects.create(organ_id=application.organ_id)
    had = set(found.applications.values_list("pk", flat=True))
    if new := [one for one in asking if one.pk not in had]:
        found.applications.add(*new)
        facts = {"applications": sorted(one.number for one in new)}
        record(found, "applications.find_opening", by=SYSTEM, cite=CITE, facts=facts)
    return found


@transaction.atomic
def suggest_opening(application: Application, *, by: Actor, reason: str) -> Opening:
    """The applicant says that what was given concerns the public and should be open to all (art. 44 ¶2)."""
    lock(application)
    reason = reason.strip()
    if not may_suggest(application):
        raise Refused(_("已经提出过建议，或者没有向您提供信息。"), cite=CITE)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(_("请写明为什么需要让公众知道，不超过%(n)s字。") % {"n": LONGEST_REASON}, cite=CITE)
    made = Opening(organ_id=application.organ_id, reason=reason, suggested=True)
    made.save()
    made.applications.add(application)
    OPENINGS.move(made, "suggest_opening", by=by, facts={"number": application.number})
    return made


@transaction.atomic
def propose_opening(opening: Opening, *, by: Actor, title: str, seen: int | None = None) -> None:
    """Propose to open it to all under ``title``: who drafts information finds it among the work."""
    title = title.strip()
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Refused(_("请填写信息名称，不超过%(n)s字。") % {"n": LONGEST_TITLE}, cite=CITE)
    refuse_personal_numbers(title)
    OPENINGS.move(opening, "propose_opening", by=by, seen=seen, changes={"title": title, "remark": ""})


@transaction.atomic
def decline_opening(opening: Opening, *, by: Actor, remark: str, seen: int | None = None) -> None:
    """Leave it at the answers that were given, and say why."""
    remark = remark.strip()
    if not 0 < len(remark) <= LONGEST_REMARK:
        raise Refused(_("请写明不纳入的理由，不超过%(n)s字。") % {"n": LONGEST_REMARK}, cite=CITE)
    refuse_personal_numbers(remark)
    OPENINGS.move(opening, "decline_opening", by=by, seen=seen, changes={"remark": remark})


@transaction.atomic
def draft_opening(opening: Opening, *, by: Actor, seen: int | None = None) -> Any:
    """Begin the item with its title and the files that were given; from here it goes the way of all information.

    A second click finds the draft of the first.
    """
    lock(opening)
    if opening.item is not None and not OPENINGS.reasons_against(_before(opening), "draft_opening", by):
        return opening.item
    given = [file.file for one in opening.applications.order_by("-pk") for file in given_files(one)]
    OPENINGS.move(opening, "draft_opening", by=by, seen=seen)
    item = disclosure.draft(by=by, key=opening.draft_key, title=opening.title)
    if given:
        disclosure.edit(item, by=by, stored=_once(given))
    opening.item = item
    opening.save(update_fields=["item"])
    return item


@transaction.atomic
def open_to_all(opening: Opening, item: Any) -> None:
    """The item is public: everybody who asked is told where it is."""
    OPENINGS.move(opening, "open_to_all", by=SYSTEM, facts={"item": item.index_number})
    for application in opening.applications.select_related("organ"):
        tell_of_opening(application, item)


def _before(opening: Opening) -> Opening:
    return Opening(organ_id=opening.organ_id, state=OpeningState.PROPOSED)


def _once(files: list[Any]) -> list[Any]:
    """Each content once: the same file is given to many."""
    return list({file.sm3: file for file in files}.values())
