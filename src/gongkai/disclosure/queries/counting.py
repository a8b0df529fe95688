"""How much was disclosed: by category, column, organ, month and channel, for a year and since the beginning.

The figures come from the tallies of each day, so that their cost does not grow with the items counted; each
figure says what it counts and of what it is a share, and names the list of what stands behind it. What stands in
a column that only the offices read is not disclosed, and no figure counts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogue.queries import FiveDisclosure, all_columns, inside_columns
from gongkai.disclosure.models import (
    Carrier,
    Channel,
    InformationItem,
    ItemVersion,
    MonthTally,
    OpeningBalance,
    PublicTotal,
    Release,
)
from gongkai.disclosure.queries.channels import annex, by_channel, by_release
from gongkai.disclosure.queries.schemes import OTHER, Scheme, category_choices, placed, scheme_of, schemes
from gongkai.disclosure.queries.tallied import (
    Asked,
    Counted,
    Line,
    balances,
    sums,
    sums_of_organs,
    table,
    within,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.remembered import remembered
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ, all_organs, organ, subtree_ids

__all__ = [
    "WAYS",
    "Asked",
    "Carrier",
    "Channel",
    "Counted",
    "Line",
    "Scheme",
    "annex",
    "balances_of",
    "category_choices",
    "counted",
    "counted_by_organ",
    "counted_for_report",
    "counted_items",
    "opening_balances",
    "organs_of",
    "public_item_of",
    "public_totals",
    "releases_of",
    "scheme_of",
    "schemes",
    "tallies_are_lost",
    "totals_in",
]
# The five disclosures, and what a column that belongs to none of them is called in an address.
FIVE = tuple(kind for kind in FiveDisclosure if kind)
UNCLASSED = "none"
# What may be counted by, in the order in which the page offers it.
WAYS = {
    "category": gettext_lazy("类别"),
    "five": gettext_lazy("“五公开”"),
    "column": gettext_lazy("栏目"),
    "organ": gettext_lazy("机关"),
    "month": gettext_lazy("月份"),
    "channel": gettext_lazy("渠道"),
    "release": gettext_lazy("渠道明细"),
    "annex": gettext_lazy("附表"),
}


def counted(asked: Asked, way: str = "category", scheme: str = "statutory") -> Counted:
    """The figures of the year in one of WAYS. Raises KeyError for an unknown way or scheme."""
    return _COUNTERS[way](asked, scheme)


def counted_for_report(asked: Asked) -> list[Counted]:
    """All tables of the year, by every division of the categories; what a report prints is among them."""
    by_scheme = [counted(asked, "category", scheme) for scheme in schemes()]
    return by_scheme + [counted(asked, way) for way in WAYS if way != "category"]


def organs_of(asked: Asked) -> QuerySet[Organ]:
    """The organs that are counted, in the order of the tree."""
    return all_organs().filter(**within(asked, "")).order_by("path")


def counted_by_organ(asked: Asked, organs: Iterable[Organ]) -> Counted:
    """The figures of these of the counted organs, a line for each; the sum is of all that are counted."""
    shown = list(organs)
    both = sums_of_organs(shown, asked.year)
    before = dict(balances(asked, "organ_id"))
    rows = []
    for one in shown:
        year, ever = both.get(one.pk, (0, 0))
        rows.append((one.code, one.short_name, year, ever + before.get(one.pk, 0)))
    whole = [sum(column) for column in zip(*((y, e) for _k, y, e in sums(asked, "column_id")), strict=True)]
    year, ever = whole or (0, 0)
    every = ("", "", year, ever + sum(before.values()))
    return table(asked, "organ", _("机关"), _("按首次公开时的发布机关统计。"), rows, every)


def counted_items(asked: Asked, *, way: str, code: str, scheme: str = "statutory") -> QuerySet[ItemVersion]:
    """Just the first publications that a figure counts, the newest first; all of them without ``code``."""
    found = ItemVersion.objects.filter(number=1, at__year=asked.year)
    found = found.filter(**within(asked, "organ")).exclude(column__in=inside_columns())
    match way if code else "":
        case "category":
            columns = [pk for pk, one in scheme_of(scheme).category_of.items() if one == code]
            found = found.filter(column__in=columns)
        case "five":
            found = found.filter(column__five_disclosure="" if code == UNCLASSED else code)
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


@remembered("disclosure.", "catalogue.", "organs.", "channels.")
def totals_in(scope: int) -> dict[int, int]:
    """The same for a scope of :mod:`gongkai.disclosure.queries.listing`, kept in the process."""
    keys = subtree_ids(organ(-scope)) if scope < 0 else [scope]
    found = PublicTotal.objects.filter(organ_key__in=keys, count__gt=0).exclude(column__in=inside_columns())
    return dict(found.values_list("column_id").annotate(total=Sum("count")))


def _by_category(asked: Asked, code: str) -> Counted:
    scheme = scheme_of(code)
    both: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column_id, year, ever in sums(asked, "column_id"):
        both[scheme.category_of[column_id]][0] += year
        both[scheme.category_of[column_id]][1] += ever
    for category, before in placed(scheme, balances(asked, "category")):
        both[category][1] += before
    rows = [
        (one, name, both[one][0], both[one][1])
        for one, name in scheme.names.items()
        if one != OTHER or any(both[one])
    ]
    return table(asked, "category", scheme.name, scheme.definition, rows)


def _by_five(asked: Asked, code: str) -> Counted:
    """By the second axis of the catalogue: the five disclosures, as the columns are told to belong to them."""
    both = {kind: (year, ever) for kind, year, ever in sums(asked, "column__five_disclosure")}
    rows = [(kind.value, str(kind.label), *both.get(kind.value, (0, 0))) for kind in FIVE]
    if "" in both:
        rows.append((UNCLASSED, _("未归类信息"), *both[""]))
    told = _("按信息首次公开时所在栏目的“五公开”类别统计；期初数没有栏目，不计入。")
    return table(asked, "five", _("“五公开”"), told, rows)


def _by_column(asked: Asked, code: str) -> Counted:
    columns = {column.pk: column for column in all_columns()}
    both = {pk: (year, ever) for pk, year, ever in sums(asked, "column_id")}
    rows = [(one.code, one.name, both[pk][0], both[pk][1]) for pk, one in columns.items() if pk in both]
    told = _("按信息首次公开时所在的栏目统计；期初数没有栏目，不计入。")
    return table(asked, "column", _("栏目"), told, rows)


def _by_organ(asked: Asked, code: str) -> Counted:
    return counted_by_organ(asked, organs_of(asked))


def _by_month(asked: Asked, code: str) -> Counted:
    both = {month: (year, ever) for month, year, ever in sums(asked, "month__month")}
    months = [(month, *both.get(month, (0, 0))) for month in range(1, 13)]
    rows = [(str(month), _("%(month)s月") % {"month": month}, year, ever) for month, year, ever in months]
    told = _("按首次公开的月份统计；累计数为历年同月之和，不含期初数。")
    return table(asked, "month", _("月份"), told, rows)


_COUNTERS: dict[str, Callable[[Asked, str], Counted]] = {
    "category": _by_category,
    "five": _by_five,
    "column": _by_column,
    "organ": _by_organ,
    "month": _by_month,
    "channel": lambda asked, _scheme: by_channel(asked),
    "release": lambda asked, _scheme: by_release(asked),
    "annex": lambda asked, _scheme: annex(asked),
}


def tallies_are_lost() -> bool:
    """Whether something was public and nothing of it is counted."""
    there = PublicTotal.objects.exists() and MonthTally.objects.exists()
    return not there and ItemVersion.objects.exists()


def releases_of(actor: Actor) -> QuerySet[Release]:
    """What the person's organ noted of other channels."""
    return Release.objects.filter(organ_id=actor.organ_id or 0).select_related("item").order_by("-on", "-pk")


def opening_balances(actor: Actor) -> QuerySet[OpeningBalance]:
    """What the person's organ said of the years before the system, the latest year first."""
    return OpeningBalance.objects.filter(organ_id=actor.organ_id or 0).order_by(
        "-year", "channel", "category"
    )


def balances_of(organ: Organ) -> QuerySet[OpeningBalance]:
    """What an organ said of the years before the system, whoever asks."""
    return OpeningBalance.objects.filter(organ=organ).order_by("-year", "channel", "category")


def public_item_of(actor: Actor, index_number: str) -> InformationItem:
    """A public item of the person's organ, by its number. Raises Refused in the user's words."""
    found = InformationItem.objects.filter(organ_id=actor.organ_id or 0, current_version__isnull=False)
    item = found.filter(index_number=index_number.strip()).first()
    if item is None:
        raise Refused(_("本机关没有索引号为“%(number)s”的公开信息，请核对。") % {"number": index_number})
    return item
