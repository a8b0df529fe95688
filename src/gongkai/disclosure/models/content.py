"""What is written in an item: the catalogue's metadata, the text, the elements of its column, its table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import GENERAL_PERIOD, PERIODS, Column, ItemKind, Shape, elements_of
from gongkai.catalogue.queries.values import value_problems
from gongkai.disclosure.models.kept import Kept
from gongkai.disclosure.workflow import Attribute
from gongkai.foundation.sm3 import sm3_hex
from gongkai.law.periods import period_rule
from gongkai.law.rulebook import Label

NORMATIVE_KINDS = (ItemKind.RULES, ItemKind.NORMATIVE)


class Sheet(Kept):
    """The rows of a table-like item, kept once for the working copy and the versions that show them.

    ``columns`` is a list of ``{"code", "name", "kind", "audience"}`` as the elements of the catalogue stood when
    the rows were taken in; ``rows`` is a list of lists of text in the same order. ``digest`` is SM3 over both.
    """

    columns = models.JSONField(_("列"), encoder=DjangoJSONEncoder)
    rows = models.JSONField(_("行"), encoder=DjangoJSONEncoder)
    row_count = models.PositiveIntegerField(_("行数"))
    digest = models.CharField(_("内容摘要值"), max_length=64, db_index=True)

    class Meta:
        verbose_name = _("表格")

    def __str__(self) -> str:
        return f"{self.row_count} × {len(self.columns)}"


class Content(models.Model):
    """What is written in an item: the metadata of the catalogue (art. 12) and the text."""

    title = models.CharField(_("名称"), max_length=200)
    summary = models.CharField(_("内容概述"), max_length=300, blank=True)
    body = models.TextField(_("正文"), blank=True)
    column = models.ForeignKey(
        "catalogue.Column", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("栏目")
    )
    kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind, default=ItemKind.GENERAL)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    formed_on = models.DateField(_("成文日期"), null=True, blank=True)
    # Where the law counts from an approval or a receipt, that day; the rule of the limit says what it is called.
    limit_from = models.DateField(_("公开期限起算日"), null=True, blank=True)
    # Art. 26 counts anew when the information itself has changed; a slip of the pen put right does not count.
    altered_on = models.DateField(_("变更日期"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    # A public notice of fixed length is taken down by itself when its time is over.
    shown_until = models.DateField(_("公示截止日期"), null=True, blank=True)
    # Where the law lets a least time be shorter for a good reason: the reason, which the public reads.
    haste_reason = models.CharField(_("缩短期限或者提前施行的理由"), max_length=300, blank=True)
    genre = models.CharField(_("体裁分类"), max_length=20, blank=True)
    theme = models.CharField(_("主题分类"), max_length=10, blank=True)
    keywords = models.CharField(_("关键词"), max_length=100, blank=True)
    attribute = models.CharField(_("公开属性"), max_length=20, choices=Attribute, default=Attribute.PROACTIVE)
    attribute_ground = models.CharField(_("不公开的情形"), max_length=40, blank=True)
    attribute_reason = models.CharField(_("法律依据和理由"), max_length=300, blank=True)
    elements = models.JSONField(_("要素"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    sheet = models.ForeignKey(
        Sheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("表格")
    )
    attachments = models.ManyToManyField(
        "foundation.StoredFile", blank=True, related_name="+", verbose_name=_("附件")
    )

    class Meta:
        abstract = True

    @property
    def is_normative(self) -> bool:
        """Whether it is a 规章 or a 行政规范性文件, whose validity is told and counted."""
        return self.kind in NORMATIVE_KINDS

    @property
    def limit_name(self) -> str:
        """The period of the law by which it is to be public."""
        return limit_name(self.column, self.kind)

    @property
    def limit_event(self) -> Label | None:
        """What ``limit_from`` is the day of; None where the limit runs from the day it was formed."""
        return limit_event(self.column, self.kind)

    @property
    def limit_element(self) -> str:
        """The element under which the day of that event stands; empty where it is asked for beside the elements."""
        return limit_element(self.column, self.kind)

    def day_told(self) -> date | None:
        """The day that stands under this element: of a table the first, since its limit runs from there."""
        code = self.limit_element
        days = [_day(value) for value in self._values_under(code)]
        return min((one for one in days if one), default=None)

    def _values_under(self, code: str) -> list[str]:
        if self.column is None or self.column.shape != Shape.TABLE:
            return [self.elements.get(code, "")]
        if self.sheet is None:
            return []
        places = [at for at, one in enumerate(self.sheet.columns) if one["code"] == code]
        return [row[at] for row in self.sheet.rows for at in places]

    @property
    def needs_text(self) -> bool:
        """Whether it is an article; a record or a table says what it says in its elements."""
        return self.column is None or self.column.shape == Shape.TEXT

    def element_gaps(self) -> list[str]:
        """What its column asks for and is not there or cannot be read, in the user's words."""
        if self.column_id is None:
            return []
        elements = elements_of(self.column_id)
        if self.column is None or self.column.shape != Shape.TABLE:
            return list(value_problems(elements, self.elements).values())
        if self.sheet is None:
            return [str(_("请上传“%(column)s”的表格。") % {"column": self.column.name})]
        there = {one["code"] for one in self.sheet.columns}
        missing = [one.name for one in elements if one.required and one.code not in there]
        return [str(_("表格中缺少“%(name)s”列，请重新上传。") % {"name": name}) for name in missing]


# In this order they are digested and compared.
CONTENT_FIELDS = (
    "title",
    "summary",
    "body",
    "column_id",
    "kind",
    "document_number",
    "formed_on",
    "genre",
    "theme",
    "keywords",
    "attribute",
    "attribute_ground",
    "attribute_reason",
    "altered_on",
    "limit_from",
    "effective_on",
    "expires_on",
    "shown_until",
    "haste_reason",
    "elements",
    "sheet_id",
)
# These came later: where they say nothing, the digest is the one it was before them.
_LATER = (
    "altered_on",
    "limit_from",
    "effective_on",
    "expires_on",
    "shown_until",
    "haste_reason",
    "elements",
    "sheet_id",
)


def limit_name(column: Column | None, kind: str) -> str:
    """The period that holds for the kind, else the column's own, else the general one of art. 26."""
    return PERIODS.get(kind, "") or (column.time_limit if column else "") or GENERAL_PERIOD  # type: ignore[call-overload]


def limit_event(column: Column | None, kind: str) -> Label | None:
    """The event from whose day the limit of such information runs, if it is none of the information itself."""
    return period_rule(limit_name(column, kind)).event


def limit_element(column: Column | None, kind: str) -> str:
    """The code of the element of this column that says the day of the event; empty where it has none."""
    code: str = period_rule(limit_name(column, kind)).notes.get("element", "")
    asked = elements_of(column.pk) if code and column else []
    return code if any(one.code == code for one in asked) else ""


def digest_of(content: Content, files: Iterable[Any]) -> str:
    """SM3 over every field of the content and the names and digests of its attachments."""
    told: dict[str, Any] = {
        name: value for name in CONTENT_FIELDS if (value := getattr(content, name)) or name not in _LATER
    }
    if content.sheet_id:
        told["sheet_id"] = content.sheet.digest  # type: ignore[union-attr]
    told["attachments"] = sorted((file.name, file.sm3) for file in files)
    return sm3_hex(json.dumps(told, sort_keys=True, ensure_ascii=False, default=_plain).encode())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form of {type(value)}")
