"""The 26 grassroots fields (G-02): every county keeps a standard catalogue of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.catalogue.queries.data import data


@dataclass(frozen=True)
class GrassrootsField:
    """``column`` is the code of the standard column under which local columns of the field are added."""

    code: str
    name: str
    ministry: str
    column: str
    aliases: tuple[str, ...]

    @property
    def guideline(self) -> str:
        """The ministry's paper that the national entries follow."""
        return f"{self.ministry}《{self.name}领域基层政务公开标准指引》"


@cache
def grassroots_fields() -> dict[str, GrassrootsField]:
    """The fields by code, in their order."""
    told = [GrassrootsField(**one | {"aliases": tuple(one["aliases"])}) for one in data("fields")]
    return {field.code: field for field in told}


def field_named_in(text: str) -> GrassrootsField | None:
    """The field whose name or alias stands in this title; the longest name wins (“社会保险” before “保险”)."""
    names = [(name, field) for field in grassroots_fields().values() for name in (field.name, *field.aliases)]
    found = [(len(name), field) for name, field in names if name in text]
    return max(found, key=lambda pair: pair[0])[1] if found else None
