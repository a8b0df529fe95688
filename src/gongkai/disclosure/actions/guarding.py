"""Acting on what the guard finds: look, cover, answer for leaving it, and look again at what is public already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import elements_of
from gongkai.disclosure.actions.drafting import edit
from gongkai.disclosure.actions.moving import move, must_be_open, required
from gongkai.disclosure.actions.sheets import keep_sheet
from gongkai.disclosure.models import InformationItem, SetAside
from gongkai.disclosure.models.findings import TEXTS
from gongkai.disclosure.queries.guarding import guarded
from gongkai.foundation.ledger import Actor
from gongkai.foundation.markup import Span, replaced, table_cells
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock
from gongkai.guard.rules import kind
from gongkai.guard.text import mask_text
from gongkai.screening.actions import mask_file, screen_file
from gongkai.screening.queries import scan_of, to_cover

BESIDE_A_LINK = re.compile(r'\s(?:href|title)="([^"]*)"(?=[^<>]*>)')


@transaction.atomic
def mask(item: InformationItem, *, by: Actor, seen: int | None = None) -> list[str]:
    """Cover in a draft whatever the guard finds and covering puts right: texts, elements, table and attachments.

    Attachments are replaced by copies without hidden content, read again to prove that nothing is left; the names
    of the replaced files are answered. Raises Refused, with nothing changed, when one of them cannot be covered.
    """
    must_be_open(item, "edit", by=by, seen=seen)
    changed: dict[str, Any] = {
        name: _masked_body(item.body) if name == "body" else _masked(getattr(item, name)) for name in TEXTS
    }
    over = {one.code: one.name for one in elements_of(item.column_id, retired=True)} if item.column_id else {}
    changed["elements"] = {code: _masked(value, over.get(code, "")) for code, value in item.elements.items()}
    if item.sheet is not None:
        changed["sheet_id"] = _masked_sheet(item, by)
    leaking = [file for file in item.attachments.all() if _leaks(file)]
    copies = [mask_file(file, by=by) for file in leaking]
    edit(item, by=by, seen=seen, drop=[file.pk for file in leaking], stored=copies, **changed)
    return [file.name for file in leaking]


@transaction.atomic
def set_aside(
    item: InformationItem, *, by: Actor, fingerprints: Collection[str], reason: str, seen: int | None = None
) -> int:
    """Answer, by name and with a reason, for leaving findings or words as they are; how many they were.

    One reason may stand for many: each finding has a row of its own, and the ledger names each with the reason.
    """
    reason = required(reason, _("请写明保留的理由，例如“此号码为本单位对外公开的值班电话”。"))
    must_be_open(item, "set_aside", by=by, seen=seen)
    told = _told_of(item, set(fingerprints))
    mine = set(item.set_asides.filter(by_user_id=by.user_id).values_list("fingerprint", flat=True))
    new = [one for one in told if one["fingerprint"] not in mine]
    if not new:
        raise Refused(_("请选择要保留的内容；已经保留过的不用重复办理。"))
    for one in new:
        SetAside(
            item=item,
            reason=reason,
            at=now(),
            by_user_id=by.user_id,
            by_name=by.name,
            by_duty=by.duty,
            **one,
        ).save()
    facts = {
        "kinds": sorted({one["kind"] for one in new}),
        "count": len(new),
        "reason": reason,
        "findings": [{name: one[name] for name in ("kind", "label", "fingerprint")} for one in new],
    }
    move(item, "set_aside", by=by, seen=seen, facts=facts)
    return len(new)


@transaction.atomic
def replace_word(
    item: InformationItem, *, by: Actor, wrong: str, right: str, seen: int | None = None
) -> None:
    """Write a suggested word wherever the wrong one stands in the texts of a draft."""
    must_be_open(item, "edit", by=by, seen=seen)
    if not wrong or not right:
        raise Refused(_("这个词没有替换建议，请手工修改。"))
    changed = {name: getattr(item, name).replace(wrong, right) for name in TEXTS if name != "body"}
    changed["body"] = replaced(item.body, lambda text: _occurrences(text, wrong, right))
    lock(item, seen=seen)
    edit(item, by=by, seen=seen, **changed)


def _occurrences(text: str, wrong: str, right: str) -> Iterable[Span]:
    at = text.find(wrong)
    while at >= 0:
        yield at, at + len(wrong), right
        at = text.find(wrong, at + len(wrong))


def _told_of(item: InformationItem, wanted: set[str]) -> list[dict[str, str]]:
    """What is kept of the findings that are set aside: nothing that was not masked. A word is no secret."""
    now_found = guarded(item)
    told = {
        one.seen.fingerprint: {
            "fingerprint": one.seen.fingerprint,
            "kind": one.seen.kind,
            "label": one.seen.label[: _longest("label")],
            "masked": one.seen.masked[: _longest("masked")],
        }
        for one in now_found.findings
    }
    for one in now_found.words:
        told[one.word.fingerprint] = {
            "fingerprint": one.word.fingerprint,
            "kind": "word",
            "label": one.word.label[: _longest("label")],
            "masked": one.word.wrong,
        }
    return [row for fingerprint, row in told.items() if fingerprint in wanted]


def _longest(name: str) -> int | None:
    """The place of a find in a long-named file may be longer than what is kept of it."""
    return getattr(SetAside._meta.get_field(name), "max_length", None)


def _masked(text: str, headers: str = "") -> str:
    return mask_text(text, to_cover(text, headers=headers)) if text else text


def _masked_body(body: str) -> str:
    over = {text: heading for _row, heading, text in table_cells(body)}

    def spans(text: str) -> list[Span]:
        found = to_cover(text, headers=over.get(" ".join(text.split()), ""))
        return [(one.place.start, one.place.end, one.masked) for one in found if kind(one.kind).maskable]

    return BESIDE_A_LINK.sub(_kept_beside, replaced(body, spans))


def _kept_beside(attribute: re.Match[str]) -> str:
    """The address or title of a link, or nothing: an address cannot be covered and still lead anywhere."""
    found = to_cover(unquote(unescape(attribute[1])))
    return "" if any(kind(one.kind).maskable for one in found) else attribute[0]


def _masked_sheet(item: InformationItem, by: Actor) -> int:
    sheet = item.sheet
    if sheet is None:
        raise Refused(_("这条信息没有表格。"))
    names = [column["name"] for column in sheet.columns]
    rows = [[_masked(value, name) for value, name in zip(row, names, strict=True)] for row in sheet.rows]
    return keep_sheet(sheet.columns, rows, by=by).pk


def _leaks(file: Any) -> bool:
    screen_file(file)
    scanned = scan_of(file.sm3, file.name)
    return scanned is not None and any(one.maskable and one.severity != "note" for one in scanned.findings)
