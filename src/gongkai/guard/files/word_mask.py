"""Masking Word documents: changes accepted, hidden words and comments gone, findings covered over all their runs."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.guard.files.container import local
from gongkai.guard.files.cover import Cover
from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.ooxml import Package, cut, named, unwrap
from gongkai.guard.files.runs import runs_of
from gongkai.guard.files.word import stories, story_pieces, styles_of

_COMMENTS = re.compile(r"word/(comments\w*|people)\.xml")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_FORMER = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
)
_MARKS_IN = ("rPr", "trPr", "numPr")


def mask_word(package: Package, cover: Cover) -> set[str]:
    """Mask the stories; hands back the parts that need no further masking."""
    if cover.wants("comment"):
        _drop_comments(package, cover)
    if cover.wants("document_properties"):
        _drop_foreign_settings(package)
    hidden = styles_of(package)
    done = set()
    for name, root in stories(package):
        if cover.wants("tracked_change") and accept_changes(root):
            cover.note("已接受全部修订")
        if cover.wants("hidden_content") and _cut_hidden(root, hidden):
            cover.note("已去掉隐藏文字")
        for piece in story_pieces(name, root, hidden):
            cover.write(piece)
        cover.write(loose_piece(root, name, "文字", has_story=True))
        done.add(name)
    return done


def _drop_comments(package: Package, cover: Cover) -> None:
    comments = [part for part in package.parts if _COMMENTS.fullmatch(part)]
    if comments:
        package.drop(comments)
        cover.note("已去掉批注")
    for _name, root in stories(package):
        for mark in list(named(root, *_COMMENT_MARKS)):
            cut(mark)


def _drop_foreign_settings(package: Package) -> None:
    """The template on somebody's disk, and where letters were merged from."""
    settings = "word/settings.xml"
    if settings in package.parts:
        package.drop_relations(settings, [one.id for one in package.relations(settings) if one.is_external])
        for element in list(named(package.tree(settings), "mailMerge")):
            cut(element)


def accept_changes(root: etree._Element) -> bool:
    """The text as it stands when all changes are accepted; tells whether there were any."""
    changes = list(named(root, "ins", "del", "moveFrom", "moveTo"))
    for change in changes:
        above = change.getparent()
        if above is None:
            continue
        is_removal = local(change) in ("del", "moveFrom")
        if local(above) in _MARKS_IN:
            if is_removal and local(above) == "trPr" and above.getparent() is not None:
                cut(above.getparent())
            else:
                cut(change)
        elif is_removal:
            cut(change)
        else:
            unwrap(change)
    for former in list(named(root, *_FORMER)):
        cut(former)
    return bool(changes)


def _cut_hidden(root: etree._Element, hidden: frozenset[str]) -> bool:
    found = [run.element for p in named(root, "p") for run in runs_of(p, hidden) if run.is_hidden]
    for element in found:
        if element is not None:
            cut(element)
    return any(element is not None for element in found)
