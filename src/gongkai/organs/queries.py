"""What can be asked of the tree of organs."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.foundation.remembered import remembered
from gongkai.organs.models import Kind, Level, Organ

__all__ = [
    "Kind",
    "Level",
    "Organ",
    "all_organs",
    "by_code",
    "current_successor",
    "existing_on",
    "government_of",
    "kept_organs",
    "keys_above",
    "merged_into",
    "organ",
    "subtree",
    "subtree_ids",
    "superior_of",
]


def all_organs() -> QuerySet[Organ]:
    """Every organ that is or was, in the order of the tree."""
    return Organ.objects.order_by("path")


def existing_on(day: date) -> QuerySet[Organ]:
    """The organs that were there on this day, in the order of the tree."""
    begun = Q(existed_from__isnull=True) | Q(existed_from__lte=day)
    not_ended = Q(existed_to__isnull=True) | Q(existed_to__gte=day)
    return all_organs().filter(begun & not_ended)


def organ(pk: int) -> Organ:
    """The organ with this key. Raises Organ.DoesNotExist."""
    return Organ.objects.get(pk=pk)


def by_code(code: str) -> Organ:
    """The organ with this code. Raises Organ.DoesNotExist."""
    return Organ.objects.get(code=code)


@remembered("organs.")
def kept_organs() -> dict[int, Organ]:
    """Every organ by key; for pages, which must not change them."""
    return {one.pk: one for one in all_organs()}


def subtree(root: Organ) -> QuerySet[Organ]:
    """``root`` and every organ under it, at any depth."""
    return all_organs().filter(path__startswith=root.path)


def subtree_ids(root: Organ) -> list[int]:
    """The keys of ``root`` and of every organ under it."""
    return list(subtree(root).values_list("pk", flat=True))


def lines_of_organs() -> dict[int, list[int]]:
    """For each organ (by key) itself and every organ above it."""
    by_path = dict(all_organs().values_list("path", "pk"))
    step = Organ.steplen
    return {
        pk: [by_path[path[:end]] for end in range(step, len(path) + 1, step)] for path, pk in by_path.items()
    }


def merged_into(heir: Organ, *, since: date) -> list[Organ]:
    """The organs that ended on this day or later and whose work came to ``heir``, at one remove or at several."""
    found: list[Organ] = []
    heirs = [heir.pk]
    while heirs:
        ended = list(Organ.objects.filter(successor_id__in=heirs, existed_to__gte=since).order_by("path"))
        found += ended
        heirs = [one.pk for one in ended]
    return found


def keys_above(subordinate: Organ) -> set[int]:
    """The keys of the organs above this one, at any height."""
    return set(Organ.objects.get_ancestors(subordinate).values_list("pk", flat=True))


def superior_of(subordinate: Organ) -> Organ | None:
    """The organ that is competent over this one; None at the top of the tree."""
    parent: Organ | None = Organ.objects.get_parent(subordinate)
    return parent


def government_of(organ: Organ) -> Organ:
    """The people's government that this organ is or belongs to; the organ itself when there is none above."""
    if organ.kind == Kind.GOVERNMENT:
        return organ
    above = Organ.objects.get_ancestors(organ).filter(kind=Kind.GOVERNMENT).order_by("-depth").first()
    return above or organ


def current_successor(organ: Organ, day: date) -> Organ:
    """The organ that answers for this one's work on ``day``: itself while it exists, then its successor's heir."""
    heir = organ
    while not heir.exists_on(day) and heir.successor is not None:
        heir = heir.successor
    return heir
