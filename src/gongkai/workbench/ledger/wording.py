"""The ledger in the words of the desk: acts, records and fields by the names that people know."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Entry
from gongkai.foundation.templatetags.shown import verb_labels
from gongkai.foundation.wording import listed

NOTHING = "—"
DUTIES = dict(Duty.choices)
FACTS: dict[str, Any] = {
    "version": gettext_lazy("版本"),
    "digest": gettext_lazy("内容摘要值"),
    "changed": gettext_lazy("改动的项目"),
    "step": gettext_lazy("环节"),
    "result": gettext_lazy("结论"),
    "reason": gettext_lazy("原因"),
    "count": gettext_lazy("件数"),
    "duty": gettext_lazy("岗位"),
    "username": gettext_lazy("登录名"),
    "title": gettext_lazy("名称"),
    "region": gettext_lazy("地区"),
    "changed_days": gettext_lazy("变动的日期（天）"),
    "cases": gettext_lazy("期限变动的申请（件）"),
    "reminders": gettext_lazy("提醒（条）"),
    "moves": gettext_lazy("期限变动（件）"),
    "key": gettext_lazy("密钥编号"),
    "resealed": gettext_lazy("重新加密的值（个）"),
    "unreadable": gettext_lazy("打不开的值（个）"),
    "files": gettext_lazy("文件（个）"),
    "channel": gettext_lazy("方式"),
}


def act_choices() -> list[tuple[str, Any]]:
    """Every act that can stand in the ledger, by its name."""
    return sorted(verb_labels().items())


def subject(entry: Entry) -> str:
    """What kind of record the act was on."""
    model = _model(entry)
    return str(model._meta.verbose_name) if model else entry.subject_type


def changes(entry: Entry) -> list[tuple[str, str, str]]:
    """Each field that the act touched: its name, and what stood in it before and after."""
    rows = [(_field(entry, name), name) for name in dict.fromkeys([*entry.after, *entry.before])]
    return [
        (_label(field, name), _value(field, entry.before.get(name)), _value(field, entry.after.get(name)))
        for field, name in rows
    ]


def facts(entry: Entry) -> list[tuple[str, str]]:
    """What else was told of the act."""
    return [(_label(None, name), _value(None, value)) for name, value in entry.facts.items()]


def _model(entry: Entry) -> type[Model] | None:
    try:
        return apps.get_model(entry.subject_type)
    except LookupError:
        return None


def _field(entry: Entry, name: str) -> Field[Any, Any] | None:
    model = _model(entry)
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _label(field: Field[Any, Any] | None, name: str) -> str:
    return str(field.verbose_name) if field else str(FACTS.get(name, name))


def _value(field: Field[Any, Any] | None, value: Any) -> str:
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return listed(_value(None, one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{name}：{_value(None, one)}" for name, one in value.items())
    if isinstance(value, str) and "T" in value and (moment := parse_datetime(value)):
        return date_format(localtime(moment), "Y-m-d H:i:s")
    if field is None:
        return str(DUTIES.get(value, value))
    return _named(field, value) if field.is_relation else str(dict(field.flatchoices).get(value, value))


def _named(field: Field[Any, Any], key: Any) -> str:
    """The record behind a key, by its name; the bare key when it is no longer there."""
    record = field.related_model._base_manager.filter(pk=key).first()  # type: ignore[union-attr]
    return str(getattr(record, "get_full_name", lambda: record)()) if record else str(key)
