"""The table of planted leaks and of harmless look-alikes, shared by the test and the measurement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.guard.files import scan_file
from gongkai.guard.numbers import compact
from tests.guard.files import (
    in_office_corners,
    in_other_corners,
    in_others,
    in_pdf,
    in_pdf_corners,
    in_sheets,
    in_word,
)
from tests.guard.files.leaks import CHECKSUM_KINDS, KINDS, Leak, leak

File = tuple[str, bytes]


@dataclass(frozen=True)
class Planted:
    """A leak in a place of a format; the file is made when it is asked for."""

    leak: Leak
    format: str
    place: str
    make: Callable[[Leak], File]

    def __str__(self) -> str:
        return f"{self.leak.kind}-{self.format}-{self.place}"

    def file(self) -> File:
        return self.make(self.leak)


def _named(name: str, make: Callable[[Leak], bytes]) -> Callable[[Leak], File]:
    return lambda leak: (name, make(leak))


def _places() -> Iterator[tuple[str, str, Callable[[Leak], File]]]:
    for format_name, name, places in (
        ("docx", "文件.docx", in_word.PLACES),
        ("xlsx", "文件.xlsx", in_sheets.PLACES),
        ("pdf", "文件.pdf", in_pdf.PLACES),
    ):
        for place, make in places.items():
            yield format_name, place, _named(name, make)
    for place, make_file in in_others.PLACES.items():
        yield _FORMATS.get(place, place), place, make_file


_FORMATS = {
    "文本": "txt",
    "GBK 文本": "txt",
    "UTF-16 文本": "txt",
    "文件名": "txt",
    "CSV": "csv",
    "GBK 的 CSV": "csv",
    "照片说明": "jpg",
    "照片备注": "jpg",
    "JPG 注释": "jpg",
    "PNG 文字": "png",
    "PNG 压缩文字": "png",
    "WebP 说明": "webp",
    "TIFF 说明": "tiff",
    "幻灯片": "pptx",
    "隐藏幻灯片": "pptx",
    "OFD 页面": "ofd",
} | dict.fromkeys([place for place in in_others.PLACES if place.startswith("压缩包")], "zip")

_PLACES_OF_ALL = {
    ("docx", "正文"), ("docx", "表格"), ("docx", "批注"), ("docx", "修订删除"), ("docx", "拆开的文字"),
    ("xlsx", "单元格"), ("xlsx", "深度隐藏工作表"), ("xlsx", "批注"), ("xlsx", "隐藏列"),
    ("pdf", "页面"), ("pdf", "黑块下面"), ("pdf", "批注"),
    ("txt", "GBK 文本"), ("csv", "CSV"), ("zip", "压缩包内"), ("pptx", "幻灯片"), ("ofd", "OFD 页面"), ("jpg", "照片说明"),
}  # fmt: skip


_CORNERS = in_office_corners.PLACES | in_other_corners.PLACES | in_pdf_corners.PLACES
_FIRST_SEED = 1000


def _in_corners() -> Iterator[Planted]:
    """The kinds with a check digit, and mobile numbers, where few would look for them."""
    for seed, (place, make) in enumerate(_CORNERS.items(), _FIRST_SEED):
        format_name, _, where = place.partition(" ")
        for kind in CHECKSUM_KINDS:
            yield Planted(leak(kind, seed), format_name, where, make)
    for seed, (place, make) in enumerate(in_office_corners.FIGURES.items(), 2 * _FIRST_SEED):
        yield Planted(leak("mobile", seed), "xlsx", place.partition(" ")[2], make)


def is_found(one: Planted) -> bool:
    """Whether a look into the file tells this kind with this value, over however many cells it was written."""
    findings = scan_file(*one.file()).findings
    return any(finding.kind == one.leak.kind and _same(finding.value, one.leak) for finding in findings)


def _same(value: str, leak: Leak) -> bool:
    return value == leak.value or (leak.kind in CHECKSUM_KINDS and compact(value) == leak.value)


def planted() -> list[Planted]:
    """Kinds that can be checked in every place, the others in the chief ones; no value twice."""
    found = []
    for number, (format_name, place, make) in enumerate(_places()):
        for kind in KINDS:
            in_table = format_name in ("xlsx", "csv") or place == "表格" or place.startswith("压缩包内")
            if kind == "secrecy_mark" and in_table:
                continue
            if kind in CHECKSUM_KINDS or (format_name, place) in _PLACES_OF_ALL:
                found.append(Planted(leak(kind, number), format_name, place, make))
    return [*found, *_in_corners()]
