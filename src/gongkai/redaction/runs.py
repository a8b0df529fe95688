"""The characters that are left of a page, put together again as stretches of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.redaction.glyphs import Glyph
from gongkai.redaction.marks import Box
from gongkai.redaction.paper import Run

COVERED = "■"
_GAP = 1.0
_OFF_LINE = 0.5


def runs_of(glyphs: Sequence[Glyph], covered: Sequence[Box], shape: float) -> list[Run]:
    """What may still be read: seen, and nowhere touched by a cover. ``shape`` is the page's width over its height.

    A sign stands where words were covered, so that whoever listens to the page learns of it.
    """
    runs: list[Run] = []
    running: list[Glyph] = []
    is_dark = False
    for glyph in glyphs:
        is_covered = any(box.touches(glyph.box) for box in covered)
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
