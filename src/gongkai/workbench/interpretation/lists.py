"""The lists behind the figures of a year: what is asked for, and the rows of the one that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.interpretation import queries
from gongkai.organs.queries import Organ

# What an organ keeps to itself: those above it see what is public, and the figures.
OWN_ONLY = ("waiting", "orphans")
SHOWN = ("plans", "published", "waiting", "heads", "organs", "orphans")


@dataclass(frozen=True)
class Asked:
    """Which list of which organ and year; ``only`` narrows it to what stands behind one figure.

    ``known`` are the years that have something to show.
    """

    organ: Organ
    own: bool
    show: str
    year: int
    only: str
    known: list[int]

    @classmethod
    def of(cls, organ: Organ, reader: Organ, data: Any) -> Asked:
        """What the address asks for; what cannot be read is left out."""
        own = organ.pk == reader.pk
        show = data.get("show", "")
        if show not in SHOWN or (show in OWN_ONLY and not own):
            show = "plans"
        known = queries.years_of(organ.pk)
        year = next((one for one in known if str(one) == data.get("year")), today().year)
        return cls(organ, own, show, year, data.get("only", ""), known)

    def href(self, **changed: Any) -> str:
        """The address of the same page with something changed."""
        told: dict[str, Any] = {
            "show": self.show,
            "year": self.year,
            "only": "",
            "organ": "" if self.own else self.organ.code,
        }
        asked = {name: value for name, value in (told | changed).items() if value}
        return f"{reverse('workbench:interpretation')}?{urlencode(asked)}"

    def years(self) -> list[tuple[str, str, bool]]:
        """The years as tabs."""
        return [(str(one), self.href(year=one, only=self.only), one == self.year) for one in self.known]

    def tabs(self) -> list[tuple[str, str, bool]]:
        """The lists as tabs."""
        told = [(name, label) for name, label in _labels() if self.own or name not in OWN_ONLY]
        return [(label, self.href(show=name), name == self.show) for name, label in told]

    def tiles(self, told: queries.Figures) -> list[tuple[str, int, str]]:
        """The figures of the year, each leading to the list behind it."""
        return [(label, n, self.href(show=show, only=only)) for label, n, show, only in _figures(told)]

    def only_label(self) -> str:
        """What the list is narrowed to, in the words of the figure; empty where it is not narrowed."""
        known = {
            "planned": _("计划解读（不含已取消）"),
            "kept": _("按期完成"),
            "late": _("逾期完成"),
            "overdue": _("逾期未完成"),
            "ahead": _("未到期"),
            "same_day": _("与文件同日发布"),
            "by_head": _("本单位起草、主要负责人解读"),
            "without": _("未达到每年次数的单位"),
        }
        return known.get(self.only, "")


def listed(asked: Asked, data: Any) -> dict[str, Any]:
    """The rows of the list that was chosen, and only of that."""
    organ, year = asked.organ, asked.year
    match asked.show:
        case "published":
            found = queries.interpretations_in(organ.pk, year, asked.only)
            page = page_by_key(found, data, keys=("-item__published_at", "-pk"))
            return {"page": page, "rows": list(page)}
        case "waiting":
            page = page_by_key(queries.awaiting(organ.pk), data, keys=("first_published_at", "pk"))
            return {"page": page, "rows": [queries.waiting(one) for one in page]}
        case "heads":
            return _heads(asked, data)
        case "organs":
            page = page_by_key(queries.organs_with_work(organ, year), data, keys=("path",))
            told = queries.figures([one.pk for one in page], year)
            labels = [label for label, *_rest in _figures(queries.Figures())]
            rows = [_organ_row(asked, one, told[one.pk]) for one in page]
            return {"page": page, "rows": rows, "labels": labels}
        case "orphans":
            return {"rows": list(queries.orphans(organ.pk))}
    return _plans(asked, data)


def _plans(asked: Asked, data: Any) -> dict[str, Any]:
    """Of another organ only the plans of documents that are public; the others are counted, not named."""
    found = queries.plans_in(asked.organ.pk, asked.year, asked.only)
    seen = found if asked.own else queries.plans_seen_from_above(found)
    page = page_by_key(seen, data, keys=("planned_on", "pk"))
    hidden = 0 if asked.own else found.count() - seen.count()
    return {"page": page, "rows": queries.plan_lines(page), "hidden": hidden}


def _heads(asked: Asked, data: Any) -> dict[str, Any]:
    needed = queries.heads_needed(asked.year)
    found = queries.heads(asked.organ, asked.year)
    lacking = found.filter(told__lt=needed)
    page = page_by_key(lacking if asked.only == "without" else found, data, keys=("path",))
    rows = [(one, one.told >= needed, _href_of(asked, one, "published", "by_head")) for one in page]
    total = found.count()
    told = {"needed": needed, "total": total, "enough": total - lacking.count()}
    return {"page": page, "rows": rows, **told, "without": asked.href(only="without"), "all": asked.href()}


def _organ_row(asked: Asked, organ: Organ, told: queries.Figures) -> tuple[Organ, list[tuple[str, int, str]]]:
    """The figures of an organ, each leading to the list behind it."""
    shown = _figures(told)
    return organ, [
        (label, n, _href_of(asked, organ, show, only) if n else "") for label, n, show, only in shown
    ]


def _figures(told: queries.Figures) -> list[tuple[str, int, str, str]]:
    """Label, number, and which list stands behind it."""
    return [
        (_("计划解读"), told.planned, "plans", "planned"),
        (_("按期完成"), told.in_time, "plans", "kept"),
        (_("逾期完成"), told.late, "plans", "late"),
        (_("逾期未完成"), told.overdue, "plans", "overdue"),
        (_("未到期"), told.ahead, "plans", "ahead"),
        (_("已发布解读"), told.published, "published", ""),
        (_("与文件同日发布"), told.same_day, "published", "same_day"),
        (_("主要负责人解读"), told.by_head, "published", "by_head"),
    ]


def _href_of(asked: Asked, organ: Organ, show: str, only: str) -> str:
    return asked.href(show=show, only=only, organ=organ.code)


def _labels() -> list[tuple[str, str]]:
    return [
        ("plans", _("计划与完成")),
        ("published", _("已发布解读")),
        ("waiting", _("待解读文件")),
        ("heads", _("主要负责人解读")),
        ("organs", _("各单位")),
        ("orphans", _("文件已撤回")),
    ]
