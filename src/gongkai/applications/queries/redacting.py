"""The files of a case of which a part may not be given."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Application, Redaction
from gongkai.applications.queries.visible import visible_to
from gongkai.foundation.files import open_file
from gongkai.foundation.ledger import Actor
from gongkai.redaction import Box, CannotRedact, Mark, proposed_marks

# Originals of which a part is withheld are for those who redact and those who release.
ORIGINAL_READERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})


def redactions_of(application: Application) -> QuerySet[Redaction]:
    """The files of this application of which a part may not be given, the newest first."""
    return (
        Redaction.objects.filter(application=application).select_related("original", "made").order_by("-pk")
    )


def redaction_of(actor: Actor | None, number: str, pk: int) -> Redaction:
    """One of them, for those who may read originals. Raises Redaction.DoesNotExist when it is not theirs."""
    if actor is None or actor.duty not in ORIGINAL_READERS:
        raise Redaction.DoesNotExist
    related = ("application__organ", "original", "made", "released")
    own = visible_to(actor).filter(number=number)
    return Redaction.objects.select_related(*related).get(pk=pk, application__in=own)


def redaction_marks(redaction: Redaction) -> list[Mark]:
    """What is marked in it."""
    return [Mark(**{**one, "box": Box(**one["box"]) if one["box"] else None}) for one in redaction.marked]


def redaction_proposals(redaction: Redaction) -> list[tuple[Mark, str]]:
    """What the guard would mark in the original, each with the kind of what it found; read afresh each time."""
    try:
        with open_file(redaction.original) as file:
            return proposed_marks(file.read())
    except (CannotRedact, FileNotFoundError):
        return []
