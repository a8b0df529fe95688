"""Vetoes of the website inspection that follow from dates alone (国办秘函〔2019〕19号)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from gongkai.law.rulebook import rule

NEWS, POLICY = "news", "policy"


@dataclass(frozen=True, slots=True)
class ColumnState:
    """A column of a site: ``kind`` is news (动态、要闻) or policy (first-level 通知公告、政策文件)."""

    name: str
    kind: str
    last_update: date


@dataclass(frozen=True, slots=True)
class Veto:
    """What an inspection finds: whether it vetoes, what is stale, by which rule."""

    vetoed: bool
    stale: tuple[str, ...]
    rule: str
    cite: str


def columns_not_updated(columns: Iterable[ColumnState], *, on: date) -> Veto:
    """Stale news columns and stale policy columns count together (栏目不更新)."""
    version = rule("site_checks.columns_not_updated").on(on)
    since = {
        NEWS: on - timedelta(days=version.value["news_days"]),
        POLICY: on - relativedelta(months=version.value["policy_months"]),
    }
    stale = tuple(column.name for column in columns if column.last_update < since[column.kind])
    return Veto(len(stale) >= version.value["veto_from"], stale, version.rule_id, version.cite)


def new_media_not_updated(name: str, last_post: date, *, on: date) -> Veto:
    """One account of new media (内容不更新)."""
    version = rule("site_checks.new_media_not_updated").on(on)
    stale = last_post < on - timedelta(days=version.value)
    return Veto(stale, (name,) if stale else (), version.rule_id, version.cite)
