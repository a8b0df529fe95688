"""The accounts of applicants: a contact that was confirmed, and which applications belong to it. No password."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.foundation.messaging import Channel
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField


class ApplicantAccount(models.Model):
    """Somebody who has confirmed a telephone number or an e-mail address; nobody needs one to apply.

    ``told`` is what the next form is filled in with, as JSON: never the number of the identity paper. The digest is
    keyed for accounts alone: it is not the one by which applications are found.
    """

    channel = models.CharField(_("确认方式"), max_length=10, choices=Channel)
    contact = SealedTextField(_("手机号码或者电子邮箱"))
    contact_digest = models.CharField(max_length=64, unique=True, editable=False)
    told = SealedTextField(_("常用信息"), blank=True)
    created_at = models.DateTimeField(_("建立时间"), default=now)
    seen_at = models.DateTimeField(_("上次登录时间"), default=now, db_index=True)
    applications = models.ManyToManyField(Application, related_name="+", verbose_name=_("申请"))

    class Meta:
        verbose_name = _("申请人账户")

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class SignInCode(models.Model):
    """Six digits that were sent to a contact; good for some minutes and a few tries, once."""

    contact_digest = models.CharField(max_length=64, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(default=now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("登录验证码")

    def __str__(self) -> str:
        return f"{self.made_at}"
