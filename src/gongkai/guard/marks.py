"""Marks of secrecy: the class with a star or a term, the internal marks, the number of the copy.

A word alone proves nothing: 国家秘密, 商业秘密 and 保密审查 stand in every second notice about disclosure. What counts is
the form in which the mark is printed on a document, or that it has a line of its own at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading
from gongkai.guard.findings import Severity

_CLASS = r"(?:绝 ?密|机 ?密|秘 ?密)"
_TERM = r"(?:长期|永久|[0-9一二三四五六七八九十]{1,3} ?(?:年|个月|月|日|天))"
_STAR = "[★☆✭✩⭐]"
_STARRED = re.compile(rf"{_CLASS} ?{_STAR}(?: ?{_TERM})?|{_STAR} ?{_CLASS}(?![\u4e00-\u9fff])")
_GRADED = re.compile(rf"密 ?级 ?: ?(?P<mark>{_CLASS})(?![\u4e00-\u9fff/、])")
_ALONE = re.compile(rf"(?m)^[ \t【\[(〔]*(?P<mark>{_CLASS}(?: {{0,2}}{_TERM})?)[ \t】\])〕\r]*$")
_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料|情况|刊物|参考|使用)[ ,、;。·-]{0,3}"
    r"(?:请?注意(?:保存|保管|保密)|请?妥善保管|(?:不得|严禁|请勿|禁止)(?:外传|翻印|复制|传播|扩散|公开)|会后(?:收回|交回)|用后(?:收回|销毁))"
)
_INTERNAL_ALONE = re.compile(
    r"(?m)^[ \t【\[(〔★]*(?P<mark>内部(?:资料|文件|材料|使用)|工作秘密|不予公开|会后收回|阅后即焚)[ \t】\])〕\r]*$"
)
_COPY = re.compile(
    r"(?m)^[ \t]*(?P<label>份 ?号 ?:? ?|№ ?|No\.? ?)?(?P<mark>[0-9]{6})(?: {1,12}(?=[绝机秘])[^\n]{2,12})?[ \t\r]*$"
)
_TERM_OF_SECRECY = re.compile(rf"保 ?密 ?期 ?限 ?[:为]? ?(?P<mark>{_TERM})")
_COPY_IN_SENTENCE = re.compile(r"份 ?号 ?[:为]? ?(?P<mark>[0-9]{4,8})(?![0-9])")
_TOP_SECRET = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[为属是系]))绝 ?密(?!级|[、/和或])|(?<!国家)(?<!商业)[绝机秘]密级?(?:文件|材料|资料|件)"
)
_QUOTES = re.compile(r"[“”‘’\"'《》「」]")
_HEAD = 400
_COPY_LINES = 8


def find_marks(reading: Reading) -> Iterator[Hit]:
    """Marks as they are printed. One quoted in a sentence, or a class with neither star nor term, asks a person."""
    starred = [*_STARRED.finditer(reading.text)]
    for match in starred:
        yield _hit(match.span(), Severity.WARN if _is_quoted(reading, match) else Severity.BLOCK)
    for match in _GRADED.finditer(reading.text):
        yield _hit(match.span("mark"), Severity.BLOCK)
    for match in _ALONE.finditer(reading.text):
        has_term = re.search(_TERM, match["mark"]) is not None
        yield _hit(match.span("mark"), Severity.BLOCK if has_term else Severity.WARN)
    for match in _INTERNAL.finditer(reading.text):
        yield _hit(match.span(), Severity.BLOCK if _has_its_own_line(reading, match) else Severity.WARN)
    for match in _INTERNAL_ALONE.finditer(reading.text):
        yield _hit(match.span("mark"), Severity.WARN)
    yield from _numbers_of_copies(reading)
    yield from _in_sentences(reading)


def _in_sentences(reading: Reading) -> Iterator[Hit]:
    """A term or the number of a copy in running words asks a person; the word 绝密 alone is only told."""
    for match in _TERM_OF_SECRECY.finditer(reading.text):
        yield _hit(match.span(), Severity.WARN)
    for match in _COPY_IN_SENTENCE.finditer(reading.text):
        yield _hit(match.span("mark"), Severity.WARN)
    for match in _TOP_SECRET.finditer(reading.text):
        yield _hit(match.span(), Severity.NOTE)


def _hit(span: tuple[int, int], severity: Severity) -> Hit:
    return Hit("secrecy_mark", severity, *span, "〔密级标志〕")


def _is_quoted(reading: Reading, match: re.Match[str]) -> bool:
    before, after = reading.before(match.start(), 3), reading.after(match.end(), 3)
    return _QUOTES.search(before) is not None and _QUOTES.search(after) is not None


def _has_its_own_line(reading: Reading, match: re.Match[str]) -> bool:
    """Nothing else in the line but brackets, a copy's number or a few words: a heading, not a sentence."""
    line = reading.line(*match.span())
    rest = line.replace(match[0], "")
    return not _QUOTES.search(rest) and len(re.sub(r"[\s\d【】\[\]()〔〕★*!:]|份号", "", rest)) <= 4


def _numbers_of_copies(reading: Reading) -> Iterator[Hit]:
    """Six digits on a line at the head of a document that bears a mark are the number of the copy (GB/T 9704)."""
    head = "\n".join(reading.text[:_HEAD].split("\n")[:_COPY_LINES])
    marked = any(pattern.search(head) for pattern in (_STARRED, _ALONE, _INTERNAL))
    for match in _COPY.finditer(head):
        if marked or (match["label"] or "").startswith("份"):
            yield _hit(match.span("mark"), Severity.BLOCK if marked else Severity.WARN)
