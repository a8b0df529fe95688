"""Whose report it is, on which year, or whether it is a report at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.dates import YEAR, Period, year_of
from gongkai.reading.normalise import CELL, Text, compact
from gongkai.reading.sections import Section

_HAN = r"[\u4e00-\u9fff]"
_END = (
    "人民政府办公厅|人民政府办公室|人民政府|管理委员会|管委会|政府办公室|委员会|办事处|街道办|工作部|"
    "局|厅|委|部|办|署|处|中心|院|支队|大队|街道|镇|乡|县|区|市|州|盟|旗|省"
)
_REPORT = (
    r"(?:政府|政务)?\s*信息\s*公开\s*(?:工作)?\s*(?:情况)?\s*的?\s*(?:年度)?\s*(?:工作)?\s*(?:情况)?\s*的?\s*(?:报告|年报)"
    r"(?!格式|编制|编写|有关|的?通知|的?解读|的公告|公布|》|发布情况|报送|的?通报|情况|评议|评估|考核|模板|范本|样本|样式|审核|培训|\s*的?\s*(?:通知|函))"
)
_TITLE = re.compile(
    rf"(?:(?P<before>{_HAN}{{2,40}}?)\s*(?:关于)?\s*)?(?P<year>{YEAR})\s*年\s*度?\s*(?P<after>{_HAN}{{2,28}}?)??\s*(?P<report>{_REPORT})"
)
_OPENINGS = (
    re.compile(rf"由(?P<organ>{_HAN}{{2,30}}?(?:{_END}))(?:办公室)?(?:根据|编制|汇总|负责|统计)"),
    re.compile(rf"(?:现将|现公布|公布|编写|制定)(?P<organ>{_HAN}{{2,30}}?(?:{_END}))(?:关于)?{YEAR}年"),
    re.compile(rf"(?:现将|现公布|公布){YEAR}年度?(?P<organ>{_HAN}{{2,30}}?(?:{_END}))(?=政府|政务|信息)"),
    re.compile(
        rf"{YEAR}年度?,?(?P<organ>(?!本|我|全|各){_HAN}{{2,30}}?(?:{_END}))(?=按|推进|坚持|围绕|认真|深入|累计|通过|做到|没有|贯彻|严格|在|,)"
    ),
    re.compile(
        rf"(?:请与|可与|联系单位为|联系部门[:为])(?P<organ>{_HAN}{{2,30}}?(?:{_END}))(?:办公室)?(?:联系|[。,(（])"
    ),
    re.compile(
        rf"(?:^|\n|。)(?P<organ>(?!本|我|全|各|按|依){_HAN}{{2,24}}?(?:{_END}))(?=按要求|认真贯彻|高度重视|坚持以)"
    ),
)
_LEAD = re.compile(
    r"^(?:关于|现?编写|制定|现公布|现将|公布|公开|年报|标题|首页|政府信息公开年报|政府信息公开|当前位置|正文)+"
)
_OWN = re.compile(r".*我|本(?:局|委|厅|办|镇|乡|区|县|市|单位|机关|部门)")
_OTHER_PAPER = re.compile(
    r"(?:的通知|制度|办法|指南|规定|方案|工作要点|解读|批复|申请表|流程图?|目录|报表|统计表|考核|标准|工作总结|培训会|"
    r"法治政府|预算|决算|审计|政府工作报告|公报)\s*(?:[-—_|(（].{0,20})?$"
)
_OTHER_REPORT = re.compile(
    r"(?:法治政府|依法行政|政府网站|政务服务|绩效|内部审计|社会责任|环境|统计)[^。,]{0,12}(?:报告|报表|公报|总结)|政府工作报告"
)
_OTHER_TITLE = re.compile(
    r"(?:信息|政务)公开[^。,;:]{0,14}(?:指南|目录|办法|制度|规定|细则|方案|要点|计划|安排|通报|通知|总结|简报|情况汇报|须知|答复书?|告知书|"
    r"考核[^。,]{0,8}|评估报告)\s*$|第?[一二三四1-4]季度|上半年|下半年|学年|\d月份"
)
_INSTRUCTS = re.compile(
    r"报送要求|填报(?:单位|说明|要求)|填表说明|统计范围|请各[^。]{0,24}(?:报送|填报|上报)|有关事项通知如下|编制要求|编写要求"
)
_SOURCE = re.compile(r"(?:来源|发布机构|发布单位|单位)[::]\s*(?P<organ>[\u4e00-\u9fff]{3,30})")
_SHORTEST_TITLE = 9
_KNOWN_TOPICS = {"overview", "proactive", "applications", "remedies", "problems", "other"}
_PROVINCIAL = re.compile(
    r"^(?:北京市|上海市|天津市|重庆市|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,8}自治区)(?:人民政府|政府)?"
)


@dataclass(frozen=True)
class Identity:
    """What the head of a report says of it; unknown is None. ``why_not`` says why it is no annual report."""

    why_not: str
    title: str | None
    organ: str | None
    year: int | None
    level: str | None

    @property
    def is_report(self) -> bool:
        return not self.why_not


def identify(text: Text, sections: list[Section], period: Period | None, *, has_figures: bool) -> Identity:
    """Title, organ and year of a paper, or the reason why it is not an annual report."""
    lines = text.body.split("\n", 80)[:80]
    title = _title(lines)
    organ = _organ_in_title(title, lines) or _organ_told(text.body[:6000])
    year = year_of(title[1]["year"]) if title else period.year if period else None
    return Identity(
        why_not=_why_not(text, lines, title, sections, period, has_figures),
        title=_words(title, organ) if title else None,
        organ=organ,
        year=year or _year_told(text, sections),
        level=level_of(organ),
    )


Title = tuple[int, re.Match[str]]


def _title(lines: list[str]) -> Title | None:
    """The first line that names a year and the report, with its place; a title may run over two lines."""
    for at, cell in _cells(lines):
        match = _TITLE.search(cell[:200])
        if match and not _quoted(cell, match):
            return at, match
    for at in range(min(len(lines) - 1, 30)):
        both = f"{lines[at]}{lines[at + 1]}"
        if len(both) < 80 and (match := _TITLE.search(both)) and not _quoted(both, match):
            return at, match
    return None


def title_in(line: str) -> str | None:
    """The title of an annual report that a line holds."""
    match = _TITLE.search(line)
    return compact(match[0]) if match and not _quoted(line, match) else None


def _cells(lines: list[str]) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(lines):
        for cell in line.split(CELL):
            yield at, cell


def _quoted(cell: str, match: re.Match[str]) -> bool:
    """Whether the words are only the name of another paper, in a sentence."""
    before = cell[: match.start("year")]
    if re.search(r"(?:发布|公布|报送|提交|撰写|上报)了$", before):
        return True
    return "关于做好" in before or "关于印发" in before or before.count("《") > before.count("》")


def _organ_in_title(title: Title | None, lines: list[str]) -> str | None:
    if title is None:
        return None
    at, match = title
    around = [
        match["before"],
        match["after"],
        lines[at - 1] if at else "",
        _first_word(match.string[match.end() :]),
    ]
    for words in around:
        organ = _LEAD.sub("", compact(words or "")).strip("()（）:：")
        if re.fullmatch(rf"{_HAN}{{1,36}}(?:{_END})(?:关于)?", organ) and not _OWN.match(organ):
            return organ.removesuffix("关于")
    before = _LEAD.sub("", compact(match["before"] or ""))
    return None if _OWN.match(before) else before or None


def _first_word(words: str) -> str:
    return next(iter(words.split()), "")


def _organ_told(body: str) -> str | None:
    flat = body.replace(CELL, "\n").replace(" ", "")
    for pattern in _OPENINGS:
        match = pattern.search(flat)
        if match:
            return match["organ"]
    match = _SOURCE.search(flat)
    return match["organ"] if match and re.search(rf"(?:{_END})$", match["organ"]) else None


def _words(title: Title, organ: str | None) -> str:
    match = title[1]
    words = compact(match.string[match.start("year") : match.end()])
    return words if not organ or organ in words else f"{organ}{words}"


def _year_told(text: Text, sections: list[Section]) -> int | None:
    """The year that the overview speaks of most; none if two are named equally often."""
    overview = next((s for s in sections if s.topic == "overview"), sections[0] if sections else None)
    told = overview.text if overview else text.body
    years = Counter(re.findall(r"(20\d\d)年(?!度?(?:预算|要点))", text.body[:400] + told[:3000]))
    ranked = years.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return int(ranked[0][0])


def _why_not(
    text: Text,
    lines: list[str],
    title: Title | None,
    sections: list[Section],
    period: Period | None,
    has_figures: bool,
) -> str:
    topics = {section.topic for section in sections} & _KNOWN_TOPICS
    if "公开" not in text.body:
        return "文中没有说到政府信息公开。"
    if _INSTRUCTS.search(text.body) and not has_figures:
        return "这是关于填报或者编制的说明，不是年度报告。"
    if title is None and (_has_other_title(lines) or _is_other_paper(lines, has_figures=has_figures)):
        return "这是另一种文件，不是政府信息公开工作年度报告。"
    if title is not None:
        return "" if topics or period or has_figures else "只有年度报告的标题，没有正文。"
    told = has_figures or period is not None
    if told and (len(topics) > 1 or "overview" in topics or (topics and period)):
        return ""
    return "没有年度报告的标题、章节和数据，认不出是年度报告。"


def _has_other_title(lines: list[str]) -> bool:
    """Whether the paper begins with a title of another kind: longer than an entry of a menu."""
    head = [
        line.strip() for line in lines[:3] if CELL not in line and _SHORTEST_TITLE < len(line.strip()) < 60
    ]
    return any(_OTHER_TITLE.search(line) for line in head)


def _is_other_paper(lines: list[str], *, has_figures: bool) -> bool:
    """Whether the head names another kind of paper; menus do too, so figures outweigh all but another report."""
    head = [line for line in lines[:15] if len(line) < 60]
    if any(_OTHER_REPORT.search(line) for line in head):
        return True
    return not has_figures and any(_OTHER_PAPER.search(line) for line in head[:12])


def level_of(organ: str | None) -> str | None:
    """The level that the name of an organ tells: province, city, county, township or department."""
    if not organ:
        return None
    organ = re.sub(r"(?<=人民政府)办公[厅室]$", "", organ)
    if re.search(r"(?:镇|乡|街道|街道办事处|街道办)(?:人民政府)?$", organ):
        return "township"
    if re.search(r"(?:局|厅|委|部|署|处|中心|院|支队|大队)$", organ) or organ.endswith("委员会"):
        return "department"
    if _PROVINCIAL.fullmatch(organ):
        return "province"
    if re.search(r"(?:县|(?<![验新发作])区|旗)(?:人民政府)?$", organ):
        return "county"
    return None
