"""Files that wait for the virus scanner: asked for again until it answers, then released or kept shut for good."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from gongkai.foundation.files import StoredFile, open_file
from gongkai.foundation.ledger import SYSTEM, record
from gongkai.foundation.scanning import Answer, ScanState, scan_content

WAITING = (ScanState.QUARANTINED, ScanState.NOT_SCANNED)
AT_ONCE = 1000
VERBS = {ScanState.CLEAN: "foundation.release_file", ScanState.INFECTED: "foundation.shut_file"}


def rescan(stored: StoredFile) -> bool:
    """Have a waiting file scanned again and write down what comes of it; whether the scanner could be asked at all.

    Without an answer nothing changes: what was in quarantine stays there, and what was taken in before there was a
    scanner stays open. Nothing leaves quarantine while no scanner is configured.
    """
    answer = _answer_about(stored)
    if answer.state in VERBS:
        _take_over(stored, answer)
    return answer.heard


@task()
def rescan_waiting() -> int:
    """Have everything scanned that waits, quarantine first; how many files may be opened now that could not before.

    Ends at the first question without an answer: the scanner is down, and the others would only wait in vain.
    """
    released = 0
    for state in WAITING:
        for stored in StoredFile.objects.filter(scan_state=state).order_by("uploaded_at")[:AT_ONCE]:
            if not rescan(stored):
                return released
            released += state == ScanState.QUARANTINED and stored.is_servable
    return released


def _answer_about(stored: StoredFile) -> Answer:
    try:
        with open_file(stored) as file:
            return scan_content(file.read())
    except FileNotFoundError:
        return Answer(ScanState(stored.scan_state))


@transaction.atomic
def _take_over(stored: StoredFile, answer: Answer) -> None:
    """The question was asked outside of the transaction: a slow scanner must not hold everybody up."""
    stored.refresh_from_db(from_queryset=StoredFile.objects.select_for_update())
    if stored.scan_state not in WAITING:
        return
    before = stored.scan_state
    stored.note_scan(answer)
    stored.save(update_fields=["scan_state", "scan_note", "scanned_at"])
    if before == ScanState.QUARANTINED or answer.state == ScanState.INFECTED:
        record(
            stored,
            VERBS[answer.state],
            by=SYSTEM,
            before={"scan_state": before},
            after={"scan_state": stored.scan_state},
            facts={"scan_note": stored.scan_note},
        )
