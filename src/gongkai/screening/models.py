"""What was found in a piece of content, without the values; the words and numbers that an administrator adds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now


class Gravity(models.TextChoices):
    """What a finding asks for; the same three as in gongkai.guard."""

    BLOCK = "block", _("不得公开")
    WARN = "warn", _("需要核对")
    NOTE = "note", _("提示")


class Scan(models.Model):
    """One look by the guard, in one version of its rules, at content with this digest under this name.

    The same content is looked at once, however many items hold it. ``unread`` says what could not be looked into,
    ``partly`` which of that leaves the rest looked at. ``covered_here``: a masked copy that was made here, so that the
    pages of a PDF, pictures now, were read before they became such.
    """

    digest = models.CharField(_("内容摘要值"), max_length=64)
    name = models.CharField(_("名称"), max_length=200, blank=True)
    rules_version = models.CharField(_("规则版本"), max_length=64)
    at = models.DateTimeField(_("时间"), default=now)
    unread = models.JSONField(_("未能检查的部分"), default=list)
    partly = models.JSONField(_("只能检查一部分的内容"), default=list)
    covered_here = models.BooleanField(_("系统遮盖后的文件"), default=False)

    class Meta:
        verbose_name = _("内容检查")
        constraints = [
            models.UniqueConstraint(fields=["digest", "name", "rules_version"], name="one_scan_of_a_content")
        ]

    def __str__(self) -> str:
        return self.name or self.digest


class ScanFinding(models.Model):
    """One finding: its kind and place, how it reads masked; the fingerprint tells it again without its value."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="findings")
    kind = models.CharField(_("类型"), max_length=40)
    severity = models.CharField(_("程度"), max_length=10, choices=Gravity)
    label = models.CharField(_("位置"), max_length=300)
    masked = models.CharField(_("内容（已遮盖）"), max_length=200)
    excerpt = models.CharField(_("前后文（已遮盖）"), max_length=300)
    fingerprint = models.CharField(_("标识"), max_length=64)

    class Meta:
        verbose_name = _("检查发现")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.label} {self.kind}"


class OfficeNumber(models.Model):
    """A mobile number that an office publishes as its own: it is no finding anywhere. Kept by its fingerprint."""

    masked = models.CharField(_("号码（已遮盖）"), max_length=40)
    fingerprint = models.CharField(_("标识"), max_length=64, unique=True)
    note = models.CharField(_("用途"), max_length=100)
    added_by = models.CharField(_("登记人"), max_length=100)
    added_at = models.DateTimeField(_("登记时间"), default=now)

    class Meta:
        verbose_name = _("单位公开的手机号码")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.masked} {self.note}"


class WordEntry(models.Model):
    """A wrong or sensitive word beside the packs that come with the system; ended, not removed."""

    wrong = models.CharField(_("错误或者敏感的表述"), max_length=100)
    right = models.CharField(_("建议改为"), max_length=100, blank=True)
    category = models.CharField(_("类别"), max_length=40)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    since = models.DateField(_("自何日起"), null=True, blank=True)
    until = models.DateField(_("至何日止"), null=True, blank=True)
    added_by = models.CharField(_("登记人"), max_length=100)
    changed_at = models.DateTimeField(_("最近变更"), default=now)
    ended = models.BooleanField(_("已停用"), default=False)

    class Meta:
        verbose_name = _("词条")
        ordering = ["category", "wrong"]
        constraints = [
            models.UniqueConstraint(fields=["wrong"], condition=Q(ended=False), name="a_wrong_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"
