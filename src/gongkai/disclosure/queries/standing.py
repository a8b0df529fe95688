"""What became of a rule or normative document, as its own page must say it (rulebook E-05, H-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.disclosure.models import ENDED, InformationItem, ItemVersion, Validity
from gongkai.foundation.moment import today


@dataclass(frozen=True)
class Standing:
    """The validity of a public document today.

    ``not_yet``: it is public and comes into force only on ``effective_on``. ``successor`` is the public version of
    the document that stands in its place, ``replaces`` are those that this one repealed or amended.
    """

    validity: Validity
    effective_on: date | None
    expires_on: date | None
    ended_on: date | None
    basis: str
    successor: ItemVersion | None
    replaces: tuple[ItemVersion, ...]

    @property
    def not_yet(self) -> bool:
        return self.effective_on is not None and self.effective_on > today() and not self.ended

    @property
    def ended(self) -> bool:
        return self.validity in ENDED and self.ended_on is not None and self.ended_on <= today()


def standing(version: ItemVersion) -> Standing | None:
    """How the document stands; None for what is no rule and no normative document.

    A document past its last day has expired, even before the nightly work has written it down.
    """
    item = version.item
    if not item.is_normative or not item.validity:
        return None
    older = InformationItem.objects.filter(successor=item, current_version__isnull=False)
    validity, ended_on = Validity(item.validity), item.ended_on
    if version.expires_on and version.expires_on < today() and not ended_on:
        validity, ended_on = Validity.EXPIRED, version.expires_on + timedelta(days=1)
    return Standing(
        validity=validity,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        ended_on=ended_on,
        basis=item.validity_basis,
        successor=item.successor.current_version if item.successor else None,
        replaces=tuple(
            one.current_version
            for one in older.select_related("current_version__item")
            if one.current_version
        ),
    )
