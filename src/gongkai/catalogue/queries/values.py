"""What is filled in under the elements of a column: read as people write it, kept in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from dateutil import parser
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from gongkai.catalogue.models import Element, ElementKind
from gongkai.foundation.wording import listed

LONGEST = {ElementKind.LONG_TEXT: 5000}
LONGEST_TEXT = 500
YES = {"是", "有", "√", "✓", "yes", "true", "1", "1.0"}
NO = {"否", "无", "×", "no", "false", "0", "0.0"}
CHINESE_DAY = re.compile(r"^\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*$")
_web_address = URLValidator(schemes=["http", "https"])


class UnreadableValue(ValueError):
    """What was written is not what the element asks for; the message says what to write instead."""


def canonical(element: Element, written: Any) -> str:
    """The one form in which a value is kept: plain numbers, ISO days, 是 or 否, text without idle blanks.

    ``written`` is text, or what a cell of a spreadsheet holds. Empty stays empty. Raises UnreadableValue.
    """
    text = _as_text(written)
    if not text:
        return ""
    match element.kind:
        case ElementKind.NUMBER | ElementKind.MONEY:
            return _number(text)
        case ElementKind.DAY:
            return _day(written, text)
        case ElementKind.YES_NO:
            return _yes_or_no(text)
        case ElementKind.CHOICE if text not in element.choices:
            raise UnreadableValue(_("只能填写：%(choices)s。") % {"choices": listed(element.choices)})
        case ElementKind.URL:
            return _address(text)
    longest = LONGEST.get(ElementKind(element.kind), LONGEST_TEXT)
    if len(text) > longest:
        raise UnreadableValue(_("超过%(longest)s字，请缩短。") % {"longest": longest})
    return text


def value_problems(elements: Sequence[Element], values: Mapping[str, Any]) -> dict[str, str]:
    """By code of the element, what is wrong with its value or that it is missing; empty when all is well."""
    found = {}
    for element in elements:
        try:
            if not canonical(element, values.get(element.code, "")) and element.required:
                found[element.code] = _("请填写“%(name)s”。") % {"name": element.name}
        except UnreadableValue as wrong:
            found[element.code] = f"{element.name}：{wrong}"
    return found


def _as_text(written: Any) -> str:
    if written is None:
        return ""
    if isinstance(written, bool):
        return "是" if written else "否"
    if isinstance(written, float) and written.is_integer():
        return str(int(written))
    if isinstance(written, date | datetime):
        return written.isoformat()
    return re.sub(r"[ \t\u3000\xa0]+", " ", str(written)).strip()


def _number(text: str) -> str:
    plain = text.replace(",", "").replace("，", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UnreadableValue(_("“%(text)s”不是数字，请只填数字，单位不用写。") % {"text": text})
    if abs(number.adjusted()) > 15:
        raise UnreadableValue(_("数字过大或者位数过多，请核对。"))
    return f"{number:f}"


def _day(written: Any, text: str) -> str:
    if isinstance(written, datetime | date):
        return written.date().isoformat() if isinstance(written, datetime) else written.isoformat()
    found = CHINESE_DAY.match(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups())).isoformat()
        return parser.isoparse(text).date().isoformat()
    except ValueError:
        raise UnreadableValue(_("“%(text)s”不是日期，请写成“2026-11-20”。") % {"text": text}) from None


def _yes_or_no(text: str) -> str:
    if text.lower() in YES:
        return "是"
    if text.lower() in NO:
        return "否"
    raise UnreadableValue(_("请填写“是”或者“否”。"))


def _address(text: str) -> str:
    try:
        _web_address(text)
    except ValidationError:
        raise UnreadableValue(_("网址应以 http:// 或者 https:// 开头，请核对。")) from None
    return text
