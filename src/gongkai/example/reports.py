"""The stories of annual reports: filled from the records, completed by hand, checked, signed, published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.annual_reports import actions
from gongkai.annual_reports.queries import evaluation, fee_sentence, finding_key, warnings
from gongkai.example.content import content
from gongkai.example.days import moment
from gongkai.example.scene import Scene
from gongkai.example.timeline import Story

# Table 2: the column in which each row is entered.
ENTERED = {"行政许可": "本年处理决定数量", "行政处罚": "本年处理决定数量", "行政强制": "本年处理决定数量"}
FEES = "行政事业性收费"
FEE_COLUMN = "本年收费金额"
# The cells that the texts tell, by the name of their place.
PLACES = {
    "received": "applications.received.total",
    "carried_over": "applications.carried_over.total",
    "closed": "applications.results_total.total",
    "carried_forward": "applications.carried_forward.total",
    "granted": "applications.results.granted.total",
    "partial": "applications.results.partial.total",
}
# Days of January on which the report of the year before is made.
OPENED, WRITTEN, SUBMITTED, SIGNED, PUBLISHED = "01-06", "01-09", "01-13", "01-16", "01-20"
DRAFT_OPENED, DRAFT_WRITTEN = "w-10", "w-6"


def report_stories(scene: Scene) -> Iterator[tuple[str, Story]]:
    """The reports that are out, and the one that is being filled, of every organ of the data file."""
    for code, filed in content("reports")["filed"].items():
        for which in filed:
            yield f"{code} {which}", _Report(scene, code).filed(which)
        yield f"{code} draft", _Report(scene, code).being_filled()


class _Report:
    def __init__(self, scene: Scene, code: str) -> None:
        self.scene, self.code = scene, code
        self.organ = scene.organs[code]
        self.told: Mapping[str, Any] = content("reports")

    def filed(self, which: str) -> Story:
        year = {"prev": self.scene.days.last - 1, "last": self.scene.days.last}[which]
        made_in = {"prev": "last", "last": "this"}[which]
        yield self._at(f"{made_in} {OPENED}", 9)
        report = actions.open_report(self.organ, year, by=self._by("report_clerk"))
        yield self._at(f"{made_in} {WRITTEN}", 10)
        actions.enter_cells(report, self._cells(), by=self._by("report_clerk"))
        for section in self.told["texts"][self.code]:
            actions.write_section(report, section, self._texts(report, section), by=self._by("report_clerk"))
        yield self._at(f"{made_in} {SUBMITTED}", 15)
        reasons = {finding_key(finding): self.told["explanation"] for finding in warnings(report)}
        actions.submit(report, by=self._by("report_clerk"), explanations=reasons)
        yield self._at(f"{made_in} {SIGNED}", 11)
        actions.sign_off(report, by=self._by("signer"))
        yield self._at(f"{made_in} {PUBLISHED}", 10)
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
        values = evaluation(report).values
        places = {name: values[address] for name, address in PLACES.items()}
        said = self.told["texts"][self.code][section]
        if report.year < self.scene.days.last:
            said = {**said, **self._said_earlier(said)}
        texts = {name: text.format(**places) for name, text in said.items()}
        return {**texts, "fees": fee_sentence(self.organ, report.year)} if section == "六" else texts

    def _said_earlier(self, said: Mapping[str, str]) -> dict[str, str]:
        earlier = self.told["earlier"].get(self.code, {})
        return {name: text for name, text in earlier.items() if name in said}
