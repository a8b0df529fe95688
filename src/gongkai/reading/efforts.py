"""What the text says of the work itself: items by channel, visits and letters, staff, training, meetings.

A figure is taken only when its own clause says what it counts. Where two clauses give two figures for the same thing,
neither is taken: one of them counts something else, and the text does not say which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.counts import N, stated
from gongkai.reading.figure import Figure, Figures
from gongkai.reading.prose import Paragraph

_GAP = r"[^,。;:、()等\d]"
# 「网站和微信公众号发布30条」 counts both.
_ALONE = r"(?<![、和及与])"
_PUT_OUT = rf"{_GAP}{{0,14}}(?:发布|推送|公开|公布|编发|发表|刊发|更新){_GAP}{{0,14}}{N}(?:条次|条|篇|件|期)"
_HELD = r"(?:召开|举办|举行|组织|开展|参加)"


@dataclass(frozen=True)
class Effort:
    """A thing that reports count in their text: its key, its Chinese name, words of which one is always there, and the
    ways in which it is stated."""

    key: str
    label: str
    signs: tuple[str, ...]
    ways: tuple[re.Pattern[str], ...]


def _effort(key: str, label: str, signs: str, *ways: str) -> Effort:
    return Effort(key, label, tuple(signs.split()), tuple(map(re.compile, ways)))


EFFORTS = (
    _effort("website", "政府网站公开数", "网", rf"(?:政府|门户|政务|官方|局|信息公开){{1,3}}网站?{_PUT_OUT}"),
    _effort(
        "wechat",
        "微信公开数",
        "微信 公众号",
        rf"{_ALONE}(?:微信(?:公众号|公众平台|平台)?|(?<!微信)公众号){_PUT_OUT}",
    ),
    _effort("weibo", "微博公开数", "微博", rf"{_ALONE}微博{_PUT_OUT}"),
    _effort(
        "notice_board",
        "公告栏和电子屏公开数",
        "栏 屏",
        rf"(?:公告栏|公示栏|公开栏(?!目)|宣传栏|电子屏幕?){_PUT_OUT}",
    ),
    _effort(
        "visits",
        "接待来访人次",
        "访 查阅 接待 受理",
        rf"(?:接待|受理){_GAP}{{0,10}}(?:来访|查阅){_GAP}{{0,10}}{N}(?:人次|批次|人|次)",
        rf"(?:来访|现场查阅|到馆查阅){_GAP}{{0,6}}{N}(?:人次|批次)",
    ),
    _effort(
        "letters",
        "收到来信和留言数",
        "信 留言",
        rf"收到(?:群众|公众|网民|网友|各类|各种)*(?:来信|信件|留言)(?:共|共计|数)?{N}(?:封|件|条)",
        rf"收到(?:群众|公众|网民|网友|各类|各种)*{N}(?:封|件|条)(?:群众|公众|网民|网友|各类|各种)*(?:来信|信件|留言)",
        rf"群众来信(?:共|共计|数)?{N}(?:封|件)",
    ),
    _effort(
        "consultations",
        "接受咨询数",
        "咨询",
        rf"(?:接受|接到|回复|答复|解答|受理){_GAP}{{0,8}}咨询{_GAP}{{0,8}}{N}(?:人次|件次|次|条|件|个|人)",
    ),
    _effort("phone_consultations", "电话咨询数", "电话咨询", rf"电话咨询{_GAP}{{0,4}}{N}(?:人次|次|件|个)"),
    _effort(
        "online_consultations",
        "网上咨询数",
        "咨询",
        rf"(?:网上|网络|在线)咨询{_GAP}{{0,4}}{N}(?:人次|次|件|个|条)",
    ),
    _effort("desk_consultations", "现场咨询数", "现场咨询", rf"现场咨询{_GAP}{{0,4}}{N}(?:人次|次|件|个)"),
    _effort(
        "full_time_staff",
        "专职人员数",
        "专职 全职",
        rf"(?:专职|全职)(?:工作|信息|公开|政务|政府){{0,5}}(?:人员|干部)(?:数|共|计|有|为)*{N}[名人个]",
        rf"{N}[名个位](?:专职|全职)(?:工作|信息|公开|政务|政府){{0,5}}(?:人员|干部)",
    ),
    _effort(
        "part_time_staff",
        "兼职人员数",
        "兼职",
        rf"兼职(?:工作|信息|公开|政务|政府){{0,5}}(?:人员|干部)(?:数|共|计|有|为)*{N}[名人个]",
        rf"{N}[名个位]兼职(?:工作|信息|公开|政务|政府){{0,5}}(?:人员|干部)",
    ),
    _effort(
        "trainings",
        "培训次数",
        "培训",
        rf"{_HELD}{_GAP}{{0,24}}培训班?会?{_GAP}{{0,4}}{N}(?:场次|期|次|场|轮)",
        rf"{_HELD}{_GAP}{{0,12}}{N}(?:场次|期|次|场|轮){_GAP}{{0,16}}培训",
    ),
    _effort(
        "trained_people",
        "培训人次",
        "培训",
        rf"培训(?:人员|干部|工作人员|人数|达|共|累计){{0,3}}{N}(?:人次|人|名)",
    ),
    _effort(
        "meetings",
        "政务公开工作会议次数",
        "会",
        rf"{_HELD}{_GAP}{{0,12}}(?:政务|政府信息)公开{_GAP}{{0,12}}会议?{_GAP}{{0,4}}{N}(?:场次|次|场)",
        rf"{_HELD}{_GAP}{{0,4}}{N}(?:场次|次|场){_GAP}{{0,6}}(?:政务|政府信息)公开{_GAP}{{0,12}}会",
    ),
    _effort(
        "press_conferences",
        "新闻发布会次数",
        "发布会",
        rf"{_HELD}{_GAP}{{0,10}}(?:新闻)?发布会{_GAP}{{0,4}}{N}(?:场次|次|场)",
        rf"{_HELD}{_GAP}{{0,8}}{N}(?:场次|次|场){_GAP}{{0,8}}(?:新闻)?发布会",
    ),
)
LABELS = {f"efforts.{effort.key}": effort.label for effort in EFFORTS}
# In the clause of a figure: by how many there were more or fewer.
_CHANGE = re.compile(r"较|比|同期|增[加长幅]|减少|下降|多")
_DIGIT = re.compile(r"\d")
# In its sentence: other years, a part of the year, an average, who follows.
_SOMETHING_ELSE = re.compile(
    r"历年|自20\d\d年|截[至止到]|粉丝|关注|季度|[上下]半年|每[月季周年天日]|平均|[月季周日]均"
)


def read_efforts(story: Sequence[Paragraph]) -> Figures:
    """The figures by ``efforts.<key>``."""
    told: Figures = {}
    disputed: set[str] = set()
    for paragraph in story:
        for sentence in paragraph.sentences():
            if _DIGIT.search(sentence) and not _SOMETHING_ELSE.search(sentence):
                _take(told, disputed, paragraph, sentence)
    return {key: figure for key, figure in told.items() if key not in disputed}


def _take(told: Figures, disputed: set[str], paragraph: Paragraph, sentence: str) -> None:
    for effort in EFFORTS:
        if not any(sign in sentence for sign in effort.signs):
            continue
        key = f"efforts.{effort.key}"
        for match in (match for way in effort.ways for match in way.finditer(sentence)):
            if _CHANGE.search(sentence, sentence.rfind(",", 0, match.start()) + 1, match.end()):
                continue
            value = stated(match)
            if value is None or told.setdefault(key, Figure(value, match[0], paragraph.line)).value != value:
                disputed.add(key)
