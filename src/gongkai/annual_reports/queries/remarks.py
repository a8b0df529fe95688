"""What a careful reader remarks of a report that no rule between its cells can say (B-01, B-05, B-08; plausibility)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Avg, Count
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.annual_reports.models import AnnualReport, PackedCells
from gongkai.annual_reports.queries.records import fee_sentence
from gongkai.annual_reports.queries.wholes import ALTERED
from gongkai.annual_reports.workflow import COUNTED, State
from gongkai.foundation.moment import today
from gongkai.law.reports import Evaluation, Finding, form
from gongkai.law.reports.rules import Severity

NAMED_UNITS = 10
# Nothing came while so many came to others like it: more likely a slip than a fact.
MANY, ENOUGH_PEERS = 100, 3
RECEIVED = "applications.received.total"
# What is shorter says nothing of problems and of what was done about them.
SHORTEST = 10


def remarks(report: AnnualReport, found: Evaluation) -> list[Finding]:
    """The remarks on a report that is made here, with ``found`` as it was evaluated."""
    told = [
        _early(report),
        _fees_told_otherwise(report),
        _without_units(report),
        _no_problems(report),
        _quiet_among_peers(report, found),
        *_doubtful_units(report),
    ]
    return [one for one in told if one]


def told_doubts(doubts: Iterable[Sequence[str]]) -> list[str]:
    """What ``doubts_of`` found, in sentences."""
    altered = _("内容与发布时的摘要不一致，可能被改动过。")
    told = _("已计入汇总的%(organ)s的报告有问题：%(why)s")
    return [told % {"organ": organ, "why": altered if why == ALTERED else why} for organ, why in doubts]


def _early(report: AnnualReport) -> Finding | None:
    """A report covers the year to its last day (B-01)."""
    ended = localdate(report.submitted_at) if report.submitted_at else today()
    if ended > date(report.year, 12, 31):
        return None
    text = _("%(year)d年度的统计期限至12月31日，提交时尚未届满。") % {"year": report.year}
    return _remark("B-01", text, report)


def _fees_told_otherwise(report: AnnualReport) -> Finding | None:
    """The fee report of section 6 agrees with the records (B-05)."""
    if report.state != State.DRAFT:
        return None
    sentence = fee_sentence(report.organ, report.year)
    if sentence in report.fees:
        return None
    text = _("第六部分所写的收费情况与记录不同，记录为：%(sentence)s") % {"sentence": sentence}
    return _remark("B-05", text, report, sentence)


def _without_units(report: AnnualReport) -> Finding | None:
    """A government's report lacks nobody (B-08)."""
    missing = report.units.get("missing", ())
    if not missing:
        return None
    told = {"count": len(missing), "organs": enumerated(missing, NAMED_UNITS)}
    text = _("有%(count)d个所属机关的报告尚未审签，没有计入汇总：%(organs)s。") % told
    return _remark("B-08", text, report, *missing)


def _doubtful_units(report: AnnualReport) -> list[Finding]:
    """What is added up holds by itself."""
    return [
        _remark("B-08", text, report, *doubt, severity="error")
        for doubt in report.units.get("doubts", ())
        for text in told_doubts([doubt])
    ]


def _no_problems(report: AnnualReport) -> Finding | None:
    """Section 5 tells of problems and of what was done about them; it is not empty and not 无."""
    if report.state != State.DRAFT or not report.problems:
        return None
    if min(len(report.problems.strip()), len(report.improvements.strip() or report.problems)) >= SHORTEST:
        return None
    return _remark(
        "P-problems", _("第五部分应写明存在的主要问题和改进情况，不宜只写“无”或者一两个词。"), report
    )


def _quiet_among_peers(report: AnnualReport, found: Evaluation) -> Finding | None:
    """No application at all, while organs of the same kind and level received very many."""
    if report.state != State.DRAFT or found.values.get(RECEIVED) != 0:
        return None
    organ = report.organ
    peers = PackedCells.objects.filter(
        report__organ__kind=organ.kind,
        report__organ__level=organ.level,
        report__organ__depth=organ.depth,
        year__in=(report.year, report.year - 1),
        report__state__in=COUNTED,
        report__superseded=False,
    ).exclude(report__organ=organ)
    told = peers.aggregate(mean=Avg("received"), count=Count("received"))
    if told["count"] < ENOUGH_PEERS or told["mean"] <= MANY:
        return None
    text = _("本年新收申请为0，而同级同类机关平均新收%(mean)d件，请核对是否漏报。") % {"mean": told["mean"]}
    return _remark("P-peers", text, report, severity="note")


def _remark(
    rule: str, text: str, report: AnnualReport, *facts: str, severity: Severity = "warning"
) -> Finding:
    return Finding(rule, severity, text, (), None, None, None, form(report.form).cite, text, facts=facts)


def enumerated(names: Sequence[str], most: int) -> str:
    """The first of several names, and that there are more."""
    named = "；".join(names[:most])
    return named if len(names) <= most else _("%(cells)s等") % {"cells": named}
