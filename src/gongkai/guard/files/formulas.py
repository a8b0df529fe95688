"""Whether a formula may stay: only while everything it is computed from is still there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import range_boundaries

_FAR = 10**7
_READS_ANYWHERE = re.compile(r"(?i)\b(INDIRECT|OFFSET|GETPIVOTDATA|CELL)\(")


@dataclass
class Changed:
    """The cells that were masked or emptied, by sheet, and the sheets that are gone."""

    cells: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    sheets: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.sheets or self.cells)

    def add(self, sheet: str, row: int, column: int) -> None:
        """A cell that no longer holds what it held."""
        self.cells.setdefault(sheet, set()).add((row, column))

    def touches(self, formula: str, sheet: str) -> bool:
        """Whether a formula on a sheet reads what has changed; when that cannot be told, it does."""
        if not self:
            return False
        if _READS_ANYWHERE.search(formula):
            return True
        try:
            tokens = Tokenizer(f"={formula}").items
        except Exception:
            return True
        return any(
            self._is_touched(token.value, sheet)
            for token in tokens
            if token.type == "OPERAND" and token.subtype == "RANGE"
        )

    def _is_touched(self, reference: str, sheet: str) -> bool:
        owner, _, cells = reference.rpartition("!")
        name = owner.strip("'").replace("''", "'") if owner else sheet
        if name in self.sheets or ":" in name or "[" in reference:
            return True
        try:
            left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        except (ValueError, TypeError):
            return True
        return any(
            (top or 1) <= row <= (bottom or _FAR) and (left or 1) <= column <= (right or _FAR)
            for row, column in self.cells.get(name, ())
        )
