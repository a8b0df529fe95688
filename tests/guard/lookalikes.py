"""Harmless things that look like personal data: none of them may stop a publication."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum import ean
from stdnum.cn import uscc

from tests.guard.files import in_pdf, in_sheets, in_word
from tests.guard.files.leaks import Leak

File = tuple[str, bytes]
_DICE = random.Random(7)
_UNITS = ("平安县财政局", "清河镇人民政府", "县第一中学", "县人民医院", "县自然资源局")


def _digits(count: int) -> str:
    return str(_DICE.randint(1, 9)) + "".join(str(_DICE.randint(0, 9)) for _ in range(count - 1))


def _credit_code() -> str:
    body = f"{_DICE.choice(('11', '12', '91', '92', '93'))}{_DICE.choice(('110101', '350102', '510922'))}{_digits(9)}"
    return body + uscc.calc_check_digit(body)


def _isbn() -> str:
    body = f"9787{_digits(8)}"
    return body + ean.calc_check_digit(body)


def _sentences() -> Iterator[tuple[str, str, str]]:
    """Kind of look-alike, heading in a table, and value."""
    for _ in range(12):
        yield "credit_code", "统一社会信用代码", _credit_code()
    for year in range(2018, 2027):
        yield "project_number", "项目编号", f"PAXCG-{year}-{_digits(4)}"
        yield "project_code", "项目代码", f"{year}-510922-04-01-{_digits(6)}"
        yield "document_number", "文号", f"平府发〔{year}〕{_DICE.randint(1, 90)}号"
        yield "contract_number", "合同编号", f"11N{_digits(14)}"
        yield "case_number", "案号", f"（{year}）川0922行初{_DICE.randint(1, 400)}号"
    for _ in range(8):
        yield "isbn", "ISBN", _isbn()
        yield "office_phone", "办公电话", f"0825-{_digits(7)}"
        yield (
            "amount",
            "金额（元）",
            f"{_DICE.randint(1, 90)},{_DICE.randint(100, 999)},{_DICE.randint(100, 999)}.{_digits(2)}",
        )
        yield "amount_in_full", "预算数", f"{_digits(9)}.00"
        yield "invoice", "发票号码", _digits(20)
        yield "permit", "许可证号", f"建字第5109222026{_digits(5)}号"
        yield "batch", "批号", f"2026{_digits(4)}"
    for number in ("12345", "12333", "12366", "400-810-8888", "95533", "0825-12345"):
        yield "hotline", "服务热线", number
    for day in ("2026年11月22日", "20261122", "2026-11-22 09:30:00", "1990-03-07", "2026.01.01—2026.12.31"):
        yield "date", "日期", day
    for unit in _UNITS:
        yield "public_place", "办公地址", f"平安县清河镇人民路{_DICE.randint(2, 90)}号（{unit}）"


def _table_of_figures(seed: int) -> list[list[str]]:
    dice = random.Random(seed)
    head = ["科目编码", "科目名称", "预算数", "决算数", "完成率"]
    rows = [
        [f"{dice.randint(201, 229)}{dice.randint(1, 99):02}{dice.randint(1, 99):02}", "一般公共服务支出",
         str(dice.randint(10**8, 10**11)), f"{dice.uniform(10**6, 10**10):.2f}", f"{dice.uniform(0, 1):.15f}"]
        for _ in range(200)
    ]  # fmt: skip
    return [head, *rows]


def lookalikes() -> Iterator[tuple[str, str, File]]:
    """Each as kind of look-alike, format, and file; in sentences, tables, workbooks and pages."""
    for number, (kind, heading, value) in enumerate(_sentences()):
        same = Leak(kind, value, f"平安县本次公示的{heading}：{value}，特此公告。", heading)
        yield kind, "txt", ("公告.txt", same.sentence.encode())
        yield kind, "csv", ("清单.csv", f'序号,单位,{heading}\n1,{_UNITS[number % 5]},"{value}"\n'.encode())
        if number % 6 == 0:
            yield kind, "docx", ("公告.docx", in_word.table(same))
            yield kind, "xlsx", ("清单.xlsx", in_sheets.cell(same))
            yield kind, "pdf", ("公告.pdf", in_pdf.table(same))
    for seed in range(6):
        rows = _table_of_figures(seed)
        yield "figures", "csv", ("决算.csv", "\n".join(",".join(row) for row in rows).encode())
        yield "figures", "xlsx", ("决算.xlsx", in_sheets.sheet_of(rows))
