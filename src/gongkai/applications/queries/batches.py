"""Workbooks of applications that are being taken in, for those who keyed them in and their colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import IntakeBatch, IntakeRow
from gongkai.foundation.ledger import Actor


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    rows: int
    done: int
    taken: int

    @property
    def refused(self) -> int:
        return self.done - self.taken

    @property
    def is_over(self) -> bool:
        return self.done == self.rows


def batches_of(actor: Actor | None) -> QuerySet[IntakeBatch]:
    """The batches of this handler's organ, the newest first."""
    if actor is None or actor.duty != Duty.APPLICATION_HANDLER or actor.organ_id is None:
        return IntakeBatch.objects.none()
    return IntakeBatch.objects.filter(organ_id=actor.organ_id)


def batch_of(actor: Actor | None, pk: int) -> IntakeBatch:
    """One of them. Raises IntakeBatch.DoesNotExist when it is not theirs."""
    return batches_of(actor).get(pk=pk)


def progress_of(batch: IntakeBatch) -> Progress:
    """How many rows there are, are done, and became applications."""
    done, taken = Q(done_at__isnull=False), Q(application__isnull=False)
    return Progress(
        **batch.rows.aggregate(
            rows=Count("pk"), done=Count("pk", filter=done), taken=Count("pk", filter=taken)
        )
    )


def rows_of(batch: IntakeBatch) -> QuerySet[IntakeRow]:
    """The rows in the order of the sheet, each with its application."""
    return batch.rows.select_related("application__organ")
