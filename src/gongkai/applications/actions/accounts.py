"""Signing in without a password, and what an applicant keeps in an account.

Anybody may ask for a code for any contact, and the account comes into being when the code comes back: so nothing
that is answered can tell whether there was an account before.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from gongkai.applications.actions.personal import count_attempt
from gongkai.applications.models import ApplicantAccount, Application, SignInCode
from gongkai.applications.queries import account_digest, contact_way
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import record
from gongkai.foundation.messaging import send
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import keyed_digest

SIGN_IN_DIGITS = 6
SIGN_IN_TRIES = 5
CODE_LIFE = timedelta(minutes=10)
MOST_CODES, CODES_PER = 3, timedelta(hours=1)
# An account that nobody has opened for so long is cleared away; the applications stay where they are.
ACCOUNT_LIFE = timedelta(days=730)
ACCOUNT_FIELDS = (
    "applicant_kind",
    "name",
    "contact_person",
    "identity_kind",
    "phone",
    "email",
    "postal_address",
)


@transaction.atomic
def send_sign_in_code(contact: str) -> None:
    """Send six digits to a contact. Says nothing: callers run this in the background, for every contact alike."""
    way = contact_way(contact)
    if way is None:
        return
    channel, plain = way
    digest = account_digest(plain)
    if count_attempt("sign-in code", digest, per=CODES_PER) > MOST_CODES:
        return
    code = "".join(secrets.choice("0123456789") for _place in range(SIGN_IN_DIGITS))
    minutes = int(CODE_LIFE.total_seconds()) // 60
    text = f"您的验证码是{code}，{minutes}分钟内有效，用于登录政府信息公开申请账户。不是您本人操作的，请不要理会。"
    if send(channel, plain, "政府信息公开申请账户验证码", text) is None:
        return
    kept = {"code_digest": _digest_of(digest, code), "made_at": now(), "tries": 0}
    SignInCode.objects.update_or_create(contact_digest=digest, defaults=kept)


@transaction.atomic
def sign_in(contact: str, code: str) -> ApplicantAccount | None:
    """The account of this contact if these are the digits that were sent to it; it is opened when there is none yet.

    A wrong code, one that is too old and one that was never sent get the same answer.
    """
    way = contact_way(contact)
    digest = account_digest(way[1]) if way else ""
    alive = SignInCode.objects.select_for_update().filter(
        contact_digest=digest, made_at__gt=now() - CODE_LIFE
    )
    kept = alive.filter(tries__lt=SIGN_IN_TRIES).first()
    right = hmac.compare_digest(_digest_of(digest, code), kept.code_digest if kept else "0" * len(digest))
    SignInCode.objects.filter(contact_digest=digest).update(tries=F("tries") + 1)
    if way is None or kept is None or not right:
        return None
    kept.delete()
    first = {"channel": way[0], "contact": way[1]}
    account, is_new = ApplicantAccount.objects.get_or_create(contact_digest=digest, defaults=first)
    if is_new:
        record(account, "applications.open_account", by=APPLICANT, facts={"channel": way[0]})
    account.seen_at = now()
    account.save(update_fields=["seen_at"])
    return account


def add_to_account(account: ApplicantAccount, application: Application) -> None:
    """Put an application, which was sent by this person or opened with its code, among the account's own."""
    account.applications.add(application)


def remember_particulars(account: ApplicantAccount, told: Mapping[str, str]) -> None:
    """Keep what the next form is filled in with; never the number of the identity paper."""
    kept = {name: told[name] for name in ACCOUNT_FIELDS if told.get(name)}
    account.told = json.dumps(kept, ensure_ascii=False)
    account.save(update_fields=["told"])


@transaction.atomic
def delete_account(account: ApplicantAccount) -> None:
    """Delete the account with all that it remembers; its applications go on, by number and code."""
    record(account, "applications.delete_account", by=APPLICANT, facts={"channel": account.channel})
    account.delete()


def forget_accounts() -> int:
    """Clear away the codes that are over and the accounts that nobody opens any more; how many accounts."""
    SignInCode.objects.filter(made_at__lt=now() - CODE_LIFE).delete()
    old = ApplicantAccount.objects.filter(seen_at__lt=now() - ACCOUNT_LIFE)
    count = old.count()
    for account in old:
        delete_account(account)
    return count


def _digest_of(digest: str, code: str) -> str:
    return keyed_digest(f"sign-in code:{digest}:{code.strip()}")
