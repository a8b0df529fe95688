"""Records that are made once and never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import now


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that can be read and added one by one; everything that goes round ``save`` is refused."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("These records are kept as they were made: they are never changed or removed.")

    update = delete = bulk_update = bulk_create = _refuse


class Kept(models.Model):
    """A record that is made once and never changed: it says who did it and when."""

    at = models.DateTimeField(_("时间"), default=now)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("人员")
    )
    by_name = models.CharField(_("姓名"), max_length=100)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label}: a kept record is never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self._meta.label}: a kept record is never removed.")
