"""Masking PowerPoint files: hidden slides and comments gone, findings covered on slides, notes and masters."""

from __future__ import annotations

from gongkai.guard.files.cover import Cover
from gongkai.guard.files.ooxml import Package, cut, named
from gongkai.guard.files.slides import MAIN, is_hidden_slide, slide_pieces, slides_of

_COMMENTS = ("ppt/comments/", "ppt/commentAuthors", "ppt/authors")


def mask_slides(package: Package, cover: Cover) -> set[str]:
    """Mask the slides; hands back the parts that need no further masking."""
    if cover.wants("comment"):
        comments = [part for part in package.parts if part.startswith(_COMMENTS)]
        if comments:
            package.drop(comments)
            cover.note("已去掉批注")
    if cover.wants("hidden_content"):
        _drop_hidden(package, cover)
    for name in slides_of(package):
        for piece in slide_pieces(package.tree(name), name, "文字"):
            cover.write(piece)
    return set(slides_of(package))


def _drop_hidden(package: Package, cover: Cover) -> None:
    hidden = [name for name in slides_of(package) if is_hidden_slide(package.tree(name))]
    if not hidden:
        return
    for extension in list(named(package.tree(MAIN), "ext")):
        if next(named(extension, "sectionLst"), None) is not None:
            cut(extension)
    package.drop(hidden)
    cover.note(f"已去掉{len(hidden)}张隐藏的幻灯片")
