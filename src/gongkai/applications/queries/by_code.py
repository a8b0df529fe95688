"""An application as its applicant comes to it: by number and query code, without an account."""

from __future__ import annotations

import hmac
import re
from unicodedata import normalize

from gongkai.applications.models import Application
from gongkai.foundation.sealed import keyed_digest

DIGEST_LENGTH = 64


def opened_by(number: str, code: str) -> Application | None:
    """The application of this number if this is its query code; None says neither which of the two is wrong.

    An unknown number takes as long as a wrong code: nothing is unsealed before the code is found right.
    """
    number = normalize("NFKC", number).strip().upper()
    kept = Application.objects.filter(number=number).values_list("pk", "code_digest").first()
    pk, digest = kept or (None, "0" * DIGEST_LENGTH)
    is_right = hmac.compare_digest(code_digest(number, code), digest)
    if pk is None or not is_right:
        return None
    return Application.objects.select_related("organ").get(pk=pk)


def code_digest(number: str, code: str) -> str:
    """What is kept of a query code: a keyed digest that holds for this number only, however it was typed."""
    return keyed_digest(f"query code:{number}:{re.sub(r'[^A-Za-z0-9]', '', normalize('NFKC', code))}")


def for_applicant(pk: int) -> Application:
    """The application as its applicant's page shows it, after number and code have been checked."""
    related = (
        "events__consultation",
        "letters__pdf",
        "letters__docx",
        "attachments__file",
        "fee_notices__report",
        "proposals",
        "replies",
    )
    shown = Application.objects.select_related("organ", "supplement", "satisfaction")
    return shown.prefetch_related(*related).get(pk=pk)
