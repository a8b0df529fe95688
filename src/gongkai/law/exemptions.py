"""Grounds for not disclosing (Regulation, arts. 14 to 16), and what each needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.rulebook import NoRuleInForce, Rule, chapter, rule


@dataclass(frozen=True, slots=True)
class Exemption:
    """``must``: the organ may not disclose; otherwise it may withhold.

    ``unless`` is what lifts the ground, ``needs`` what a decision has to show. ``yields`` says that an order
    to disclose in a law, regulation or rule goes before the ground (art. 16).
    """

    code: str
    label_zh: str
    label_en: str
    must: bool
    unless: tuple[str, ...]
    needs: tuple[str, ...]
    yields: bool
    rule: str
    cite: str
    gist_zh: str
    gist_en: str


def exemptions(on: date) -> list[Exemption]:
    """The grounds that the law knows on this day, in the order of the articles."""
    found = []
    for code, row in chapter("exemptions").items():
        try:
            found.append(_exemption(code, row, on))
        except NoRuleInForce:
            continue
    return found


def exemption(code: str, on: date) -> Exemption:
    """One ground, such as ``state_secret``; NoRuleInForce where the law of the day did not know it."""
    return _exemption(code, rule(f"exemptions.{code}"), on)


def _exemption(code: str, row: Rule, on: date) -> Exemption:
    version = row.on(on)
    return Exemption(
        code=code,
        label_zh=row.label.zh,
        label_en=row.label.en,
        must=version.value["effect"] == "must",
        unless=tuple(version.value["unless"]),
        needs=tuple(version.value["needs"]),
        yields=version.value["yields"],
        rule=version.rule_id,
        cite=version.cite,
        gist_zh=version.gist_zh,
        gist_en=version.gist_en,
    )
