"""What became of a rule or normative document, as its own page must say it (rulebook E-05, H-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.models import ENDED, InformationItem, ItemVersion, Validity
from gongkai.foundation.moment import today


class Force(models.TextChoices):
    """How a document stands on a day: its validity, or that its day of effect is still to come."""

    NOT_YET = "not_yet", _("尚未施行")
    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


_ENDINGS = {Validity.REPEALED: _("废止"), Validity.EXPIRED: _("失效")}


@dataclass(frozen=True)
class Shown:
    """How a public document stands today, and the days that a reader is told with it.

    ``validity`` is what was recorded: with a day to come it holds from that day on, and ``ends`` says so. ``basis``
    is by what it was or will be ended or amended.
    """

    force: Force
    validity: Validity
    effective_on: date | None
    expires_on: date | None
    ended_on: date | None
    basis: str

    @property
    def label(self) -> str:
        return str(self.force.label)

    @property
    def ending(self) -> str:
        """What happens to it on ``ended_on``, where that day is still to come; else empty."""
        return str(_ENDINGS[self.validity]) if self.ended_on and not self.ended else ""

    @property
    def ended(self) -> bool:
        return self.force in (Force.REPEALED, Force.EXPIRED)

    @property
    def not_yet(self) -> bool:
        return self.force is Force.NOT_YET

    @property
    def holds(self) -> bool:
        """Whether it is in force as it stands, with nothing to warn of."""
        return self.force is Force.IN_FORCE


@dataclass(frozen=True)
class Standing(Shown):
    """The same with the documents around it.

    ``successor`` is the public version of the document that stands in its place, ``replaces`` are those that this
    one repealed or amended.
    """

    successor: ItemVersion | None
    replaces: tuple[ItemVersion, ...]


def shown_standing(version: ItemVersion | None) -> Shown | None:
    """How the document stands today; None for what is no rule and no normative document. Asks the database nothing.

    A document past its last day has expired, even before the nightly work has written it down; one whose repeal is
    still to come is in force until then.
    """
    if version is None or not version.is_normative or not version.item.validity:
        return None
    item = version.item
    validity, ended_on = Validity(item.validity), item.ended_on
    if version.expires_on and version.expires_on < today() and not ended_on:
        validity, ended_on = Validity.EXPIRED, version.expires_on + timedelta(days=1)
    return Shown(
        force=_force(validity, ended_on, version.effective_on),
        validity=validity,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        ended_on=ended_on,
        basis=item.validity_basis,
    )


def standing(version: ItemVersion) -> Standing | None:
    """How the document stands, with what stands around it; None for what is no rule and no normative document."""
    shown, item = shown_standing(version), version.item
    if shown is None:
        return None
    older = InformationItem.objects.filter(successor=item, current_version__isnull=False)
    return Standing(
        **vars(shown),
        successor=item.successor.current_version if item.successor else None,
        replaces=tuple(
            one.current_version
            for one in older.select_related("current_version__item")
            if one.current_version
        ),
    )


def standing_as(force: str) -> Q:
    """The condition on public versions that stand like this today; as :func:`shown_standing` tells it of each."""
    day = today()
    told, ran_out = Q(item__validity__gt=""), Q(item__ended_on__isnull=True, expires_on__lt=day)
    begun = Q(effective_on__isnull=True) | Q(effective_on__lte=day)
    match force:
        case Force.REPEALED:
            return Q(item__validity=Validity.REPEALED, item__ended_on__lte=day)
        case Force.EXPIRED:
            return Q(item__validity=Validity.EXPIRED, item__ended_on__lte=day) | told & ran_out
        case Force.NOT_YET:
            return told & not_ended(day) & Q(effective_on__gt=day)
        case Force.AMENDED:
            return Q(item__validity=Validity.AMENDED) & begun & not_ended(day)
        case _:
            return Q(item__validity__in=(Validity.IN_FORCE, *ENDED)) & begun & not_ended(day)


def not_ended(day: date) -> Q:
    """The condition on public versions that are neither repealed nor expired on this day."""
    endless = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
    return Q(item__ended_on__gt=day) | Q(item__ended_on__isnull=True) & endless


def _force(validity: Validity, ended_on: date | None, effective_on: date | None) -> Force:
    if ended_on is not None and ended_on <= today():
        return Force(validity)
    if effective_on is not None and effective_on > today():
        return Force.NOT_YET
    return Force.AMENDED if validity is Validity.AMENDED else Force.IN_FORCE
