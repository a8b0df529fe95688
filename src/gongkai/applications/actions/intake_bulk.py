"""Taking in a workbook of applications: each row is one act of its own, done once, however often it is begun."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from traceback import format_tb
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.applications.actions.intake import TOKEN_BYTES, Particulars, only_handler_of, take_in
from gongkai.applications.models import IntakeBatch, IntakeRow
from gongkai.applications.queries.sheets import MOST_ROWS, SheetRow
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused

# So many are taken in while the page is waited for; more in the background, with progress.
AT_ONCE = 10
CODES_KEPT = timedelta(days=7)
PATIENCE = timedelta(minutes=30)  # so long a batch may be under way before it counts as cut off
logger = logging.getLogger(__name__)
CITE = "regulation-2019:29"
_HOW = ("channel", "arrived_on", "confirmed_on")


def sheet_content(row: SheetRow) -> dict[str, Any]:
    """A sound row as plain JSON, with the secret that makes it one application however often it is sent."""
    said = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.values.items()
    }
    return {"line": row.line, "token": secrets.token_hex(TOKEN_BYTES), **said}


def take_in_many(organ: Any, rows: Sequence[dict[str, Any]], *, by: Actor, token: str) -> IntakeBatch:
    """Begin to take in the rows of a workbook (as ``sheet_content`` gives them); the same ``token`` begins it once.

    A few are taken in at once, the rest by a background task. One row that is refused stops no other.
    """
    only_handler_of(organ, by)
    if not 0 < len(rows) <= MOST_ROWS:
        raise Refused(_("一次最多录入%(most)s件，请分成几个文件。") % {"most": MOST_ROWS})
    try:
        with transaction.atomic():
            batch = _begun(organ, rows, by, token)
    except IntegrityError:
        return IntakeBatch.objects.get(token=token, organ=organ)
    if len(rows) <= AT_ONCE:
        take_in_rows(batch.pk)
        batch.refresh_from_db()
    return batch


def _begun(organ: Any, rows: Sequence[dict[str, Any]], by: Actor, token: str) -> IntakeBatch:
    batch: IntakeBatch = IntakeBatch.objects.create(
        organ=organ, token=token, begun_by=by.user_id, begun_name=by.name
    )
    kept = [
        IntakeRow(batch=batch, position=row["line"], content=json.dumps(row, ensure_ascii=False))
        for row in rows
    ]
    IntakeRow.objects.bulk_create(kept, batch_size=100)
    record(batch, f"{WORKFLOW.app}.take_in_many", by=by, cite=CITE, facts={"rows": len(rows)})
    return batch


def take_in_rows(batch_pk: int) -> int:
    """Take in the rows of a batch that are left; how many. May be begun again after it was cut off."""
    batch = IntakeBatch.objects.select_related("organ").get(pk=batch_pk)
    by = Actor(batch.begun_name, Duty.APPLICATION_HANDLER, batch.begun_by, batch.organ_id)
    left = batch.rows.filter(done_at__isnull=True).values_list("pk", flat=True)
    done = sum(_take_in_or_give_up(pk, batch.organ, by) for pk in list(left))
    IntakeBatch.objects.filter(pk=batch_pk, finished_at__isnull=True).update(finished_at=now())
    return done


def resume_batches() -> int:
    """Go on with what was cut off, as when the machine went down; how many rows were taken in."""
    cut_off = IntakeBatch.objects.filter(finished_at__isnull=True, begun_at__lt=now() - PATIENCE)
    return sum(take_in_rows(pk) for pk in list(cut_off.values_list("pk", flat=True)))


def _take_in_or_give_up(pk: int, organ: Any, by: Actor) -> bool:
    """One row on which the program stumbles keeps no other from being taken in."""
    try:
        return _take_in_row(pk, organ, by)
    except Exception as error:
        # Its words may hold what stands in the row: the log gets where it happened, not what was read.
        where = "".join(format_tb(error.__traceback__))
        logger.error("row %s of a workbook was not taken in: %s\n%s", pk, type(error).__name__, where)
        told = _("系统录入这一行时出错，没有录入。请单独录入这一件，并告知信息技术人员。")
        IntakeRow.objects.filter(pk=pk).update(fault=told, content="", done_at=now())
        return False


@transaction.atomic
def _take_in_row(pk: int, organ: Any, by: Actor) -> bool:
    row = IntakeRow.objects.select_for_update().get(pk=pk)
    if row.done_at is not None:
        return False
    said = json.loads(row.content)
    particulars = Particulars(
        **{name: said[name] for name in Particulars.__dataclass_fields__ if name in said}
    )
    how: dict[str, Any] = {name: _as_day(said[name]) if name != "channel" else said[name] for name in _HOW}
    try:
        taken = take_in(organ, particulars, by=by, token=said["token"], **how)
        row.application, row.code = taken.application, taken.code
    except Refused as refused:
        row.fault = str(refused)
    row.content, row.done_at = "", now()  # what was taken in stands in the application alone
    row.save(update_fields=["application", "code", "fault", "content", "done_at"])
    return True


def _as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def clear_codes(batch: IntakeBatch, *, by: Actor) -> None:
    """Drop the query codes of a batch: they have been handed to the applicants, and nobody else may have them."""
    if by != SYSTEM and (by.duty != Duty.APPLICATION_HANDLER or by.organ_id != batch.organ_id):
        raise Refused(_("查询码由本机关的依申请公开承办人清除。"), cite=CITE)
    batch = IntakeBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.cleared_at is not None:
        return
    if batch.finished_at is None:
        raise Refused(_("这一批还没有录入完，查询码要等全部录入、交给申请人之后再清除。"))
    batch.rows.update(code="", fault="")
    batch.cleared_at = now()
    batch.save(update_fields=["cleared_at"])
    record(batch, f"{WORKFLOW.app}.clear_codes", by=by, cite=CITE)


def clear_old_codes() -> int:
    """Drop the codes that have been kept for long enough; of how many batches."""
    limit: datetime = now() - CODES_KEPT
    old = list(IntakeBatch.objects.filter(cleared_at__isnull=True, finished_at__lt=limit))
    for batch in old:
        clear_codes(batch, by=SYSTEM)
    return len(old)
