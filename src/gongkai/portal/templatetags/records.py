"""The lists of public items. Written in Python: a page has dozens of rows, and a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from gongkai.disclosure.queries import ItemVersion, shown_standing

register = template.Library()
# What Django leaves as it is in an address.
PLAIN = "/~:@!$&'()*+,;="
ROW = (
    '<li class="records__item"><a class="records__title" href="{}">{}</a>'
    '<time class="records__when" datetime="{}">{}</time>'
    '<p class="records__facts"><span>{}</span>{}{}</p></li>'
)


@register.simple_tag
def records(versions: Iterable[ItemVersion]) -> SafeString:
    """{% records page.rows %}: a line for each public version: title, day, organ, number, how it stands."""
    return mark_safe("".join(_row(one) for one in versions))


@register.simple_tag
def item_address(index_number: str) -> str:
    """{% item_address version.index_number %}: the same as the page's address by its name, many times quicker."""
    before, after = _around(get_script_prefix(), get_language() or "")
    return f"{before}{quote(index_number, safe=PLAIN)}{after}"


@cache
def _around(prefix: str, language: str) -> tuple[str, str]:
    before, _mark, after = reverse("portal:item", args=["-mark-"]).partition("-mark-")
    return before, after


def _row(version: ItemVersion) -> str:
    day = timezone.localdate(version.first_published_at).isoformat()
    number = format_html("<span>{}</span>", version.document_number) if version.document_number else ""
    return ROW.format(
        conditional_escape(item_address(version.index_number)),
        conditional_escape(version.title),
        day,
        day,
        conditional_escape(version.organ.short_name),
        number,
        _standing(version),
    )


def _standing(version: ItemVersion) -> str:
    if shown_standing(version) is None:
        return ""
    return render_to_string("portal/policies/standing_tag.html", {"version": version})
