"""历年报告: all published reports of a region side by side, the years compared, what is wrong in them, as files too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import queries
from gongkai.annual_reports.queries import Asked, Origin, Region, Wrong
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.annual_reports.corpus_files import CSV, FILES, LABELS, XLSX, as_csv, as_xlsx

LOOKERS = (Duty.REPORT_CLERK, Duty.SIGNER, Duty.OFFICE_HEAD)
RECEIVED = "received"
KEYS = ("-year", "organ__path", "pk")
# The chart, in units of its own: a bar stands in a column of this width, and the highest is as high as this.
WIDE, HIGH, FOOT, HEAD = 64, 160, 28, 24


class CorpusForm(forms.Form):
    """Which reports; what cannot be read is as if it had not been asked."""

    region = forms.ChoiceField(label=_("范围"), choices=Region.choices, required=False)
    year = forms.TypedChoiceField(label=_("年度"), coerce=int, empty_value=None, required=False)
    origin = forms.ChoiceField(label=_("由来"), choices=[("", _("全部")), *Origin.choices], required=False)
    wrong = forms.ChoiceField(label=_("核对结果"), choices=[("", _("全部")), *Wrong.choices], required=False)
    name = forms.CharField(label=_("机关名称"), max_length=100, required=False)
    figure = forms.ChoiceField(label=_("图中的数据"), choices=list(LABELS.items()), required=False)

    def __init__(self, actor: Any, data: Any) -> None:
        asked = data.copy()
        asked.setdefault("figure", RECEIVED)
        super().__init__(asked)
        self.region = queries.region_of(actor)
        self.root = None if self._told("region") == Region.ALL else self.region
        years = [(year, year) for year in queries.years_there(self.root)]
        self.fields["year"].choices = [("", _("全部年度")), *years]  # type: ignore[attr-defined]
        self.is_valid()

    def _told(self, name: str) -> str:
        return str(self.data.get(name, ""))

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        names = ("origin", "wrong", "name")
        return Asked(self.root, given.get("year"), *(given.get(name) or "" for name in names))

    @property
    def compared(self) -> str:
        """The figure that the chart shows."""
        return self.cleaned_data.get("figure") or RECEIVED


@dataclass(frozen=True)
class Bar:
    """One year in the chart; without a ``value`` no report tells the figure."""

    year: int
    value: int | None
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2

    @property
    def over(self) -> int:
        return self.y - 6


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    width: int
    height: int = HEAD + HIGH + FOOT
    ground: int = HEAD + HIGH
    foot: int = HEAD + HIGH + FOOT - 8
    bar: int = WIDE - 24


@duty_required(*LOOKERS)
def corpus(request: Any) -> HttpResponse:
    """The list, and above it the years."""
    form = CorpusForm(request.actor, request.GET)
    years = queries.years_of(form.asked)
    page = page_by_key(queries.corpus(form.asked), request.GET, keys=KEYS)
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    context = {
        "form": form,
        "region": form.region,
        "page": page,
        "rows": [(one, figures_shown(one.packed)) for one in page],
        "labels": list(LABELS.values()),
        "years": [(one, figures_shown(one)) for one in years],
        "chart": chart_of(years, form.compared),
        "figure_label": LABELS[form.compared],
        "files": [(kind, label) for kind, (label, _type) in FILES.items()],
        "kept": kept.urlencode(),
    }
    return render(request, "workbench/annual_reports/corpus.html", context)


@duty_required(*LOOKERS)
def corpus_file(request: Any, kind: str) -> Any:
    """The same list as a file, whole."""
    asked = CorpusForm(request.actor, request.GET).asked
    if kind not in FILES:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="reports.{kind}"'}
    if kind == "csv":
        return StreamingHttpResponse(as_csv(asked), content_type=CSV, headers=headers)
    return HttpResponse(as_xlsx(asked), content_type=XLSX, headers=headers)


def figures_shown(told: Any) -> list[tuple[Any, int | None]]:
    """The main figures of a report or a year, each under its label."""
    figures = getattr(told, "figures", None)
    return [
        (label, figures[name] if figures is not None else getattr(told, name))
        for name, label in LABELS.items()
    ]


def chart_of(years: list[queries.Year], figure: str) -> Chart:
    """A bar for each year from the first to the last; the years between that have no report stay empty."""
    known = {one.year: one.figures[figure] for one in years}
    span = range(min(known), max(known) + 1) if known else range(0)
    highest = max((value for value in known.values() if value), default=0)
    bars = []
    for at, year in enumerate(span):
        value = known.get(year)
        height = round(HIGH * (value or 0) / highest) if highest else 0
        bars.append(Bar(year, value, at * WIDE, HEAD + HIGH - height, height))
    return Chart(bars, max(len(bars), 1) * WIDE)
