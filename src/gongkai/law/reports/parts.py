"""The parts a form is made of, as the YAML files state them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Number = int | Decimal
Values = Mapping[str, Number | None]
Kind = Literal["count", "amount", "change"]
Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Label:
    """An official label with its English rendering."""

    zh: str
    en: str

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Label:
        return cls(data["zh"], data.get("en", data["zh"]))

    def in_language(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Section:
    """One of the numbered sections of a report; ``kind`` is "text" or "table"."""

    number: str
    kind: str
    label: Label


@dataclass(frozen=True)
class Column:
    """A column of numbers; ``heads`` are its header cells from the top down."""

    id: str
    heads: tuple[Label, ...]
    computed: bool
    kind: Kind
    unit: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of numbers; ``heads`` are its header cells from left to right, ``short`` its name in findings."""

    id: str
    heads: tuple[Label, ...]
    short: Label
    computed: bool
    unit: str | None
    kind: Kind | None
    rule: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One number of a form: where it stands, what it is called, whether it is entered or computed."""

    address: str
    table: str
    row: Row
    column: Column
    unit: str
    computed: bool
    kind: Kind

    @property
    def label(self) -> Label:
        """The row below its block and the column: 「（三）不予公开 1.属于国家秘密 · 自然人」."""
        row = self.row.heads[1:] or self.row.heads
        column = self.column.heads[-1:] if row else self.column.heads
        heads = (*row, *column)
        return Label(" · ".join(head.zh for head in heads), " · ".join(head.en for head in heads))


@dataclass(frozen=True)
class Band:
    """A stretch of a table under one header: title row, header rows, rows of numbers."""

    title: Label | None
    corner: Label | None
    path: str
    unit: str
    unit_head: Label | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def address(self, row: Row, column: Column) -> str:
        return ".".join(part for part in (self.path, row.id, column.id) if part)

    def cells(self, table: str) -> list[Cell]:
        return [
            Cell(
                address=self.address(row, column),
                table=table,
                row=row,
                column=column,
                unit=row.unit or column.unit or self.unit,
                computed=row.computed or column.computed,
                kind=row.kind or column.kind,
            )
            for row in self.rows
            for column in self.columns
        ]


def heads_of(data: Mapping[str, Any]) -> tuple[Label, ...]:
    return tuple(Label.of(head) for head in data["heads"])


def column_of(data: Mapping[str, Any]) -> Column:
    return Column(
        id=data["id"],
        heads=heads_of(data),
        computed=data.get("computed", False),
        kind=data.get("kind", "count"),
        unit=data.get("unit"),
        aliases=tuple(data.get("aliases", ())),
    )


def row_of(data: Mapping[str, Any]) -> Row:
    heads = heads_of(data)
    return Row(
        id=data["id"],
        heads=heads,
        short=_short(data.get("short", data["id"]), heads),
        computed=data.get("computed", False),
        unit=data.get("unit"),
        kind=data.get("kind"),
        rule=data.get("rule", ""),
        aliases=tuple(data.get("aliases", ())),
    )


_NUMBERS = str.maketrans("一二三四五六七八九（）", "123456789()")
_NUMBERED = re.compile(r"[一二三四五六七八九（）\d]*")


def _short(name: str, heads: tuple[Label, ...]) -> Label:
    """「三（七）」, 3(7); a row that goes by its name does so in both languages."""
    if _NUMBERED.fullmatch(name):
        return Label(name, name.translate(_NUMBERS))
    return Label(name, heads[-1].en if heads else name)


def band_of(data: Mapping[str, Any], form_name: str) -> Band:
    return Band(
        title=Label.of(data["title"]) if "title" in data else None,
        corner=Label.of(data["corner"]) if "corner" in data else None,
        path=data["path"],
        unit=data.get("unit", "件"),
        unit_head=Label.of(data["unit_head"]) if "unit_head" in data else None,
        columns=tuple(column_of(column) for column in data["columns"]),
        rows=tuple(row_of(row) for row in data["rows"] if row.get("only", form_name) == form_name),
    )
