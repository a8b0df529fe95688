"""Names in what is said to people: of files, sheets and members of archives, which may themselves be a leak."""

from __future__ import annotations

from functools import lru_cache

from gongkai.guard.text import mask_text, scan_text


def without_values(label: str) -> str:
    """A label as it may be shown and kept: names stand in quotation marks, and are masked there like any text."""
    start, end = label.find("“"), label.rfind("”")
    if start < 0 or end < start:
        return label
    return f"{label[: start + 1]}{masked_name(label[start + 1 : end])}{label[end:]}"


@lru_cache(maxsize=512)
def masked_name(name: str) -> str:
    """A name with every finding in it masked; kept at hand, because each cell of a sheet names its sheet."""
    return mask_text(name, scan_text(name)) if len(name) > 1 else name
