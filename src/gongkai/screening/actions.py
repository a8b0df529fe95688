"""Looking at contents, making masked copies, and keeping the lists that the guard goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.files import StoredFile, open_file, reasons_not_servable, store_upload
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import mask_phone
from gongkai.foundation.workflow import Refused
from gongkai.guard import files as guard_files
from gongkai.guard.findings import Finding
from gongkai.guard.rules import RULES_VERSION
from gongkai.guard.text import mask_text, scan_text
from gongkai.organs.queries import organ, superior_of
from gongkai.screening.models import Gravity, OfficeNumber, Scan, ScanFinding, WordEntry
from gongkai.screening.queries import Piece, Seen, fingerprint, own_numbers, scan_of
from gongkai.screening.queries.seen import seen
from gongkai.screening.queries.words import FOR_WORDS, words_version

MOST_KEPT = 500
TOO_MANY = "too_many"
GRAVEST_FIRST = ("block", "warn", "note")


def screen_file(stored: StoredFile) -> Scan:
    """Look at a stored file, once for each version of the rules; what cannot be opened is said to be unread.

    Keeps no value: each finding with its kind, its place and a fingerprint. Takes seconds for a large file, so it
    belongs into a background task. A file that the storage does not give out now is not looked at, and nothing is
    kept of it: it counts as pending until it is there again.
    """
    if done := _done(stored.sm3, stored.name):
        return done
    try:
        with open_file(stored) as file:
            result = guard_files.scan_file(stored.name, file.read())
    except FileNotFoundError:
        return Scan(digest=stored.sm3, name=stored.name, unread=[_("存储中找不到这个文件。")])
    if ours := _looks_at(stored.sm3, stored.name).filter(covered_here=True).first():
        return _keep(
            stored.sm3, stored.name, guard_files.after_covering(result, ours.unread), covered_here=True
        )
    return _keep(stored.sm3, stored.name, result)


def screen_pieces(digest: str, pieces: Iterable[Piece]) -> Scan:
    """Look at a content that consists of many short texts (text, where it stands, what stands over it)."""
    if done := _done(digest, ""):
        return done
    found = [one for text, label, headers in pieces for one in scan_text(text, label=label, headers=headers)]
    return _keep(digest, "", guard_files.FileScan(tuple(found), ()))


@transaction.atomic
def mark_words_read(digest: str) -> None:
    """Say that a content was read for the wrong words of today; looks for those of an earlier day are dropped."""
    scan, created = Scan.objects.get_or_create(
        digest=digest, name=FOR_WORDS, rules_version=words_version(), defaults={"at": now()}
    )
    if created:
        _looks_at(digest, FOR_WORDS).exclude(pk=scan.pk).delete()


@transaction.atomic
def mask_file(stored: StoredFile, *, by: Actor) -> StoredFile:
    """A copy of the file with every maskable finding covered and hidden content gone, read again to prove it.

    The original stays as it is. Raises Refused when the copy cannot be made or still shows something, and while the
    original is in quarantine: a copy of what nobody has scanned would be a way out of it. The look that proves the
    copy is kept with it. Offices' own numbers stay.
    """
    if waiting := reasons_not_servable([stored]):
        raise Refused(*waiting)
    looked = screen_file(stored)
    with open_file(stored) as file:
        content = file.read()
    own = _own_numbers(stored, content)
    masked = _masked(stored, content, own, looked)
    copy = store_upload(ContentFile(masked.content, name=masked.name), by=by)
    proof = masked.proof
    if own or copy.name != masked.name:  # what is on a list today need not be on it tomorrow
        anew = guard_files.scan_file(copy.name, masked.content)
        proof = guard_files.after_covering(anew, proof.unread)
    _keep(copy.sm3, copy.name, proof, covered_here=True)
    if left := sum(one.blocks for one in _found_in(copy)):
        raise Refused(
            _("“%(name)s”遮盖后仍有%(left)s处问题，请在原文件中处理后重新上传。")
            % {"name": _shown_name(stored), "left": left}
        )
    facts = {"from": stored.sm3, "to": copy.sm3, "notes": list(masked.notes)}
    record(copy, "screening.mask_file", by=by, facts=facts)
    return copy


def _masked(stored: StoredFile, content: bytes, own: set[str], looked: Scan) -> guard_files.Masked:
    try:
        return guard_files.mask_file(stored.name, content, office_numbers=own, unread=looked.unread)
    except guard_files.CannotMask as cannot:
        raise Refused(
            _("“%(name)s”不能自动遮盖：%(reason)s请在原文件中处理后重新上传。")
            % {"name": _shown_name(stored), "reason": cannot}
        ) from cannot


def _own_numbers(stored: StoredFile, content: bytes) -> set[str]:
    """The offices' own numbers in a file. The list holds digests only, so that the file has to say which they are."""
    if not OfficeNumber.objects.exists():
        return set()
    found = guard_files.scan_file(stored.name, content).findings
    mobiles = {fingerprint(one.kind, one.value): one.value for one in found if one.kind == "mobile"}
    return {mobiles[one] for one in own_numbers(mobiles)}


def _found_in(stored: StoredFile) -> tuple[Seen, ...]:
    scanned = scan_of(stored.sm3, stored.name)
    return scanned.findings if scanned else ()


def _shown_name(stored: StoredFile) -> str:
    return mask_text(stored.name, scan_text(stored.name))


@transaction.atomic
def allow_number(*, by: Actor, number: str, note: str) -> OfficeNumber:
    """Say that a mobile number is an office's own and may be published everywhere."""
    _administrators(by)
    digits = "".join(char for char in number if char.isdigit())
    if not any(one.kind == "mobile" for one in scan_text(digits)):
        raise Refused(_("请填写11位手机号码。固定电话不用登记。"))
    if not note.strip():
        raise Refused(_("请写明是哪个单位、用来做什么的号码。"))
    allowed, _created = OfficeNumber.objects.update_or_create(
        fingerprint=fingerprint("mobile", digits),
        defaults={
            "masked": mask_phone(digits),
            "note": note.strip()[:100],
            "added_by": by.name,
            "added_at": now(),
        },
    )
    record(allowed, "screening.allow_number", by=by, after={"number": allowed.masked, "note": allowed.note})
    return allowed


@transaction.atomic
def forget_number(allowed: OfficeNumber, *, by: Actor) -> None:
    """Take a number off the list: it is a finding again."""
    _administrators(by)
    record(allowed, "screening.forget_number", by=by, before={"number": allowed.masked, "note": allowed.note})
    allowed.delete()


@transaction.atomic
def add_word(
    *,
    by: Actor,
    wrong: str,
    right: str,
    category: str,
    note: str = "",
    since: date | None = None,
    until: date | None = None,
) -> WordEntry:
    """Add a wrong or sensitive word to the packs; it is looked for from now on."""
    _administrators(by)
    wrong, category = wrong.strip(), category.strip()
    if len(wrong) < 2 or not category:
        raise Refused(_("表述至少两个字，并写明类别；一个字会误报太多。"))
    if since and until and until < since:
        raise Refused(_("截止日期早于起始日期，请核对。"))
    try:
        with transaction.atomic():
            added = WordEntry.objects.create(
                wrong=wrong,
                right=right.strip(),
                category=category,
                note=note.strip(),
                since=since,
                until=until,
                added_by=by.name,
                changed_at=now(),
            )
    except IntegrityError:
        raise Refused(_("“%(wrong)s”已经在词条中。") % {"wrong": wrong}) from None
    record(added, "screening.add_word", by=by, after={"wrong": wrong, "right": added.right})
    return added


@transaction.atomic
def end_word(entry: WordEntry, *, by: Actor) -> None:
    """Stop looking for a word."""
    _administrators(by)
    entry.ended, entry.changed_at = True, now()
    entry.save(update_fields=["ended", "changed_at"])
    record(entry, "screening.end_word", by=by, before={"wrong": entry.wrong, "right": entry.right})


def _done(digest: str, name: str) -> Scan | None:
    return _looks_at(digest, name).filter(rules_version=RULES_VERSION).first()


def _looks_at(digest: str, name: str) -> QuerySet[Scan]:
    return Scan.objects.filter(digest=digest, name=name)


@transaction.atomic
def _keep(digest: str, name: str, result: guard_files.FileScan, *, covered_here: bool = False) -> Scan:
    """Two machines may look at once; the first one's result stands. Looks with older rules are dropped."""
    scan, created = Scan.objects.get_or_create(
        digest=digest,
        name=name,
        rules_version=RULES_VERSION,
        defaults={
            "at": now(),
            "unread": list(result.unread),
            "partly": list(result.partly),
            "covered_here": covered_here,
        },
    )
    if created:
        _looks_at(digest, name).exclude(pk=scan.pk).delete()
        ScanFinding.objects.bulk_create(
            ScanFinding(scan=scan, **_told(one)) for one in _rows(scan, result.findings)
        )
    return scan


def _rows(scan: Scan, found: Iterable[Finding]) -> Iterator[Seen]:
    """What is kept of the findings: the gravest. That there are more is a finding of its own, to be answered for."""
    ranked = sorted(found, key=lambda one: GRAVEST_FIRST.index(one.severity))
    yield from map(seen, ranked[:MOST_KEPT])
    rest = ranked[MOST_KEPT:]
    if not rest:
        return
    only_notes = all(one.severity == Gravity.NOTE for one in rest)
    yield Seen(
        TOO_MANY,
        Gravity.NOTE if only_notes else Gravity.BLOCK,
        _("整个文件") if scan.name else _("表格"),
        _("共%(all)s处，只列出前%(listed)s处") % {"all": len(ranked), "listed": MOST_KEPT},
        _("另有%(n)s处没有列出") % {"n": len(rest)},
        fingerprint(TOO_MANY, f"{scan.digest}{scan.name}"),
    )


def _told(one: Seen) -> dict[str, str]:
    names = ("kind", "severity", "label", "masked", "excerpt", "fingerprint")
    return {name: getattr(one, name) for name in names}


def _administrators(by: Actor) -> None:
    """The lists hold for everybody: the system's administrator keeps them, or the head at the top of the tree."""
    if by.duty == Duty.SYSTEM_ADMIN:
        return
    top = by.organ_id is not None and superior_of(organ(by.organ_id)) is None
    if by.duty != Duty.OFFICE_HEAD or not top:
        raise Refused(_("名单由系统管理员或者本级政府公开工作机构负责人维护。"))
