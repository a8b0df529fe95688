"""What was begun and not sent: opened by its code, and by nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import normalize

from gongkai.applications.models import Draft
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import keyed_digest

DRAFT_LIFE = timedelta(days=7)


@dataclass(frozen=True)
class OpenedDraft:
    """A draft as its writer goes on with it: the fields by name."""

    told: dict[str, str]
    saved_at: datetime


def draft_code(typed: str) -> str:
    """A draft's code as it was told, however it was typed: capitals in groups of four."""
    plain = re.sub(r"[^A-Z0-9]", "", normalize("NFKC", typed).upper())
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def draft_digest(code: str) -> str:
    """What is kept of a draft's code."""
    return keyed_digest(f"draft code:{draft_code(code)}")


def draft_of(code: str) -> OpenedDraft | None:
    """The draft that this code opens, or None: unknown and given up look alike."""
    alive = Draft.objects.filter(code_digest=draft_digest(code), saved_at__gte=now() - DRAFT_LIFE)
    found = alive.first()
    return OpenedDraft(json.loads(found.told), found.saved_at) if found else None
