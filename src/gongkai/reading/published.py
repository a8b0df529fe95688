"""How much information the text says was disclosed in the year, in all years, and on the website alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.reading.counts import N, stated
from gongkai.reading.digits import number
from gongkai.reading.figure import Figure, Figures
from gongkai.reading.prose import Paragraph

_UNIT = r"(?:条次|条|件|份|次|项|篇)?"
_TAIL = r"(?:[(（][^()（）]{0,30}[)）])?(?:总数量?|数量|总计|共计|累计|共|数|为|达|量){0,3}"
_FULL = re.compile(
    rf"(?<!应)主动(?:公开|发布)(?P<gap>[^。;,:\d]{{0,44}}?)(?:政府|政务)?信息{_TAIL}{N}{_UNIT}(?P<after>[^。;,]{{0,4}})"
)
_PLAIN = re.compile(
    r"(?:共|共计|累计|总计|当年)?(?P<gap>(?:审核|新增|更新|制作|公开|公布|发布|各类|的|和|主动){1,6})"
    rf"(?:政府|政务|各类|部门|公开){{0,3}}信息{_TAIL}{N}{_UNIT}"
)
_COUNT = re.compile(r"(?:公开|公布|发布)[^。;,:\d]{0,24}信息(?:数|量|共|共计|总计)*\d+")
_ALL_YEARS = re.compile(
    rf"(?:历年累计|到目前(?:为止)?[^。;,\d]{{0,4}}累计|截[至止到][^。;]{{0,30}}累计)[^。;\d]{{0,20}}?(?:公开|发布)[^。;,:\d]{{0,20}}信息{_TAIL}{N}{_UNIT}"
)
_ADDED = re.compile(
    r"累计(?:主动)?公开[^。;,\d]{0,12}信息(?P<all>\d+(?:,\d{3})*)条[,(（](?:其中)?[,:]?(?:20\d\d年度?|本年度?|当年|全年)?(?:新增|新公开)"
    r"[^。;,\d]{0,12}?(?P<year>\d+(?:,\d{3})*)条"
)
_NOT_ALL = re.compile(r"重点领域|栏目|依申请|不予|动态$|本级")
_OTHER_CHANNEL = re.compile(r"公众号|新媒体|微信|微博|头条|抖音")


def read_published(story: Sequence[Paragraph]) -> tuple[Figures, dict[str, str]]:
    """``published_total``, ``published_cumulative`` and ``website_total``, and approximate totals in words."""
    told: Figures = {}
    about: dict[str, str] = {}
    for take in (_take_added, _take_all_years, _take_full, _take_plain):
        for paragraph in story:
            for sentence in paragraph.sentences():
                take(told, about, paragraph, sentence)
    return told, about


def _take_added(told: Figures, about: dict[str, str], paragraph: Paragraph, sentence: str) -> None:
    match = _ADDED.search(sentence)
    if match:
        told.setdefault("published_total", Figure(number(match["year"]), match[0], paragraph.line))
        told.setdefault("published_cumulative", Figure(number(match["all"]), match[0], paragraph.line))


def _take_all_years(told: Figures, about: dict[str, str], paragraph: Paragraph, sentence: str) -> None:
    match = _ALL_YEARS.search(sentence)
    value = stated(match) if match else None
    if match and value is not None and "年度累计" not in match[0][:4]:
        told.setdefault("published_cumulative", Figure(value, match[0], paragraph.line))


def _take_full(told: Figures, about: dict[str, str], paragraph: Paragraph, sentence: str) -> None:
    for match in _FULL.finditer(sentence):
        before = sentence[: match.start()]
        if _NOT_ALL.search(match["gap"]) or _is_all_years(before) or "其中" in before[-8:-2]:
            continue
        _keep_total(told, about, paragraph, sentence, match)


def _take_plain(told: Figures, about: dict[str, str], paragraph: Paragraph, sentence: str) -> None:
    for match in _PLAIN.finditer(sentence):
        before = sentence[: match.start()]
        counts_all = match[0].startswith(("共", "累计", "总计", "当年")) or re.match(
            r"公[开布](?:政府|政务)信息", match[0]
        )
        if before.endswith("申请"):
            continue
        if (
            not counts_all
            or _is_all_years(before + match[0][:2])
            or "其中" in before
            or _NOT_ALL.search(match["gap"])
        ):
            continue
        if _OTHER_CHANNEL.search(sentence[: match.end()]) or _NOT_ALL.search(before[-8:]):
            continue
        _keep_total(told, about, paragraph, sentence, match)


def _is_all_years(before: str) -> bool:
    clause = before.rsplit(",", 1)[-1]
    if re.search(r"截[至止到][^。;]{0,18}[,，]?[^,。;]{0,10}累计[^,。;]{0,4}$", before[-60:]):
        return True
    return bool(re.search(r"历年|到目前|截[至止到].{0,16}底", before[-24:])) or "历年" in clause


def _keep_total(
    told: Figures, about: dict[str, str], paragraph: Paragraph, sentence: str, match: re.Match[str]
) -> None:
    if "published_total" in told or "published_total_approx" in about:
        return
    value = stated(match)
    if value is None:
        about["published_total_approx"] = "".join(match[part] or "" for part in ("n", "wan", "more"))
        return
    figure = Figure(value, match[0], paragraph.line)
    told.setdefault("website_total" if _is_one_channel(sentence, match) else "published_total", figure)


def _is_one_channel(sentence: str, match: re.Match[str]) -> bool:
    """Whether the count is only what stood on the website, other channels being counted beside it."""
    whole = sentence.split("其中", 1)[0]
    return "通过" in whole[: match.start()] and len(_COUNT.findall(whole)) > 1
