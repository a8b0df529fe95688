"""Changing the key that seals personal data: every sealed value of every table, a few at a time.

Each value is replaced only if it is still the one that was read, so that nobody's work is lost and no table is
locked for long; what was broken off goes on where it stood, for what has the new key is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Cast, Left
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger import SYSTEM, record
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import VERSION, CannotOpen, SealedTextField, seal, unseal

AT_ONCE = 200
Progress = Callable[[str, int, int], None]
Row = tuple[Any, ...]


class KeyRotation(models.Model):
    """One change of the key: to which, how far it came."""

    key = models.CharField(_("密钥编号"), max_length=20)
    begun_at = models.DateTimeField(_("开始时间"), default=now)
    ended_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    resealed = models.PositiveBigIntegerField(_("重新加密的值（个）"), default=0)
    unreadable = models.PositiveBigIntegerField(_("打不开的值（个）"), default=0)

    class Meta:
        verbose_name = _("密钥更换")

    def __str__(self) -> str:
        return self.key


@dataclass
class Sealed:
    """How many values each key has sealed, and which can't be opened with the keys that are there, by column."""

    by_key: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)

    @property
    def spare(self) -> list[str]:
        """The keys that open nothing any more, but for the first, which seals, and the oldest, which makes digests."""
        return [key_id for key_id, _key in settings.GONGKAI_KEYS[1:-1] if not self.by_key[key_id]]


def rotate_keys(progress: Progress = lambda table, done, total: None) -> KeyRotation | None:
    """Seal with the first key whatever another one has sealed; None when there was nothing to do.

    What can't be opened stays as it is and is counted. The ledger keeps that it was done, by the system.
    """
    key = settings.GONGKAI_KEYS[0][0]
    rotation = KeyRotation.objects.filter(key=key, ended_at=None).first()
    if rotation is None:
        if not any(_stale(model, names).exists() for model, names in sealed_columns()):
            return None
        rotation = KeyRotation.objects.create(key=key)
    # Somebody who still has the old key in memory may seal with it behind our back: look until nothing is found.
    while resealed := sum(_resealed(model, names, progress) for model, names in sealed_columns()):
        rotation.resealed += resealed
        rotation.save(update_fields=["resealed"])
    rotation.unreadable = sealed_values().unreadable.total()
    rotation.ended_at = now()
    with transaction.atomic():
        rotation.save(update_fields=["unreadable", "ended_at"])
        facts = {"key": key, "resealed": rotation.resealed, "unreadable": rotation.unreadable}
        record(rotation, "foundation.rotate_keys", by=SYSTEM, facts=facts)
    return rotation


def sealed_values() -> Sealed:
    """Open every sealed value there is, and count."""
    told = Sealed()
    for model, names in sealed_columns():
        for _pk, *values in _raw(model, names).values_list("pk", *_columns(names)).iterator(2000):
            for name, stored in zip(names, values, strict=True):
                if stored:
                    _count(told, f"{model._meta.label_lower}.{name}", stored)
    return told


def sealed_columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every table that holds sealed values, with the names of their columns."""
    for model in apps.get_models():
        fields = [one for one in model._meta.local_concrete_fields if isinstance(one, SealedTextField)]
        if fields and not model._meta.proxy and model._meta.managed:
            yield model, [one.name for one in fields]


def _count(told: Sealed, column: str, stored: str) -> None:
    try:
        unseal(stored)
    except CannotOpen:
        told.unreadable[column] += 1
    else:
        told.by_key[stored.split(":", 2)[1]] += 1


def _resealed(model: type[models.Model], names: list[str], progress: Progress) -> int:
    stale, label = _stale(model, names), str(model._meta.verbose_name)
    total, done, resealed, last = stale.count(), 0, 0, None
    while True:
        rows = stale if last is None else stale.filter(pk__gt=last)
        with transaction.atomic():
            batch = list(rows.values_list("pk", *_columns(names))[:AT_ONCE])
            resealed += sum(_reseal(model, names, row) for row in batch)
        if not batch:
            return resealed
        done, last = done + len(batch), batch[-1][0]
        progress(label, done, max(done, total))


def _reseal(model: type[models.Model], names: list[str], row: Row) -> int:
    """Seal the values of one row anew; how many were. None of them if somebody has changed one meanwhile."""
    pk, *values = row
    fresh, seen = {}, {}
    for name, stored in zip(names, values, strict=True):
        if stored and not stored.startswith(_head()):
            try:
                fresh[name] = Value(seal(unseal(stored)), output_field=models.TextField())
            except CannotOpen:
                continue
            seen[_column(name)] = stored
    if not fresh:
        return 0
    return len(fresh) * _raw(model, names).filter(pk=pk, **seen).update(**fresh)


def _stale(model: type[models.Model], names: list[str]) -> models.QuerySet[Any]:
    """The rows with a value that the first key has not sealed, by key."""
    head, stale = _head(), Q()
    rows = _raw(model, names)
    for name in names:
        rows = rows.alias(**{f"head_of_{name}": Left(Cast(name, models.TextField()), len(head))})
        stale |= Q(**{f"head_of_{name}__gt": ""}) & ~Q(**{f"head_of_{name}": head})
    return rows.filter(stale).order_by("pk")


def _raw(model: type[models.Model], names: list[str]) -> models.QuerySet[Any]:
    """The rows with their sealed columns as they stand in the database."""
    raw = {_column(name): Cast(name, models.TextField()) for name in names}
    return models.QuerySet(model).alias(**raw)


def _columns(names: list[str]) -> list[Any]:
    return [Cast(name, models.TextField()) for name in names]


def _column(name: str) -> str:
    return f"raw_{name}"


def _head() -> str:
    return f"{VERSION}:{settings.GONGKAI_KEYS[0][0]}:"
