"""Figures of the tables in the written sections: 「收到申请｛本年新收｝件」, so that text and table cannot disagree (B-59).

The form names the marks and the cells whose sum each stands for. A text is kept with its marks; whoever shows it or
checks it puts the figures in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.law.reports.parts import Label, Number, Values
from gongkai.law.reports.rules import Groups, expanded

OPEN, CLOSE = "｛", "｝"
_MARK = re.compile(r"[｛{]\s*([^｛｝{}\n]{1,30}?)\s*[｝}]")


@dataclass(frozen=True)
class Mark:
    """A name for a figure, and the cells that it is the sum of."""

    label: Label
    cells: tuple[str, ...]

    @property
    def written(self) -> str:
        """The mark as it stands in a text."""
        return f"{OPEN}{self.label.zh}{CLOSE}"

    def figure(self, values: Values) -> Number | None:
        """The figure; None while one of its cells is unknown."""
        found = [values.get(address) for address in self.cells]
        return None if None in found else sum(value for value in found if value is not None)


def marks_of(stated: Sequence[Mapping[str, Any]], groups: Groups) -> dict[str, Mark]:
    """The marks of a form by their names."""
    return {one["zh"]: Mark(Label.of(one), expanded(one["cells"], groups)) for one in stated}


def marks_in(text: str) -> list[str]:
    """The names of the marks that a text holds, known or not, each once."""
    return list(dict.fromkeys(match[1] for match in _MARK.finditer(text)))


def tidied(text: str) -> str:
    """The text with its marks in the full-width braces in which they are kept."""
    return _MARK.sub(lambda match: f"{OPEN}{match[1]}{CLOSE}", text)


def without_marks(text: str) -> str:
    """The text with 0 in the place of each mark, for comparing texts whatever their figures are."""
    return _MARK.sub("0", text)


def with_figures(text: str, marks: Mapping[str, Mark], values: Values) -> str:
    """The text with the figures in the place of its marks; a mark whose figure is unknown stays to be seen."""
    return _MARK.sub(lambda match: _told(match, marks, values), text) if OPEN in text else text


def _told(match: re.Match[str], marks: Mapping[str, Mark], values: Values) -> str:
    mark = marks.get(match[1])
    value = mark.figure(values) if mark else None
    if value is None:
        return match[0]
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
