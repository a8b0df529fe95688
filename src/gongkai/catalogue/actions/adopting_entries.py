"""The national standard catalogues of the 26 fields, adopted as they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gongkai.catalogue.actions.keepers import CITE
from gongkai.catalogue.models import Method, Origin, StandardEntry
from gongkai.catalogue.queries.data import data
from gongkai.catalogue.queries.fields import grassroots_fields
from gongkai.catalogue.queries.layout import in_order
from gongkai.catalogue.queries.limits import parsed_limit
from gongkai.foundation.ledger import Actor, record

EVERYWHERE = {"subject": "", "channels": ["website"], "levels": "c"}
Matter = tuple[str, str, str, int]


def adopt_entries(by: Actor) -> None:
    """Bring the national entries to what the data says: those that it no longer names go, local ones stay."""
    present = {_matter(one): one for one in StandardEntry.objects.filter(origin=Origin.NATIONAL)}
    wanted = _wanted()
    gone = [one for matter, one in present.items() if matter not in wanted]
    changed = {
        matter: fields
        for matter, fields in wanted.items()
        if matter not in present
        or any(getattr(present[matter], name) != value for name, value in fields.items())
    }
    if not (gone or changed):
        return
    StandardEntry.objects.filter(pk__in=[one.pk for one in gone]).delete()
    StandardEntry.objects.bulk_create(
        _entry(matter, fields) for matter, fields in changed.items() if matter not in present
    )
    for matter in changed.keys() & present.keys():
        StandardEntry.objects.filter(pk=present[matter].pk).update(**changed[matter])
    first = StandardEntry.objects.filter(origin=Origin.NATIONAL).earliest("pk")
    facts = {"changed": len(changed), "gone": len(gone)}
    record(first, "catalogue.adopt_entries", by=by, cite=CITE, facts=facts)


def _wanted() -> dict[Matter, dict[str, Any]]:
    told = data("standard_entries")
    wanted: dict[Matter, dict[str, Any]] = {}
    for field, said in told["fields"].items():
        usual = {**EVERYWHERE, "within": told["within"], **said}
        counted: Counter[tuple[str, str]] = Counter()
        for position, (first, second, content, laws, *more) in enumerate(said["rows"], start=1):
            counted[first, second] += 1
            row = {**usual, **(more[0] if more else {}), "content": content}
            row["basis"] = "\n".join(told["laws"][law] for law in laws)
            fields = _fields(row) | {"position": position, "note": told["note"]}
            fields["edition"] = grassroots_fields()[field].guideline
            wanted[field, first, second, counted[first, second]] = fields
    return wanted


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    amount, unit = parsed_limit(row["within"])
    group = row.get("group", "")
    return {
        "content": row["content"],
        "basis": row["basis"],
        "time_limit": row["within"],
        "time_amount": amount,
        "time_unit": str(unit),
        "subject": row["subject"],
        "channels": in_order(row["channels"]),
        "for_all": not group,
        "for_group": bool(group),
        "group": group,
        "method": Method.PROACTIVE.value,
        "county": "c" in row["levels"],
        "township": "t" in row["levels"],
        "checked": False,
    }


def _entry(matter: Matter, fields: dict[str, Any]) -> StandardEntry:
    field, first, second, nth = matter
    return StandardEntry(
        field=field, first_level=first, second_level=second, nth=nth, origin=Origin.NATIONAL, **fields
    )


def _matter(entry: StandardEntry) -> Matter:
    return entry.field, entry.first_level, entry.second_level, entry.nth
