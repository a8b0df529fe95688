"""The ledger: one entry for each act, chained by digest, never changed.

History, audit, reactions and figures read it. An entry holds who acted, in which duty, for which organ,
on what, when, by which article, and what was before and after. It never holds personal data or long text:
what is sealed or long stands in it as a mark or a digest (see :mod:`gongkai.foundation.workflow`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now
from gongkai.foundation.sm3 import sm3_hex

GENESIS = "0" * 64


@dataclass(frozen=True)
class Actor:
    """Who acts: a person in one duty for one organ, an applicant, or the system itself."""

    name: str
    duty: str
    user_id: int | None = None
    organ_id: int | None = None


SYSTEM = Actor(name="系统", duty="system")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read and added; the ledger refuses everything else."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The ledger is append-only: entries are never changed or removed.")

    update = delete = bulk_update = _refuse


class Entry(models.Model):
    """One act. ``digest`` is SM3 over all the other fields, ``previous`` being the digest of the entry before."""

    number = models.PositiveBigIntegerField(_("序号"), unique=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    verb = models.CharField(_("行为"), max_length=100)
    actor_name = models.CharField(_("办理人"), max_length=100)
    actor_duty = models.CharField(_("岗位"), max_length=50)
    user_id = models.BigIntegerField(null=True, db_index=True)
    organ_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=50)
    revision = models.PositiveIntegerField(default=0)
    cite = models.CharField(_("依据"), max_length=100, blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "number"], name="ledger_subject")]
        verbose_name = _("台账记录")

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The ledger is append-only: an entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The ledger is append-only: an entry is never removed.")

    def computed_digest(self) -> str:
        """SM3 over the canonical JSON of every field but ``digest`` itself."""
        told = {name: getattr(self, name) for name in _CHAINED}
        told["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sm3_hex(text.encode("utf-8"))


_CHAINED = (
    "number",
    "verb",
    "actor_name",
    "actor_duty",
    "user_id",
    "organ_id",
    "subject_type",
    "subject_id",
    "revision",
    "cite",
    "before",
    "after",
    "facts",
    "previous",
)


class LedgerHead(models.Model):
    """The one row that says where the chain ends; it is locked while an entry is added."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


Follower = Callable[[Entry, Any], None]
_followers: defaultdict[str, list[Follower]] = defaultdict(list)
_followers_of_all: list[Callable[[Entry], None]] = []


def follows(*verbs: str) -> Callable[[Follower], Follower]:
    """Have the function called with (entry, subject) after each act of these verbs, in the act's transaction."""

    def register(follower: Follower) -> Follower:
        for verb in verbs:
            _followers[verb].append(follower)
        return follower

    return register


def follows_every(follower: Callable[[Entry], None]) -> Callable[[Entry], None]:
    """Have the function called with the entry after every act, in the act's transaction."""
    _followers_of_all.append(follower)
    return follower


def record(
    subject: models.Model,
    verb: str,
    *,
    by: Actor,
    cite: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one act into the ledger; only inside a transaction, so that act and entry stand or fall together.

    ``facts`` and the two sides must be plain JSON and hold no personal data. Raises RuntimeError outside a
    transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb} must be recorded inside the transaction of its act")
    entry = Entry(
        at=now(),
        verb=verb,
        actor_name=by.name,
        actor_duty=by.duty,
        user_id=by.user_id,
        organ_id=by.organ_id,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        revision=getattr(subject, "revision", 0),
        cite=cite,
        before=_plain(before),
        after=_plain(after),
        facts=_plain(facts),
    )
    _chain(entry)
    for follower in _followers[verb]:
        follower(entry, subject)
    for every in _followers_of_all:
        every(entry)
    return entry


def history_of(subject: models.Model) -> models.QuerySet[Entry]:
    """The acts on this record, oldest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def head_number() -> int:
    """The number of the last entry, 0 before the first: whoever keeps something up knows by it whether it is behind."""
    return LedgerHead.objects.values_list("number", flat=True).order_by("pk").first() or 0


def entries_since(number: int) -> models.QuerySet[Entry]:
    """The entries after this number. None comes before one that was seen: a writer holds the head until its commit."""
    return Entry.objects.filter(number__gt=number).order_by("number")


@dataclass(frozen=True)
class BrokenLink:
    """The first entry at which the chain does not hold, and why."""

    number: int
    reason: str


def verify() -> Iterator[int | BrokenLink]:
    """Walk the chain from the first entry; yield each sound number, and end with a BrokenLink if there is one."""
    expected, previous = 1, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if broken := _fault(entry, expected, previous):
            yield broken
            return
        yield entry.number
        expected, previous = entry.number + 1, entry.digest
    head = LedgerHead.objects.first() or LedgerHead()
    if (head.number, head.digest) != (expected - 1, previous):
        yield BrokenLink(expected, str(_("台账末尾的记录缺失：链头记载到第%(n)s条。") % {"n": head.number}))


def _fault(entry: Entry, expected: int, previous: str) -> BrokenLink | None:
    if entry.number != expected:
        return BrokenLink(expected, str(_("第%(n)s条记录缺失。") % {"n": expected}))
    if entry.previous != previous:
        return BrokenLink(entry.number, str(_("与上一条记录的摘要不相接。")))
    if entry.digest != entry.computed_digest():
        return BrokenLink(entry.number, str(_("记录内容与其摘要不符，已被改动。")))
    return None


def _chain(entry: Entry) -> None:
    head = _locked_head()
    entry.number, entry.previous = head.number + 1, head.digest
    entry.digest = entry.computed_digest()
    entry.save()
    LedgerHead.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)


def _locked_head() -> LedgerHead:
    head = LedgerHead.objects.select_for_update().order_by("pk").first()
    return head or LedgerHead.objects.create(pk=1)


def _plain(side: Mapping[str, Any] | None) -> dict[str, Any]:
    """What will be read back from the database: dates and decimals as text, lazy strings resolved."""
    result: dict[str, Any] = json.loads(
        json.dumps(dict(side or {}), cls=DjangoJSONEncoder, ensure_ascii=False)
    )
    return result
