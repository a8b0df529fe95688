"""A government's report speaks for its own office and for every organ under it, each once (B-08, B-09)."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import AnnualReport, PackedCells
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from gongkai.organs.actions import found_organ, merge_organ
from gongkai.organs.models import Organ
from gongkai.organs.queries import Kind
from tests import factories
from tests.annual_reports import builders
from tests.annual_reports.builders import YEAR
from tests.applications.builders import at

NEW, GRANTED = "applications.received.natural", "applications.results.granted.natural"
ENTERED = "proactive.行政许可.本年处理决定数量"


@pytest.fixture
def city(db):
    return factories.organ(factories.CITY)


@pytest.fixture
def town(city):
    return factories.organ(factories.TOWN)


@pytest.fixture
def city_clerk(city):
    return factories.actor(city, Duty.REPORT_CLERK)


def published(organ, **cells):
    """A published report with these figures entered; nothing came to this organ in the year."""
    clerk = factories.actor(organ, Duty.REPORT_CLERK)
    report = builders.report_ready(organ, clerk)
    actions.enter_cells(report, cells, by=clerk)
    builders.hand_in(report, clerk)
    actions.sign_off(report, by=factories.actor(organ, Duty.SIGNER))
    actions.publish(report, by=clerk)
    return report


def opened(organ, clerk):
    return actions.open_report(Organ.objects.get(pk=organ.pk), YEAR, by=clerk)


def test_own_office_and_every_signed_report_below_are_added_once(city, bureau, town, city_clerk):
    published(bureau, **{ENTERED: 5})
    published(town, **{ENTERED: 7})
    report = opened(city, city_clerk)
    actions.enter_cells(report, {ENTERED: 30}, by=city_clerk)

    assert report.values[ENTERED] == 30
    assert queries.evaluation(report).values[ENTERED] == 42
    assert queries.own_evaluation(report).values[ENTERED] == 30
    assert [(one.organ, one.value) for one in queries.parts_of(report, ENTERED, 30)] == [
        (city.short_name, 30),
        (bureau.short_name, 5),
        (town.short_name, 7),
    ]


def test_what_the_own_office_has_not_filled_in_is_unknown_in_the_whole(city, bureau, city_clerk):
    published(bureau, **{ENTERED: 5})
    report = opened(city, city_clerk)

    assert queries.evaluation(report).values[ENTERED] is None


def test_a_bureau_speaks_for_itself(bureau, town, clerk):
    published(town)

    assert actions.open_report(bureau, YEAR, by=clerk) is not None
    assert AnnualReport.objects.get(organ=bureau).units == {}


def test_who_is_missing_is_named_and_wants_a_reason(city, bureau, town, city_clerk):
    published(bureau)
    report = builders.report_ready(Organ.objects.get(pk=city.pk), city_clerk)

    (told,) = [one.text for one in queries.warnings(report) if one.rule == "B-08"]
    assert told == f"有1个所属机关的报告尚未审签，没有计入汇总：{town.short_name}。"
    with pytest.raises(Refused, match="需要说明原因"):
        actions.submit(report, by=city_clerk)


def test_a_report_signed_after_the_sum_was_taken_asks_for_a_new_sum(city, bureau, town, city_clerk):
    published(bureau)
    report = builders.report_ready(Organ.objects.get(pk=city.pk), city_clerk)
    published(town, **{ENTERED: 7})

    assert any("所属机关的报告又有变化" in why for why in queries.obstacles(report))
    actions.fill_from_records(report, by=city_clerk)
    assert queries.obstacles(report) == []
    assert queries.evaluation(report).values[ENTERED] == 7


def test_a_falsified_cell_of_one_organ_is_found_by_name(city, bureau, town, city_clerk):
    published(bureau)
    falsified = published(town)
    report = builders.report_ready(Organ.objects.get(pk=city.pk), city_clerk)
    AnnualReport.objects.filter(pk=falsified.pk).update(cells=falsified.cells | {ENTERED: 8})

    with pytest.raises(Refused, match=f"{town.short_name}的报告有问题：内容与发布时的摘要不一致"):
        builders.hand_in(report, city_clerk)
    actions.repack()
    actions.fill_from_records(report, by=city_clerk)
    (doubt,) = [one.text for one in queries.findings(report) if one.severity == "error"]
    assert town.short_name in doubt


def test_a_report_that_does_not_add_up_is_found_by_name(city, bureau, city_clerk):
    broken = published(bureau)
    AnnualReport.objects.filter(pk=broken.pk).update(figures=broken.figures | {NEW: 3}, digest="")
    actions.repack()
    report = opened(city, city_clerk)

    assert [name for name, _why in report.units["doubts"]] == [bureau.short_name] * len(
        report.units["doubts"]
    )
    assert report.units["doubts"]


def test_a_merged_organ_that_signed_its_own_report_is_not_counted_with_its_heir_again(
    city, bureau, town, clerk
):
    builders.application(town, date(2025, 2, 3), date(2025, 2, 20), "granted")
    published(town)
    keeper = factories.actor(city, Duty.SYSTEM_ADMIN)
    merge_organ(Organ.objects.get(pk=town.pk), into=bureau, on=date(2026, 1, 14), by=keeper)

    heirs = actions.open_report(Organ.objects.get(pk=bureau.pk), YEAR, by=clerk)

    assert heirs.figures[NEW] == 0


def test_units_under_a_government_below_count_in_the_one_above(city, city_clerk):
    given = {"existed_from": factories.LONG_AGO, "level": "county", "by": SYSTEM}
    county = found_organ(
        parent=city, code="county", name="某县", short_name="某县", kind=Kind.GOVERNMENT, **given
    )
    bureau = found_organ(
        parent=county, code="deep", name="某局", short_name="某局", kind=Kind.DEPARTMENT, **given
    )
    published(bureau, **{ENTERED: 5})
    report = opened(city, city_clerk)

    assert report.units["figures"][ENTERED] == 5
    assert report.units["missing"] == ["某县"]


def test_the_whole_is_what_is_published_and_keeps_what_was_added(city, bureau, city_clerk):
    unit = published(bureau, **{ENTERED: 5})
    report = builders.report_ready(Organ.objects.get(pk=city.pk), city_clerk)
    builders.hand_in(report, city_clerk)
    actions.sign_off(report, by=factories.actor(city, Duty.SIGNER))
    actions.publish(report, by=city_clerk)
    with at(date(2026, 2, 3)):
        again = actions.mend(unit, by=factories.actor(bureau, Duty.REPORT_CLERK), reason="更正行政许可件数")

    public = queries.public_report(city.code, YEAR)
    assert queries.evaluation(public).values[ENTERED] == 5
    assert public.units["reports"] == {bureau.code: unit.pk}
    assert again.edition == 2


def test_no_application_among_busy_peers_is_remarked(city, bureau, clerk):
    for number in range(3):
        published(factories.organ(f"busy-{number}"))
    PackedCells.objects.update(received=400)
    report = actions.open_report(bureau, YEAR, by=clerk)

    (told,) = [one for one in queries.findings(report) if one.rule == "P-peers"]
    assert (told.severity, "平均新收400件" in told.text) == ("note", True)


@pytest.mark.parametrize(("problems", "remarked"), [("无", True), ("没有。", True), (builders.TEXT, False)])
def test_a_report_without_problems_wants_a_word(bureau, clerk, problems, remarked):
    report = builders.report_ready(bureau, clerk)
    actions.write_section(report, "五", {"problems": problems}, by=clerk)

    assert ("P-problems" in [one.rule for one in queries.warnings(report)]) is remarked


def test_while_nobody_below_has_signed_the_whole_is_the_own_office(city, bureau, city_clerk):
    report = builders.report_ready(Organ.objects.get(pk=city.pk), city_clerk)
    actions.enter_cells(report, {ENTERED: 30}, by=city_clerk)

    assert report.units["missing"] == [bureau.short_name]
    assert queries.evaluation(report).values[ENTERED] == 30


def test_a_report_taken_over_as_published_speaks_for_the_organs_under_it(city, city_clerk):
    given = {"existed_from": factories.LONG_AGO, "level": "county", "by": SYSTEM}
    county = found_organ(
        parent=city, code="county", name="某县", short_name="某县", kind=Kind.GOVERNMENT, **given
    )
    under = found_organ(
        parent=county, code="deep", name="某局", short_name="某局", kind=Kind.DEPARTMENT, **given
    )
    published(under, **{ENTERED: 5})
    taken = published(Organ.objects.get(pk=county.pk), **{ENTERED: 9})
    AnnualReport.objects.filter(pk=taken.pk).update(imported=True, units={})
    report = opened(city, city_clerk)

    assert report.units["figures"][ENTERED] == 9
    assert report.units["reports"] == {"county": taken.pk}
    assert report.units["missing"] == []
