"""Looking with today's rules at what is public already, and taking down what must not stay (art. 17)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.withdrawing import take_down
from gongkai.disclosure.models import ItemVersion, Patrol, PatrolFinding, WithdrawalReason
from gongkai.disclosure.models.findings import findings_in, text_pieces
from gongkai.disclosure.workflow import ANSWERING
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused
from gongkai.screening.actions import screen_pieces
from gongkai.screening.queries import RULES_VERSION, Seen, not_scanned

SECRECY = "secrecy_mark"
AT_ONCE = 200


def patrol() -> Patrol | None:
    """Look at every public version that the present rules have not seen; None when there is none.

    Each version is one transaction: what is interrupted goes on where it stopped. What is found and nobody has
    answered for is taken down at once, and its stub says so; the run and its findings are kept as a report.
    """
    run: Patrol | None = None
    for version in _unseen():
        run = run or Patrol.objects.create(rules_version=RULES_VERSION, started_at=now())
        _look_at(version, run)
    if run is not None:
        run.ended_at = now()
        run.save(update_fields=["ended_at"])
    return run


def _unseen() -> Iterator[ItemVersion]:
    public = ItemVersion.objects.filter(current_of__isnull=False).order_by("pk")
    last = 0
    while rows := list(public.filter(pk__gt=last).values_list("pk", "digest")[:AT_ONCE]):
        last = rows[-1][0]
        wanted = not_scanned([digest for _pk, digest in rows])
        keys = [pk for pk, digest in rows if digest in wanted]
        yield from ItemVersion.objects.filter(pk__in=keys).select_related("item", "column", "sheet")


@transaction.atomic
def _look_at(version: ItemVersion, run: Patrol) -> None:
    screen(version)
    found = [one for one in findings_in(version).blocking() if not _answered_for(version, one)]
    run.read += 1
    if found:
        run.found += 1
        taken = _taken_down(version, found)
        run.taken_down += taken
        PatrolFinding.objects.create(
            patrol=run,
            version=version,
            kinds=sorted({one.kind for one in found}),
            places=[f"{one.label}：{one.masked}" for one in found][:50],
            taken_down=taken,
        )
    run.save(update_fields=["read", "found", "taken_down"])
    # Only now: what this look did not finish is looked at again.
    screen_pieces(version.digest, text_pieces(version))


def _answered_for(version: ItemVersion, one: Seen) -> bool:
    said = version.item.set_asides.filter(fingerprint=one.fingerprint, by_duty__in=ANSWERING)
    return said.exists()


def _taken_down(version: ItemVersion, found: list[Seen]) -> bool:
    secret = any(one.kind == SECRECY for one in found)
    reason = WithdrawalReason.SECRECY if secret else WithdrawalReason.PRIVACY
    try:
        take_down(version.item, reason=reason, kinds=sorted({one.kind for one in found}))
    except Refused:
        return False  # somebody took it back in this very moment
    return True
