"""What the entries of the ledger mean for the finished pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.foundation.ledger import Entry, entries_since, head_number

__all__ = ["Touched", "entries_since", "head_number", "touched"]

# Names and menus stand on every page: what changes them makes all pages anew, in the background.
EVERYWHERE = ("catalogue.", "organs.", "channels.open_site", "channels.describe_site")
ITEM, REPORT = "disclosure.informationitem", "annual_reports.annualreport"


@dataclass
class Touched:
    """The items and reports (by key) that acts touched, or ``everything``."""

    items: set[int] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.items or self.reports or self.everything)


def touched(entries: Iterable[Entry]) -> Touched:
    """What these acts may have changed on public pages; what a draft changes is found to be nothing."""
    found = Touched()
    for entry in entries:
        if entry.verb.startswith(EVERYWHERE):
            found.everything = True
        elif entry.subject_type == ITEM:
            found.items.add(int(entry.subject_id))
        elif entry.subject_type == REPORT:
            found.reports.add(int(entry.subject_id))
        elif entry.verb.startswith("interpretation."):
            sides = (entry.before, entry.after)
            found.items.update(side[name] for side in sides for name in ("policy", "item") if side.get(name))
        found.items.update(_successors(entry))
    return found


def _successors(entry: Entry) -> set[int]:
    """A document that took another's place shows it."""
    if entry.subject_type != ITEM:
        return set()
    return {side["successor"] for side in (entry.before, entry.after) if side.get("successor")}
