"""The stories of annual reports: filled from the records, completed by hand, checked, signed, published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.annual_reports import actions
from gongkai.annual_reports.queries import fee_sentence, finding_key, warnings
from gongkai.example.content import content
from gongkai.example.days import moment
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story
from gongkai.organs.queries import organ

# Table 2: the column in which each row is entered.
ENTERED = {"行政许可": "本年处理决定数量", "行政处罚": "本年处理决定数量", "行政强制": "本年处理决定数量"}
FEES = "行政事业性收费"
FEE_COLUMN = "本年收费金额"
# What the texts write for a figure of the tables, by the name of its place.
PLACES = {
    "received": "｛本年新收｝",
    "carried_over": "｛上年结转｝",
    "closed": "｛本年办结｝",
    "carried_forward": "｛结转下年度｝",
    "granted": "｛予以公开｝",
    "partial": "｛部分公开｝",
}
DRAFT_OPENED, DRAFT_WRITTEN = "w-10", "w-6"
ASKED_FOR, ASKED_FOR_EARLY, CLOSED = "this 01-04", "w-12", "this 04-02"


def report_stories(scene: Scene) -> Iterator[tuple[str, Story]]:
    """The reports that are out, and the one that is being filled, of every organ of the data file; who asks for them."""
    yield "the campaign of last year", _campaign(scene, scene.days.last, ASKED_FOR, closed=True)
    yield "the campaign of this year", _campaign(scene, scene.days.this, ASKED_FOR_EARLY, closed=False)
    for code, filed in content("reports")["filed"].items():
        for which in filed:
            yield f"{code} {which}", _Report(scene, code).filed(which)
        yield f"{code} draft", _Report(scene, code).being_filled()


def _campaign(scene: Scene, year: int, asked_for: str, *, closed: bool) -> Story:
    """The office of the city asks every organ for its report, and in spring closes the year."""
    told = content("reports")["campaign"]
    code = told["organ"]
    head = scene.actor(code, "office_head")
    yield moment(scene.days.day(asked_for), 9, code)
    campaign = actions.open_campaign(
        scene.organs[code],
        year,
        by=head,
        department_due=date(year + 1, *told["department_due"]),
        government_due=date(year + 1, *told["government_due"]),
        instructions=told["instructions"],
    )
    if closed:
        yield moment(scene.days.day(CLOSED), 10, code)
        actions.close_campaign(campaign, by=head, gaps_because=told["gaps_because"])


class _Report:
    def __init__(self, scene: Scene, code: str) -> None:
        self.scene, self.code = scene, code
        self.organ = organ(scene.organs[code].pk)  # with the organs founded since under it
        self.told: Mapping[str, Any] = content("reports")
        sort = "government" if self.organ.numchild else "department"
        self.days: Mapping[str, str] = self.told["days"][sort]

    def filed(self, which: str) -> Story:
        year = {"prev": self.scene.days.last - 1, "last": self.scene.days.last}[which]
        made_in = {"prev": "last", "last": "this"}[which]
        yield self._at(f"{made_in} {self.days['opened']}", 9)
        report = actions.open_report(self.organ, year, by=self._by("report_clerk"))
        yield self._at(f"{made_in} {self.days['written']}", 10)
        actions.enter_cells(report, self._cells(), by=self._by("report_clerk"))
        for section in self.told["texts"][self.code]:
            actions.write_section(report, section, self._texts(report, section), by=self._by("report_clerk"))
        yield self._at(f"{made_in} {self.days['submitted']}", 15)
        said = self.told["explanations"]
        reasons = {finding_key(one): said.get(one.rule, self.told["explanation"]) for one in warnings(report)}
        actions.submit(report, by=self._by("report_clerk"), explanations=reasons)
        yield self._at(f"{made_in} {self.days['signed']}", 11)
        actions.sign_off(report, by=self._by("signer"))
        yield self._at(f"{made_in} {self.days['published']}", 10)
        actions.publish(report, by=self._by("office_head"))

    def being_filled(self) -> Story:
        """The figures are there and the first section is written; the rest is still to do."""
        yield self._at(DRAFT_OPENED, 9)
        report = actions.open_report(self.organ, self.scene.days.this, by=self._by("report_clerk"))
        yield self._at(DRAFT_WRITTEN, 10)
        actions.write_section(report, "一", self._texts(report, "一"), by=self._by("report_clerk"))

    def _by(self, duty: str) -> Any:
        return self.scene.actor(self.code, duty)

    def _at(self, told: str, hour: int) -> Any:
        return moment(self.scene.days.day(told), hour, self.code)

    def _cells(self) -> dict[str, Any]:
        told = self.told["cells"][self.code]
        cells = {f"proactive.{row}.{column}": told[row] for row, column in ENTERED.items()}
        return {**cells, f"proactive.{FEES}.{FEE_COLUMN}": told[FEES]}

    def _texts(self, report: Any, section: str) -> dict[str, str]:
        said = self.told["texts"][self.code][section]
        if report.year < self.scene.days.last:
            said = {**said, **self._said_earlier(said)}
        texts = {name: text.format(**PLACES) for name, text in said.items()}
        return {**texts, "fees": fee_sentence(self.organ, report.year)} if section == "六" else texts

    def _said_earlier(self, said: Mapping[str, str]) -> dict[str, str]:
        earlier = self.told["earlier"].get(self.code, {})
        return {name: text for name, text in earlier.items() if name in said}
