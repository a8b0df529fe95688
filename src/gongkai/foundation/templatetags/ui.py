"""The components. A tag's signature is its contract; ``gallery.py`` holds an example of each.

Inclusion tags draw what they are given; block tags (``notice``, ``card``, ``scrolling``, ``fold``) wrap content.
Tones: calm, good, info, warning, danger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.foundation.paging import KeyPage
from gongkai.foundation.previews import Preview
from gongkai.foundation.tables import TablePart
from gongkai.foundation.templatetags.shown import (
    FileLink,
    Moment,
    deadline_words,
    file_link,
    mistakes,
    moment,
)
from gongkai.foundation.todo import Todo
from gongkai.foundation.wording import in_words, listed, spoken
from gongkai.law.rulebook import Version, citation

register = template.Library()
register.filter("listed", listed)
register.filter("in_words", in_words)
TONES = ("calm", "good", "info", "warning", "danger")
Pair = tuple[Any, Any]


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """{% error_summary form %}: what is wrong, at the top, each line a link to its field; nothing when all is well."""
    return {"mistakes": [mistake for form in forms for mistake in mistakes(form)]}


@register.inclusion_tag("ui/status_tag.html")
def status_tag(text: Any, tone: str = "calm") -> dict[str, Any]:
    """{% status_tag "办理中" "info" %}: the state of a record in a word."""
    return {"text": text, "tone": _known(tone)}


@register.inclusion_tag("ui/deadline_tag.html")
def deadline_tag(clock: Any) -> dict[str, Any]:
    """{% deadline_tag clock %}: until when, and how many working days are left (a Clock of gongkai.law.clock)."""
    text, tone = deadline_words(clock)
    return {"text": text, "tone": tone, "clock": clock}


@register.inclusion_tag("ui/cite.html")
def cite(source: str | Version) -> dict[str, Any]:
    """{% cite "regulation-2019:33" %}: the article as a small note; a Version of a rule adds what it says in a line."""
    if isinstance(source, str):
        return {"label": _article(source), "gist": ""}
    return {"label": _article(source.cite), "gist": in_words(source, "gist")}


def _article(cite: str) -> str:
    told = citation(cite)
    return spoken(told.label, told.label_en)


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """{% timeline entries %}: what happened, in the order given: ledger entries, steps of a clock, or Moments."""
    return {"moments": [moment(entry) for entry in entries]}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """{% pagination page %}: the way to the other pages; keeps the other parameters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, _address(context, parameter, number)) for number in numbers]
    before = _address(context, parameter, page.number - 1) if page.has_previous() else ""
    after = _address(context, parameter, page.number + 1) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


@register.inclusion_tag("ui/key_pages.html", takes_context=True)
def key_pages(context: template.Context, page: KeyPage) -> dict[str, Any]:
    """{% key_pages page %}: the way on and back in a list paged by key; keeps the other parameters of the address."""
    query = context["request"].GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    kept = query.urlencode()
    ways = {name: _way(kept, name, getattr(page, name)) for name in ("after", "before")}
    return {"page": page, "first": f"?{kept}", **ways}


@register.inclusion_tag("ui/sorted_table.html", takes_context=True)
def sorted_table(context: template.Context, part: TablePart, label: Any) -> dict[str, Any]:
    """{% sorted_table part "名单" %}: rows under headings that sort them, with ways to the other parts."""
    return {"part": part, "label": label, "request": context["request"]}


@register.inclusion_tag("ui/file_list.html")
def file_list(files: Iterable[Any], url_name: str = "", *args: Any, look: str = "") -> dict[str, Any]:
    """{% file_list files "portal:item_file" item.index_number %}: attachments with kind and size.

    The address of each is ``url_name`` with ``args`` and the file's key; without a name the file's own ``url``.
    ``look`` names the page on which it is looked at, with the same arguments.
    """

    def address(name: str, one: Any) -> str:
        return reverse(name, args=[*args, one.pk]) if name else ""

    links: list[FileLink] = [file_link(one, address(url_name, one), look=address(look, one)) for one in files]
    return {"files": links}


@register.inclusion_tag("ui/file_preview.html")
def file_preview(shown: Preview, url_name: str = "", *args: Any) -> dict[str, Any]:
    """{% file_preview shown "portal:item_file_page" item.index_number file.pk %}: a file looked at in the page.

    The address of each page's picture is ``url_name`` with ``args`` and the page's number; its view calls
    ``foundation.previews.send_page``.
    """
    pages = [
        (page, reverse(url_name, args=[*args, page.number]) if url_name else f"#{page.number}")
        for page in shown.pages
    ]
    return {"shown": shown, "pages": pages}


@register.inclusion_tag("ui/empty.html")
def empty(text: Any, hint: Any = "", href: str = "", link: Any = "") -> dict[str, Any]:
    """{% empty "没有待办事项" %}: nothing is here; ``hint`` and a link say what can be done."""
    return {"text": text, "hint": hint, "href": href, "link": link}


@register.inclusion_tag("ui/facts.html")
def facts(rows: Sequence[Pair] | Mapping[Any, Any]) -> dict[str, Any]:
    """{% facts rows %}: pairs of label and value as a list; pairs without a value are left out."""
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    return {"rows": [(label, value) for label, value in pairs if value not in (None, "")]}


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(trail: Sequence[Pair], here: Any) -> dict[str, Any]:
    """{% breadcrumbs trail "标题" %}: ``trail`` are pairs of label and address, ``here`` is this page."""
    return {"trail": trail, "here": here}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[tuple[Any, str, bool]], label: Any) -> dict[str, Any]:
    """{% tabs items "办理情况" %}: links side by side; each item is (label, address, whether it is this page)."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/steps.html")
def steps(labels: Sequence[Any], current: int) -> dict[str, Any]:
    """{% steps labels 2 %}: where one stands in a short row of steps; ``current`` counts from 1."""
    states = [
        "done" if n < current else "current" if n == current else "ahead" for n in range(1, len(labels) + 1)
    ]
    return {"steps": list(zip(labels, states, strict=True))}


@register.inclusion_tag("ui/figures.html")
def figures(tiles: Sequence[tuple[Any, Any, str]]) -> dict[str, Any]:
    """{% figures tiles %}: a few large numbers; each tile is (label, number, address or "")."""
    return {"tiles": tiles}


@register.inclusion_tag("ui/task_list.html")
def task_list(todos: Sequence[Todo]) -> dict[str, Any]:
    """{% task_list todos %}: what waits, how many of each, and the way there (see foundation.todo)."""
    tasks = [
        (
            one,
            reverse(one.url_name) + (f"?{one.query}" if one.query else ""),
            _known(one.tone) if one.count else "calm",
        )
        for one in todos
    ]
    return {"tasks": tasks}


@register.simple_block_tag
def notice(content: SafeString, tone: str = "info", title: Any = "") -> SafeString:
    """{% notice tone="warning" title="…" %}…{% endnotice %}: something the reader must know before going on."""
    return render_to_string("ui/notice.html", {"content": content, "tone": _known(tone), "title": title})


@register.simple_block_tag
def card(content: SafeString, title: Any = "", href: str = "", level: int = 2) -> SafeString:
    """{% card title="依申请公开" href=url %}…{% endcard %}: one thing to choose, or one group of things."""
    return render_to_string(
        "ui/card.html", {"content": content, "title": title, "href": href, "level": level}
    )


@register.simple_block_tag
def scrolling(content: SafeString, label: Any) -> SafeString:
    """{% scrolling "表格名称" %}<table class="table">…</table>{% endscrolling %}: scrolls in its own box on a phone."""
    return render_to_string("ui/scrolling.html", {"content": content, "label": label})


@register.simple_block_tag
def fold(content: SafeString, summary: Any, open: bool = False) -> SafeString:
    """{% fold "延长答复期限" open=form.errors %}…{% endfold %}: more behind a line; open when asked."""
    return render_to_string("ui/fold.html", {"content": content, "summary": summary, "open": open})


@register.filter
def document(body: str) -> SafeString:
    """{{ version.body|document }}: a stored text, cleaned when it was stored; its tables scroll in boxes of their own."""
    opening = f'<div class="table-box" role="region" tabindex="0" aria-label="{_("表格")}"><table'
    return mark_safe(body.replace("<table", opening).replace("</table>", "</table></div>"))


def _known(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is not a tone: use one of {', '.join(TONES)}")
    return tone


def _address(context: template.Context, parameter: str, number: int | str) -> str:
    if not isinstance(number, int):
        return ""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


def _way(kept: str, name: str, key: str) -> str:
    return f"?{kept}&{name}={key}".replace("?&", "?") if key else ""


__all__ = ["Moment", "register"]
