"""Files to be read: which of a folder are papers, and what they hold, within bounds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.reading.unreadable import Unreadable

LARGEST = 50 * 1024 * 1024
# Pages that a program made keep its suffix when they are saved; many have none.
PAPERS = frozenset(
    {
        *("", ".txt", ".md", ".htm", ".html", ".shtml", ".xhtml", ".jhtml", ".jsp", ".asp", ".aspx", ".php"),
        *(".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".pdf"),
    }
)
_HIDDEN = (".", "~$")


@dataclass
class Found:
    """The papers of a folder in the order of their names; ``left_out`` counts other files by suffix."""

    papers: list[Path] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    closed: list[Path] = field(default_factory=list)


def papers_in(folder: Path) -> Found:
    """Look through a folder and all folders in it; ``closed`` are those that may not be opened."""
    found = Found()

    def keep_closed(problem: OSError) -> None:
        found.closed.append(Path(str(problem.filename)))

    for here, folders, names in os.walk(folder, onerror=keep_closed):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for path in _shown(Path(here), names):
            if path.suffix.lower() in PAPERS:
                found.papers.append(path)
            else:
                found.left_out[path.suffix.lower()] += 1
    return found


def _shown(here: Path, names: list[str]) -> Iterator[Path]:
    for name in sorted(names):
        path = here / name
        if not name.startswith(_HIDDEN) and path.is_file():
            yield path


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises ``Unreadable`` with a sentence that says what is wrong."""
    if path.is_dir():
        raise Unreadable("这是文件夹，不是文件。")
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"文件超过{LARGEST // 1024 // 1024}MB，不像年度报告。")
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise Unreadable("没有这个文件，请检查文件名。") from missing
    except OSError as problem:
        raise Unreadable(f"打不开（{problem.strerror}）。") from problem
