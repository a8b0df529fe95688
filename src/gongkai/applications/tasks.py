"""What runs by itself each night, and what a change of the calendar asks for."""

import json
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from gongkai.applications import actions
from gongkai.calendars.queries import CalendarVersion, versions
from gongkai.foundation.ledger import Entry, follows
from gongkai.foundation.sealed import unseal


@follows("calendars.propose", "calendars.look_again")
def list_after(entry: Entry, version: CalendarVersion) -> None:
    """What a version would move is listed as soon as it is proposed."""
    transaction.on_commit(partial(list_moved_cases.enqueue, version.pk))


@follows("calendars.apply")
def move_after(entry: Entry, version: CalendarVersion) -> None:
    """What was copied from the clocks follows the calendar."""
    transaction.on_commit(partial(move_cases.enqueue, version.pk))


@follows("applications.take_in_many")
def take_in_after(entry: Entry, batch: Any) -> None:
    """A few rows are taken in at once by the act itself; many go on in the background."""
    if entry.facts["rows"] > actions.AT_ONCE:
        transaction.on_commit(partial(take_in_rows.enqueue, batch.pk))


@task()
def list_moved_cases(version_pk: int) -> int:
    """List the open applications that a proposed version of the calendar would move."""
    return _of(version_pk, actions.list_moved_cases)


@task()
def move_cases(version_pk: int) -> int:
    """Move the due dates of the open applications to a calendar that came into force."""
    return _of(version_pk, actions.move_cases)


@task()
def refresh_due_dates() -> int:
    """Copy the clocks' answers into the lists: a day has passed, and the calendar may have changed."""
    return actions.refresh_due_dates()


@task()
def remind_of_cases() -> int:
    """Remind of what is due soon, overdue or not yet opened; quiet on days off and in the night."""
    return actions.remind_of_cases()


@task()
def index_old_texts() -> int:
    """Make the sketches by which alike applications are found, for those that have none yet."""
    return actions.index_old_texts()


@task()
def take_in_rows(batch_pk: int) -> int:
    """Take in the rows of a workbook that are left; how many."""
    return actions.take_in_rows(batch_pk)


@task()
def resume_batches() -> int:
    """Go on with the workbooks that were cut off."""
    return actions.resume_batches()


@task()
def clear_old_codes() -> int:
    """Drop the query codes of workbooks that were taken in some days ago."""
    return actions.clear_old_codes()


@task()
def forget_attempts() -> int:
    """Drop the counts of attempts at the public door that are over."""
    return actions.forget_attempts()


@task()
def forget_drafts() -> int:
    """Clear away what was begun and never sent."""
    return actions.forget_drafts()


@task()
def forget_accounts() -> int:
    """Clear away the accounts that nobody opens any more, and the codes that are over."""
    return actions.forget_accounts()


@task()
def send_sign_in_code(sealed: str) -> None:
    """Send the digits; ``sealed`` is the contact as JSON."""
    actions.send_sign_in_code(json.loads(unseal(sealed)))


@task()
def purge_filed() -> int:
    """Clear away the personal data of applicants whose time is over."""
    return actions.purge_filed()


@task()
def resend_code(sealed: str) -> None:
    """Send a new query code; ``sealed`` is the number and the contact as JSON, for the queue is a table."""
    number, contact = json.loads(unseal(sealed))
    actions.resend_code(number, contact)


def _of(version_pk: int, work: Any) -> int:
    version = versions().filter(pk=version_pk).first()
    return work(version) if version else 0
