"""The board: which columns an organ shows, which of them take items, which have ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from gongkai.catalogue.models import Audience, Block, Column, Scope
from gongkai.foundation.moment import today
from gongkai.foundation.remembered import remembered
from gongkai.organs.queries import Kind, Level, Organ


@dataclass(frozen=True)
class Branch:
    """A column with the columns under it."""

    column: Column
    children: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[Column]:
        """The column and all below it, in order."""
        yield self.column
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class BoardBlock:
    """One of the four blocks of the board with its columns."""

    code: str
    label: str
    branches: tuple[Branch, ...]

    def walk(self) -> Iterator[Column]:
        """Every column of the block, in order."""
        for branch in self.branches:
            yield from branch.walk()

    def only(self, codes: Collection[str]) -> BoardBlock:
        """The block with the columns of these codes and what stands below them."""
        return replace(self, branches=tuple(one for one in self.branches if one.column.code in codes))


def all_columns() -> QuerySet[Column]:
    """Every column, in the order of the board; also what is archived and what only staff see."""
    return Column.objects.select_related("organ").order_by("position", "pk")


@remembered("catalogue.")
def kept_columns() -> dict[str, Column]:
    """Every column by its code, in the order of the board, with its parent; for pages, which must not change them."""
    found = {one.pk: one for one in all_columns()}
    for one in found.values():
        if one.parent_id is not None:
            one.parent = found[one.parent_id]
    return {one.code: one for one in found.values()}


def public_column(code: str) -> Column:
    """The column with this code, if the public may read it. Raises Column.DoesNotExist."""
    found = kept_columns().get(code)
    if found is None or found.audience != Audience.PUBLIC:
        raise Column.DoesNotExist(code)
    return found


def inside_columns() -> QuerySet[Column, int]:
    """The keys of the columns that only the offices read; for a query to leave out."""
    return Column.objects.filter(audience=Audience.INSIDE).values_list("pk", flat=True)


def public_columns() -> QuerySet[Column]:
    """The columns that the public may read, archived ones among them."""
    return all_columns().filter(audience=Audience.PUBLIC)


def column(code: str) -> Column:
    """The column with this code. Raises Column.DoesNotExist."""
    return all_columns().select_related("parent").get(code=code)


def board_columns(
    organ: Organ | None = None, *, on: date | None = None, inside: bool = False
) -> list[BoardBlock]:
    """The four blocks with the columns that this organ shows: the standard ones in its scope and its own.

    Without an organ: the blocks of the whole region, without the columns that belong to one organ alone.
    Columns that are not open ``on`` this day (today) are left out with all below them; so are columns that
    only staff see, unless ``inside``.
    """
    day = on or today()
    under: defaultdict[int | None, list[Column]] = defaultdict(list)
    for one in _shown_by(organ):
        if one.is_open_on(day) and (inside or one.audience == Audience.PUBLIC):
            under[one.parent_id].append(one)
    return [
        BoardBlock(code, str(label), tuple(_branch(top, under) for top in under[None] if top.block == code))
        for code, label in Block.choices
    ]


def archived_columns(organ: Organ | None = None, *, on: date | None = None) -> list[Column]:
    """The columns that this organ showed and that have ended, the latest first; their items stay readable."""
    day = on or today()
    ended = [one for one in _shown_by(organ) if one.is_archived_on(day) and one.audience == Audience.PUBLIC]
    return sorted(ended, key=lambda one: one.closes_on or day, reverse=True)


def columns_by_five_disclosure() -> dict[str, list[int]]:
    """For each of the five disclosures (五公开) the keys of its public columns, to filter items by."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for one in kept_columns().values():
        if one.audience == Audience.PUBLIC:
            found[one.five_disclosure].append(one.pk)
    return dict(found)


def columns_for_choice(organ: Organ, *, on: date | None = None) -> list[tuple[str, list[tuple[int, str]]]]:
    """The columns that take items of this organ on this day (today), grouped for a select."""
    owned = _owned_by_others(organ)
    groups = []
    for block in board_columns(organ, on=on, inside=True):
        plain = [branch.column for branch in block.branches if not branch.children]
        groups.append((block.label, plain))
        for branch in block.branches:
            if branch.children:
                groups.append((f"{block.label} · {branch.column.name}", list(branch.walk())))
    offered = [(label, _choices(columns, owned)) for label, columns in groups]
    return [(label, choices) for label, choices in offered if choices]


def may_hold(column_id: int, organ: Organ, *, on: date | None = None) -> bool:
    """Whether an item of this organ may stand in the column."""
    return any(
        column_id == pk for _group, choices in columns_for_choice(organ, on=on) for pk, _name in choices
    )


def in_scope(one: Column, organ: Organ) -> bool:
    """Whether the law has this organ in mind for the column, and no other organ owns it as its own."""
    if one.organ_id is not None:
        return one.organ_id == organ.pk
    township = organ.level == Level.TOWNSHIP
    match one.scope:
        case Scope.ABOVE_TOWNSHIP:
            return not township
        case Scope.TOWNSHIP:
            # The Regulation names 乡(镇)人民政府; a 街道办事处 is a dispatched organ and is not named.
            return township and organ.kind == Kind.GOVERNMENT
        case Scope.RULE_MAKERS:
            return makes_rules(organ)
        case Scope.GOVERNMENTS:
            return organ.kind == Kind.GOVERNMENT
        case _:
            return True


def makes_rules(organ: Organ) -> bool:
    """Whether the organ may make 规章: governments from the 设区的市 upward (立法法 93; a county has none)."""
    return organ.level in (Level.PROVINCE, Level.CITY) and organ.kind == Kind.GOVERNMENT


def owners_of(one: Column, organs: Iterable[Organ]) -> list[Organ]:
    """Which of these organs answer for the column: the named ones, or all that it is meant for."""
    named = set(one.owners.values_list("pk", flat=True))
    return [organ for organ in organs if in_scope(one, organ) and (not named or organ.pk in named)]


def columns_under(top: Column) -> list[int]:
    """The keys of the column and of every column below it."""
    return columns_under_key(top.pk)


def columns_under_key(top: int) -> list[int]:
    """The same by key."""
    return [pk for pk, line in lines().items() if top in line]


def lines() -> dict[int, list[int]]:
    """For each column by key: itself and the columns above it."""
    parents = {one.pk: one.parent_id for one in kept_columns().values()}
    return {pk: list(_line(pk, parents)) for pk in parents}


def _shown_by(organ: Organ | None) -> Iterable[Column]:
    every = kept_columns().values()
    if organ is None:
        return [one for one in every if one.organ_id is None]
    return [one for one in every if one.organ_id in (None, organ.pk) and in_scope(one, organ)]


def _owned_by_others(organ: Organ) -> set[int]:
    """The columns for which organs are named, and this is none of them."""
    named: defaultdict[int, set[int]] = defaultdict(set)
    for column_id, organ_id in Column.owners.through.objects.values_list("column_id", "organ_id"):
        named[column_id].add(organ_id)
    return {column_id for column_id, organs in named.items() if organ.pk not in organs}


def _branch(top: Column, under: Mapping[int | None, list[Column]]) -> Branch:
    return Branch(top, tuple(_branch(child, under) for child in under.get(top.pk, ())))


def _choices(columns: Iterable[Column], owned: set[int]) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in columns if one.takes_items and one.pk not in owned]


def _line(pk: int | None, parents: Mapping[int, int | None]) -> Iterator[int]:
    while pk is not None:
        yield pk
        pk = parents[pk]
