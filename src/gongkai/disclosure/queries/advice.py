"""What looks odd about a draft. It is said and never stops anybody: real papers do deviate."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.queries.wording import OPENING_LENGTH
from gongkai.foundation.wording import in_words, spoken
from gongkai.law.rulebook import NoRuleInForce, citation, rule

USUAL = (
    re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号"),
    re.compile(r"[\u4e00-\u9fff]+令第[1-9]\d*号"),
    re.compile(r"[A-Z]{2,}—\d{4}—\d+"),
)
READABLE = re.compile(r"([\u4e00-\u9fff]+?)\W?((?:19|20)\d{2})\W?第?0*([1-9]\d*)号?")


def advice(item: InformationItem) -> list[str]:
    """What the drafter may want to look at again."""
    number = item.document_number
    said = [document_number_advice(number)]
    year = re.search(r"〔(\d{4})〕", number)
    if year and item.formed_on and int(year[1]) != item.formed_on.year:
        said.append(_("发文字号的年份与成文日期的年份不一致，请核对。"))
    if len(item.summary) > OPENING_LENGTH:
        said.append(_("内容概述超过%(limit)s字，在目录中会显得过长。") % {"limit": OPENING_LENGTH})
    if item.is_normative and not number:
        said.append(_("规章和行政规范性文件一般应有发文字号。"))
    said += _duties_of_rules(item)
    return [one for one in said if one]


def _duties_of_rules(item: InformationItem) -> list[str]:
    """What else the law asks of rules once they are signed, beside this publication (A-27)."""
    if item.kind != ItemKind.RULES or item.formed_on is None:
        return []
    try:
        found = [rule(f"publication.{name}").on(item.formed_on) for name in ("rules_gazette", "rules_filing")]
    except NoRuleInForce:
        return []
    cites = [citation(one.cite) for one in found]
    return [
        f"{in_words(one, 'gist')}（{spoken(cite.label, cite.label_en)}）"
        for one, cite in zip(found, cites, strict=True)
    ]


def document_number_advice(number: str) -> str | None:
    """Why a document number (发文字号) looks odd, with the usual way to write it; None when nothing does."""
    if not number or any(usual.fullmatch(number) for usual in USUAL):
        return None
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", number))
    if read := READABLE.fullmatch(plain):
        suggestion = f"{read[1]}〔{read[2]}〕{read[3]}号"
        return _(
            "发文字号“%(number)s”与通行写法不同：年份用六角括号〔〕，序号不编虚位、不加“第”字。可改为“%(suggestion)s”。"
        ) % {"number": number, "suggestion": suggestion}
    return _("发文字号“%(number)s”不像常见的“机关代字〔年份〕序号号”，请对照原文核对。") % {"number": number}
