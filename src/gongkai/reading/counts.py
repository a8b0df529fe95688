"""Figures told in running text: how much was disclosed, how many applications, reconsiderations and lawsuits.

A figure is taken only from a sentence that says what it counts; an approximate one (余, 约) is kept as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from gongkai.reading.digits import Number, number
from gongkai.reading.figure import Figure, Figures
from gongkai.reading.prose import Paragraph

N = r"(?P<about>约|近|共约)?(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)(?P<wan>万)?(?P<more>余|多)?"
CASES = r"[(（]?(?:件|条|宗|起|次|份|例|人次|个)(?![)）(（条件]*属于)"
_GAP = r"[^。;,:\d]"

_APPLICATION = re.compile(r"依申请|公开申请|申请公开|信息公开的?申请|收到[^。;,]{0,12}申请|接到申请|申请情况")
_OTHER_MATTER = re.compile(
    r"留言|提案|建议|咨询|投诉|举报|信访|审批|许可|热线|诉求|收件|信箱|问政|来信|来访|窗口"
)
_REMEDY = re.compile(r"复议|诉讼|起诉|申诉")
_CUMULATIVE = re.compile(
    r"历年|截[至止到][^。;]{0,14}[,，]?[^。;]{0,14}累计|到目前|目前为止|以来累计|累计收到[^。;]{0,20}达"
)

_NEW = re.compile(rf"(?:新收到?|新增){_GAP}{{0,22}}?{N}{CASES}(?P<after>[^。;,]{{0,12}})")
_RECEIVED = re.compile(rf"(?:收到|接到|接收)(?!且){_GAP}{{0,26}}?{N}{CASES}(?P<after>[^。;,]{{0,12}})")
_INCLUDING = re.compile(r"(?:其中|含|包括)[^。;\d]{0,6}(?:上一?年度?|20\d\d年度?)结转")
_ACCEPTED = re.compile(rf"(?:受理|接收且办理|办理){_GAP}{{0,26}}?{N}{CASES}(?P<after>[^。;,]{{0,12}})")
_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无|未曾)(?:收到|接到|接收|受理|发生)(?!由|因)[^。;,]{0,24}?(?:申请|依申请公开)(?![^。;,]{0,6}(?:引起|引发|而|提起|复议|诉讼))"
    r"|(?:没有|无)(?:收到)?依申请公开(?!引)[^。;,]{0,8}|(?:没有|未)(?:收到|接到)申请"
)
_CARRIED_OVER = re.compile(rf"(?:上一?年度?|含20\d\d年度?)结转{_GAP}{{0,14}}?{N}{CASES}")
_CARRIED_FORWARD = (
    re.compile(rf"(?:结转|转)(?:至|到|入)?下一?年度?{_GAP}{{0,16}}?{N}{CASES}"),
    re.compile(rf"{N}{CASES}(?:申请)?{_GAP}{{0,14}}(?:结转|顺延|转)(?:至|到|入)?下一?年度?"),
)
_NONE_OVER = re.compile(
    r"(?:无|没有|未有)(?:来自)?(?:上一?年度?)(?:未办结)?(?:的)?结转|无结转(?:自)?上一?年度?"
)
_NONE_FORWARD = re.compile(r"(?:无|没有|未有)(?:申请|件|需|未办结)*(?:结转|顺延)(?:至|到|入)?下一?年度?")
_NEXT_YEAR = re.compile(r"(?:结转|顺延|转)(?:至|到|入)?下一?年度?")
_CONCLUDED = (
    re.compile(rf"办结(?!率|的){_GAP}{{0,14}}?{N}{CASES}"),
    re.compile(rf"{N}{CASES}{_GAP}{{0,4}}(?:按期|按时|全部|已)+办结(?!率)"),
    re.compile(rf"(?<!公开)答复(?!率|总数|数|的){_GAP}{{0,14}}?{N}{CASES}"),
    re.compile(rf"共办理{_GAP}{{0,10}}?{N}{CASES}"),
)
_ANSWERED = re.compile(rf"答复(?:总数|数){_GAP}{{0,4}}?{N}{CASES}")
_CHANNELS = {
    "当面": re.compile(rf"当面(?:提?交?申请)数?{N}{CASES}"),
    "网上": re.compile(rf"网[上络](?:提?交?申请)数?{N}{CASES}"),
    "信函": re.compile(rf"信函(?:提?交?申请)数?{N}{CASES}"),
    "电子邮件": re.compile(rf"电子邮件(?:提?交?申请)?数?{N}{CASES}"),
}
_OUTCOME_WORDS = {
    "granted+partial": r"予以公开[及和、]部分公开",
    "granted": r"(?<!不)(?:予以公开|同意公开)”?(?![及和、]部分)",
    "partial": r"(?<!予以公开[及和、])部分公开”?",
    "denied": r"不予公开(?!信息)”?",
    "unable": r"无法提供”?",
    "not_processed": r"不予处理”?",
    "other": r"其他(?:处理|类型)”?",
}
_OUTCOMES = {key: re.compile(rf"{words}{_GAP}{{0,6}}?{N}{CASES}") for key, words in _OUTCOME_WORDS.items()}
_BELONGING = {
    key: re.compile(rf"{N}[件条宗起][)）(（条件]*属于[^。;,\d]{{0,2}}?{words}")
    for key, words in _OUTCOME_WORDS.items()
}
_DONE_SO = {
    key: re.compile(rf"(?:^|,|其中){N}[件条宗起](?:被|获|给予|作出|为)?{words}")
    for key, words in _OUTCOME_WORDS.items()
}
_NEITHER = re.compile(
    r"(?:(?:未|没有|无|未曾)(?:有|发生|收到|接到|出现|产生|提起|因|涉及|引起|被申请|被提起)[^。;]{0,40}?|(?:没有|无)(?:因?政府信息公开(?:工作)?(?:相关|引起的|引发的|的)?)?(?:行政)?)"
    r"(?:复议|诉讼)[^。;,]{0,20}"
)
_NEITHER_AFTER = re.compile(
    r"(?:复议|诉讼)[^。;\d]{0,12}(?:情况)?[^。;,\d]{0,16}(?:没有|未)(?:发生|出现|收到)"
)
_WON = re.compile(r"纠错|撤销|败诉|超期|胜诉|纠正")


def stated(match: re.Match[str]) -> Number | None:
    """The number a match states exactly; None for an approximate one."""
    if match["about"] or match["more"]:
        return None
    value = number(match["n"])
    if match["wan"]:
        value = Decimal(value) * 10_000
        return int(value) if value == value.to_integral_value() else value
    return value


def read_applications_told(story: Sequence[Paragraph]) -> Figures:
    """What the text says of applications: keys as in ``narrative.applications``."""
    told: Figures = {}
    for paragraph in story:
        if _APPLICATION.search(paragraph.words):
            for sentence in paragraph.sentences():
                _tell(told, paragraph, sentence)
    return told


def _tell(told: Figures, paragraph: Paragraph, sentence: str) -> None:
    if _CUMULATIVE.search(sentence):
        return
    clauses = [clause for clause in sentence.split(",") if not _OTHER_MATTER.search(clause)]
    plain = ",".join(clause for clause in clauses if not _REMEDY.search(clause))
    if _NONE_RECEIVED.search(plain):
        _keep(told, "received", Figure(0, sentence, paragraph.line))
    _tell_nothing_carried(told, paragraph, plain)
    if not _INCLUDING.search(plain):
        _take(told, "received", _NEW, plain, paragraph)
        _take(told, "received", _RECEIVED, plain, paragraph, _is_application)
    else:
        _take(told, "received", _NEW, plain.split("其中")[-1], paragraph)
        _take(told, "accepted", _RECEIVED, plain, paragraph, _speaks_of_applications)
    _take(told, "accepted", _ACCEPTED, plain, paragraph, _speaks_of_applications)
    _take(told, "carried_over", _CARRIED_OVER, plain, paragraph)
    for pattern in _CARRIED_FORWARD:
        _take(told, "carried_forward", pattern, plain, paragraph)
    this_year = ",".join(clause for clause in plain.split(",") if not _NEXT_YEAR.search(clause))
    for pattern in _CONCLUDED:
        _take(told, "results_total", pattern, this_year, paragraph)
    _take(told, "answered", _ANSWERED, plain, paragraph)
    for key, pattern in _CHANNELS.items():
        _take(told, f"channels.{key}", pattern, plain, paragraph)
    for key, pattern in (_BELONGING if "属于" in plain else _OUTCOMES).items():
        _take(told, f"results.{key}", pattern, plain, paragraph)
    for key, pattern in _DONE_SO.items():
        _take(told, f"results.{key}", pattern, plain, paragraph)


def _tell_nothing_carried(told: Figures, paragraph: Paragraph, words: str) -> None:
    for key, pattern in (("carried_over", _NONE_OVER), ("carried_forward", _NONE_FORWARD)):
        if none := pattern.search(words):
            _keep(told, key, Figure(0, none[0], paragraph.line))


def _is_application(match: re.Match[str]) -> bool:
    """Whether a count is of applications newly received: one that includes those carried over is not."""
    return _speaks_of_applications(match) and "结转" not in match["after"]


def _speaks_of_applications(match: re.Match[str]) -> bool:
    return "申请" in match[0] and not _OTHER_MATTER.search(match[0])


def _take(
    told: Figures,
    key: str,
    pattern: re.Pattern[str],
    words: str,
    paragraph: Paragraph,
    means: Callable[[re.Match[str]], bool] = lambda match: True,
) -> None:
    for match in pattern.finditer(words):
        value = stated(match)
        if value is not None and means(match):
            _keep(told, key, Figure(value, match[0], paragraph.line))
            return


def _keep(told: Figures, key: str, figure: Figure) -> None:
    told.setdefault(key, figure)


def read_remedies_told(story: Sequence[Paragraph]) -> Figures:
    """What the text says of reconsiderations and lawsuits."""
    told: Figures = {}
    for paragraph in story:
        if not _REMEDY.search(paragraph.words):
            continue
        for sentence in paragraph.sentences():
            _tell_remedies(told, paragraph, sentence)
    return told


def _tell_remedies(told: Figures, paragraph: Paragraph, sentence: str) -> None:
    if _CUMULATIVE.search(sentence):
        return
    for key, name in (("reconsideration", "复议"), ("litigation", "诉讼")):
        figure = _remedy(paragraph, sentence, name)
        if figure:
            _keep(told, key, figure)


_COUNTED = {
    name: (
        re.compile(rf"(?:行政)?{name}(?:申请|案件|案|数量|数|共|为|的|有|件)*{N}(?:件|起|宗|次|份|例)"),
        re.compile(rf"{N}(?:件|起|宗|份|例)[^。;,\d]{{0,24}}行政{name}"),
    )
    for name in ("复议", "诉讼")
}


def _remedy(paragraph: Paragraph, sentence: str, name: str) -> Figure | None:
    if name not in sentence:
        return None
    for pattern in _COUNTED[name]:
        match = pattern.search(sentence)
        if match and (value := stated(match)) is not None and (value == 0 or not _counts_both(match)):
            return Figure(value, match[0], paragraph.line)
    for pattern in (_NEITHER, _NEITHER_AFTER):
        match = pattern.search(sentence)
        if match and name in match[0] and not _WON.search(match[0]):
            return Figure(0, match[0], paragraph.line)
    return None


def _counts_both(match: re.Match[str]) -> bool:
    """Whether a count is of reconsiderations and lawsuits together, and so of neither."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return ("复议" in match[0] and "诉讼" in match[0]) or bool(
        re.search(r"(?:复议|诉讼)[、和及与](?:行政)?$", before)
    )
