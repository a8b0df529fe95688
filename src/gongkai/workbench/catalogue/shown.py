"""The column that a page is about, and what is told of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import Column, ItemKind, column, shortest_postings, time_limits
from gongkai.foundation.wording import listed


def shown_column(request: Any, code: str) -> Column:
    """The column with this code, if the present organ shows it; Http404 otherwise."""
    try:
        found = column(code)
    except Column.DoesNotExist:
        raise Http404 from None
    if found.organ_id not in (None, request.organ.pk):
        raise Http404
    return found


def told_of(column: Column, owners: list[str]) -> list[tuple[Any, Any]]:
    """The facts of a column as pairs of label and value."""
    kinds = listed(ItemKind(kind).label for kind in column.kinds)
    scope = column.organ.name if column.organ else column.get_scope_display()
    return [
        (_("说明"), column.description),
        (_("板块"), column.get_block_display()),
        (_("上级栏目"), column.parent.name if column.parent else ""),
        (_("公开依据"), column.basis),
        (_("适用机关"), scope),
        (_("责任机关"), listed(owners) or _("适用范围内的每个机关")),
        (_("填写方式"), column.get_shape_display()),
        (_("可以发布的信息类别"), kinds or _("各类信息")),
        (_("更新周期"), column.get_update_interval_display()),
        (_("公开时限"), dict(time_limits()).get(column.time_limit, _("按一般期限"))),
        (_("最短公示时间"), dict(shortest_postings()).get(column.shortest_posting, "")),
        (_("“五公开”类别"), column.get_five_disclosure_display() if column.five_disclosure else ""),
        (_("公开范围"), column.get_audience_display()),
        (_("开放日期"), column.opens_on),
        (_("截止日期"), column.closes_on),
    ]
