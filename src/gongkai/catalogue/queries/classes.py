"""Lists of classes by which documents are sorted: themes and genres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.catalogue.queries.data import data


@dataclass(frozen=True)
class Classes:
    """A list of classes (themes, genres): where it was taken from, and code → label, in order."""

    source: str
    labels: dict[str, str]

    def label(self, code: str) -> str:
        """What the class is called; empty for no class. Raises KeyError for an unknown one."""
        return self.labels[code] if code else ""


@cache
def themes() -> Classes:
    """The theme classes (主题分类); a class of the second level is labelled “upper / lower”."""
    return _classes("themes")


@cache
def genres() -> Classes:
    """The genres (体裁分类): the kinds of official document."""
    return _classes("genres")


def _classes(name: str) -> Classes:
    told = data(name)
    labels = {}
    for top in told["classes"]:
        labels[top["code"]] = top["name"]
        for child in top.get("children", ()):
            labels[child["code"]] = f"{top['name']} / {child['name']}"
    return Classes(told["source"], labels)
