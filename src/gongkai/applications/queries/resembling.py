"""Earlier applications that ask for the same or nearly the same, with what was answered then (art. 36(6))."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongkai.applications.models import Application, TextBand
from gongkai.applications.queries.likeness import bands, features, likeness, numbers

# What is worth a look, and what may be called the same information; chosen on a labelled set of requests.
ALIKE, SAME = 0.3, 0.6
MOST_LOOKED_AT, MOST_SHOWN = 12, 5
MOST_BANDS = 4_000


@dataclass(frozen=True)
class Resembling:
    """Another application to the same organ: how alike in percent, and which numbers only one of the two names."""

    application: Application
    percent: int
    same_applicant: bool
    differing: tuple[str, ...]

    @property
    def asks_the_same(self) -> bool:
        """Whether it may be the same information: alike, and no year or file number apart."""
        return self.percent >= SAME * 100 and not self.differing

    @property
    def is_answered(self) -> bool:
        return self.application.reply is not None

    @property
    def may_be_repeated(self) -> bool:
        """Same applicant, same information, answered already: the applicant may be told so (art. 36(6))."""
        return self.same_applicant and self.asks_the_same and self.is_answered


def resembling(application: Application, *, most: int = MOST_SHOWN) -> list[Resembling]:
    """The other applications to the same organ that ask for something alike, the most alike first.

    At most ``most`` of them. Costs the same however many there are: sketches are compared in an index, and of the
    few that share most the texts are opened and compared. The clerk decides what follows; nothing happens by itself.
    """
    asked, named = features(asked_for(application)), numbers(asked_for(application))
    found = []
    for other in _candidates(application, max(most, MOST_LOOKED_AT)):
        text = asked_for(other)
        share = likeness(asked, features(text))
        if share >= ALIKE:
            apart = tuple(sorted(named ^ numbers(text)))
            found.append(Resembling(other, round(share * 100), is_same_applicant(application, other), apart))
    found.sort(key=lambda one: (not one.may_be_repeated, -one.percent, -one.application.pk))
    return found[:most]


def is_same_applicant(one: Application, other: Application) -> bool:
    """Whether identity number or telephone say that the same person or organisation asks."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("identity_digest", "phone_digest"))
    return any(mine and mine == theirs for mine, theirs in pairs)


def asked_for(application: Application) -> str:
    """What is asked for, with what was supplemented."""
    supplement = getattr(application, "supplement", None)
    return f"{application.description}\n{supplement.answer if supplement else ''}"


def sketch(application: Application) -> list[str]:
    """The digests of its bands, comparable within its organ alone."""
    return bands(asked_for(application), key=f"application text:{application.organ_id}")


def _candidates(application: Application, most: int) -> list[Application]:
    sketched = TextBand.objects.filter(application=application).exclude(digest="")
    mine = sketched.order_by().values("digest")
    shared = TextBand.objects.filter(digest__in=mine).exclude(application=application).order_by()
    many = Counter(shared.values_list("application_id", flat=True)[:MOST_BANDS])
    if not many:
        return []
    nearest = [pk for pk, _shared in many.most_common(most)]
    own = Application.objects.filter(pk__in=nearest, organ_id=application.organ_id)
    return list(own.select_related("organ", "supplement").prefetch_related("replies__letter"))
