"""The few figures of a report by which it is listed and by which years are compared, whatever its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.law.reports import form
from gongkai.law.reports.evaluation import compute

# Where each form has them; several cells are added up.
_PRESENT: Mapping[str, tuple[str, ...]] = {
    "received": ("applications.received.total",),
    "carried_over": ("applications.carried_over.total",),
    "concluded": ("applications.results_total.total",),
    "granted": ("applications.results.granted.total",),
    "carried_forward": ("applications.carried_forward.total",),
    "reconsidered": ("remedies.reconsideration.total",),
    "litigated": ("remedies.litigation_direct.total", "remedies.litigation_after.total"),
}
_STATISTICS: Mapping[str, tuple[str, ...]] = {
    "disclosed": ("pre2019.主动公开政府信息数.year",),
    "received": ("pre2019.收到申请数.year",),
    "concluded": ("pre2019.申请办结数.year",),
    "granted": ("pre2019.同意公开答复数.year",),
    "reconsidered": ("pre2019.行政复议数量.year",),
    "litigated": ("pre2019.行政诉讼数量.year",),
}
_FUJIAN: Mapping[str, tuple[str, ...]] = {
    "disclosed": ("pre2019.主动公开文件数.year",),
    "received": ("pre2019.受理政府信息公开申请总数.year",),
    "concluded": ("pre2019.对申请的答复总数.year",),
    "granted": ("pre2019.同意公开答复数.year",),
    "reconsidered": ("pre2019.行政复议数.year",),
    "litigated": ("pre2019.行政诉讼数.year",),
}
PLACES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "2021": _PRESENT,
    "2019": _PRESENT,
    "2014": _STATISTICS,
    "fujian": _FUJIAN,
    "fujian-2008": _FUJIAN,
}
# Where a report that was read tells the same in its text.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "disclosed": ("published_total",),
    "received": ("applications", "received"),
    "carried_over": ("applications", "carried_over"),
    "concluded": ("applications", "results_total"),
    "granted": ("applications", "results", "granted"),
    "carried_forward": ("applications", "carried_forward"),
    "reconsidered": ("applications", "reconsideration"),
    "litigated": ("applications", "litigation"),
}
HEADLINE_LABELS: Mapping[str, Any] = {
    "disclosed": _("主动公开"),
    "received": _("新收申请"),
    "carried_over": _("上年结转"),
    "concluded": _("办理结果总计"),
    "granted": _("予以公开"),
    "carried_forward": _("结转下年度"),
    "reconsidered": _("行政复议"),
    "litigated": _("行政诉讼"),
}
FIGURES = tuple(_TOLD)
SEVERITIES = {"error": "errors", "warning": "warnings", "note": "notes"}
HEADLINES = (*FIGURES, *SEVERITIES.values())
# A published report may print any number; what is beyond belief is unknown to a sum.
LARGEST = 10**12


def headlines(
    report: AnnualReport, values: Mapping[str, Number | None] | None = None
) -> dict[str, int | None]:
    """The main figures, None where the report does not tell them, and the number of findings of each severity.

    ``values`` are the entered cells when others than the own office's are wanted, such as ``AnnualReport.whole``.

    What the tables do not say is taken from the text of a report that was read. The findings are those of the paper
    as it was read; of a report made here the warnings that were explained, for errors keep it from being submitted.
    """
    found: dict[str, int | None] = {name: _figure(value) for name, value in _of_cells(report, values).items()}
    if report.imported:
        for name, keys in _TOLD.items():
            if found[name] is None:
                found[name] = _figure(_told(report.reading, keys))
    return {**found, **_findings(report)}


def _of_cells(report: AnnualReport, values: Mapping[str, Number | None] | None) -> dict[str, Number | None]:
    of_form, places = form(report.form), PLACES[report.form]
    values = compute(of_form, report.values if values is None else values)
    found: dict[str, Number | None] = dict.fromkeys(FIGURES)
    for name, addresses in places.items():
        known = [value for address in addresses if (value := values.get(address)) is not None]
        if len(known) == len(addresses):
            found[name] = sum(known)
    return found


def _told(reading: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    place: Any = reading.get("narrative")
    for key in keys:
        place = place.get(key) if isinstance(place, Mapping) else None
    return place


def _figure(value: Any) -> int | None:
    if isinstance(value, bool) or value is None or isinstance(value, Mapping):
        return None
    return int(value) if value == int(value) and 0 <= value <= LARGEST else None


def _findings(report: AnnualReport) -> dict[str, int]:
    if not report.imported:
        return {"errors": 0, "warnings": len(report.explanations), "notes": 0}
    count = Counter(finding.get("severity") for finding in report.reading.get("findings", ()))
    return {name: count[severity] for severity, name in SEVERITIES.items()}
