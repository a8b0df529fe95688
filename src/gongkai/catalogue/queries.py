"""What can be asked of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q, QuerySet

from gongkai.catalogue.models import Block, Column, ItemKind, Origin, Scope
from gongkai.organs.queries import Kind, Level, Organ

__all__ = [
    "Block",
    "BoardBlock",
    "Branch",
    "Classes",
    "Column",
    "ItemKind",
    "Origin",
    "Scope",
    "all_columns",
    "board_columns",
    "column",
    "columns_for_choice",
    "columns_under",
    "genres",
    "lines",
    "may_hold",
    "themes",
]
DATA = Path(__file__).parent / "data"


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


@dataclass(frozen=True)
class Classes:
    """A list of classes (themes, genres): where it was taken from, and code → label, in order."""

    source: str
    labels: dict[str, str]

    def label(self, code: str) -> str:
        """What the class is called; empty for no class. Raises KeyError for an unknown one."""
        return self.labels[code] if code else ""


def all_columns() -> QuerySet[Column]:
    """Every column, in the order of the board."""
    return Column.objects.select_related("organ").order_by("position", "pk")


def column(code: str) -> Column:
    """The column with this code. Raises Column.DoesNotExist."""
    return all_columns().select_related("parent").get(code=code)


def board_columns(organ: Organ | None = None) -> list[BoardBlock]:
    """The four blocks with the columns that this organ shows: the standard ones in its scope and its own.

    Without an organ: the blocks of the whole region, without the columns that belong to one organ alone.
    """
    under: defaultdict[int | None, list[Column]] = defaultdict(list)
    for one in _shown_by(organ):
        under[one.parent_id].append(one)
    return [
        BoardBlock(code, str(label), tuple(_branch(top, under) for top in under[None] if top.block == code))
        for code, label in Block.choices
    ]


def columns_for_choice(organ: Organ) -> list[tuple[str, list[tuple[int, str]]]]:
    """The columns that take items of this organ, grouped for a select: columns without any column below them."""
    groups = []
    for block in board_columns(organ):
        plain = [branch.column for branch in block.branches if not branch.children]
        if plain:
            groups.append((block.label, _choices(plain)))
        for branch in block.branches:
            if branch.children:
                groups.append((f"{block.label} · {branch.column.name}", _choices(_leaves(branch))))
    return groups


def may_hold(column_id: int, organ: Organ) -> bool:
    """Whether an item of this organ may stand in the column."""
    return any(column_id == pk for _group, choices in columns_for_choice(organ) for pk, _name in choices)


def columns_under(top: Column) -> list[int]:
    """The keys of the column and of every column below it."""
    return [pk for pk, line in lines().items() if top.pk in line]


def lines() -> dict[int, list[int]]:
    """For each column by key: itself and the columns above it."""
    parents = dict(Column.objects.values_list("pk", "parent_id"))
    return {pk: list(_line(pk, parents)) for pk in parents}


@cache
def themes() -> Classes:
    """The theme classes (主题分类); a class of the second level is labelled “upper / lower”."""
    return _classes("themes.yaml")


@cache
def genres() -> Classes:
    """The genres (体裁分类): the kinds of official document."""
    return _classes("genres.yaml")


def _shown_by(organ: Organ | None) -> Iterable[Column]:
    if organ is None:
        return all_columns().filter(organ__isnull=True)
    rows = all_columns().filter(Q(organ__isnull=True) | Q(organ_id=organ.pk))
    return [one for one in rows if _in_scope(one, organ)]


def _in_scope(one: Column, organ: Organ) -> bool:
    township = organ.level == Level.TOWNSHIP
    match one.scope:
        case Scope.ABOVE_TOWNSHIP:
            return not township
        case Scope.TOWNSHIP:
            # The Regulation names 乡(镇)人民政府; a 街道办事处 is a dispatched organ and is not named.
            return township and organ.kind == Kind.GOVERNMENT
        case Scope.RULE_MAKERS:
            return organ.level in (Level.PROVINCE, Level.CITY) and organ.kind == Kind.GOVERNMENT
        case _:
            return True


def _branch(top: Column, under: dict[int | None, list[Column]]) -> Branch:
    return Branch(top, tuple(_branch(child, under) for child in under[top.pk]))


def _leaves(branch: Branch) -> list[Column]:
    if not branch.children:
        return [branch.column]
    return [leaf for child in branch.children for leaf in _leaves(child)]


def _choices(columns: Iterable[Column]) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in columns]


def _line(pk: int | None, parents: Mapping[int, int | None]) -> Iterator[int]:
    while pk is not None:
        yield pk
        pk = parents[pk]


def _classes(name: str) -> Classes:
    told: dict[str, Any] = yaml.safe_load((DATA / name).read_text("utf-8"))
    labels = {}
    for top in told["classes"]:
        labels[top["code"]] = top["name"]
        for child in top.get("children", ()):
            labels[child["code"]] = f"{top['name']} / {child['name']}"
    return Classes(told["source"], labels)
