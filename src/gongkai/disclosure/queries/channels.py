"""By which way it went out: the channels as reports group them, each by name and content, and the statistics annex."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.disclosure.models import Channel
from gongkai.disclosure.queries.tallied import Asked, Counted, Line, balances, organs_counted, released, sums

SITE = "site"
# As annual reports tell them, in their order; a channel that is in none stands by itself.
GROUPS = {
    "mobile": (gettext_lazy("“两微一端”"), (Channel.WECHAT, Channel.WEIBO, Channel.APP)),
    "places": (gettext_lazy("“两馆”"), (Channel.ARCHIVES, Channel.LIBRARY)),
    "others": (
        gettext_lazy("其他途径"),
        (Channel.SCREEN, Channel.NOTICE_BOARD, Channel.READING_PLACE, Channel.OTHER),
    ),
}
ORDER = (
    Channel.GAZETTE,
    "mobile",
    Channel.PRESS_CONFERENCE,
    Channel.NEWSPAPER,
    Channel.BROADCAST,
    "places",
    Channel.SMS,
    "others",
)
ITEMS = gettext_lazy("条")
UNITS = {
    Channel.PRESS_CONFERENCE: gettext_lazy("场"),
    Channel.SMS: gettext_lazy("条次"),
    Channel.READING_PLACE: gettext_lazy("份"),
    Channel.ARCHIVES: gettext_lazy("份"),
    Channel.LIBRARY: gettext_lazy("份"),
}
Sum = tuple[int, int]


def by_channel(asked: Asked) -> Counted:
    """The site, and each other channel that was told of; those that reports tell together with their sum."""
    sums_of = _sums_of_channels(asked)
    lines = [_line(SITE, _("政府网站"), sums_of[SITE])]
    for one in ORDER:
        lines += _group(one, sums_of) if one in GROUPS else _alone(Channel(one), sums_of)
    definition = _(
        "网站为首次公开的条数，其他渠道为登记的发布数量。同一信息可以在几个渠道发布，各渠道相加不是条数。"
    )
    return _counted(asked, "channel", _("渠道"), definition, lines)


def by_release(asked: Asked) -> Counted:
    """What was noted of each channel by its name (a programme, an account) and by what it told of."""
    found = released(asked, "channel", "place", "topic")
    lines = []
    for row in found:
        channel = Channel(row["channel"])
        told = " ".join(text for text in (row["place"], row["topic"]) if text)
        label = _("%(channel)s：%(told)s") % {"channel": channel.label, "told": told}
        lines.append(_line(channel, label if told else str(channel.label), (row["year"], row["ever"])))
    definition = _("按登记的名称或者地点、发布的内容分列；不含期初数。")
    return _counted(asked, "release", _("渠道明细"), definition, lines)


def annex(asked: Asked) -> Counted:
    """The indicators of proactive disclosure in the statistics annex of a yearly report, as printed there."""
    sums_of = _sums_of_channels(asked)
    gazette = sums_of.get(Channel.GAZETTE, (0, 0))
    lines = [
        _line("all", _("主动公开文件数"), sums_of[SITE]),
        _line(SITE, _("其中：1.政府网站公开数"), sums_of[SITE]),
        _line(Channel.GAZETTE, _("2.政府公报公开数"), gazette),
    ]
    definition = _("年度报告附表中主动公开的指标；全部信息都在网站公开，其中一部分同时刊登在政府公报上。")
    return _counted(asked, "annex", _("指标名称"), definition, lines)


def _sums_of_channels(asked: Asked) -> dict[str, Sum]:
    before = dict(balances(asked, "channel"))
    found = {row["channel"]: (row["year"], row["ever"]) for row in released(asked, "channel")}
    found[SITE] = _added((year, ever) for _pk, year, ever in sums(asked, "column_id"))
    return {
        name: (found.get(name, (0, 0))[0], found.get(name, (0, 0))[1] + before.get(_balance(name), 0))
        for name in {*found, *(name for name in before if name)}
    }


def _balance(name: str) -> str:
    """What is told of the years before by no channel is what stood on the site."""
    return "" if name == SITE else name


def _added(pairs: Iterable[Sum]) -> Sum:
    pairs = list(pairs)
    return sum(one[0] for one in pairs), sum(one[1] for one in pairs)


def _alone(channel: Channel, sums_of: dict[str, Sum]) -> list[Line]:
    return [_line(channel, str(channel.label), sums_of[channel])] if channel in sums_of else []


def _group(name: str, sums_of: dict[str, Sum]) -> list[Line]:
    label, channels = GROUPS[name]
    lines = [line for channel in channels for line in _alone(channel, sums_of)]
    if not lines:
        return []
    units = {line.unit for line in lines}
    whole = _line(name, str(label), _added((line.count, line.cumulative) for line in lines))
    whole = replace(whole, unit=units.pop() if len(units) == 1 else str(ITEMS))
    return [whole, *(replace(one, label=_("其中：%(label)s") % {"label": one.label}) for one in lines)]


def _line(code: str, label: str, both: Sum) -> Line:
    unit = UNITS.get(Channel(code), ITEMS) if code in Channel else ITEMS
    return Line(code, label, both[0], both[1], 0, unit=str(unit))


def _counted(asked: Asked, way: str, heading: str, definition: str, lines: list[Line]) -> Counted:
    whole = lines[0] if way != "release" and lines else _line("", "", (0, 0))
    total = replace(whole, code="", label=_("合计"), of=whole.count)
    return Counted(asked, way, heading, definition, tuple(lines), total, organs_counted(asked))
