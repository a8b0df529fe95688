"""What is done about an application: supplement, consultations, fee, reply, and the papers of each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField
from gongkai.law.clock import PARTIES


class LetterKind(models.TextChoices):
    RECEIPT = "receipt", _("登记回执")
    REGISTRATION = "registration", _("登记表")
    SUPPLEMENT = "supplement", _("补正告知书")
    REASONS = "reasons", _("说明理由告知书")
    EXTENSION = "extension", _("延长答复期限告知书")
    CONSULTATION = "consultation", _("第三方意见征询书")
    CO_MAKER = "co_maker", _("共同制作机关意见征询函")
    ASSISTANCE = "assistance", _("协助函")
    CONSULTED = "consulted", _("征求意见告知书")
    FEE_NOTICE = "fee_notice", _("收费通知书")
    REPLY = "reply", _("答复书")
    DISCLOSURE_NOTICE = "disclosure_notice", _("公开决定告知书")
    NOT_AN_APPLICATION = "not_an_application", _("不作为政府信息公开申请处理告知书")
    TRANSFER = "transfer", _("转送告知书")
    CORRECTION = "correction", _("更正告知书")
    WITHDRAWAL = "withdrawal", _("撤回确认书")


# The letter by which each of those who are consulted is asked.
CONSULTATION_LETTERS = {
    "third_party": LetterKind.CONSULTATION,
    "co_maker": LetterKind.CO_MAKER,
    "other_organ": LetterKind.ASSISTANCE,
}
# To somebody else than the applicant, who neither reads them nor is named in them; the sheet is the office's own.
FOR_OTHERS = frozenset(
    {*CONSULTATION_LETTERS.values(), LetterKind.DISCLOSURE_NOTICE, LetterKind.REGISTRATION}
)


# The letters that decide something: the file is not closed before they have arrived.
DECIDING = (
    LetterKind.REPLY,
    LetterKind.NOT_AN_APPLICATION,
    LetterKind.CORRECTION,
    LetterKind.DISCLOSURE_NOTICE,
)


class Letter(models.Model):
    """A letter as it was issued: made once, kept as docx and PDF, never made again."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="letters")
    kind = models.CharField(_("文书"), max_length=20, choices=LetterKind)
    number = models.CharField(_("文号"), max_length=100)
    issued_on = models.DateField(_("签发日期"))
    docx = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    pdf = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    template = models.ForeignKey(
        "applications.LetterTemplate", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("文书")
        ordering = ["issued_on", "pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def is_for_applicant(self) -> bool:
        """Letters to those who were consulted go to somebody else; the applicant doesn't read them."""
        return self.kind not in FOR_OTHERS

    @property
    def is_served(self) -> bool:
        """Whether it is known to have arrived."""
        service = getattr(self, "service", None)
        return service is not None and service.served_on is not None


class AttachmentKind(models.TextChoices):
    IDENTITY = "identity", _("身份证明")
    MATERIAL = "material", _("申请材料")
    SCAN = "scan", _("申请原件扫描件")
    SUPPLEMENT = "supplement", _("补正材料")
    PAYMENT = "payment", _("缴费凭证")
    OPINION = "opinion", _("意见原件")
    RELEASED = "released", _("提供的政府信息")
    INDEX = "index", _("案卷目录")


class Attachment(models.Model):
    """A file that came with the application or goes out with the reply. Its original name may be personal."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("种类"), max_length=20, choices=AttachmentKind)
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    original_name = SealedTextField(_("原文件名"))
    added_at = models.DateTimeField(_("添加时间"), default=now)

    class Meta:
        verbose_name = _("附件")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_for_applicant(self) -> bool:
        """What a reply gave. A file is made ready before the reply, and what is withdrawn or lapses gets none."""
        return not self.application.is_open and self.pk in self.application.given_files()


class Supplement(models.Model):
    """What the applicant was asked to supplement, once (art. 30), and what came."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="supplement")
    defects = SealedTextField(_("需要补正的事项"))
    asked_on = models.DateField(_("告知日期"))
    until = models.DateField(_("补正期限"))
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    answer = SealedTextField(_("补正内容"), blank=True)
    answered_on = models.DateField(_("收到补正日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("补正")

    def __str__(self) -> str:
        return f"{self.asked_on}"


class Opinion(models.TextChoices):
    AGREES = "agrees", _("同意公开")
    PARTLY = "partly", _("部分同意公开")
    OBJECTS = "objects", _("不同意公开")
    NONE = "none", _("未提出意见")


class Consultation(models.Model):
    """Somebody whose opinion was asked: a third party, a co-maker or another organ (arts. 32-34)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="consultations")
    party = models.CharField(_("征求对象"), max_length=20, choices=list(PARTIES.items()))
    name = SealedTextField(_("名称或者姓名"))
    address = SealedTextField(_("送达地址"), blank=True)
    question = SealedTextField(_("征求意见的内容"))
    served_on = models.DateField(_("对方收到日期"))
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("收到意见日期"), null=True, blank=True)
    opinion = models.CharField(_("意见"), max_length=20, choices=Opinion, blank=True)
    reasons = SealedTextField(_("理由"), blank=True)

    class Meta:
        verbose_name = _("征求意见")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="consultation_answered_whole",
                condition=models.Q(answered_on__isnull=True, opinion="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(opinion="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.pk}"


class FeeMethod(models.TextChoices):
    ITEMS = "items", _("按件计收")
    PAGES = "pages", _("按量计收")


class FeeNotice(models.Model):
    """The information processing fee that was asked for, and what was paid (art. 42; Fee Measures)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="fee_notices")
    method = models.CharField(_("计收方式"), max_length=10, choices=FeeMethod)
    quantity = models.PositiveIntegerField(_("数量"))
    amount = models.PositiveIntegerField(_("金额（元）"))
    served_on = models.DateField(_("通知送达日期"))
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    paid_on = models.DateField(_("缴费日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("收费通知")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.amount}"


class Reply(models.Model):
    """A reply as it was given. ``contents`` holds, by the law's names, what the letter must say (art. 36).

    An application has one, and another when a decision was overturned and made anew.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="replies")
    kind = models.CharField(_("答复情形"), max_length=40)
    outcome = models.CharField(_("办理结果"), max_length=40)
    contents = SealedTextField(_("答复内容"))
    issued_on = models.DateField(_("答复日期"))
    issued_by = models.CharField(_("承办人"), max_length=100)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("答复")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_on}"


class Attempt(models.Model):
    """How often one address did one thing in one span of time; the address is kept as a keyed digest only."""

    purpose = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_count_a_span", fields=["purpose", "who", "since"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.since}: {self.count}"
