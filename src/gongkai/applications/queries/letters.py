"""The forms of letters that an office has made its own."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.applications.models import LetterTemplate
from gongkai.applications.workflow import TemplateState
from gongkai.foundation.ledger import Actor


def templates_of(actor: Actor) -> QuerySet[LetterTemplate]:
    """Every version of every template of the actor's own organ, the newest of each kind first."""
    found = LetterTemplate.objects.filter(organ_id=actor.organ_id or 0)
    return found.select_related("organ", "file")


def template_of(actor: Actor, kind: str, version: int) -> LetterTemplate:
    """One version. Raises LetterTemplate.DoesNotExist for one that is another organ's, or nobody's."""
    return templates_of(actor).get(kind=kind, version=version)


def template_in_use(organ_id: int, kind: str) -> LetterTemplate | None:
    """The template by which a letter of this kind is issued now; None for the standard layout."""
    used = LetterTemplate.objects.filter(organ_id=organ_id, kind=kind, state=TemplateState.IN_USE)
    return used.select_related("file").first()
