"""Keeping what somebody has begun to write: no act of anybody, so the ledger says nothing of it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from django.utils.translation import gettext as _

from gongkai.applications.actions.intake import CODE_LETTERS
from gongkai.applications.models import Draft
from gongkai.applications.queries import DRAFT_LIFE, draft_digest
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused

DRAFT_CODE_GROUPS, DRAFT_CODE_GROUP = 3, 4
MOST_CHARACTERS = 20_000


def save_draft(told: Mapping[str, str], *, code: str = "") -> str:
    """Keep what was filled in under this code, or under a new one; the code that it is kept under.

    A code that opens nothing (given up, or made up) is never taken over: a new one is made.
    """
    text = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise Refused(_("草稿太长，没有保存。请把较长的内容放在补充材料里上传。"))
    kept = Draft.objects.filter(code_digest=draft_digest(code)) if code else Draft.objects.none()
    if code and kept.update(told=text, saved_at=now()):
        return code
    code = _new_code()
    Draft.objects.create(code_digest=draft_digest(code), told=text)
    return code


def drop_draft(code: str) -> None:
    """Clear a draft away: it was sent, or its writer does not want it any more."""
    Draft.objects.filter(code_digest=draft_digest(code)).delete()


def forget_drafts() -> int:
    """Clear away the drafts that nobody has touched for their time; how many."""
    dropped, _by_model = Draft.objects.filter(saved_at__lt=now() - DRAFT_LIFE).delete()
    return dropped


def _new_code() -> str:
    return "-".join(
        "".join(secrets.choice(CODE_LETTERS) for _place in range(DRAFT_CODE_GROUP))
        for _group in range(DRAFT_CODE_GROUPS)
    )
