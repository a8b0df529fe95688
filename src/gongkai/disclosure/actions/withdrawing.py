"""What is taken back from the public, why, what is told in its place, and how it comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.actions.moving import move, must_be_open, settle_failed_debts, told_to_public
from gongkai.disclosure.models import (
    HIDES_TITLE,
    InformationItem,
    ItemVersion,
    Withdrawal,
    WithdrawalReason,
)
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import rule


@transaction.atomic
def withdraw(
    item: InformationItem,
    *,
    by: Actor,
    reason: WithdrawalReason,
    explanation: str,
    arisen_on: date | None = None,
    seen: int | None = None,
) -> Withdrawal:
    """Take a public item back at once, in whatever state its correction is; a stub tells the public why.

    ``arisen_on`` is the day on which the cause arose; for a penalty the earlier of this day and the one that was
    reported, else today. A day that was reported wrong is reported anew, by name; it is not forgotten on the way out.
    """
    explanation = told_to_public(explanation, _("请写明向社会的说明：撤回了什么、为什么撤回。"))
    must_be_open(item, "withdraw", by=by, seen=seen)
    _not_ahead(arisen_on)
    changes: dict[str, Any] = {}
    cite = ""
    if item.revoked_on and reason not in (WithdrawalReason.PENALTY_REVOKED, *HIDES_TITLE):
        raise Refused(_("已登记原决定变更或者撤销的日期，撤回原因请选择“行政处罚决定被依法变更、撤销……”。"))
    if reason == WithdrawalReason.PENALTY_REVOKED:
        if item.kind != ItemKind.PENALTY:
            raise Refused(_("只有行政处罚决定才能以“原处罚决定变更或者撤销”为由撤回，请选择其他原因。"))
        _not_before_the_decision(item, arisen_on)
        arisen_on = min((day for day in (arisen_on, item.revoked_on) if day), default=today())
        cite = rule("publication.penalty_withdrawal").on(today()).cite
        changes["revoked_on"] = arisen_on
    return _take_back(item, "withdraw", WithdrawalReason(reason), explanation, arisen_on, by, changes, cite)


@transaction.atomic
def end_notice(item: InformationItem) -> Withdrawal:
    """Take down a public notice whose time is over, as the system."""
    must_be_open(item, "end_notice", by=SYSTEM, seen=None)
    last = _public(item).shown_until
    explanation = _("公示期至%(day)s，现已届满，本信息按期撤下。") % {"day": last}
    return _take_back(item, "end_notice", WithdrawalReason.NOTICE_OVER, explanation, last, SYSTEM)


@transaction.atomic
def take_down(item: InformationItem, *, reason: WithdrawalReason, kinds: list[str]) -> Withdrawal:
    """Take down what a patrol found and nobody has answered for, as the system; ``kinds`` of findings are told."""
    must_be_open(item, "take_down", by=SYSTEM, seen=None)
    told = _("经例行检查，这条信息含有不宜公开的内容，已撤下核查，处理后重新发布。")
    return _take_back(item, "take_down", reason, told, today(), SYSTEM, facts={"kinds": kinds})


@transaction.atomic
def take_down_unfit(item: InformationItem, *, reason: WithdrawalReason, version: int) -> Withdrawal:
    """Take down what a look after an emergency publication found not to be open, as the system, in the act of that look."""
    must_be_open(item, "take_down", by=SYSTEM, seen=None)
    told = _("这条信息应急发布后经补充审查，含有不宜公开的内容，已经撤下。")
    return _take_back(item, "take_down", reason, told, today(), SYSTEM, facts={"failed": version})


@transaction.atomic
def report_revocation(item: InformationItem, *, on: date, by: Actor, seen: int | None = None) -> None:
    """Say that the penalty was changed, revoked or found void on this day: the time to withdraw it runs."""
    _not_ahead(on)
    _not_before_the_decision(item, on)
    move(item, "report_revocation", by=by, seen=seen, changes={"revoked_on": on})


@transaction.atomic
def reopen(item: InformationItem, *, reason: str, by: Actor, seen: int | None = None) -> None:
    """Open a new draft of a withdrawn item: same index number, next version; the stub stays until it is public."""
    reason = told_to_public(reason, _("请写明重新起草的原因，公开后与新版本一并显示。"))
    changes = {"correction_reason": reason, "revoked_on": None}
    move(item, "reopen", by=by, seen=seen, changes=changes)


def _take_back(
    item: InformationItem,
    name: str,
    reason: WithdrawalReason,
    explanation: str,
    arisen_on: date | None,
    by: Actor,
    changes: dict[str, Any] | None = None,
    cite: str = "",
    facts: dict[str, Any] | None = None,
) -> Withdrawal:
    withdrawn = _public(item)
    gone = {"current_version": None, "correction_reason": "", **(changes or {})}
    move(item, name, by=by, seen=None, changes=gone, facts={"reason": reason, **(facts or {})}, cite=cite)
    settle_failed_debts(item)
    return Withdrawal.objects.create(
        item=item,
        version=withdrawn,
        reason=reason,
        explanation=explanation,
        arisen_on=arisen_on,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )


def _public(item: InformationItem) -> ItemVersion:
    if item.current_version is None:
        raise Refused(_("这条信息目前没有对外公开。"))
    return item.current_version


def _not_before_the_decision(item: InformationItem, day: date | None) -> None:
    if day and item.formed_on and day < item.formed_on:
        raise Refused(_("变更或者撤销的日期早于决定日期，请核对。"))


def _not_ahead(day: date | None) -> None:
    if day and day > today():
        raise Refused(_("事由发生的日期不能晚于今天。"))
