"""One paper with several questions becomes several applications that keep together (Fee Measures, art. 4)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.indexing import index_text
from gongkai.applications.actions.intake import Taken, copy_of, register
from gongkai.applications.actions.performing import perform, ready_for
from gongkai.applications.models import Application, Wording
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused

MOST_PARTS = 20
CITE = "fee-measures-2020:4"


@transaction.atomic
def split(
    application: Application, *, by: Actor, parts: Sequence[str], seen: int | None = None
) -> list[Taken]:
    """Split a paper into one application for each of its questions; the new ones, each with the code to be told.

    The paper itself keeps the first question, its number and its clock; the others have the same particulars,
    files and day of receipt. What the paper said as it came is kept. An organ may count by such units, and does
    not have to (the Regulation asks for no application apiece), so it is done before the work begins and once.
    """
    ready_for(application, "split", by=by, seen=seen)
    wanted = [part.strip() for part in parts if part.strip()]
    if not 2 <= len(wanted) <= MOST_PARTS:
        raise Refused(_("请一行写一件，至少拆成2件，最多%(most)s件。") % {"most": MOST_PARTS}, cite=CITE)
    if len(set(wanted)) < len(wanted):
        raise Refused(_("拆分后的各件不能相同，请核对。"), cite=CITE)
    Wording.objects.create(application=application, text=application.description)
    perform(application, "split", by=by, changes={"description": wanted[0]}, facts={"parts": len(wanted)})
    index_text(application)
    return [_sibling(application, part, by) for part in wanted[1:]]


def _sibling(paper: Application, wanted: str, by: Actor) -> Taken:
    told = {"split_from": paper.number}
    taken = copy_of(paper, paper.organ, by=by, told=told, description=wanted, paper=paper)
    if paper.received_on is not None:
        register(taken.application, by=by, confirmed_on=paper.confirmed_on)
    return taken
