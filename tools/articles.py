"""Write docs/articles.md: every article that a rule of the law rests on, and what the rule says.

Run ``python tools/articles.py`` after a change under src/gongkai/law/rules; a test holds the page fresh.
"""

import re
import sys
from pathlib import Path

from gongkai.law.rulebook import Rule, Source, Version, article_label, chapter, citation, sources
from gongkai.law.sources import HOME

PAGE = Path(__file__).parent.parent / "docs" / "articles.md"
HEAD = """\
# Articles and the rules that carry them

Generated from `src/gongkai/law` by `python tools/articles.py`; do not edit by hand.
How rules are written, and what the letters in the column *sure* mean: [rules.md](rules.md).
"""
UNITS = {
    "working_day": "working days",
    "calendar_day": "calendar days",
    "month": "months",
    "hour": "hours",
    "times": "times",
}


def main() -> int:
    PAGE.write_text(render(), encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


def render() -> str:
    """The whole page."""
    by_source: dict[str, list[tuple[Rule, Version]]] = {}
    for path in sorted((HOME / "rules").glob("*.yaml")):
        for rule in chapter(path.stem).values():
            for version in rule.versions:
                by_source.setdefault(citation(version.cite).source, []).append((rule, version))
    parts = [HEAD]
    for key, source in sources().items():
        if rows := by_source.get(key):
            parts.append(_section(source, rows))
    return "\n".join(parts)


def _section(source: Source, rows: list[tuple[Rule, Version]]) -> str:
    span = (
        f"in force {source.effective} to {source.until}"
        if source.until
        else f"in force since {source.effective}"
    )
    lines = [
        f"## {source.title}",
        "",
        f"{source.number} · {source.title_en} · `{source.key}` · {span} · checked {source.checked_on}",
        "",
        "| article | rule | id | since | until | value | sure | gist |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(rule, version) for rule, version in sorted(rows, key=_place)]
    return "\n".join(lines) + "\n"


def _row(rule: Rule, version: Version) -> str:
    cells = [
        article_label(version.article) if version.article else "—",
        f"{rule.label.zh} `{rule.path}`",
        version.rule_id,
        str(version.since),
        str(version.until or ""),
        f"{version.value} {UNITS[rule.unit]}" if rule.unit in UNITS else "",
        version.certainty,
        version.gist_en,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _place(row: tuple[Rule, Version]) -> tuple[list[int], str]:
    """Articles in the order of their numbers, not of their digits."""
    rule, version = row
    return [int(number) for number in re.findall(r"\d+", version.article)], rule.path


if __name__ == "__main__":
    sys.exit(main())
