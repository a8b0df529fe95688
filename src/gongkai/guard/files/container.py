"""Zip containers and the XML in them, opened only after their table of contents has been found bearable."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from gongkai.guard.files.seen import (
    DAMAGED,
    HIGHEST_RATIO,
    LOCKED,
    RATIO_COUNTS_FROM,
    TOO_LARGE,
    Allowance,
    Unreadable,
)

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def open_zip(content: bytes, allowance: Allowance) -> zipfile.ZipFile:
    """The container; raises Unreadable before anything is unpacked when it would swell beyond measure."""
    try:
        container = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error
    members = container.infolist()
    if any(_is_swollen(member) for member in members):
        raise Unreadable(TOO_LARGE)
    allowance.take(len(members), sum(member.file_size for member in members))
    return container


def _is_swollen(member: zipfile.ZipInfo) -> bool:
    return member.file_size > RATIO_COUNTS_FROM and member.file_size > HIGHEST_RATIO * max(
        member.compress_size, 1
    )


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether the member can be read only with a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def refuse_locked(container: zipfile.ZipFile) -> None:
    """Raise Unreadable when any member has a password."""
    if any(is_locked(member) for member in container.infolist()):
        raise Unreadable(LOCKED)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: archivers on Chinese Windows write GBK without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def parser() -> etree.XMLParser:
    """A parser that follows nothing outside, expands no entities and gives up on monstrous trees."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def tree(content: bytes) -> etree._Element:
    """The root of an XML part; raises Unreadable for one that declares entities, or is none."""
    try:
        root = etree.fromstring(content, parser())
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("文件内含有实体声明，没有打开")
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace; nothing for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
