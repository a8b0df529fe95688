"""A reading told in plain Chinese, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.law.reports import Cell, Form, form
from gongkai.reading.digits import Number
from gongkai.reading.efforts import LABELS
from gongkai.reading.figure import Figure
from gongkai.reading.reader import Reading

_SEVERITY = {"error": "错误", "warning": "警告", "note": "说明"}
_TOLD = {
    "published_total": "主动公开政府信息数",
    "published_cumulative": "历年累计主动公开数",
    "published_total_approx": "主动公开政府信息数（约数）",
    "website_total": "网站公开数",
    "applications.received": "收到申请数",
    "applications.handled_total": "受理申请数（可能含上年结转）",
    "applications.carried_over": "上年结转申请数",
    "applications.carried_forward": "结转下年度申请数",
    "applications.results_total": "办结申请数",
    "applications.answered": "答复数",
    "applications.reconsideration": "行政复议数",
    "applications.litigation": "行政诉讼数",
    "applications.results.granted": "予以公开数",
    "applications.results.partial": "部分公开数",
    "applications.results.granted+partial": "予以公开和部分公开数",
    "applications.results.denied": "不予公开数",
    "applications.results.unable": "无法提供数",
    "applications.results.not_processed": "不予处理数",
    "applications.results.other": "其他处理数",
    **LABELS,
}
_COLUMNS = {"year": "本年度", "cumulative": "历年累计"}


def tell(reading: Reading) -> str:
    """What was read of a report, each figure with the words it was read from, and the findings."""
    if not reading.is_annual_report:
        return f"{reading.name}：不是年度报告。{reading.why_not}"
    parts = [
        _head(reading),
        _sections(reading),
        _cells(reading),
        _told(reading),
        _doubts(reading),
        _findings(reading),
    ]
    return "\n".join(line for part in parts for line in part)


def _head(reading: Reading) -> Iterator[str]:
    yield f"{reading.title or '（没有标题）'}"
    yield f"  文件：{reading.name}"
    yield f"  机关：{reading.organ or '不知道'}"
    yield f"  年度：{reading.year or '不知道'}"
    yield f"  表格：{form(reading.form).label.zh if reading.form else '不知道'}"
    yield f"  统计期限：{_period(reading)}"


def _period(reading: Reading) -> str:
    if reading.period is None:
        return "没有写明"
    start, end = reading.period.start, reading.period.end
    return f"{start or '不能确定'} 至 {end or '不能确定'}（原文：{reading.period.words}）"


def _sections(reading: Reading) -> Iterator[str]:
    yield f"章节（{len(reading.sections)}）"
    for section in reading.sections:
        yield f"  {section.number}、{section.title}（第{section.line}行，{len(section.text)}字）"


def _cells(reading: Reading) -> Iterator[str]:
    yield f"表中数字（{len(reading.figures)}格）"
    known = form(reading.form) if reading.form else None
    for row, cells in groupby(reading.figures.items(), key=lambda item: _row_of(item[0])):
        listed = list(cells)
        figures = "，".join(f"{_column(address, known)} {_shown(figure)}" for address, figure in listed)
        first = listed[0][1]
        yield f"  {_row_label(row, listed[0][0], known)}：{figures}"
        yield f"    〔第{first.line}行〕{first.words}{f'（{first.why}）' if first.why else ''}"


def _row_of(address: str) -> str:
    return address.rpartition(".")[0]


def _row_label(row: str, address: str, known: Form | None) -> str:
    cell = _cell(address, known)
    if cell is None:
        return row.partition(".")[2]
    if known and row in known.merged:
        return "".join(head.zh for head in cell.row.heads[:-1])
    heads = cell.row.heads or cell.column.heads[:-1]
    return "".join(head.zh for head in heads)


def _column(address: str, known: Form | None) -> str:
    last = address.rpartition(".")[2]
    cell = _cell(address, known)
    return cell.column.heads[-1].zh if cell else _COLUMNS.get(last, last)


def _cell(address: str, known: Form | None) -> Cell | None:
    """The cell of the form; for a row that a report prints merged (B-70), one of those it stands for."""
    if known is None:
        return None
    row, _, column = address.rpartition(".")
    parts = known.merged.get(row, ())
    return known.cells.get(address) or next((known.cells[f"{part}.{column}"] for part in parts), None)


def _shown(figure: Figure) -> str:
    return "（空白）" if figure.value is None else f"{figure.value}{figure.unit or ''}"


def _told(reading: Reading) -> Iterator[str]:
    yield f"正文数字（{len(reading.told) + len(reading.about)}）"
    for key, words in reading.about.items():
        yield f"  {_TOLD[key]}：{words}"
    for key, figure in reading.told.items():
        yield f"  {told_label(key)}：{figure.value}"
        yield f"    〔第{figure.line}行〕{figure.words[:80]}"
    for found in reading.breakdowns:
        if found.of_published:
            listed: list[tuple[str, Number]] = [(item.label, item.value) for item in found.items]
            yield f"  分类（{found.subject[-16:]}）：" + "，".join(
                f"{label} {value}" for label, value in listed
            )


def told_label(key: str) -> str:
    """What a figure of the text counts, in Chinese."""
    return _TOLD.get(key) or f"{key.rpartition('.')[2]}申请数"


def _doubts(reading: Reading) -> Iterator[str]:
    if reading.doubts:
        yield f"没有读出（{len(reading.doubts)}）"
    for doubt in reading.doubts:
        yield f"  〔第{doubt.line}行〕{doubt.words}：{doubt.why}"


def _findings(reading: Reading) -> Iterator[str]:
    yield f"核对结果（{len(reading.findings)}）"
    for remark in reading.findings:
        yield f"  {_SEVERITY[remark.severity]} {remark.rule}　{remark.text}"
