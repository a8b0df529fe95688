"""How a standard catalogue is laid out: its two header rows, ticks and check boxes (G-04, G-05)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Heading:
    """One column of the sheet: ``above`` is the upper header; ``below`` the lower one, empty where there is none.

    ``pattern`` matches what the localities write, without spaces.
    """

    key: str
    above: str
    below: str
    pattern: str
    width: int
    is_needed: bool = True

    @property
    def name(self) -> str:
        return self.below or self.above

    def is_named(self, text: str) -> bool:
        """Whether this heading may be written so."""
        return re.fullmatch(self.pattern, text) is not None


HEADINGS = (
    Heading("number", "序号", "", r"(序号|编号)", 6, is_needed=False),
    Heading("first_level", "公开事项", "一级事项", r"一级(公开)?事项", 16),
    Heading("second_level", "公开事项", "二级事项", r"二级(公开)?事项", 18),
    Heading("content", "公开内容（要素）", "", r"公开内容.*", 40),
    Heading("basis", "公开依据", "", r"公开依据", 36),
    Heading("time_limit", "公开时限", "", r"公开时[限间]", 20),
    Heading("subject", "公开主体", "", r"公开(责任)?主体", 18),
    Heading("channels", "公开渠道和载体", "", r"公开(的)?渠道.*", 30),
    Heading("for_all", "公开对象", "全社会", r"(面向)?全社会", 8),
    Heading("for_group", "公开对象", "特定群体", r"特定(群体|群众|人群|对象).*", 12),
    Heading("proactive", "公开方式", "主动", r"主动(公开)?", 8),
    Heading("upon_application", "公开方式", "依申请", r"依申请(公开)?", 8),
    Heading("county", "公开层级", "县级", r"(县|区|县（?市、?区）?|县区|市县|县市区)级", 8),
    Heading("township", "公开层级", "乡级", r"乡.*级|乡级|镇级|镇（?街道?）?级|街道.*级", 8),
)
# What is written in a sheet is Chinese, whatever language the page is in.
CHANNELS = {
    "website": gettext_noop("政府网站"),
    "gazette": gettext_noop("政府公报"),
    "new_media": gettext_noop("两微一端"),
    "meeting": gettext_noop("发布会/听证会"),
    "broadcast": gettext_noop("广播电视"),
    "paper": gettext_noop("纸质媒体"),
    "reading_place": gettext_noop("公开查阅点"),
    "service_centre": gettext_noop("政务服务中心"),
    "service_station": gettext_noop("便民服务站"),
    "on_site": gettext_noop("入户/现场"),
    "notice_board": gettext_noop("社区/企事业单位/村公示栏（电子屏）"),
    "push": gettext_noop("精准推送"),
    "other": gettext_noop("其他"),
}
_VARIANTS = {
    "发布会听证会": "meeting",
    "社区/企事业单位/村公示栏": "notice_board",
    "社区/企事业单位/村公示栏(电子屏)": "notice_board",
    "社区、企事业单位、村公示栏（电子屏）": "notice_board",
    "公示栏": "notice_board",
    "村公示栏": "notice_board",
    "政府信息公开平台": "website",
    "门户网站": "website",
    "政府门户网站": "website",
    "入户": "on_site",
    "现场": "on_site",
    "档案馆、图书馆": "reading_place",
}
TICK, BOX, EMPTY_BOX = "√", "■", "□"
YES = {
    "√",
    "✓",
    "✔",
    "☑",
    "■",
    "是",
    "有",
    "Y",
    "y",
    "1",
    "V",
    "v",
    "●",
    "R",
}  # R: a tick in the font Wingdings 2
NO = {"", "□", "×", "✗", "否", "无", "/", "\\", "-", "—", "――", "N", "n", "0", "○"}
_CHECKED, _UNCHECKED = "■☑√✓✔▇█●", "□☐○"
_BOXED = re.compile(f"([{_CHECKED}{_UNCHECKED}])([^{_CHECKED}{_UNCHECKED}]*)")
_APART = re.compile(r"[、，,；;\n]+")
DITTO = re.compile(r"(同上|同前|〃|″)")


def channels_in(text: str) -> list[str]:
    """The channels that a cell ticks: codes of CHANNELS, and in its own words what is none of them."""
    boxed = _BOXED.findall(text)
    if boxed:
        ticked = [label for mark, label in boxed if mark in _CHECKED]
    else:
        ticked = _apart(text)
    return in_order(name for label in ticked for name in _channels_named(_flat(label)))


def channels_written(channels: Iterable[str]) -> str:
    """The check boxes of all channels, ticked where they are chosen; what is none of them stands after 其他."""
    chosen = list(channels)
    others = [one for one in chosen if one not in CHANNELS]
    marks = [
        (BOX if code in chosen else EMPTY_BOX) + label for code, label in CHANNELS.items() if code != "other"
    ]
    last = f"{BOX}其他：{'、'.join(others)}" if others else (BOX if "other" in chosen else EMPTY_BOX) + "其他"
    return "\n".join([*marks, last])


def in_order(names: Iterable[str]) -> list[str]:
    """In the order of CHANNELS, others after them; “其他” alone only where nothing says what."""
    found = list(dict.fromkeys(names))
    others = [one for one in found if one not in CHANNELS]
    known = [code for code in CHANNELS if code in found and not (code == "other" and others)]
    return known + others


def channel_label(channel: str) -> str:
    """What a channel is called."""
    return _(CHANNELS[channel]) if channel in CHANNELS else channel


def _channels_named(label: str) -> list[str]:
    known = {written: code for code, written in CHANNELS.items()} | _VARIANTS
    if not label:
        return []
    if label in known:
        return [known[label]]
    if label.startswith("其他"):
        return _apart(label.removeprefix("其他").strip("：:（）()_＿ ")) or ["other"]
    parts = [part for part in _apart(label) if part]
    if len(parts) > 1:
        return [name for part in parts for name in _channels_named(part)]
    return [label]


def _apart(text: str) -> list[str]:
    return [part.strip() for part in _APART.split(text) if part.strip()]


def _flat(label: str) -> str:
    return re.sub(r"[ \t\u3000]+", "", label).strip("\n_＿；;，, ")
