"""The characters that are left of a page, put together again as stretches of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.redaction.glyphs import Glyph
from gongkai.redaction.marks import Box
from gongkai.redaction.paper import Run

COVERED = "■"
_GAP = 1.0
_OFF_LINE = 0.5
_NEAR = 0.06


def quarters_of(glyphs: Sequence[Glyph]) -> int:
    """How often the page must be turned left so that most of its lines run from left to right."""
    ways = Counter[int]()
    for before, after in pairwise(one.box for one in glyphs if one.seen):
        across, down = after.left - before.left, after.top - before.top
        if max(abs(across), abs(down)) < _NEAR:
            ways[(0 if across > 0 else 2) if abs(across) > abs(down) else (1 if down > 0 else 3)] += 1
    return max(ways, key=lambda way: ways[way]) if ways else 0


def runs_of(glyphs: Sequence[Glyph], covered: Sequence[Box], shape: float, quarters: int = 0) -> list[Run]:
    """What may still be read: seen, and nowhere touched by a cover. ``shape`` is the page's width over its height.

    A sign stands where words were covered, so that whoever listens to the page learns of it. The boxes of the runs
    are those of the page turned left by so many quarters.
    """
    return _joined(glyphs, covered, 1 / max(shape, 1e-6) if quarters % 2 else shape, quarters)


def _joined(glyphs: Sequence[Glyph], covered: Sequence[Box], shape: float, quarters: int) -> list[Run]:
    runs: list[Run] = []
    running: list[Glyph] = []
    is_dark = False
    for given in glyphs:
        glyph = replace(given, box=given.box.turned(quarters)) if given.seen else given
        is_covered = any(box.touches(given.box) for box in covered)
        if running and (is_covered or not glyph.seen or _breaks(running[-1].box, glyph.box, shape)):
            runs.append(_run(running, " " if glyph.is_blank else ""))
            running = []
        if is_covered and glyph.seen and not is_dark:
            runs.append(Run(COVERED, glyph.box))
        if glyph.seen and not is_covered:
            running.append(glyph)
        is_dark = is_covered or (is_dark and not glyph.seen)
    return [*runs, _run(running, "")] if running else runs


def _run(glyphs: Iterable[Glyph], end: str) -> Run:
    boxes = [glyph.box for glyph in glyphs]
    whole = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Run("".join(glyph.sign for glyph in glyphs) + end, whole)


def _breaks(before: Box, after: Box, shape: float) -> bool:
    """Another line, or a gap in this one."""
    height = max(before.bottom - before.top, 1e-6)
    off = abs((before.top + before.bottom) - (after.top + after.bottom)) / 2
    gap = (after.left - before.right) * shape
    return off > _OFF_LINE * height or gap > _GAP * height or after.left < before.left
