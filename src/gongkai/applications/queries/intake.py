"""What the desk asks when an application comes: its day of receipt, what is missing in it, what came with it (arts. 29, 31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models import Application, AttachmentKind, Channel, Wording
from gongkai.calendars.queries import work_calendar
from gongkai.law.clock import Event, due_date
from gongkai.law.receipt import NotYetReceived, Receipt, receipt_basis, receipt_date

# The office writes so where the paper says nothing: it is taken in all the same, and asked about.
UNSAID = ("未写明", "未说明", "不详", "无")


@dataclass(frozen=True)
class Expected:
    """The day of receipt that an application would get, and until when it is to be answered."""

    receipt: Receipt | None
    due_on: date | None


def expected_receipt(channel: str, arrived_on: date, confirmed_on: date | None, *, organ: Any) -> Expected:
    """The day of receipt by the rule of the channel; none while the applicant has not confirmed (art. 31)."""
    try:
        receipt = receipt_date(
            Channel(channel).in_law, submitted=arrived_on, signed=arrived_on, confirmed=confirmed_on
        )
    except NotYetReceived:
        return Expected(None, None)
    due = due_date([Event("received", receipt.on)], calendar=work_calendar(organ.region))
    return Expected(receipt, due)


def needs_confirmation(channel: str, on: date) -> bool:
    """Whether the law counts from the day on which both sides confirm (art. 31)."""
    return receipt_basis(Channel(channel).in_law, on) == "confirmed"


def lacking(application: Application) -> list[str]:
    """What art. 29 wants in an application and this one does not say: all of it, for one notice (art. 30)."""
    attached = {one.kind for one in application.attachments.all()}
    one = application
    missing = []
    if not one.identity_digest and AttachmentKind.IDENTITY not in attached:
        missing.append(_("提供申请人的身份证明。"))
    if not (one.phone or one.email or one.postal_address):
        missing.append(_("提供联系方式（电话、电子邮箱或者通信地址）。"))
    if one.description.strip(" 。") in UNSAID:
        missing.append(_("写明所需政府信息的名称、文号或者便于查询的其他特征。"))
    if one.delivery_way == "post" and not one.postal_address:
        missing.append(_("选择邮寄的，提供通信地址。"))
    if one.delivery_way == "email" and not one.email:
        missing.append(_("选择电子邮件的，提供电子邮箱。"))
    return [str(what) for what in missing]


def siblings_of(application: Application) -> list[Application]:
    """The other applications that came on the same paper; the paper itself first."""
    root = application.paper_id or application.pk
    family = Application.objects.filter(Q(pk=root) | Q(paper_id=root), organ_id=application.organ_id)
    return list(family.exclude(pk=application.pk).order_by("pk"))


def family_of(application: Application) -> list[Application]:
    """The applicant's other applications that came of this one, or of which it came: for the applicant alone.

    Who holds the code of one may read the others, whichever organ has them.
    """
    root = application.paper_id or application.pk
    handed = Q(handed_over_by__application=application) | Q(transfers__successor=application)
    family = Application.objects.filter(Q(pk=root) | Q(paper_id=root) | handed)
    return list(family.exclude(pk=application.pk).select_related("organ").order_by("pk").distinct())


def wording_of(application: Application) -> str:
    """What the paper said as it came, if it was split; else nothing."""
    root = application.paper_id or application.pk
    kept = Wording.objects.filter(application_id=root, application__organ_id=application.organ_id).first()
    return kept.text if kept else ""
