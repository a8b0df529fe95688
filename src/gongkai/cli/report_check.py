"""``gongkai reports check``: only what does not add up, with the cells, the figures, the article and the usual cause.

Exit status 0: no error was found; 1: some were; 2: a file could not be read or is no annual report.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.law.reports import Form, NoSuchForm, evaluate, form, form_for_year, from_document
from gongkai.law.sources import citation
from gongkai.reading.files import content_of
from gongkai.reading.reader import read
from gongkai.reading.tabular import SEVERITIES, rules_of
from gongkai.reading.unreadable import Unreadable

ERRORS, UNREAD = 1, 2


@dataclass(frozen=True)
class Checked:
    """The findings about one report, as its JSON layout has them."""

    title: str
    form: Form | None
    findings: list[dict[str, Any]]

    @property
    def errors(self) -> int:
        return sum(finding["severity"] == "error" for finding in self.findings)


def check(args: argparse.Namespace) -> int:
    """Check every file in turn."""
    status = 0
    for name in args.files:
        try:
            checked = _checked(name)
        except Unreadable as problem:
            status = UNREAD
            print(f"核对不了 {name}：{problem}", file=sys.stderr)
            continue
        print(_as_json(name, checked) if args.format == "json" else "\n".join(_told(name, checked)))
        status = max(status, ERRORS if checked.errors else 0)
    return status


def _checked(name: str) -> Checked:
    source = sys.stdin.buffer.read() if name == "-" else content_of(Path(name))
    document = _document(source)
    if document is not None:
        return _of_document(document)
    reading = read(source, Path(name).name)
    if not reading.is_annual_report:
        raise Unreadable(f"不是年度报告。{reading.why_not}")
    known = form(reading.form) if reading.form else None
    return Checked(reading.title or name, known, reading.to_json()["findings"])


def _document(source: bytes) -> Mapping[str, Any] | None:
    """The report in the layout in which figures are exchanged, if it is that."""
    if not source.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return None
    try:
        document = json.loads(source)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _of_document(document: Mapping[str, Any]) -> Checked:
    try:
        known = _form_of(document)
        values = from_document(known, document)
    except (NoSuchForm, KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise Unreadable("这个 json 不是年度报告的数据，或者格式、年度不对。") from problem
    findings = [
        {
            "rule": found.rule,
            "severity": found.severity,
            "text": found.text,
            "left": found.left,
            "right": found.right,
            "cells": list(found.cells),
        }
        for found in evaluate(known, values).findings
    ]
    return Checked(f"{document.get('organ') or ''}{document.get('year') or ''}年度报告", known, findings)


def _form_of(document: Mapping[str, Any]) -> Form:
    name = document.get("variant") or document.get("form")
    return form_for_year(int(document["year"])) if name in (None, "pre2019") else form(str(name))


def _told(name: str, checked: Checked) -> Iterator[str]:
    yield f"{checked.title}（{name}）"
    wrong = [finding for finding in checked.findings if finding["severity"] != "note"]
    notes = len(checked.findings) - len(wrong)
    yield f"  错误{checked.errors}处，警告{len(wrong) - checked.errors}处；另有{notes}条说明"
    rules = rules_of(checked.form)
    for finding in wrong:
        yield f"  {SEVERITIES[finding['severity']]} {finding['rule']}　{finding['text']}"
        rule = rules.get(finding["rule"])
        if finding.get("cells"):
            yield f"    单元格：{' '.join(finding['cells'])}"
        if rule:
            yield f"    依据：{citation(rule.cite).label}　{rule.states.zh}"
        if rule and rule.hint.zh:
            yield f"    {rule.hint.zh}"


def _as_json(name: str, checked: Checked) -> str:
    document = {
        "file": name,
        "title": checked.title,
        "form": checked.form.name if checked.form else None,
        "errors": checked.errors,
        "findings": checked.findings,
    }
    return json.dumps(document, ensure_ascii=False, default=float)
