"""What interprets the documents of the example: with them through all hands, or after them by a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.queries import InformationItem, Result
from gongkai.example.content import content
from gongkai.example.scene import Scene
from gongkai.example.texts import as_body
from gongkai.example.timeline import Story
from gongkai.interpretation import actions
from gongkai.interpretation.queries import Interpretation, Plan
from gongkai.organs.queries import Organ

BASIS = "《中华人民共和国政府信息公开条例》第十四条至第十七条"
CHANNELS = ["site", "new_media"]
Hands = Callable[[str], Any]
When = Callable[[int, int], Any]


class Explanation:
    """The interpretation of one document, if the example holds one; without one nothing happens."""

    def __init__(self, scene: Scene, title: str, by: Hands) -> None:
        self.organs: Mapping[str, Organ] = scene.organs
        self.by = by
        rows = content("items/interpretations")
        self.one: Mapping[str, Any] = next((row for row in rows if row["of"] == title), {})
        self.plan: Plan | None = None

    @property
    def follows(self) -> bool:
        """Whether it comes after its document."""
        return "later" in self.one

    def prepare(self, policy: InformationItem, planned_on: Callable[[int], date]) -> None:
        """Before the document is handed in: its interpretation is written, or planned."""
        if self.follows:
            self.plan = actions.plan_interpretation(
                policy,
                by=self.by("submitter"),
                form=self.one["form"],
                outline="政策背景、主要内容、群众关心的问题。",
                channels=CHANNELS,
                planned_on=planned_on(self.one["planned"]),
            )
        elif self.one:
            self._write(policy)

    def story(self, policy: InformationItem, at: When) -> Story:
        """The one that was planned is written and goes its own way, days after the document."""
        if not self.follows:
            return
        later = self.one["later"]
        yield at(later, 9)
        item = self._write(policy).item
        disclosure.submit(item, by=self.by("submitter"))
        yield at(later, 11)
        disclosure.pass_review(item, by=self.by("reviewer"))
        yield at(later, 14)
        checker = self.by("confidentiality_reviewer")
        disclosure.pass_confidentiality_review(item, by=checker, result=Result.OPEN, basis=BASIS)
        yield at(later, 16)
        disclosure.sign_off(item, by=self.by("signer"), release=True)

    def _write(self, policy: InformationItem) -> Interpretation:
        name, post = self.one["by"]
        return actions.draft_interpretation(
            policy,
            by=self.by("submitter"),
            title=self.one["title"],
            plan=self.plan,
            content={"body": as_body(self.one["body"]), "keywords": "政策解读"},
            form=self.one["form"],
            elements=self.one["elements"],
            drafting_organ_id=self.organs[self.one["drafting"]].pk,
            interpreter_name=name,
            interpreter_post=post,
            by_head=self.one.get("is_head", True),
        )
