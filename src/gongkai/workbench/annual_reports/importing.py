"""Taking over a report that was published elsewhere: read it, look at it, confirm it (arts. 49-50).

Between reading and confirming nothing is kept on the server: what was read travels in the page, signed.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.ledger import history_of
from gongkai.foundation.wording import in_words
from gongkai.law.reports import Evaluation, form, from_document
from gongkai.organs.queries import organ
from gongkai.reading.many import read_paper
from gongkai.reading.tabular import figure_rows, rules_of
from gongkai.reading.unreadable import Unreadable
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.importing_forms import (
    LONGEST_TOKEN,
    SALT,
    ConfirmForm,
    ImportForm,
    OpeningForm,
    offers,
)

IMPORTERS = (Duty.REPORT_CLERK, Duty.OFFICE_HEAD)
PAGE = "workbench:imported_report"
SEVERITIES = {
    "error": (_("错误"), "danger"),
    "warning": (_("提醒"), "warning"),
    "note": (_("提示"), "info"),
}
TOLD = "narrative."
Told = dict[str, Any]


@duty_required(*IMPORTERS)
def import_report(request: Any) -> HttpResponse:
    """Choose a file or paste a text; look at what was read; confirm."""
    if "token" in request.POST:
        return _confirm(request)
    is_sent = request.method == "POST"
    asked = ImportForm(request.actor, *((request.POST, request.FILES) if is_sent else ()))
    if not asked.is_valid():
        return _show(request, asked)
    try:
        paper = read_paper(asked.paper)
    except Unreadable as problem:
        asked.add_error("file" if asked.cleaned_data["file"] else "text", str(problem))
        return _show(request, asked)
    told = {
        "document": paper.document,
        "text": paper.text,
        "source": asked.origin,
        "for": _whose(request.actor),
    }
    return _preview(request, asked, told)


@duty_required(*IMPORTERS)
def imported_report(request: Any, pk: int) -> HttpResponse:
    """A historical report: where it comes from, what is wrong in it, what the records may begin with."""
    return _show_imported(request, _imported(request, pk))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def take_opening(request: Any, pk: int) -> HttpResponse:
    """Let the records begin with what the report says at its end."""
    report = _imported(request, pk)
    sent = OpeningForm(queries.opening(report), request.POST)

    def do() -> None:
        actions.take_opening(report, by=request.actor, **sent.cleaned_data)

    if act(request, sent, do, done=_("期初数已取用。")):
        return redirect(PAGE, pk)
    return _show_imported(request, report, sent)


def _confirm(request: Any) -> HttpResponse:
    confirming = ConfirmForm(request.actor, request.POST)
    taken: list[queries.AnnualReport] = []

    def do() -> None:
        told = confirming.cleaned_data["token"]
        taken.append(
            actions.import_reading(
                organ(told["organ"]),
                told["year"],
                told["document"],
                by=request.actor,
                source_name=told["source"],
                source_text=told["text"],
                otherwise_named=confirming.cleaned_data["otherwise_named"],
            )
        )

    if act(request, confirming, do, done=_("已导入为历史报告，公众现在可以在“政府信息公开年报”中看到。")):
        return redirect(PAGE, taken[0].pk)
    told = confirming.cleaned_data.get("token")
    asked = ImportForm(request.actor)
    return _show(request, asked, confirming, told)


def _preview(request: Any, asked: ImportForm, told: Told) -> HttpResponse:
    of, year = asked.chosen(told["document"])
    if of is None or year is None:
        return _show(request, asked, None, told)
    told |= {"organ": of.pk, "year": year}
    if reasons := queries.against_import(of, year, told["document"]):
        asked.refuse(reasons)
        return _show(request, asked, None, told)
    token = signing.dumps(told, salt=SALT, compress=True)
    if len(token) > LONGEST_TOKEN:
        asked.refuse([_("文件内容过多，不像一份年度报告。请只保留报告本身。")])
        return _show(request, asked, None, told)
    return _show(request, asked, ConfirmForm(request.actor, initial={"token": token}), told)


def _show(
    request: Any, asked: ImportForm, confirming: ConfirmForm | None = None, told: Told | None = None
) -> HttpResponse:
    context: Told = {"form": asked, "confirm": confirming, "missing": documents.MISSING}
    if told is not None and told["document"]["is_annual_report"]:
        context |= _read(told["document"])
        if "organ" in told:
            chosen = organ(told["organ"])
            context |= {
                "chosen": chosen,
                "year": told["year"],
                "another": queries.named_otherwise(chosen, told["document"]),
            }
    return render(request, "workbench/annual_reports/import_report.html", context)


def _read(document: Told) -> Told:
    """What a preview shows of the paper."""
    known = form(document["variant"]) if document.get("variant") else None
    found = [_finding(one, rules_of(known)) for one in document["findings"]]
    rows = list(figure_rows(document))
    printed = Evaluation(from_document(known, document), (), (), ()) if known else None
    return {
        "reading": document,
        "facts": _facts(document, known),
        "findings": [one for one in found if one["severity"] != "note"],
        "notes": [one for one in found if one["severity"] == "note"],
        "tables": documents.shown_tables(known, printed) if known and printed else [],
        "told": [(row[5], row[7], row[10]) for row in rows if str(row[4]).startswith(TOLD)],
    }


def _facts(document: Told, known: Any) -> list[tuple[Any, Any]]:
    period, unknown = document["period"], _("没有读出")
    return [
        (_("读出的标题"), document["title"] or unknown),
        (_("读出的机关"), document["organ"] or unknown),
        (_("读出的年度"), document["year"] or unknown),
        (_("表格"), in_words(known.label) if known else unknown),
        (_("统计期限"), period["words"] if period else _("没有写明")),
        (_("读出的数据"), _("%(n)d项") % {"n": len(document.get("evidence", {}))}),
    ]


def _finding(found: Told, rules: Any) -> Told:
    label, tone = SEVERITIES[found["severity"]]
    rule = rules.get(found["rule"])
    told = {"label": label, "tone": tone, "cite": "", "hint": ""}
    return {**found, **told, **({"cite": rule.cite, "hint": in_words(rule.hint)} if rule else {})}


def _show_imported(
    request: Any, report: queries.AnnualReport, sent: OpeningForm | None = None
) -> HttpResponse:
    opening = queries.opening(report)
    known = form(report.form)
    found = [_finding(one, rules_of(known)) for one in report.reading.get("findings", ())]
    own = request.actor.duty == Duty.OFFICE_HEAD and request.actor.organ_id == report.organ_id
    context = {
        "report": report,
        "findings": [one for one in found if one["severity"] != "note"],
        "notes": [one for one in found if one["severity"] == "note"],
        "across": queries.across_years(report),
        "facts": [
            (_("机关"), report.organ.name),
            (_("年度"), report.year),
            (_("表格"), in_words(known.label)),
            (_("来源"), report.source_name),
            (_("读出的数据"), _("%(n)d项") % {"n": len(report.cells)}),
        ],
        "opening": opening,
        "offers": [
            (label, "—" if opening.against[name] and not count else count, opening.against[name])
            for name, label, count in offers(opening)
        ],
        "form": sent or OpeningForm(opening, initial={"seen": report.revision}),
        "may_take": own and opening.is_open,
        "history": history_of(report),
    }
    return render(request, "workbench/annual_reports/imported_report.html", context)


def _imported(request: Any, pk: int) -> queries.AnnualReport:
    try:
        return queries.historical_report(request.actor, pk)
    except queries.AnnualReport.DoesNotExist:
        raise Http404 from None


def _whose(actor: Any) -> list[int]:
    return [actor.user_id, actor.organ_id]
