"""The digest of all that a report says: what was signed is what is public, or somebody has been at it."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.reports import OPTIONAL_TEXTS, TEXTS
from gongkai.foundation.sm3 import sm3_hex

SEALED = ("figures", "sources", "cells", "reasons", "units", "explanations", *TEXTS)


def content_digest(report: AnnualReport) -> str:
    """SM3 over all that a report says: figures, entries, reasons, sources, what was added to it, and texts."""
    said = {name: getattr(report, name) for name in SEALED}
    # A text that came to the form later is no part of the digest of a report that does not have it.
    return digest({name: one for name, one in said.items() if one or name not in OPTIONAL_TEXTS})


def digest(content: Any) -> str:
    """SM3 over anything that JSON can hold, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return sm3_hex(text.encode("utf-8"))
