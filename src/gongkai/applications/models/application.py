"""The application and the dated events that its clock is computed from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.applications.models.asked import ApplicantKind, Channel, DeliveryWay, NoticeWay, SupplyForm
from gongkai.applications.workflow import OPEN, ProposalState, State
from gongkai.calendars.queries import work_calendar
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject
from gongkai.law.clock import KINDS, Event
from gongkai.law.workdays import WorkCalendar


class Application(Subject):
    """One application for government information, from receipt to archive (arts. 27-45).

    There is no purpose field: the law asks for none (A-30). What names or describes the applicant is sealed,
    and the number of the identity paper is kept apart (:class:`.identity.Identity`); the digests only find the
    same applicant again. Time-statuses (overdue, due soon, suspended) are never stored: the clock is computed
    from the events by :mod:`gongkai.law.clock`. ``due_on`` alone is a copy of its answer, so that lists can be
    sorted and paged; every act refreshes it, and so does the task ``refresh_due_dates`` each day and a change of
    the calendar. It is empty while the law knows no day.
    ``pressing_on`` is the same for open applications alone, with a day after all others for none.
    """

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="applications", verbose_name=_("受理机关")
    )
    number = models.CharField(_("申请编号"), max_length=70, unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.SUBMITTED, db_index=True)
    channel = models.CharField(_("提交方式"), max_length=20, choices=Channel)

    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind)
    name = SealedTextField(_("姓名或者名称"))
    contact_person = SealedTextField(_("联系人"), blank=True)
    phone = SealedTextField(_("联系电话"), blank=True)
    email = SealedTextField(_("电子邮箱"), blank=True)
    postal_address = SealedTextField(_("通信地址"), blank=True)
    identity_digest = models.CharField(max_length=64, blank=True, editable=False)
    name_digest = models.CharField(max_length=64, blank=True, editable=False)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    email_digest = models.CharField(max_length=64, blank=True, editable=False)
    notice_way = models.CharField(
        _("办理情况的通知方式"), max_length=10, choices=NoticeWay, blank=True, default=NoticeWay.NONE
    )

    description = SealedTextField(_("所需信息的名称、文号或者其他特征描述"))
    supply_form = models.CharField(_("提供形式"), max_length=20, choices=SupplyForm)
    delivery_way = models.CharField(_("获取方式"), max_length=20, choices=DeliveryWay)
    needs_help = models.BooleanField(_("需要阅读、视听方面的帮助"), default=False)
    paper = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", verbose_name=_("拆分自")
    )

    submitted_at = models.DateTimeField(_("提交时间"), default=now)
    office_received_on = models.DateField(_("工作机构签收日期"), null=True, blank=True)
    confirmed_on = models.DateField(_("双方确认日期"), null=True, blank=True)
    received_on = models.DateField(_("收到申请之日"), null=True, blank=True)
    due_on = models.DateField(_("答复期限"), null=True, blank=True, db_index=True, editable=False)
    pressing_on = models.GeneratedField(
        expression=Case(When(state__in=sorted(OPEN), then=Coalesce("due_on", Value(date.max)))),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    proposed_days = models.PositiveSmallIntegerField(_("提请延长的工作日数"), null=True, blank=True)
    proposed_reason = SealedTextField(_("延长理由"), blank=True)

    reply_kind = models.CharField(_("答复情形"), max_length=40, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=40, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)

    archived_on = models.DateField(_("归档日期"), null=True, blank=True, editable=False)

    code_digest = models.CharField(max_length=64, editable=False)
    submission_digest = models.CharField(max_length=64, unique=True, editable=False)
    privacy_notice = models.CharField(_("个人信息告知书版本"), max_length=20)

    class Meta:
        verbose_name = _("政府信息公开申请")
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["organ", "state", "pressing_on", "id"], name="applications_in_state"),
            models.Index(fields=["organ", "pressing_on", "id"], name="applications_pressing"),
            models.Index(fields=["organ", "-submitted_at", "-id"], name="applications_newest"),
            models.Index(
                fields=["organ", "state", "-submitted_at", "-id"], name="applications_newest_in_state"
            ),
            models.Index(
                fields=["organ", "pressing_on", "id"],
                name="applications_proposed",
                condition=models.Q(proposed_days__isnull=False),
            ),
            models.Index(fields=["organ", "received_on"], name="applications_received"),
            models.Index(
                fields=["archived_on"],
                name="applications_archived",
                condition=models.Q(state=State.ARCHIVED),
            ),
            models.Index(fields=["organ", "identity_digest"], name="applications_same_applicant"),
        ]
        constraints = [
            models.CheckConstraint(
                name="application_closed_with_outcome",
                condition=models.Q(closed_on__isnull=True, outcome="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(outcome="")),
            ),
            models.CheckConstraint(
                name="application_closed_after_receipt",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(received_on__isnull=True)
                | models.Q(closed_on__gte=models.F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def label(self) -> str:
        """The number as letters write it: 〔2026〕第0012号; in full where another organ gave it."""
        own = self.number.startswith(f"{self.organ.code}-".upper())
        return f"〔{self.year}〕第{self.serial:04d}号" if own else self.number

    @property
    def is_natural(self) -> bool:
        return self.applicant_kind == ApplicantKind.NATURAL

    @property
    def reply(self) -> Any:
        """The reply that stands: the last that was given, or None."""
        given = list(self.replies.all())
        return given[-1] if given else None

    def given_files(self) -> set[int]:
        """The keys of the attachments that went out with a reply, as they stood when it was signed."""
        return {pk for one in self.proposals.all() if one.state == ProposalState.ISSUED for pk in one.files}

    def calendar(self) -> WorkCalendar:
        """The working days of the place where the organ is, by all notices in force here."""
        return work_calendar(self.organ.region)

    def law_events(self) -> list[Event]:
        """The dated events as the law's clock takes them, in the order in which they happened."""
        return [row.as_law() for row in sorted(self.events.all(), key=lambda row: (row.on, row.pk))]

    def open_consultations(self) -> list[Any]:
        return [one for one in self.consultations.all() if one.answered_on is None]

    def open_inquiries(self) -> list[Any]:
        return [one for one in self.inquiries.all() if one.answered_on is None]

    def owed_fee(self) -> Any:
        """The fee notice that is not paid, or None."""
        return next((one for one in self.fee_notices.all() if one.paid_on is None), None)


class ApplicationEvent(models.Model):
    """One dated fact that the law's clock counts with; written by acts, never changed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    kind = models.CharField(_("事件"), max_length=30, choices=[(kind, kind) for kind in KINDS])
    on = models.DateField(_("日期"))
    consultation = models.ForeignKey(
        "applications.Consultation", models.PROTECT, null=True, blank=True, related_name="events"
    )
    days = models.PositiveSmallIntegerField(_("工作日数"), null=True, blank=True)
    until = models.DateField(pgettext_lazy("term", "截止日期"), null=True, blank=True)
    justified = models.BooleanField(_("逾期有正当理由"), default=False)

    class Meta:
        verbose_name = _("期限事件")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    def as_law(self) -> Event:
        """The same for :func:`gongkai.law.clock.run_clock`."""
        return Event(
            kind=self.kind,
            on=self.on,
            id=str(self.consultation_id) if self.consultation_id else None,
            party=self.consultation.party if self.consultation else None,
            days=self.days,
            until=self.until,
            justified=self.justified,
        )
