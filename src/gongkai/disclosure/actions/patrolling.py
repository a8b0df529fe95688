"""Looking with today's rules at what is public already, and taking down what must not stay (art. 17)."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.withdrawing import take_down
from gongkai.disclosure.models import ItemVersion, Patrol, PatrolFinding, WithdrawalReason
from gongkai.disclosure.models.findings import UNREADABLE, findings_in, text_pieces, wrong_words_of
from gongkai.disclosure.queries.patrols import NOT_LOOKED_AT, WORDS_ONLY
from gongkai.disclosure.workflow import ANSWERING
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused
from gongkai.screening.actions import mark_words_read, screen_pieces
from gongkai.screening.queries import RULES_VERSION, Seen, not_scanned, words_not_read

SECRECY = "secrecy_mark"
AT_ONCE = 200
TOLD_PLACES = 50
logger = logging.getLogger(__name__)


def patrol() -> Patrol | None:
    """Look at every public version that the present rules have not seen; None when there is none.

    What is found and nobody has answered for is taken down at once, and its stub says so. Wrong words are only told,
    and looked for anew when words are added. Each version is a try of
    its own: what fails, or can't be looked at yet, stands in the report and in the log, stops no other and is tried
    again the next night. A run that was cut off is gone on with; the version over which it ended is passed over.
    """
    run = Patrol.objects.filter(ended_at=None, rules_version=RULES_VERSION).first()
    for version in _unseen(_put_off(run)):
        run = run or Patrol.objects.create(rules_version=RULES_VERSION, started_at=now())
        _try(version, run)
    if run is not None:
        run.ended_at = now()
        run.save(update_fields=["ended_at"])
    return run


def _put_off(run: Patrol | None) -> tuple[set[int], set[int]]:
    """Versions that a run that goes on has tried already, and those that failed in the run before, which come last."""
    failed = PatrolFinding.objects.filter(kinds=[NOT_LOOKED_AT])
    tried = set(failed.filter(patrol=run).values_list("version_id", flat=True)) if run else set()
    last = Patrol.objects.exclude(ended_at=None).first()
    return tried, set(failed.filter(patrol=last).values_list("version_id", flat=True)) if last else set()


def _unseen(put_off: tuple[set[int], set[int]]) -> Iterator[ItemVersion]:
    tried, later = put_off
    public = ItemVersion.objects.filter(current_of__isnull=False).order_by("pk")
    last = 0
    while rows := list(public.filter(pk__gt=last).values_list("pk", "digest")[:AT_ONCE]):
        last = rows[-1][0]
        digests = [digest for _pk, digest in rows]
        wanted = not_scanned(digests) | words_not_read(digests)
        yield from _versions(pk for pk, digest in rows if digest in wanted and pk not in tried | later)
    yield from _versions(later - tried)


def _versions(keys: Iterator[int] | set[int]) -> Iterator[ItemVersion]:
    """One by one, as they are by then: somebody may have replaced or withdrawn one meanwhile."""
    public = ItemVersion.objects.filter(current_of__isnull=False)
    for pk in sorted(keys):
        if version := public.select_related("item", "column", "sheet").filter(pk=pk).first():
            yield version


def _try(version: ItemVersion, run: Patrol) -> None:
    # Written before the look, so that a look that ends the whole process is in the report as well.
    begun = PatrolFinding.objects.create(
        patrol=run, version=version, kinds=[NOT_LOOKED_AT], places=[_("没有检查完")]
    )
    try:
        screen(version)
        with transaction.atomic():
            waiting = _look_at(version, run)
            if not waiting:
                begun.delete()
    except Exception as error:
        # The words of an error may hold what must not be kept: where it arose says enough.
        at = "".join(traceback.format_tb(error.__traceback__))
        logger.error("The patrol could not look at version %s: %s\n%s", version.pk, type(error).__name__, at)
        run.refresh_from_db()
        waiting = [_("检查时出错（%(error)s），详见系统日志") % {"error": type(error).__name__}]
    if waiting:
        PatrolFinding.objects.filter(pk=begun.pk).update(places=waiting[:TOLD_PLACES])


def _look_at(version: ItemVersion, run: Patrol) -> list[str]:
    """Look, and act on what is found; answers what is not to be had now, which leaves the version unseen."""
    if not_scanned([version.digest]) and (waiting := _look_for_leaks(version, run)):
        return waiting
    _look_for_words(version, run)
    return []


def _look_for_words(version: ItemVersion, run: Patrol) -> None:
    """Tell the wrong words that nobody has kept with a reason; for their sake nothing is taken down."""
    kept = set(version.item.set_asides.values_list("fingerprint", flat=True))
    words = [one for one in wrong_words_of([version])[0] if one.fingerprint not in kept]
    if words:
        told = dict.fromkeys(
            _("%(place)s：“%(wrong)s”建议改为“%(right)s”")
            % {"place": one.label, "wrong": one.wrong, "right": one.right}
            if one.right
            else _("%(place)s：“%(wrong)s”") % {"place": one.label, "wrong": one.wrong}
            for one in words
        )
        PatrolFinding.objects.create(
            patrol=run, version=version, kinds=WORDS_ONLY, places=list(told)[:TOLD_PLACES]
        )
    mark_words_read(version.digest)


def _look_for_leaks(version: ItemVersion, run: Patrol) -> list[str]:
    found = findings_in(version)
    left = [one for one in found.blocking() if not _answered_for(version, one)]
    leaks = [one for one in left if one.kind != UNREADABLE]
    if found.pending and not leaks:
        return [_("%(place)s暂时取不到") % {"place": place} for place in found.pending]
    run.read += 1
    if left:
        taken = bool(leaks) and _taken_down(version, leaks)
        run.found += bool(leaks)
        run.taken_down += taken
        PatrolFinding.objects.create(
            patrol=run,
            version=version,
            kinds=sorted({one.kind for one in left}),
            places=[f"{one.label}：{one.masked}" for one in left][:TOLD_PLACES],
            taken_down=taken,
        )
    run.save(update_fields=["read", "found", "taken_down"])
    # Only now: what this look did not finish is looked at again.
    screen_pieces(version.digest, text_pieces(version))
    return []


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
