"""What leads to a reply: what is asked, where it was searched, who was asked inside, what is proposed, who signed."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.answers import Answer
from gongkai.applications.models.application import Application
from gongkai.applications.models.casework import Letter
from gongkai.applications.workflow import ProposalState
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject
from gongkai.law.replies import reply_kind


class Item(models.Model):
    """One of the things that an application asks for, and what is decided on it: each has one outcome (arts. 36-39).

    ``path`` holds the answers to the guided questions; where they have come to an end, ``reply_kind`` is the kind
    they lead to. ``parts`` is JSON: a text for each part that the law wants in such a reply.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("次序"))
    wanted = SealedTextField(_("所需信息"))
    path = models.JSONField(_("判断过程"), default=list, blank=True)
    reply_kind = models.CharField(_("答复情形"), max_length=40, blank=True)
    parts = SealedTextField(_("答复内容"), blank=True)
    withheld = models.JSONField(_("不予提供部分的情形"), default=list, blank=True)

    class Meta:
        verbose_name = _("所需信息")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="one_item_a_place", fields=["application", "position"])]

    def __str__(self) -> str:
        return f"{self.position}"

    @property
    def contents(self) -> dict[str, str]:
        """The parts of the reply, by the law's names."""
        kept: dict[str, str] = json.loads(self.parts) if self.parts else {}
        return kept

    @property
    def answer(self) -> Answer | None:
        """What is decided, as letters and statistics read it; None while the questions are open."""
        if not self.reply_kind:
            return None
        return Answer(self.wanted, reply_kind(self.reply_kind), self.contents, tuple(self.withheld))


class Found(models.TextChoices):
    FOUND = "found", _("检索到")
    PART = "part", _("检索到一部分")
    NOTHING = "nothing", _("没有检索到")


class Search(models.Model):
    """Who looked where, by which words, with what result: what proves that nothing exists (art. 36(4))."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="searches")
    item = models.ForeignKey(Item, models.RESTRICT, null=True, blank=True, related_name="searches")
    place = models.CharField(_("检索的范围"), max_length=200)
    words = SealedTextField(_("检索的方法和关键词"))
    result = models.CharField(_("检索结果"), max_length=10, choices=Found)
    note = SealedTextField(_("检索说明"), blank=True)
    searched_by = models.CharField(_("检索人"), max_length=100)
    on = models.DateField(_("检索日期"))

    class Meta:
        verbose_name = _("检索记录")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"


class Inquiry(models.Model):
    """A division or person inside the organ was asked, with a day by which to answer."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="inquiries")
    asked_of = models.CharField(_("内设机构或者人员"), max_length=100)
    question = SealedTextField(_("核查事项"))
    asked_on = models.DateField(_("发出日期"))
    due_on = models.DateField(_("要求答复日期"))
    answer = SealedTextField(_("核查结果"), blank=True)
    answered_on = models.DateField(_("收到结果日期"), null=True, blank=True)
    answered_by = models.CharField(_("答复人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("内部核查")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.asked_of


class Proposal(Subject):
    """The reply as it is proposed, from the first draft to the signature; a case that is opened again has another.

    What is proposed on each item stands in the items. ``writers`` are all who wrote a part of it; none of them
    signs. ``files`` are the attachments that go out with it, as the signer saw them.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="proposals")
    version = models.PositiveSmallIntegerField(_("版本"))
    state = models.CharField(
        _("状态"), max_length=20, choices=ProposalState, default=ProposalState.DRAFT, db_index=True
    )
    finding = SealedTextField(_("第三方不同意公开，仍决定公开的理由"), blank=True)
    remarks = SealedTextField(_("承办说明"), blank=True)
    writers = models.JSONField(default=list, blank=True)
    written_by = models.CharField(_("拟稿人"), max_length=100, blank=True)
    files = models.JSONField(default=list, blank=True)
    signed_by = models.BigIntegerField(null=True, blank=True)
    begun_at = models.DateTimeField(_("开始拟写时间"), default=now)

    class Meta:
        verbose_name = _("答复审批单")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(name="one_proposal_a_version", fields=["application", "version"]),
            models.UniqueConstraint(
                name="one_proposal_under_way",
                fields=["application"],
                condition=~Q(state=ProposalState.ISSUED),
            ),
            models.CheckConstraint(
                name="proposal_signed_before_issue",
                condition=~Q(state__in=[ProposalState.SIGNED, ProposalState.ISSUED])
                | Q(signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def organ_id(self) -> int:
        """Proposals belong to the organ of their application."""
        organ_id: int = self.application.organ_id
        return organ_id


class Stance(models.TextChoices):
    AGREES = "agrees", _("同意")
    CHANGES = "changes", _("修改后同意")
    DISAGREES = "disagrees", _("不同意")


class CounselOpinion(models.Model):
    """What legal counsel says of a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="opinions")
    opinion = models.CharField(_("审核结论"), max_length=10, choices=Stance)
    text = SealedTextField(_("审核意见"), blank=True)
    given_by = models.CharField(_("审核人"), max_length=100)
    on = models.DateField(_("审核日期"))

    class Meta:
        verbose_name = _("法律审核意见")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.opinion} {self.on}"


class Signature(models.Model):
    """A proposal was signed, or returned with what is to be changed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    signed = models.BooleanField(_("同意"))
    remark = SealedTextField(_("批示"), blank=True)
    given_by = models.CharField(_("签批人"), max_length=100)
    at = models.DateTimeField(_("签批时间"), default=now)

    class Meta:
        verbose_name = _("签批")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.signed} {self.at}"


class ServiceWay(models.TextChoices):
    ONLINE = "online", _("在本网站提供下载")
    POST = "post", _("邮寄")
    IN_PERSON = "in_person", _("当面领取")
    EMAIL = "email", _("电子邮件")


class Service(models.Model):
    """How a letter went out and when it arrived, with proof. ``served_on`` is empty while it is on its way."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="service")
    way = models.CharField(_("送达方式"), max_length=10, choices=ServiceWay)
    tracking_number = models.CharField(_("邮件号码"), max_length=50, blank=True)
    sent_on = models.DateField(_("发出日期"))
    served_on = models.DateField(_("送达日期"), null=True, blank=True)
    received_by = SealedTextField(_("签收人"), blank=True)
    proof = models.ForeignKey(
        "foundation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("送达")
        constraints = [
            models.CheckConstraint(
                name="letter_served_after_it_was_sent",
                condition=Q(served_on__isnull=True) | Q(served_on__gte=models.F("sent_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.sent_on}"

    @property
    def is_on_its_way(self) -> bool:
        return self.served_on is None

    def told(self) -> dict[str, Any]:
        """What the ledger may know of it."""
        return {"way": self.way, "sent_on": self.sent_on, "served_on": self.served_on}
