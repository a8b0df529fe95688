"""Which application a page at the desk is about: what is not yours does not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.decorators.cache import cache_control

from gongkai.accounts.queries import Duty
from gongkai.applications import queries

PAPER_READERS = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD, Duty.SIGNER, Duty.LEGAL_COUNSEL)
READERS = (*PAPER_READERS, Duty.REPORT_CLERK)
# Pages that show personal data leave no copy in a browser or a proxy.
personal = cache_control(private=True, no_store=True)


def own(request: Any, number: str) -> queries.Application:
    """The application with all that its page shows; 404 when it is another organ's, or nobody's."""
    try:
        return queries.case(request.actor, number)
    except queries.Application.DoesNotExist:
        raise Http404 from None
