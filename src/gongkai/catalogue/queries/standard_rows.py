"""One row of a standard catalogue as it stands in a sheet: what it says, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogue.models import Method, StandardEntry
from gongkai.catalogue.queries.layout import DITTO, HEADINGS, NO, YES, channels_in
from gongkai.catalogue.queries.limits import parsed_limit

Values = dict[str, Any]
NAMES = {heading.key: heading.name for heading in HEADINGS}
LONGEST_TEXT = 5_000
_TEXTS = ("first_level", "second_level", "content", "basis", "time_limit", "subject", "channels")
_TICKED_WITH_NAME = re.compile(r"^([√✓✔☑■是])?\s*[（(]?(.*?)[)）]?$", re.DOTALL)


@dataclass(frozen=True)
class Problem:
    """Something about one cell, in the user's words; an error keeps the row out, a warning does not."""

    cell: str
    heading: str
    is_error: bool
    text: str


@dataclass(frozen=True)
class StandardRow:
    """``line`` is the number of the row in the sheet; ``values`` are those of a StandardEntry."""

    line: int
    values: Values
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


@dataclass
class RowReader:
    """Reads the cells of one row, by key of their heading; ``above`` are the cells of the row before."""

    cells: Mapping[str, str]
    above: Mapping[str, str]
    address: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)

    def texts(self) -> dict[str, str]:
        """The text cells with 同上 resolved; a first-level matter is carried down from the row above."""
        found = {key: self._resolved(key) for key in _TEXTS}
        if not found["first_level"] and (said := self.above.get("first_level", "")):
            found["first_level"] = said
            self._warn("first_level", _("空着，已按上一行的“%(said)s”处理。") % {"said": said})
        return found

    def values(self, texts: Mapping[str, str]) -> Values:
        """What a StandardEntry holds; everything that is wrong is in ``problems`` afterwards."""
        self._check_texts(texts)
        amount, unit = parsed_limit(texts["time_limit"])
        for_all = self._tick("for_all")
        for_group, group = self._group()
        if not (for_all or for_group):
            self._err("for_all", _("“全社会”和“特定群体”都没有打√，请至少选一项。"))
        return {
            **{key: texts[key] for key in _TEXTS if key != "channels"},
            "time_amount": amount,
            "time_unit": str(unit),
            "channels": channels_in(texts["channels"]),
            "for_all": for_all,
            "for_group": for_group,
            "group": group,
            "method": self._method(),
            **self._levels(),
        }

    def _resolved(self, key: str) -> str:
        text = self.cells.get(key, "")
        if not DITTO.fullmatch(text.strip("。 ")):
            return text
        if not self.above:
            self._err(key, _("这是第一行，没有“同上”可循，请写出内容。"))
            return ""
        return self.above.get(key, "")

    def _check_texts(self, texts: Mapping[str, str]) -> None:
        for key in ("first_level", "content"):
            if not texts[key]:
                self._err(key, _("没有填写，请补充。"))
        if not texts["basis"]:
            self._warn("basis", _("没有填写公开依据。"))
        for key in _TEXTS:
            longest = _longest(key)
            if len(texts[key]) > longest:
                told = {"n": len(texts[key]), "longest": longest}
                self._err(key, _("有%(n)s个字，最多%(longest)s个字，请精简。") % told)

    def _tick(self, key: str) -> bool:
        text = self.cells.get(key, "")
        if text in YES:
            return True
        if text not in NO:
            self._err(key, _("认不出“%(text)s”，请打√或者留空。") % {"text": text[:20]})
        return False

    def _group(self) -> tuple[bool, str]:
        """A tick, a tick with the group in brackets, or the group alone."""
        text = self.cells.get("for_group", "")
        if text in NO:
            return False, ""
        found = _TICKED_WITH_NAME.match(text)
        group = "" if text in YES or found is None else found[2].strip()
        if not group:
            self._warn("for_group", _("没有写明是哪个群体，可以写成“√（被征地农民）”。"))
        if len(group) > _longest("group"):
            self._err("for_group", _("群体名称最多%(n)s个字，请精简。") % {"n": _longest("group")})
        return True, group

    def _method(self) -> str:
        proactive, applied = self._tick("proactive"), self._tick("upon_application")
        if proactive == applied:
            said = _("都打了√") if proactive else _("都没有打√")
            self._err("proactive", _("“主动”和“依申请”%(said)s，请只选一项。") % {"said": said})
        return Method.UPON_APPLICATION.value if applied else Method.PROACTIVE.value

    def _levels(self) -> Values:
        county, township = self._tick("county"), self._tick("township")
        if not (county or township):
            self._err("county", _("“县级”和“乡级”都没有打√，请至少选一项。"))
        return {"county": county, "township": township}

    def _err(self, key: str, text: str) -> None:
        self.problems.append(Problem(self.address(key), NAMES[key], True, text))

    def _warn(self, key: str, text: str) -> None:
        self.problems.append(Problem(self.address(key), NAMES[key], False, text))


def _longest(key: str) -> int:
    longest: int | None = getattr(StandardEntry._meta.get_field(key), "max_length", None)
    return longest or LONGEST_TEXT
