"""A look into a file of any kind: its findings, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from gongkai.guard.files.archives import look_into_zip
from gongkai.guard.files.images import look_at_image
from gongkai.guard.files.kinds import IMAGES, kind_of
from gongkai.guard.files.locating import located
from gongkai.guard.files.names import masked_name, without_values
from gongkai.guard.files.ofd import look_into_odf, look_into_ofd
from gongkai.guard.files.office import look_into_office
from gongkai.guard.files.old_office import RAW, look_into_binary_sheets, look_into_compound
from gongkai.guard.files.pdf import look_into_pdf
from gongkai.guard.files.plain import look_into_csv, look_into_rtf, look_into_text
from gongkai.guard.files.result import FileScan
from gongkai.guard.files.seen import (
    BROKEN,
    DAMAGED,
    Look,
    Piece,
    Reader,
    Seen,
    Sign,
    Unread,
    Unreadable,
    piece,
)
from gongkai.guard.findings import Finding, Place
from gongkai.guard.rules import kind
from gongkai.guard.text import scan_text

_READERS: dict[str, Reader] = {
    "word": look_into_office,
    "sheets": look_into_office,
    "slides": look_into_office,
    "binary_sheets": look_into_binary_sheets,
    "ofd": look_into_ofd,
    "odf": look_into_odf,
    "zip": look_into_zip,
    "pdf": look_into_pdf,
    "compound": look_into_compound,
    "csv": look_into_csv,
    "text": look_into_text,
    "rtf": look_into_rtf,
    **dict.fromkeys(IMAGES, look_at_image),
}
_CANNOT = "不是系统能够检查的文件类型，请人工检查"


def scan_file(name: str, content: bytes, office_numbers: Collection[str] = ()) -> FileScan:
    """All findings in a file and everything inside it, the file's name included; never writes or keeps anything.

    What cannot be read (a password, a scan without text, an archive that would swell) is told in ``unread``.
    """
    findings: dict[tuple[str, str, str], Finding] = {}
    unread: dict[str, bool] = {}
    for seen in look_into(name, content, Look(look_into)):
        if isinstance(seen, Unread):
            reason = without_values(seen.reason)
            unread[reason] = seen.is_partial and unread.get(reason, True)
            continue
        for finding in findings_of(seen, office_numbers):
            findings.setdefault((finding.kind, finding.value, finding.place.part), finding)
    partly = tuple(reason for reason, is_partial in unread.items() if is_partial)
    return FileScan(tuple(_once(findings.values())), tuple(unread), partly)


def _once(findings: Collection[Finding]) -> Iterator[Finding]:
    """Without those among the loose words of an old file that were found in a cell too."""
    placed = {(one.kind, one.value) for one in findings if RAW not in one.place.part}
    return (one for one in findings if RAW not in one.place.part or (one.kind, one.value) not in placed)


def look_into(name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """What is seen in a file, its name first; a broken or hostile file ends in a reason, not in an error."""
    yield piece(name.rpartition("/")[2].rpartition(".")[0] or name, "name", "文件名")
    if not content:
        return
    reader = _READERS.get(kind_of(name, content))
    if reader is None:
        yield Unread(_CANNOT)
        return
    try:
        yield from reader(name, content, look)
    except Unreadable as error:
        yield Unread(error.reason)
    except BROKEN:
        yield Unread(DAMAGED)


def findings_of(seen: Piece | Sign, office_numbers: Collection[str] = ()) -> list[Finding]:
    """The findings of one thing seen, each at the place where a user would look for it."""
    if isinstance(seen, Sign):
        return [_of_sign(seen)]
    text = seen.text
    if len(text) < 2:
        return []
    found = scan_text(text, headers=seen.headers, office_numbers=office_numbers)
    return [_told(finding) for finding in located(seen, found)]


def _told(finding: Finding) -> Finding:
    label = without_values(finding.place.label)
    if label == finding.place.label:
        return finding
    return replace(finding, place=replace(finding.place, label=label))


def _of_sign(sign: Sign) -> Finding:
    severity = sign.severity or kind(sign.kind).severity
    place = Place(sign.part, without_values(sign.label), 0, len(sign.value))
    masked = masked_name(sign.masked)
    return Finding(sign.kind, severity, sign.value, masked, place, masked)
