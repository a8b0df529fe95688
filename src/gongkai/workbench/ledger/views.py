"""The ledger, to be read: all of it by the audit administrator, an organ's own part by its office head."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Entry
from gongkai.foundation.templatetags.shown import verb_label
from gongkai.organs import queries as organs
from gongkai.workbench.access import duty_required
from gongkai.workbench.ledger import wording
from gongkai.workbench.ledger.forms import LedgerFilter

PER_PAGE = 50
READERS = (Duty.AUDIT_ADMIN, Duty.OFFICE_HEAD)


@duty_required(*READERS)
def ledger(request: Any) -> HttpResponse:
    """The entries, the newest first."""
    names = dict(organs.all_organs().values_list("pk", "short_name"))
    reads_all = request.actor.duty == Duty.AUDIT_ADMIN
    form = LedgerFilter(request.GET, organs=list(names.items()) if reads_all else [])
    page = Paginator(form.narrowed(_readable(request)), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, verb_label(entry.verb), names.get(entry.organ_id or 0, "")) for entry in page]
    return render(request, "workbench/ledger/list.html", {"form": form, "page": page, "rows": rows})


@duty_required(*READERS)
def ledger_entry(request: Any, number: int) -> HttpResponse:
    """One entry: who, in which duty, what, by which article, what was before and after, and its place in the chain."""
    entry = get_object_or_404(_readable(request), number=number)
    context = {
        "entry": entry,
        "label": verb_label(entry.verb),
        "duty": dict(Duty.choices).get(entry.actor_duty, entry.actor_duty),
        "organ": organs.all_organs().filter(pk=entry.organ_id).first(),
        "subject": wording.subject(entry),
        "changes": wording.changes(entry),
        "facts": wording.facts(entry),
        "is_sound": entry.computed_digest() == entry.digest,
    }
    return render(request, "workbench/ledger/entry.html", context)


def _readable(request: Any) -> QuerySet[Entry]:
    entries = Entry.objects.order_by("-number")
    if request.actor.duty == Duty.AUDIT_ADMIN:
        return entries
    return entries.filter(organ_id=request.organ.pk)
