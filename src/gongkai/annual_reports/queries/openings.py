"""What an organ's records begin with: the figures that a historical report hands on to the years in the system (B-53)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.headlines import headlines
from gongkai.annual_reports.workflow import State
from gongkai.applications import queries as applications
from gongkai.disclosure.queries import counting
from gongkai.law.reports import NoSuchForm, form, form_for_year
from gongkai.organs.queries import Organ

FORWARD, OVER = "applications.carried_forward", "applications.carried_over"


@dataclass(frozen=True)
class Opening:
    """What may be taken over from a historical report, each with the reason that stands against it, or an empty one.

    ``carried`` are the cells of next year's 上年结转, ``there`` the same cells as the records give them by now;
    ``disclosed`` the items of the report's year, ``earlier`` those of all years before it.
    """

    carried: dict[str, int]
    there: dict[str, int]
    disclosed: int
    earlier: int
    against: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        """Whether anything may still be taken."""
        return not all(self.against.values())


def opening(report: AnnualReport) -> Opening:
    """What the records of the organ may begin with, as this historical report tells it."""
    carried, there = _carried(report), _there(report.organ, report.year + 1)
    disclosed = headlines(report)["disclosed"]
    earlier = _earlier(report, disclosed)
    against = {
        "carried": _against_carried(report, carried, there),
        "disclosed": _against_disclosed(report, disclosed),
        "earlier": _against_earlier(report, earlier),
    }
    return Opening(carried, there, disclosed or 0, earlier or 0, against)


def opening_reports(organs: Iterable[int], year: int) -> list[AnnualReport]:
    """The historical reports on the year before ``year`` with whose end the records of these organs begin."""
    found = AnnualReport.objects.filter(organ_id__in=list(organs), year=year - 1, imported=True)
    return list(found.filter(opening_taken_at__isnull=False).select_related("organ").order_by("organ__path"))


def carried_in(organs: Iterable[int], year: int) -> dict[int, dict[str, int]]:
    """By organ: the cells of 上年结转 that its confirmed opening gives for ``year``."""
    return {one.organ_id: _carried(one) for one in opening_reports(organs, year)}


def _carried(report: AnnualReport) -> dict[str, int]:
    """Nothing unless every class of applicants is known: a part is no opening."""
    values = report.values
    cells = [address for address in form(report.form).entered if address.startswith(f"{FORWARD}.")]
    known = {address: value for address in cells if (value := values.get(address)) is not None}
    if (
        not cells
        or len(known) < len(cells)
        or any(value < 0 or value != int(value) for value in known.values())
    ):
        return {}
    return {address.replace(FORWARD, OVER): int(value) for address, value in known.items()}


def _there(of: Organ, year: int) -> dict[str, int]:
    records = applications.table3_records(of, year)
    return {address: len(keys) for address, keys in records.items() if address.startswith(f"{OVER}.")}


def _earlier(report: AnnualReport, disclosed: int | None) -> int | None:
    """What the cumulative column says beyond the year itself."""
    values = report.values
    for name in ("主动公开政府信息数", "主动公开文件数"):
        cumulative = values.get(f"pre2019.{name}.cumulative")
        if cumulative is not None and disclosed is not None and cumulative > disclosed:
            return int(cumulative) - disclosed
    return None


def _against_carried(report: AnnualReport, carried: Mapping[str, int], there: Mapping[str, int]) -> str:
    told = {"year": report.year + 1}
    if report.opening_taken_at:
        return _("已经取用过了。")
    if not carried:
        return _("这份报告没有写明各类申请人的结转下年度数量。")
    if any(there.values()):
        return _("本系统的记录中已有%(year)d年度的上年结转，不再取用。") % told
    if _is_settled(report.organ, report.year + 1):
        return _("%(year)d年度的报告已经提交，不再取用。") % told
    if not _has_classes(report.year + 1):
        return _("%(year)d年度的统计表没有上年结转一栏。") % told
    return ""


def _against_disclosed(report: AnnualReport, count: int | None) -> str:
    if count is None:
        return _("这份报告没有写明当年主动公开的条数。")
    there = counting.balances_of(report.organ).filter(year=report.year, channel="")
    if there.exists():
        return _("%(year)d年的期初数已经填写，不再取用。") % {"year": report.year}
    return ""


def _against_earlier(report: AnnualReport, count: int | None) -> str:
    if count is None:
        return _("这份报告没有写明历年累计。")
    if counting.balances_of(report.organ).filter(year__lt=report.year, channel="").exists():
        return _("%(year)d年以前的期初数已经填写，不再取用。") % {"year": report.year}
    return ""


def _is_settled(of: Organ, year: int) -> bool:
    return AnnualReport.objects.filter(organ_id=of.pk, year=year).exclude(state=State.DRAFT).exists()


def _has_classes(year: int) -> bool:
    try:
        return f"{OVER}.natural" in form_for_year(year).cells
    except NoSuchForm:
        return False
