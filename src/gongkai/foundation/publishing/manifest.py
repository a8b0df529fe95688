"""The signed manifest: which pages a tree holds, by digest, in parts, so that one page changes one part.

``manifest/<part>.txt`` has a line "digest size path" for each page; ``manifest/root.txt`` a line "digest part" for
each part and last "signature <HMAC-SM3>", made with a key that does not lie beside the tree (GB/T 22239 8.1.4.7).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.foundation.publishing.files import sound
from gongkai.foundation.publishing.record import Record
from gongkai.foundation.sealed import keyed_digest
from gongkai.foundation.sm3 import sm3_hex

SIGNED = "signature "


@dataclass(frozen=True)
class Fault:
    """What is wrong with a tree: a page ``altered``, ``missing`` or ``unknown``, a part of the manifest ``forged``."""

    kind: str
    path: str


def sign(folder: Path, record: Record, shards: Iterable[str] | None = None) -> None:
    """Write these parts of the manifest (all of them) anew, and the root that signs them."""
    folder.mkdir(exist_ok=True)
    known = _parts(folder)
    if shards is None:
        known, shards = {}, record.shards()
    for shard in shards:
        lines = "".join(f"{digest} {size} {path}\n" for path, digest, size in record.shard(shard))
        known.pop(shard, None)
        if lines:
            _replace(folder / f"{shard}.txt", lines)
            known[shard] = sm3_hex(lines.encode())
        else:
            (folder / f"{shard}.txt").unlink(missing_ok=True)
    root = "".join(f"{digest} {shard}\n" for shard, digest in sorted(known.items()))
    _replace(folder / "root.txt", f"{root}{SIGNED}{_signature(root)}\n")


def faults(pages: Path, folder: Path) -> Iterator[Fault]:
    """Compare the files with the manifest, and the manifest with its signature."""
    try:
        text = (folder / "root.txt").read_text("utf-8")
    except OSError:
        yield Fault("missing", "root.txt")
        return
    root, _mark, signature = text.rpartition(SIGNED)
    if signature.strip() != _signature(root):
        yield Fault("forged", "root.txt")
    known: set[str] = set()
    for shard, digest in _parts(folder).items():
        try:
            lines = (folder / f"{shard}.txt").read_text("utf-8")
        except OSError:
            lines = ""
        if sm3_hex(lines.encode()) != digest:
            yield Fault("forged", f"{shard}.txt")
        for line in lines.splitlines():
            told, _size, path = line.split(" ", 2)
            known.add(path)
            if not sound(pages / path, told):
                yield Fault("altered" if (pages / path).exists() else "missing", path)
    yield from (Fault("unknown", path) for path in _lying(pages) if path not in known)


def _lying(pages: Path) -> Iterator[str]:
    for folder, _folders, names in os.walk(pages):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), pages).replace(os.sep, "/")
            if not path.endswith((".gz", ".br")):
                yield path


def _parts(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / "root.txt").read_text("utf-8").splitlines()
    except OSError:
        return {}
    pairs = [line.split(" ", 1) for line in lines if not line.startswith(SIGNED)]
    return {shard: digest for digest, shard in pairs}


def _signature(root: str) -> str:
    return keyed_digest(f"manifest {sm3_hex(root.encode())}")


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(text, "utf-8")
    os.replace(draft, path)
