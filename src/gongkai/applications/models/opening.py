"""What several applicants asked for, or one says concerns the public: on its way to everybody (art. 44)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.applications.workflow import OpeningState
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject


class Opening(Subject):
    """Information that was asked for and may be opened to all, with the applications that asked for it.

    ``title`` is what the item will be called, in the office's words: never what an applicant wrote. ``reason`` is
    what an applicant says who suggested it, ``remark`` why it was not taken up.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    state = models.CharField(_("状态"), max_length=20, choices=OpeningState, default=OpeningState.FOUND)
    applications = models.ManyToManyField(Application, related_name="openings", verbose_name=_("所涉申请"))
    title = models.CharField(_("信息名称"), max_length=200, blank=True)
    reason = SealedTextField(_("申请人的理由"), blank=True)
    remark = models.CharField(_("不纳入的理由"), max_length=200, blank=True)
    suggested = models.BooleanField(_("申请人建议"), default=False)
    found_on = models.DateField(_("发现日期"), default=today)
    item = models.OneToOneField(
        "disclosure.InformationItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("主动公开的信息"),
    )
    draft_key = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("转为主动公开的建议")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organ", "state", "-id"], name="openings_of_organ")]

    def __str__(self) -> str:
        return self.title or f"{self.pk}"
