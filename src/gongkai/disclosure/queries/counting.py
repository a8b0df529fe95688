"""How much was disclosed: by category, column, organ, month and channel, for a year and since the beginning.

The figures come from the tallies of each day, so that their cost does not grow with the items counted; each
figure says what it counts and of what it is a share, and names the list of what stands behind it. What stands in
a column that only the offices read is not disclosed, and no figure counts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogue.queries import Block, Column, all_columns, inside_columns, lines
from gongkai.disclosure.models import (
    Channel,
    InformationItem,
    ItemVersion,
    OpeningBalance,
    PublicTotal,
    Release,
    Tally,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ, existing_on

DATA = Path(__file__).parent.parent / "data" / "counting.yaml"
OTHER, SITE = "other", "site"
# What may be counted by, in the order in which the page offers it.
WAYS = {
    "category": gettext_lazy("类别"),
    "column": gettext_lazy("栏目"),
    "organ": gettext_lazy("机关"),
    "month": gettext_lazy("月份"),
    "channel": gettext_lazy("渠道"),
}


@dataclass(frozen=True)
class Scheme:
    """A division of all items into categories: code → name, and for each column the code of its category."""

    code: str
    name: str
    definition: str
    names: Mapping[str, str]
    category_of: Mapping[int, str]


@dataclass(frozen=True)
class Asked:
    """What is counted: the items of an organ (``whole``: and of all under it) that became public in a year."""

    organ: Organ
    year: int
    whole: bool = False


@dataclass(frozen=True)
class Line:
    """One figure: ``count`` in the year, ``cumulative`` since the beginning; ``of`` is the whole it is a share of.

    ``listed`` are the parameters of the page that lists just what was counted; empty where no list can be had.
    """

    code: str
    label: str
    count: int
    cumulative: int
    of: int
    listed: Mapping[str, str] = field(default_factory=dict)

    @property
    def share(self) -> Decimal | None:
        """Per cent of the whole, to a hundredth; None when there is no whole."""
        if not self.of:
            return None
        return (Decimal(self.count) * 100 / self.of).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Counted:
    """A table of figures with the definition of what was counted; ``total`` is what the shares are of."""

    asked: Asked
    way: str
    heading: str
    definition: str
    lines: tuple[Line, ...]
    total: Line
    organ_count: int


def counted(asked: Asked, way: str = "category", scheme: str = "statutory") -> Counted:
    """The figures of the year in one of WAYS. Raises KeyError for an unknown way or scheme."""
    return _COUNTERS[way](asked, scheme)


def schemes() -> dict[str, str]:
    """The divisions that are on offer: code → name."""
    return {told["code"]: told["name"] for told in _told()}


def scheme_of(code: str) -> Scheme:
    """One of them, laid over the columns as they are now. Raises KeyError."""
    told = next((one for one in _told() if one["code"] == code), None)
    if told is None:
        raise KeyError(code)
    columns = {column.pk: column for column in all_columns()}
    named = _top_columns(columns.values()) if told.get("top_columns") else _named(told)
    by_code = {columns_code: code for code, (_name, codes) in named.items() for columns_code in codes}
    category_of = {
        pk: next((by_code[columns[up].code] for up in line if columns[up].code in by_code), OTHER)
        for pk, line in lines().items()
    }
    names = {code: name for code, (name, _codes) in named.items()} | {OTHER: _("其他")}
    return Scheme(told["code"], told["name"], told["definition"], names, category_of)


def counted_items(asked: Asked, *, way: str, code: str, scheme: str = "statutory") -> QuerySet[ItemVersion]:
    """Just the first publications that a figure counts, the newest first; all of them without ``code``."""
    found = ItemVersion.objects.filter(number=1, at__year=asked.year)
    found = found.filter(**_within(asked, "organ")).exclude(column__in=inside_columns())
    match way if code else "":
        case "category":
            columns = [pk for pk, one in scheme_of(scheme).category_of.items() if one == code]
            found = found.filter(column__in=columns)
        case "column" | "organ":
            found = found.filter(**{f"{way}__code": code})
        case "month" if code.isdigit():
            found = found.filter(at__month=int(code))
    return found.select_related("item", "organ", "column").order_by("-at", "-pk")


def public_totals(organ: Organ | None = None, *, inside: bool = False) -> dict[int, int]:
    """How many items are public now in each column (by key), of the whole region or as one organ published them.

    ``inside``: with those in the columns that only the offices read, for the desk.
    """
    found = PublicTotal.objects.filter(organ_key=organ.pk if organ else 0, count__gt=0)
    if not inside:
        # Asked of the column as it is now: no total has to follow when a column is closed to the public.
        found = found.exclude(column__in=inside_columns())
    return dict(found.values_list("column_id", "count"))


def _by_category(asked: Asked, code: str) -> Counted:
    scheme = scheme_of(code)
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column_id, year, ever in _sums(asked, "column_id"):
        sums[scheme.category_of[column_id]][0] += year
        sums[scheme.category_of[column_id]][1] += ever
    for category, before in _balances(asked, "category"):
        sums[category if category in scheme.names else OTHER][1] += before
    rows = [
        (one, name, sums[one][0], sums[one][1])
        for one, name in scheme.names.items()
        if one != OTHER or any(sums[one])
    ]
    return _table(asked, "category", scheme.name, scheme.definition, rows)


def _by_column(asked: Asked, code: str) -> Counted:
    columns = {column.pk: column for column in all_columns()}
    sums = {pk: (year, ever) for pk, year, ever in _sums(asked, "column_id")}
    rows = [(one.code, one.name, sums[pk][0], sums[pk][1]) for pk, one in columns.items() if pk in sums]
    told = _("按信息首次公开时所在的栏目统计；期初数没有栏目，不计入。")
    return _table(asked, "column", _("栏目"), told, rows)


def _by_organ(asked: Asked, code: str) -> Counted:
    sums = {pk: (year, ever) for pk, year, ever in _sums(asked, "organ_id")}
    before = dict(_balances(asked, "organ_id"))
    rows = []
    for organ in Organ.objects.filter(**_within(asked, "")).order_by("path"):
        year, ever = sums.get(organ.pk, (0, 0))
        rows.append((organ.code, organ.short_name, year, ever + before.get(organ.pk, 0)))
    return _table(asked, "organ", _("机关"), _("按首次公开时的发布机关统计。"), rows)


def _by_month(asked: Asked, code: str) -> Counted:
    sums = {month: (year, ever) for month, year, ever in _sums(asked, "day__month")}
    months = [(month, *sums.get(month, (0, 0))) for month in range(1, 13)]
    rows = [(str(month), _("%(month)s月") % {"month": month}, year, ever) for month, year, ever in months]
    told = _("按首次公开的月份统计；累计数为历年同月之和，不含期初数。")
    return _table(asked, "month", _("月份"), told, rows)


def _by_channel(asked: Asked, code: str) -> Counted:
    site = [sum(column) for column in zip(*((y, e) for _k, y, e in _sums(asked, "column_id")), strict=True)]
    before = dict(_balances(asked, "channel"))
    year, ever = site or (0, 0)
    rows = [(SITE, _("政府网站"), year, ever + before.get("", 0))]
    released = {row["channel"]: row for row in _released(asked)}
    for channel, label in Channel.choices:
        told = released.get(channel, {"year": 0, "ever": 0})
        if told["ever"] or before.get(channel):
            rows.append((channel, str(label), told["year"], told["ever"] + before.get(channel, 0)))
    definition = _(
        "网站为首次公开的条数，其他渠道为登记的发布数量。同一信息可以在几个渠道发布，各渠道相加不是条数。"
    )
    return _table(asked, "channel", _("渠道"), definition, rows)


_COUNTERS: dict[str, Callable[[Asked, str], Counted]] = {
    "category": _by_category,
    "column": _by_column,
    "organ": _by_organ,
    "month": _by_month,
    "channel": _by_channel,
}


def _table(
    asked: Asked, way: str, heading: str, definition: str, rows: Iterable[tuple[str, str, int, int]]
) -> Counted:
    rows = list(rows)
    whole, ever = sum(row[2] for row in rows), sum(row[3] for row in rows)
    listed = way != "channel"
    made = tuple(
        Line(code, label, count, cumulative, whole, {"way": way, "code": code} if listed else {})
        for code, label, count, cumulative in rows
    )
    total = Line("", _("合计"), whole, ever, whole, {"way": way} if listed else {})
    return Counted(asked, way, heading, definition, made, total, _organs_counted(asked))


def _sums(asked: Asked, key: str) -> list[tuple[Any, int, int]]:
    """By key: what became public in the year, and what ever did up to its end."""
    found = Tally.objects.filter(day__lte=date(asked.year, 12, 31), **_within(asked, "organ"))
    found = found.exclude(column__in=inside_columns())
    in_year = Coalesce(Sum("published", filter=Q(day__year=asked.year)), 0)
    rows = found.order_by().values(key).annotate(in_year=in_year, ever=Sum("published"))
    return [(row[key], row["in_year"], row["ever"]) for row in rows]


def _balances(asked: Asked, key: str) -> list[tuple[Any, int]]:
    """By key: what the organs had disclosed in the years before the system. What is told by channel stays apart."""
    found = OpeningBalance.objects.filter(year__lte=asked.year, **_within(asked, "organ"))
    if key != "channel":
        found = found.filter(channel="")
    rows = found.order_by().values(key).annotate(sum=Sum("count"))
    return [(row[key], row["sum"]) for row in rows]


def _released(asked: Asked) -> QuerySet[Release, Any]:
    found = Release.objects.filter(on__lte=date(asked.year, 12, 31), **_within(asked, "organ"))
    in_year = Coalesce(Sum("count", filter=Q(on__year=asked.year)), 0)
    return found.order_by().values("channel").annotate(year=in_year, ever=Sum("count"))


def _within(asked: Asked, prefix: str) -> dict[str, Any]:
    start = f"{prefix}__" if prefix else ""
    if asked.whole:
        return {f"{start}path__startswith": asked.organ.path}
    return {f"{start}pk": asked.organ.pk}


def _organs_counted(asked: Asked) -> int:
    if not asked.whole:
        return 1
    return existing_on(date(asked.year, 12, 31)).filter(path__startswith=asked.organ.path).count()


@cache
def _told() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))
    return told


def _named(told: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    return {one["code"]: (one["name"], one["columns"]) for one in told["categories"]}


def _top_columns(columns: Iterable[Column]) -> dict[str, tuple[str, list[str]]]:
    tops = [one for one in columns if one.parent_id is None and one.block == Block.STATUTORY]
    return {one.code: (one.name, [one.code]) for one in tops}


def tallies_are_lost() -> bool:
    """Whether something was public and nothing of it is counted."""
    return not PublicTotal.objects.exists() and ItemVersion.objects.exists()


def releases_of(actor: Actor) -> QuerySet[Release]:
    """What the person's organ noted of other channels."""
    return Release.objects.filter(organ_id=actor.organ_id or 0).select_related("item").order_by("-on", "-pk")


def opening_balances(actor: Actor) -> QuerySet[OpeningBalance]:
    """What the person's organ said of the years before the system, the latest year first."""
    return OpeningBalance.objects.filter(organ_id=actor.organ_id or 0).order_by(
        "-year", "channel", "category"
    )


def public_item_of(actor: Actor, index_number: str) -> InformationItem:
    """A public item of the person's organ, by its number. Raises Refused in the user's words."""
    found = InformationItem.objects.filter(organ_id=actor.organ_id or 0, current_version__isnull=False)
    item = found.filter(index_number=index_number.strip()).first()
    if item is None:
        raise Refused(_("本机关没有索引号为“%(number)s”的公开信息，请核对。") % {"number": index_number})
    return item
