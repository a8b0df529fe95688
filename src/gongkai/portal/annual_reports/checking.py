"""检查一份年报: anybody's published report read on the spot, its tables and what does not add up; nothing is kept."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from gongkai.annual_reports import documents
from gongkai.foundation.wording import in_words
from gongkai.law.reports import Evaluation, form, from_document
from gongkai.portal.applications.limits import Limit
from gongkai.reading.many import Item, read_item
from gongkai.reading.packages import unpacked
from gongkai.reading.tabular import figure_rows, rules_of

TOO_MANY = 429
# A report with pictures is rarely larger; what unpacks to more would keep the next visitor waiting.
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
LONGEST_TEXT = 200_000
CHECKING = Limit("check report", 20, timedelta(minutes=15))
SEVERITIES = {
    "error": (_("错误"), "danger"),
    "warning": (_("警告"), "warning"),
    "note": (_("说明"), "calm"),
}
_TOLD = "narrative."


class CheckForm(forms.Form):
    """A file or pasted text; ``paper`` is what came in, by its name."""

    file = forms.FileField(
        label=_("年报文件"),
        required=False,
        help_text=_("网页（htm、html）、文本、docx、xlsx，或者带文字的PDF，不超过%(limit)s。")
        % {"limit": filesizeformat(LARGEST_FILE)},
    )
    text = forms.CharField(
        label=_("或者粘贴年报的文字"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从网页上连同表格一起复制，粘贴在这里。"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("text")):
            raise forms.ValidationError(_("请上传一个文件，或者粘贴文字，两者选一。"))
        return given

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given and (
            given.size > LARGEST_FILE or unpacked(given.read(), LARGEST_UNPACKED) > LARGEST_UNPACKED
        ):
            raise forms.ValidationError(
                _("文件太大，不像一份年度报告。请只保留报告本身，或者复制其中的文字粘贴在下面。")
            )
        if given:
            given.seek(0)
        return given

    @property
    def paper(self) -> Item:
        file = self.cleaned_data["file"]
        if file:
            return Item(file.name, file.read())
        return Item(str(_("粘贴的文字")), self.cleaned_data["text"].encode())


@cache_control(private=True, no_store=True)
def check_report(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was read."""
    is_sent = request.method == "POST"
    asked = CheckForm(request.POST, request.FILES) if is_sent else CheckForm()
    context: dict[str, Any] = {"form": asked, "missing": documents.MISSING}
    status = 200
    if is_sent:
        if CHECKING.is_reached(request):
            asked.add_error(None, _("检查次数过多，请十五分钟后再试。"))
            status = TOO_MANY
        elif asked.is_valid():
            context |= _checked(asked)
    return render(request, "portal/annual_reports/check.html", context, status=status)


def _checked(asked: CheckForm) -> dict[str, Any]:
    outcome = read_item(asked.paper)
    if outcome.why:
        asked.add_error("file" if asked.cleaned_data["file"] else "text", outcome.why)
        return {}
    document = json.loads(outcome.line)
    known = form(document["variant"]) if document.get("variant") else None
    findings = [_finding(found, rules_of(known)) for found in document["findings"]]
    rows = list(figure_rows(document))
    return {
        "reading": document,
        "known": known,
        "facts": _facts(document, known),
        "tables": documents.shown_tables(known, _as_printed(known, document)) if known else [],
        "told": [(row[5], row[7], row[10]) for row in rows if str(row[4]).startswith(_TOLD)],
        "wrong": [found for found in findings if found["severity"] != "note"],
        "notes": [found for found in findings if found["severity"] == "note"],
    }


def _as_printed(known: Any, document: dict[str, Any]) -> Evaluation:
    """The figures as the paper has them: nothing is computed that is not printed."""
    return Evaluation(from_document(known, document), (), (), ())


def _facts(document: dict[str, Any], known: Any) -> list[tuple[Any, Any]]:
    period = document["period"]
    unknown = _("没有读出")
    return [
        (_("机关"), document["organ"] or unknown),
        (_("年度"), document["year"] or unknown),
        (_("所用表格"), in_words(known.label) if known else unknown),
        (_("统计期限"), period["words"] if period else _("没有写明")),
        (_("读出的数据"), _("%(n)d项") % {"n": len(document.get("evidence", {}))}),
    ]


def _finding(found: dict[str, Any], rules: Any) -> dict[str, Any]:
    rule = rules.get(found["rule"])
    label, tone = SEVERITIES[found["severity"]]
    return {
        **found,
        "label": label,
        "tone": tone,
        "cite": rule.cite if rule else "",
        "hint": in_words(rule.hint) if rule else "",
    }
