"""Letting the guard look at what takes time to look at, once for each content and version of its rules."""

from __future__ import annotations

from gongkai.disclosure.models import Content
from gongkai.disclosure.models.findings import table_pieces
from gongkai.screening.actions import screen_file, screen_pieces
from gongkai.screening.queries import scan_of


def screen(content: Content) -> None:
    """Look at the table and the attachments of an item or a version, where the present rules have not yet.

    The texts are looked at whenever they are shown: that takes no time worth keeping. To be called before the
    transaction of an act begins: what was seen stays true when the act is refused, and is not to be looked for again.
    """
    for file in content.attachments.all():
        screen_file(file)
    if content.sheet is not None and scan_of(content.sheet.digest) is None:
        screen_pieces(content.sheet.digest, table_pieces(content))
