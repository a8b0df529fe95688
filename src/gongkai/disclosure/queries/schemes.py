"""The divisions of what was disclosed into categories, as yearly reports print them; they are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import Block, Column, all_columns, lines

DATA = Path(__file__).parent.parent / "data" / "counting.yaml"
OTHER = "other"
# The division whose categories are columns; a category of another one is told with the name of its division.
STATUTORY = "statutory"
Named = dict[str, tuple[str, list[str]]]


@dataclass(frozen=True)
class Scheme:
    """A division of all items into categories: code → name, and for each column the code of its category.

    ``columns_of`` are the codes of the columns that a category names.
    """

    code: str
    name: str
    definition: str
    names: Mapping[str, str]
    category_of: Mapping[int, str]
    columns_of: Mapping[str, list[str]]


def schemes() -> dict[str, str]:
    """The divisions that are on offer: code → name."""
    return {told["code"]: told["name"] for told in _told()}


def scheme_of(code: str) -> Scheme:
    """One of them, laid over the columns as they are now. Raises KeyError."""
    told = next((one for one in _told() if one["code"] == code), None)
    if told is None:
        raise KeyError(code)
    columns = {column.pk: column for column in all_columns()}
    named = _categories(told, columns.values())
    by_code = {columns_code: code for code, (_name, codes) in named.items() for columns_code in codes}
    category_of = {
        pk: next((by_code[columns[up].code] for up in line if columns[up].code in by_code), OTHER)
        for pk, line in lines().items()
    }
    names = {code: name for code, (name, _codes) in named.items()} | {OTHER: _("其他")}
    columns_of = {code: codes for code, (_name, codes) in named.items()}
    return Scheme(told["code"], told["name"], told["definition"], names, category_of, columns_of)


def category_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every category of every division, under the division's name: what figures of earlier years may be told by."""
    columns = list(all_columns())
    offered = []
    for told in _told():
        named = [(code, name) for code, (name, _codes) in _categories(told, columns).items()]
        choices = [(_key(told["code"], code), name) for code, name in [*named, (OTHER, _("其他"))]]
        offered.append((told["name"], choices))
    return offered


def scheme_told(category: str) -> str:
    """The division of which a category of earlier years is told; empty for a sum that is not divided."""
    return category and (category.rpartition(":")[0] or STATUTORY)


def placed(scheme: Scheme, told: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The figures of earlier years in the categories of this division.

    What is told by a category of another division goes where all its columns go; where they part, or where nothing
    is told but a sum, it is 其他.
    """
    if not told:
        return
    pks, asked = {column.code: column.pk for column in all_columns()}, cache(scheme_of)
    for category, count in told:
        yield _place(scheme, category, pks, asked), count


def _place(scheme: Scheme, category: str, pks: Mapping[str, int], asked: Callable[[str], Scheme]) -> str:
    name, _colon, code = category.rpartition(":")
    if (name or scheme.code) == scheme.code and code in scheme.names:
        return code
    codes = asked(name).columns_of.get(code, []) if name else [code]
    places = {scheme.category_of[pks[one]] for one in codes if one in pks}
    return places.pop() if len(places) == 1 else OTHER


def _key(scheme: str, category: str) -> str:
    return category if scheme == STATUTORY else f"{scheme}:{category}"


@cache
def _told() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))
    return told


def _categories(told: dict[str, Any], columns: Iterable[Column]) -> Named:
    if told.get("top_columns"):
        return _top_columns(columns)
    return {one["code"]: (one["name"], one["columns"]) for one in told["categories"]}


def _top_columns(columns: Iterable[Column]) -> Named:
    """What arts. 20 and 21 ask of counties and of townships under the same name is one category."""
    by_name: dict[str, list[str]] = {}
    for one in columns:
        if one.parent_id is None and one.block == Block.STATUTORY:
            by_name.setdefault(one.name, []).append(one.code)
    return {codes[0]: (name, codes) for name, codes in by_name.items()}
