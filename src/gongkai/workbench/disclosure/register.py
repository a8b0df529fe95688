"""The register of what an organ keeps back (arts. 14-16, 18), by when each is to be looked at again."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure import queries
from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.lists import LONG_AGO, ORDERS
from gongkai.workbench.disclosure.shown import UNLISTED

LISTS = {
    "": (_("全部"), queries.register_of),
    "due": (_("待重新评估"), queries.items_to_reassess),
    "late": (_("已超过评估期限"), queries.late_reassessments),
}


@duty_required(*queries.DUTIES)
def register(request: Any) -> HttpResponse:
    """What is not open proactively, with its ground, the nearest re-assessment first."""
    name = request.GET.get("show", "")
    name = name if name in LISTS else ""
    here = reverse("workbench:register")
    counts = {one: of_organ(request.organ.pk).count() for one, (_label, of_organ) in LISTS.items()}
    found = LISTS[name][1](request.organ.pk).annotate(due=Coalesce("reassess_by", LONG_AGO))
    grounds = dict(queries.grounds())
    page = page_by_key(found.defer(*UNLISTED), request.GET, keys=ORDERS["reassess"], total=counts[name])
    context = {
        "tabs": [
            (f"{label} {counts[one]}", f"{here}?show={one}" if one else here, one == name)
            for one, (label, _of_organ) in LISTS.items()
        ],
        "page": page,
        "rows": [(one, grounds.get(one.attribute_ground, "")) for one in page],
        "today": today(),
    }
    return render(request, "workbench/disclosure/register.html", context)
