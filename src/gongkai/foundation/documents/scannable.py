"""A way from paper to a page: an address as a square that a phone reads."""

from __future__ import annotations

from io import BytesIO

import segno

from gongkai.foundation.documents.model import Picture

DOTS_A_MODULE = 10
QUIET_MODULES = 2  # the paper around it is white as well


def scannable(address: str, *, width_mm: float, alt: str) -> Picture:
    """The address as a QR code."""
    png = BytesIO()
    segno.make(address, micro=False).save(png, kind="png", scale=DOTS_A_MODULE, border=QUIET_MODULES)
    return Picture(png.getvalue(), width_mm, alt)
