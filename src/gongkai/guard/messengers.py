"""Names in a messenger: a person's WeChat or QQ, told by the word before it; an office's public account is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading
from gongkai.guard.findings import Severity

_NAME = re.compile(
    r"(?<![A-Za-z0-9@._/-])(?:[A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,10})(?![A-Za-z0-9@._-])", re.ASCII
)
_MESSENGER = re.compile(
    r"(?:微 ?信 ?(?:号码?)?|(?<![A-Za-z])(?:wechat|weixin|qq) ?(?:号码?)?) ?[:是为]? ?$", re.IGNORECASE
)
_OF_AN_OFFICE = re.compile(r"(?:公众|服务|订阅|政务|官方|企业|单位|办公)[^,。;\n]{0,4}$")
_BEFORE = 20


def find_messengers(reading: Reading) -> Iterator[Hit]:
    """Names behind 微信号 or QQ号, in a sentence or in a column that is headed so."""
    plain = f"{reading.headers}\n{reading.text}".lower()
    if not any(word in plain for word in ("微", "wechat", "weixin", "qq")):
        return
    for name in _NAME.finditer(reading.text):
        before = reading.own_cell(name.start(), _BEFORE)
        told = _MESSENGER.search(before if before.strip() else reading.heading(name.start()).strip())
        if told and not _OF_AN_OFFICE.search(told.string[: told.start()]):
            masked = f"{name[0][:2]}{'*' * (len(name[0]) - 2)}"
            yield Hit("messenger", Severity.WARN, *name.span(), masked)
