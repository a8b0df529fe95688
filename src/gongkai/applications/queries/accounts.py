"""What an applicant who has signed in may see: the own applications, and nothing else."""

from __future__ import annotations

import json
import re
from unicodedata import normalize

from django.db.models import QuerySet

from gongkai.applications.models import ApplicantAccount, Application
from gongkai.foundation.messaging import Channel
from gongkai.foundation.sealed import keyed_digest

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})$")


def contact_way(contact: str) -> tuple[Channel, str] | None:
    """How a contact is reached, and the contact as it is kept; None for what is neither mobile number nor e-mail."""
    plain = re.sub(r"\s", "", normalize("NFKC", contact))
    if "@" in plain:
        return Channel.EMAIL, plain.lower()
    mobile = _MOBILE.match(plain.replace("-", ""))
    return (Channel.SMS, mobile[1]) if mobile else None


def account_digest(contact: str) -> str:
    """By what the account of a contact, as :func:`contact_way` gives it, is found."""
    return keyed_digest(f"account:{contact}")


def account_of(pk: int | None) -> ApplicantAccount | None:
    """The account of a session; None when it was deleted meanwhile."""
    return ApplicantAccount.objects.filter(pk=pk).first() if pk is not None else None


def account_applications(account: ApplicantAccount) -> QuerySet[Application]:
    """The applications that belong to an account, the newest first."""
    return account.applications.select_related("organ")


def account_application(account_pk: int, number: str) -> int | None:
    """The key of the application of this number if it belongs to the account."""
    belonging = ApplicantAccount.applications.through.objects
    found = belonging.filter(applicantaccount=account_pk, application__number=number)
    return found.values_list("application", flat=True).first()


def account_told(account: ApplicantAccount) -> dict[str, str]:
    """What the next form is filled in with."""
    return dict(json.loads(account.told)) if account.told else {}
