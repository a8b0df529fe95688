"""An organ with nothing to report: when that is so, and what its report says then (B-07: zero is written, not left out)."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from gongkai.annual_reports.models import NOTHING, AnnualReport

# What was made earlier and is still in force is no event of the year.
_STANDING = ".现行有效件数"
# They stand in the report, so they are Chinese in whatever language the desk is read.
NOTHING_TEXTS = {
    "proactive": "本年度没有制发、废止规章和行政规范性文件，没有应当列入第二部分的行政许可、行政处罚、行政强制和行政事业性收费。",
    "upon_application": "本年度没有收到政府信息公开申请，没有上年结转的申请，也没有因政府信息公开工作发生的行政复议、行政诉讼。",
    "management": "本年度没有需要专门说明的政府信息管理事项。",
    "platform": "本年度没有需要专门说明的政府信息公开平台建设事项。",
    "supervision": "本年度没有因政府信息公开工作受到责任追究的情形，工作考核、社会评议没有需要专门说明的事项。",
    "problems": "本年度没有收到申请，没有发现政府信息公开工作存在需要专门报告的问题。",
    "improvements": "没有需要专门报告的改进情况。",
    "other_matters": NOTHING,
}


def nothing_recorded(report: AnnualReport) -> bool:
    """Whether the records of the year are empty, nobody has entered anything else than zero, and the organs that are
    added to a government's report have nothing either."""
    below = report.units.get("figures", {})
    told = chain(report.values.items(), below.items())
    # JSON keeps an amount of money as text.
    return not any(value and Decimal(value) for address, value in told if not address.endswith(_STANDING))
