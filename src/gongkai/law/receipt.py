"""The day of receipt of an application, by its channel (Regulation, art. 31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.rulebook import rule


class NotYetReceived(ValueError):
    """The fact that makes the application received in law has not happened, such as the confirmation."""


@dataclass(frozen=True, slots=True)
class Receipt:
    on: date
    basis: str  # submitted | signed | confirmed
    rule: str
    cite: str


_BASIS_ZH = {"submitted": "提交之日", "signed": "签收之日", "confirmed": "与申请人确认之日"}


def receipt_basis(channel: str, on: date) -> str:
    """Which day counts for the channel (in_person, registered_post, ordinary_post, online, fax)."""
    table = rule("receipt.day").on(on).value
    if channel not in table:
        raise ValueError(f"不认识的申请渠道「{channel}」，可以用的有：{'、'.join(table)}。")
    basis: str = table[channel]
    return basis


def receipt_date(
    channel: str,
    *,
    submitted: date | None = None,
    signed: date | None = None,
    confirmed: date | None = None,
) -> Receipt:
    """The day from which the reply period is counted."""
    facts = {"submitted": submitted, "signed": signed, "confirmed": confirmed}
    known = [day for day in facts.values() if day]
    if not known:
        raise NotYetReceived("请写明提交、签收或者确认的日期。")
    version = rule("receipt.day").on(min(known))
    basis = receipt_basis(channel, min(known))
    day = facts[basis]
    if day is None:
        raise NotYetReceived(f"该渠道的申请以{_BASIS_ZH[basis]}为收到申请之日，请写明该日期。")
    return Receipt(day, basis, version.rule_id, version.cite)
