"""The stories of information items: drafted, looked at three times by different eyes, published, mended, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from gongkai.catalogue.queries import all_columns, elements_of
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import fill_table
from gongkai.disclosure.queries import Result, State, Validity, WithdrawalReason, limit_event
from gongkai.disclosure.queries.guarding import guarded
from gongkai.example.content import content
from gongkai.example.days import moment
from gongkai.example.interpretations import Explanation
from gongkai.example.papers import as_files, as_table
from gongkai.example.scene import Scene
from gongkai.example.texts import as_body, chinese, told
from gongkai.example.timeline import Story
from gongkai.organs.queries import Kind, Level, Organ

FILES = ("government", "people", "economy", "inspection", "towns", "desk", "records")
BASIS = "《中华人民共和国保守国家秘密法》《中华人民共和国政府信息公开条例》第十四条至第十七条"
# What the guard only asks to be checked: rosters of duty, places of refuge and the like, looked through one by one.
CHECKED = "已逐处核对，为依法公示或者应急需要公开的岗位和场所信息，不含不宜公开的个人信息。"
USUAL_LAG = 3
CORRECTION_DAYS = 1
# How far an item that is still at the desk has come.
PUBLISHED_IN = 4


def item_stories(scene: Scene, columns: Mapping[str, int]) -> Iterator[tuple[str, Story]]:
    """Every item of the data files, and the guide of every organ; ``columns`` are keys by code."""
    for name in FILES:
        for one in content(f"items/{name}"):
            yield one["title"], _Item(scene, one, columns).story()
    guide = content("items/guides")
    for code, organ in scene.organs.items():
        elements = {**guide["elements"], "classification": guide["categories"][_sort_of(organ)]}
        one = {**guide, "organ": code, "elements": elements}
        yield f"{organ.name} guide", _Item(scene, one, columns).story()
    for one in _everywhere(scene):
        yield f"{one['organ']} {one['title']}", _Item(scene, one, columns).story()


class _Item:
    def __init__(self, scene: Scene, one: Mapping[str, Any], columns: Mapping[str, int]) -> None:
        self.scene, self.one, self.columns = scene, one, columns
        self.code = one["organ"]
        self.organ: Organ = scene.organs[self.code]
        self.formed: date = scene.days.day(one["formed"])
        self.lag: int = one.get("after", USUAL_LAG)
        self.stage: str = one.get("stage", "published")
        self.explanation = Explanation(scene, one["title"], self._by)

    def story(self) -> Story:
        yield self._at(0, 9)
        item = actions.draft(by=self._by("submitter"), files=self._files(), **self._content())
        if rows := self.one.get("rows"):
            fill_table(item, by=self._by("submitter"), upload=self._table(rows))
        if self.stage == "draft":
            return
        if self.stage == "emergency":
            yield self._at(0, 10)
            self._answer(item, "signer")
            actions.publish_at_once(item, by=self._by("signer"), reason=self.one["reason"])
            return
        self._ask_co_makers(item)
        self.explanation.prepare(item, lambda days: self._at(self.lag + days, 0).date())
        yield self._at(0, 10)
        self._agree(item)
        actions.submit(item, by=self._by("submitter"))
        if self.stage == "returned":
            yield self._at(1, 11)
            actions.send_back(item, by=self._by("reviewer"), remarks=self.one["remarks"])
        if self.stage not in ("returned", "in_attribute_check", "in_review"):
            yield from self._looked_at(item)

    def _looked_at(self, item: Any) -> Story:
        yield self._at(self.lag // 3, 11)
        self._review(item, remarks="内容属实，格式规范，同意。")
        if self.stage in ("in_second_review", "in_confidentiality_review"):
            return
        yield self._at(2 * self.lag // 3, 15)
        self._answer(item, "confidentiality_reviewer")
        result = Result.NOT_OPEN if self._withheld else Result.OPEN
        actions.pass_confidentiality_review(
            item, by=self._by("confidentiality_reviewer"), result=result, basis=BASIS
        )
        if self.stage == "awaiting_signature":
            return
        yield self._at(self.lag, 16)
        if self.stage == "scheduled":
            soon = moment(self.scene.days.after(self.scene.days.today, PUBLISHED_IN), 9)
            actions.sign_off(item, by=self._by("signer"), publish_at=soon)
            return
        actions.sign_off(item, by=self._by("signer"), release=self.stage != "signed")
        yield from self.explanation.story(item, lambda days, hour: self._at(self.lag + days, hour))
        yield from self._afterwards(item)

    def _afterwards(self, item: Any) -> Story:
        if correction := self.one.get("correction"):
            yield from self._correct(item, correction)
        if ends := self.one.get("ends"):
            ended = self.scene.days.day(ends["at"])
            yield self.scene.on(ended, USUAL_LAG, 16, item.title)
            basis = ends["basis"]
            actions.record_validity(
                item, by=self._by("signer"), validity=Validity(ends["how"]), basis=basis, ended_on=ended
            )
        if withdrawal := self.one.get("withdrawal"):
            yield self._at(withdrawal["at"], 10)
            reason = WithdrawalReason(withdrawal["reason"])
            actions.withdraw(
                item, by=self._by("signer"), reason=reason, explanation=withdrawal["explanation"]
            )

    def _correct(self, item: Any, correction: Mapping[str, Any]) -> Story:
        yield self._at(correction["at"], 9)
        clerk = self._by("submitter")
        actions.start_correction(item, by=clerk, reason=correction["reason"])
        wrong, right = correction["replace"]
        actions.edit(item, by=clerk, body=item.body.replace(wrong, right))
        actions.submit(item, by=clerk)
        yield self._at(correction["at"], 11)
        self._review(item)
        yield self._at(correction["at"], 15)
        by = self._by("confidentiality_reviewer")
        self._answer(item, "confidentiality_reviewer")
        actions.pass_confidentiality_review(item, by=by, result=Result.OPEN, basis=BASIS)
        yield self._at(correction["at"] + CORRECTION_DAYS, 16)
        actions.sign_off(item, by=self._by("signer"), release=True)

    def _review(self, item: Any, remarks: str = "") -> None:
        actions.pass_review(item, by=self._by("reviewer"), remarks=remarks)
        if item.state == State.IN_SECOND_REVIEW and self.stage != "in_second_review":
            actions.pass_review(item, by=self._by("second_reviewer"), remarks="同意。")

    def _answer(self, item: Any, duty: str) -> None:
        left = [one.seen.fingerprint for one in guarded(item).findings if one.left and not one.seen.blocks]
        said = set(item.set_asides.values_list("fingerprint", flat=True))
        if new := [one for one in left if one not in said]:
            actions.set_aside(item, by=self._by(duty), fingerprints=new, reason=CHECKED)

    def _ask_co_makers(self, item: Any) -> None:
        if codes := self.one.get("co_makers"):
            asked = [self.scene.organs[code] for code in codes]
            actions.ask_co_makers(item, organs=asked, by=self._by("submitter"))

    def _agree(self, item: Any) -> None:
        for agreement in item.agreements.select_related("organ"):
            actions.agree(
                agreement, by=self.scene.actor(agreement.organ.code, "signer"), remarks="同意公开。"
            )

    def _table(self, rows: Sequence[Sequence[str]]) -> ContentFile[bytes]:
        headings = [element.name for element in elements_of(self.columns[self.one["column"]])]
        return as_table(headings, [[self._filled(value) for value in row] for row in rows])

    @property
    def _withheld(self) -> bool:
        return bool(self.one.get("attribute") == "withheld")

    def _by(self, duty: str) -> Any:
        return self.scene.actor(self.code, duty)

    def _at(self, workdays: int, hour: int) -> Any:
        return self.scene.on(self.formed, workdays, hour, self.one["title"] + self.code)

    def _told(self, field: str) -> str:
        return self._filled(self.one.get(field, ""))

    def _content(self) -> dict[str, Any]:
        closing = (self.organ.name, chinese(self.formed)) if self.one.get("number") else ()
        column = all_columns().get(pk=self.columns[self.one["column"]])
        kind = self.one.get("kind", column.item_kind)
        return {
            "title": self._told("title"),
            "summary": self._told("summary"),
            "body": as_body(self._told("body"), *closing),
            "elements": {code: self._filled(text) for code, text in self.one.get("elements", {}).items()},
            "column_id": column.pk,
            "document_number": self._told("number"),
            "formed_on": self.formed,
            "kind": kind,
            "limit_from": self.formed if limit_event(column, kind) else None,
            "genre": self.one.get("genre", ""),
            "theme": self.one["theme"],
            "keywords": self.one["keywords"],
            "attribute": self.one.get("attribute", "proactive"),
            "attribute_ground": self.one.get("ground", ""),
            "attribute_reason": self._told("reason"),
        }

    def _files(self) -> list[ContentFile[bytes]]:
        papers = self.one.get("papers", ())
        return list(as_files({name: self._filled(text) for name, text in paper.items()} for paper in papers))

    def _filled(self, text: str) -> str:
        return told(text, formed=self.formed, organ=self.organ)


def _everywhere(scene: Scene) -> Iterator[dict[str, Any]]:
    """What every organ of a sort publishes, save those that the data file leaves out."""
    ended = {one["code"] for one in content("organs")["merged"]}
    for shared in content("items/everywhere"):
        for code, organ in scene.organs.items():
            is_meant = shared["organs"] in ("all", _sort_of(organ)) and code not in ended
            if is_meant and code not in shared["except"]:
                lag = shared.get("later", {}).get(code, shared["after"])
                yield {**shared, "organ": code, "after": lag}


def _sort_of(organ: Organ) -> str:
    if organ.kind == Kind.SUBDISTRICT:
        return "subdistrict"
    if organ.level == Level.TOWNSHIP:
        return "town"
    return "government" if organ.kind == Kind.GOVERNMENT else "department"
