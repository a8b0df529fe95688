"""The labels under which the indicators up to 2018 were printed: those of the forms, further ones, and a user's own.

The environment variable ``GONGKAI_REPORT_LABELS`` names a YAML file shaped like ``variants.yaml`` beside this module.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gongkai.law.reports import FORM_NAMES, form
from gongkai.law.reports.documents import row_ids

OWN_LABELS = "GONGKAI_REPORT_LABELS"
_HERE = Path(__file__).with_name("variants.yaml")


class BadVariants(ValueError):
    """A table of labels that cannot be used; the message says in Chinese what is wrong with it."""


def indicators(form_name: str) -> Mapping[str, str]:
    """From each label under which an indicator of the form was printed to the indicator."""
    return _indicators(form_name, os.environ.get(OWN_LABELS, ""))


@cache
def _indicators(form_name: str, own: str) -> dict[str, str]:
    known = row_ids(form(form_name))
    tables = [_table(path) for path in (_HERE, Path(own) if own else None) if path]
    further = {
        label: indicator
        for table in tables
        for indicator, labels in table.get(form_name, {}).items()
        for label in labels
    }
    return {**further, **known}


@cache
def _table(path: Path) -> Mapping[str, Mapping[str, list[str]]]:
    try:
        table: Any = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadVariants(f"打不开指标名称对照表{path}：{error}") from error
    if not isinstance(table, dict):
        raise BadVariants(f"指标名称对照表{path}应当是“表格: {{指标: [名称]}}”的形式")
    for form_name, rows in table.items():
        _examine(path, str(form_name), rows)
    return table


def _examine(path: Path, form_name: str, rows: Any) -> None:
    if form_name not in FORM_NAMES:
        raise BadVariants(f"指标名称对照表{path}：没有名为“{form_name}”的表格，可用：{'、'.join(FORM_NAMES)}")
    known = set(row_ids(form(form_name)).values())
    for indicator, labels in (rows or {}).items():
        if indicator not in known:
            raise BadVariants(f"指标名称对照表{path}：表格“{form_name}”没有指标“{indicator}”")
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise BadVariants(f"指标名称对照表{path}：“{indicator}”后面应当是名称的列表")
