"""What somebody has begun to write and not sent yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField


class Draft(models.Model):
    """An application form that is half filled in; it is opened by its code alone and given up after some days.

    No application and no act: the office does not see it. The number of the identity paper is never in it.
    """

    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    told = SealedTextField(_("已填写的内容"))
    saved_at = models.DateTimeField(_("保存时间"), default=now, db_index=True)

    class Meta:
        verbose_name = _("申请草稿")

    def __str__(self) -> str:
        return f"{self.saved_at}"
