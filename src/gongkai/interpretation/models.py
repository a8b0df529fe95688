"""Policy interpretation (政策解读) tied to its document. Both are information items, which know nothing of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Subject
from gongkai.interpretation.workflow import Channel, Form


class Plan(Subject):
    """How and by when a policy is to be interpreted (解读方案): outline, form, channels, day.

    Whether it is kept is told by the interpretation that fulfils it, never stored. A plan given up says why.
    """

    policy = models.ForeignKey(
        "disclosure.InformationItem", models.PROTECT, related_name="+", verbose_name=_("政策文件")
    )
    form = models.CharField(_("解读形式"), max_length=20, choices=Form)
    outline = models.TextField(_("解读提纲"))
    channels = models.JSONField(_("解读渠道"), default=list)
    planned_on = models.DateField(_("计划发布日期"))
    made_at = models.DateTimeField(_("制定时间"), default=now)
    made_by = models.CharField(_("制定人"), max_length=100)
    dropped_reason = models.CharField(_("取消原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("解读方案")
        ordering = ["planned_on", "pk"]
        indexes = [models.Index(fields=["policy", "planned_on"], name="plans_of_policy")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.planned_on}"

    @property
    def channel_labels(self) -> str:
        """The channels in words."""
        return listed(Channel(one).label for one in self.channels)


class Interpretation(Subject):
    """That one item interprets another: in which form, by whom, and which elements it tells (F-01, F-05).

    ``elements`` maps the code of an element to where in the interpretation it stands. The head of the drafting
    organ (``by_head``) is the first interpreter; each interprets at least once a year.
    """

    policy = models.ForeignKey(
        "disclosure.InformationItem", models.PROTECT, related_name="+", verbose_name=_("政策文件")
    )
    item = models.OneToOneField(
        "disclosure.InformationItem", models.PROTECT, related_name="+", verbose_name=_("解读稿件")
    )
    plan = models.OneToOneField(
        Plan, models.PROTECT, null=True, blank=True, related_name="fulfilment", verbose_name=_("解读方案")
    )
    form = models.CharField(_("解读形式"), max_length=20, choices=Form)
    elements = models.JSONField(_("解读要素"), default=dict, blank=True)
    drafting_organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("起草单位")
    )
    drafted_by = models.CharField(_("解读起草人"), max_length=100, blank=True)
    interpreter_name = models.CharField(_("第一解读人"), max_length=50)
    interpreter_post = models.CharField(_("职务"), max_length=100)
    by_head = models.BooleanField(_("由起草单位主要负责人解读"), default=True)
    tied_at = models.DateTimeField(_("关联时间"), default=now)
    # Why it stays public although its policy was withdrawn.
    kept_reason = models.CharField(_("保留的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("政策解读")
        ordering = ["pk"]
        indexes = [models.Index(fields=["drafting_organ", "by_head"], name="interpreted_by_heads")]
        constraints = [
            models.CheckConstraint(name="nothing_interprets_itself", condition=~Q(policy=models.F("item")))
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.interpreter_name}"
