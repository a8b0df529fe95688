"""The outbox: each message with its way to somebody, sealed, and blanked when it has been there for a while."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField, mask_email, mask_phone


class Channel(models.TextChoices):
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class MessageState(models.TextChoices):
    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    GIVEN_UP = "given_up", _("未发出")


class Fault(models.TextChoices):
    """Why a message was not taken; what the service itself said may hold personal data and is not kept."""

    CLOSED = "closed", _("没有设置发送方式")
    UNREACHABLE = "unreachable", _("连不上发送服务")
    REFUSED = "refused", _("发送服务没有接受")
    ADDRESS = "address", _("收件号码或者地址不正确")
    BROKEN = "broken", _("发送程序出错")


class Message(models.Model):
    """One message to one address. ``about`` names the record it tells of ("applications.application:12").

    ``try_at`` is when it is due to be tried next; while somebody is trying it lies ahead, so that nobody else does.
    """

    channel = models.CharField(_("方式"), max_length=10, choices=Channel)
    to = SealedTextField(_("收件人"), blank=True)
    subject = SealedTextField(_("标题"), blank=True)
    text = SealedTextField(_("正文"), blank=True)
    about = models.CharField(max_length=100, blank=True, db_index=True)
    organ_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=MessageState, default=MessageState.WAITING)
    written_at = models.DateTimeField(_("写入时间"), default=now)
    try_at = models.DateTimeField(_("下次发送"))
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    fault = models.CharField(_("未发出的原因"), max_length=20, choices=Fault, blank=True)
    fault_detail = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    blanked_at = models.DateTimeField(_("清除内容时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        indexes = [
            models.Index(
                fields=["try_at"], name="messages_waiting", condition=models.Q(state=MessageState.WAITING)
            ),
            models.Index(fields=["organ_id", "state", "-id"], name="messages_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk} {self.state}"

    @property
    def masked_to(self) -> str:
        """Who gets it, masked; empty once the content is blanked."""
        if not self.to:
            return ""
        return mask_email(self.to) if self.channel == Channel.EMAIL else mask_phone(self.to)
