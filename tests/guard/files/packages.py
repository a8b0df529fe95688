"""Putting more into Office packages than the libraries that write them would."""

from __future__ import annotations

import zipfile
from io import BytesIO


def with_parts(
    content: bytes, parts: dict[str, bytes], edits: dict[str, tuple[str, str]] | None = None
) -> bytes:
    """An Office package with more parts, and with words put before others in parts it has."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name in (edits or {}):
                before, inserted = (edits or {})[name]
                assert before in data.decode(), (name, before)
                data = data.decode().replace(before, inserted + before, 1).encode()
            if name not in parts:
                new.writestr(name, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def related(
    content: bytes, source: str, part: str, data: bytes, kind: str, content_type: str, mark: str = "rIdX9"
) -> bytes:
    """An Office package with one more part that another refers to."""
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    with zipfile.ZipFile(BytesIO(content)) as old:
        has_rels = rels in old.namelist()
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="{mark}" Type="{kinds}/{kind}" Target="/{part}"/>'
    parts = {part: data}
    edits = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/>')
    }
    if has_rels:
        edits[rels] = ("</Relationships>", line)
    else:
        parts[rels] = f'<Relationships xmlns="{space}">{line}</Relationships>'.encode()
    return with_parts(content, parts, edits)
