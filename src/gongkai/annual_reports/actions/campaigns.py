"""The year in which a competent office gathers the reports of its organs (arts. 46, 49)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import queries
from gongkai.annual_reports.actions.reminding import remind_of
from gongkai.annual_reports.models import Campaign, Occasion, Owed
from gongkai.annual_reports.workflow import CAMPAIGN, DATES, OVERSIGHT, CampaignState
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.reports import NoSuchForm, form_for_year
from gongkai.law.wording import chinese_date
from gongkai.organs.queries import Organ, current_successor

LONGEST_REASON, LONGEST_INSTRUCTIONS = 500, 5000


@transaction.atomic
def open_campaign(
    organ: Organ,
    year: int,
    *,
    by: Actor,
    department_due: date,
    government_due: date,
    instructions: str = "",
    approves: bool = False,
) -> Campaign:
    """Ask the organs of ``organ`` for their reports on ``year``; each is told at once.

    Own dates may be earlier than those of the law (art. 49), never later. Raises Refused.
    """
    if by.duty != Duty.OFFICE_HEAD or by.organ_id != organ.pk:
        raise Refused(_("年度报告工作由本机关公开工作机构负责人布置。"), cite=OVERSIGHT)
    if year > today().year:
        raise Refused(_("%(year)d年度尚未开始，不能布置年度报告工作。") % {"year": year}, cite=DATES)
    name = _form_name(year)
    _refuse_dates(organ, year, department_due, government_due)
    _refuse_long(instructions)
    given = {
        "form": name,
        "department_due": department_due,
        "government_due": government_due,
        "instructions": instructions.strip(),
        "approves": approves,
    }
    try:
        with transaction.atomic():
            campaign: Campaign = Campaign.objects.create(organ=organ, year=year, **given)
    except IntegrityError:
        raise Refused(_("%(year)d年度报告工作已经布置。") % {"year": year}) from None
    owed = _owe(campaign)
    after = {"organ": organ.code, "year": year, "organs": len(owed)} | given
    record(campaign, "annual_reports.open_campaign", by=by, cite=OVERSIGHT, after=after)
    remind_of(owed, Occasion.OPENED)
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, *, by: Actor, instructions: str, approves: bool, seen: int | None = None
) -> None:
    """Ask for something else, or look at the reports before they are published, or no more."""
    _refuse_long(instructions)
    changes = {"instructions": instructions.strip(), "approves": approves}
    CAMPAIGN.move(campaign, "change_campaign", by=by, seen=seen, changes=changes)


@transaction.atomic
def extend_due(owed: Owed, *, by: Actor, until: date, reason: str) -> None:
    """Give one organ a later day, for a reason; not later than the law's."""
    reason = _said(reason, _("请写明延期的原因。"))
    if until <= owed.due_on:
        raise Refused(_("新的期限应晚于现在的期限。"))
    if (latest := queries.due(owed.maker, owed.campaign.year)) and until > latest.on:
        raise Refused(_later_than_the_law(latest.on), cite=latest.version.cite)
    facts = {"organ": owed.organ.code, "from": owed.due_on, "until": until, "reason": reason}
    CAMPAIGN.move(owed.campaign, "extend_due", by=by, facts=facts)
    _change(owed, due_on=until, extended_because=reason)


@transaction.atomic
def exempt(owed: Owed, *, by: Actor, reason: str) -> None:
    """An organ owes no report of its own, for a reason that the board shows."""
    reason = _said(reason, _("请写明不需编制的原因。"))
    CAMPAIGN.move(owed.campaign, "exempt", by=by, facts={"organ": owed.organ.code, "reason": reason})
    _change(owed, exempt_because=reason)


@transaction.atomic
def owe_again(owed: Owed, *, by: Actor) -> None:
    """Take back that an organ owes no report."""
    CAMPAIGN.move(owed.campaign, "owe_again", by=by, facts={"organ": owed.organ.code})
    _change(owed, exempt_because="")


@transaction.atomic
def chase(campaign: Campaign, owed: Collection[Owed], *, by: Actor, note: str = "") -> int:
    """Chase the organs that have not published, with a note, at most once a day each; how many were chased."""
    note = note.strip()
    if len(note) > LONGEST_REASON:
        raise Refused(_("附言不超过%(n)s字。") % {"n": LONGEST_REASON})
    waiting = set(queries.unpublished(campaign).values_list("pk", flat=True))
    fresh = [
        one
        for one in owed
        if one.pk in waiting and not one.reminders.filter(occasion=Occasion.CHASED, made_on=today()).exists()
    ]
    if not fresh:
        raise Refused(_("没有可以催办的机关：都已发布，或者今天已经催办过（每天最多一次）。"))
    CAMPAIGN.move(
        campaign, "chase", by=by, facts={"organs": sorted(one.organ.code for one in fresh), "note": note}
    )
    remind_of(fresh, Occasion.CHASED, note=note, by_name=by.name)
    return len(fresh)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Actor, gaps_because: str = "", seen: int | None = None) -> None:
    """Close the year: each report as it stands is kept by its edition and digest, and all of them by one digest.

    Where reports are missing it wants to be told why. What is mended later is a numbered edition with a public note.
    """
    lock(campaign, seen=seen)
    if reasons := CAMPAIGN.reasons_against(campaign, "close_campaign", by):
        raise Refused(*reasons, cite=OVERSIGHT)
    gaps_because = gaps_because.strip()
    if len(gaps_because) > LONGEST_REASON:
        raise Refused(_("理由不超过%(n)s字。") % {"n": LONGEST_REASON})
    if not gaps_because and queries.unpublished(campaign).exists():
        raise Refused(_("还有机关没有发布报告。请先催办；仍要结束的，写明缺报的原因和后续处理。"))
    filed = queries.published_of(campaign)
    for owed in campaign.owed.all():
        if (report := filed.get(owed.maker_id)) is not None and not owed.exempt_because:
            owed.edition, owed.digest = report.edition, report.digest or queries.content_digest(report)
            owed.save(update_fields=["edition", "digest"])
    whole = queries.digest(sorted((one.organ.code, one.edition, one.digest) for one in _kept(campaign)))
    changes: dict[str, Any] = {"closed_at": now(), "digest": whole, "gaps_because": gaps_because}
    CAMPAIGN.move(campaign, "close_campaign", by=by, changes=changes, facts={"digest": whole})


@transaction.atomic
def follow_organs(campaign: Campaign) -> None:
    """Owe anew after organs were founded or merged: what was extended or exempted stays so."""
    lock(campaign)
    if campaign.state == CampaignState.OPEN and (changed := _owe(campaign)):
        facts = {"organs": sorted(one.organ.code for one in changed)}
        record(campaign, "annual_reports.follow_organs", by=SYSTEM, cite=OVERSIGHT, facts=facts)


def _form_name(year: int) -> str:
    try:
        return form_for_year(year).name
    except NoSuchForm as missing:
        raise Refused(str(missing)) from missing


def _kept(campaign: Campaign) -> list[Owed]:
    return list(campaign.owed.exclude(digest="").select_related("organ"))


def _owe(campaign: Campaign) -> list[Owed]:
    """Write down who owes and who makes it; the rows that are new or have another maker."""
    known = {one.organ_id: one for one in campaign.owed.all()}
    fresh, changed = [], []
    for organ in queries.organs_owing(campaign.organ, campaign.year):
        maker = current_successor(organ, date.max)  # also on the very day on which it ends
        one = known.get(organ.pk)
        if one is None:
            gone = "" if maker.existed_to is None else str(_("已撤销，没有承接机关。"))
            fresh.append(
                Owed(
                    campaign=campaign,
                    organ=organ,
                    maker=maker,
                    due_on=queries.due_in(campaign, maker),
                    exempt_because=gone,
                )
            )
        elif one.maker_id != maker.pk:
            one.maker = maker
            changed.append(one)
    Owed.objects.bulk_create(fresh, batch_size=500)
    Owed.objects.bulk_update(changed, ["maker"], batch_size=500)
    return fresh + changed


def _change(owed: Owed, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(owed, name, value)
    owed.save(update_fields=list(fields))


def _refuse_dates(organ: Organ, year: int, department_due: date, government_due: date) -> None:
    latest = queries.latest_dates(year)
    if min(department_due, government_due) <= date(year, 12, 31):
        raise Refused(_("期限应在报告年度结束之后。"), cite=DATES)
    for on, limit in ((department_due, latest.department), (government_due, latest.government)):
        if limit is not None and on > limit.on:
            raise Refused(_later_than_the_law(limit.on), cite=limit.version.cite)


def _later_than_the_law(limit: date) -> str:
    return _("期限可以早于、不能晚于法定的%(day)s。") % {"day": chinese_date(limit)}


def _refuse_long(instructions: str) -> None:
    if len(instructions) > LONGEST_INSTRUCTIONS:
        raise Refused(_("编制要求不超过%(n)s字。") % {"n": LONGEST_INSTRUCTIONS})


def _said(reason: str, empty: str) -> str:
    reason = reason.strip()
    if not any(sign.isalnum() for sign in reason):
        raise Refused(empty)
    if len(reason) > LONGEST_REASON:
        raise Refused(_("理由不超过%(n)s字。") % {"n": LONGEST_REASON})
    return reason
