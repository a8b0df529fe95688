"""The keyed sketches by which applications that ask for the same are found again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from gongkai.applications.models import Application, TextBand
from gongkai.applications.queries.resembling import sketch

AT_ONCE = 1_000


def index_text(application: Application) -> None:
    """Keep the sketch of what is asked, anew: after it came, was supplemented, split or moved to another organ.

    No act of anybody: it follows from an act, in whose transaction it is called.
    """
    TextBand.objects.filter(application=application).delete()
    digests = sketch(application) or [""]  # what says nothing is remembered as looked at, and is like nothing
    rows = [TextBand(application=application, band=band, digest=one) for band, one in enumerate(digests)]
    TextBand.objects.bulk_create(rows)


def index_old_texts(limit: int = AT_ONCE) -> int:
    """Make the sketches of applications that were taken in before there were any; how many."""
    sketched = TextBand.objects.filter(application=OuterRef("pk"))
    old = Application.objects.filter(~Exists(sketched)).select_related("organ", "supplement").order_by("-pk")
    made = 0
    for application in old[:limit].iterator(chunk_size=100):
        with transaction.atomic():
            index_text(application)
        made += 1
    return made
