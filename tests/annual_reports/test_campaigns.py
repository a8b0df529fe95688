"""A year of reports: who owes one, where each stands, what is late, and how the year is closed (art. 49, B-08, B-09)."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import Owed, Reminder
from gongkai.annual_reports.queries import Standing
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from gongkai.organs.actions import found_organ, merge_organ
from gongkai.organs.models import Kind, Level
from tests import factories
from tests.annual_reports import builders
from tests.applications.builders import at

YEAR, NEW_YEAR = 2025, date(2026, 1, 5)
DATES = {"department_due": date(2026, 1, 20), "government_due": date(2026, 3, 20)}


@pytest.fixture(autouse=True)
def _after_new_year():
    with at(NEW_YEAR):
        yield


@pytest.fixture
def city(db):
    return factories.organ(factories.CITY)


@pytest.fixture
def office(city):
    """The head of the disclosure office of the city."""
    return factories.actor(city, Duty.OFFICE_HEAD)


def below(parent, code, kind=Kind.DEPARTMENT, level=Level.COUNTY, **fields):
    given = {"name": f"示例机关{code}", "short_name": code, "existed_from": factories.LONG_AGO} | fields
    return found_organ(by=SYSTEM, parent=parent, code=code, kind=kind, level=level, **given)


@pytest.fixture
def town(city):
    return factories.organ(factories.TOWN)


@pytest.fixture
def campaign(city, bureau, town, office):
    return actions.open_campaign(city, YEAR, by=office, **DATES)


def standing(campaign):
    return {one.organ.code: (one.standing, one.late) for one in queries.board(campaign)}


def published(organ, clerk=None):
    clerk = clerk or factories.actor(organ, Duty.REPORT_CLERK)
    report = builders.report_submitted(organ, clerk)
    actions.sign_off(report, by=factories.actor(organ, Duty.SIGNER))
    actions.publish(report, by=clerk)
    return report


def test_every_organ_of_the_government_owes_and_is_told(campaign):
    owed = {one.organ.code: one.due_on for one in campaign.owed.select_related("organ")}

    assert owed == {
        "city": date(2026, 3, 20),
        "finance": date(2026, 1, 20),
        "liutang": date(2026, 1, 20),
    }
    assert set(Reminder.objects.values_list("occasion", flat=True)) == {"opened"}
    entry = Entry.objects.get(verb="annual_reports.open_campaign")
    assert (entry.after["organs"], entry.after["year"], entry.after["form"]) == (3, YEAR, "2021")


def test_what_lies_under_a_government_below_is_gathered_by_its_own_office(city, bureau, office):
    county = below(city, "county", Kind.GOVERNMENT)
    below(county, "county-bureau")

    assert [one.code for one in queries.organs_owing(city, YEAR)] == ["city", "finance", "county"]
    assert [one.code for one in queries.organs_owing(county, YEAR)] == ["county", "county-bureau"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"department_due": date(2026, 2, 1)}, "2026年1月31日"),
        ({"government_due": date(2026, 4, 1)}, "2026年3月31日"),
        ({"department_due": date(2025, 12, 31)}, "结束之后"),
        ({"instructions": "长" * 5001}, "5000"),
    ],
)
def test_dates_may_be_earlier_than_the_law_s_and_not_later(city, office, changed, why):
    with pytest.raises(Refused, match=why):
        actions.open_campaign(city, YEAR, by=office, **(DATES | changed))

    assert not Owed.objects.exists()


def test_a_year_is_opened_once_and_not_before_it_begins(campaign, city, office):
    with pytest.raises(Refused, match="已经布置"):
        actions.open_campaign(city, YEAR, by=office, **DATES)
    with pytest.raises(Refused, match="尚未开始"):
        actions.open_campaign(city, 2027, by=office, **DATES)


def test_the_board_follows_each_report_on_its_way(campaign, bureau, clerk, signer):
    assert standing(campaign)["finance"] == ("not_begun", False)
    report = builders.report_ready(bureau, clerk)
    assert standing(campaign)["finance"] == ("filling", False)
    builders.hand_in(report, clerk)
    assert standing(campaign)["finance"] == ("in_review", False)
    actions.send_back(report, by=signer, reason="补充第五部分")
    assert standing(campaign)["finance"] == ("returned", False)
    builders.hand_in(report, clerk)
    actions.sign_off(report, by=signer)
    assert standing(campaign)["finance"] == ("submitted", False)
    with at(date(2026, 1, 22)):
        assert standing(campaign)["finance"] == ("submitted", True)
        actions.publish(report, by=clerk)
        assert standing(campaign)["finance"] == ("published", True)
        assert standing(campaign)["liutang"] == ("not_begun", True)
        counts = queries.standings(campaign)

    told = {name: n for name, n in counts.items() if n}
    assert told == {"not_begun": 2, "published": 1, "late": 2}


def test_where_the_office_looks_first_nothing_is_published_before_it_agrees(
    campaign, bureau, clerk, signer, office
):
    actions.change_campaign(campaign, by=office, instructions="先审后发", approves=True)
    report = builders.report_submitted(bureau, clerk)
    with pytest.raises(Refused, match="状态下不能"):
        actions.approve(report, by=office)
    actions.sign_off(report, by=signer)
    with pytest.raises(Refused, match="先审核"):
        actions.publish(report, by=clerk)
    actions.return_report(report, by=office, reason="表三合计不符")
    assert (report.state, standing(campaign)["finance"][0]) == ("draft", "returned")
    builders.hand_in(report, clerk)
    actions.sign_off(report, by=signer)
    actions.approve(report, by=office)
    assert standing(campaign)["finance"][0] == "approved"
    actions.publish(report, by=clerk)

    assert standing(campaign)["finance"][0] == "published"


def test_a_later_day_is_given_for_a_reason_and_within_the_law(campaign, bureau, office):
    owed = campaign.owed.get(organ=bureau)
    with pytest.raises(Refused, match="写明延期的原因"):
        actions.extend_due(owed, by=office, until=date(2026, 1, 25), reason="…")
    with pytest.raises(Refused, match="2026年1月31日"):
        actions.extend_due(owed, by=office, until=date(2026, 2, 2), reason="机构改革")
    actions.extend_due(owed, by=office, until=date(2026, 1, 25), reason="机构改革")

    owed.refresh_from_db()
    assert (owed.due_on, owed.extended_because) == (date(2026, 1, 25), "机构改革")


def test_who_owes_nothing_is_marked_so_and_may_be_unmarked(campaign, bureau, office):
    owed = campaign.owed.get(organ=bureau)
    actions.exempt(owed, by=office, reason="垂直管理，由上级编制")
    assert standing(campaign)["finance"] == ("exempt", False)
    actions.owe_again(owed, by=office)

    assert standing(campaign)["finance"] == ("not_begun", False)


def test_the_heir_makes_the_report_of_a_merged_organ_with_its_own_records(campaign, bureau, clerk, city):
    heir = below(city, "heir")
    builders.application(bureau, date(2025, 3, 3), date(2025, 3, 20), "granted")
    builders.application(heir, date(2025, 4, 3), date(2025, 4, 20), "granted")
    builders.application(bureau, date(2025, 12, 30))
    merge_organ(bureau, into=heir, on=NEW_YEAR, by=SYSTEM)

    with at(date(2026, 1, 7)):
        assert standing(campaign)["finance"] == ("elsewhere", False)
        assert standing(campaign)["heir"] == ("not_begun", False)
        report = actions.open_report(heir, YEAR, by=factories.actor(heir, Duty.REPORT_CLERK))
    assert report.figures["applications.received.natural"] == 3
    assert report.figures["applications.results.granted.natural"] == 2
    assert report.figures["applications.carried_forward.natural"] == 1


def test_reminders_come_before_and_after_the_day_and_once_each(campaign, office, bureau):
    made = []
    for day in (6, 7, 13, 14, 19, 20, 21, 22):
        with at(date(2026, 1, day)):
            made.append(actions.remind())
            made.append(actions.remind())

    assert made == [2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0]
    told = Reminder.objects.filter(owed__organ=bureau).order_by("pk").values_list("occasion", flat=True)
    assert list(told) == ["opened", "14", "7", "3", "overdue"]


def test_an_organ_is_chased_once_a_day_and_reads_it(campaign, office, bureau, clerk):
    owed = list(campaign.owed.filter(organ=bureau).select_related("organ"))
    assert actions.chase(campaign, owed, by=office, note="请于周五前发布") == 1
    with pytest.raises(Refused, match="每天最多一次"):
        actions.chase(campaign, owed, by=office)
    unread = queries.unread_reminders(clerk)
    assert [(one.occasion, one.note) for one in unread] == [("chased", "请于周五前发布"), ("opened", "")]
    newest = unread[0].pk
    assert actions.acknowledge(by=clerk, until=newest) == 2

    assert not queries.unread_reminders(clerk).exists()


def test_a_year_is_closed_with_the_digest_of_each_report_and_says_what_is_missing(
    campaign, office, bureau, town, city
):
    report = published(bureau)
    with pytest.raises(Refused, match="写明缺报的原因"):
        actions.close_campaign(campaign, by=office)
    actions.close_campaign(campaign, by=office, gaps_because="柳塘镇机构改革，三月补报")

    kept = campaign.owed.get(organ=bureau)
    assert (campaign.state, kept.edition, kept.digest) == ("closed", 1, queries.content_digest(report))
    assert len(campaign.digest) == 64
    assert not queries.mended_since(campaign).exists()
    with pytest.raises(Refused, match="已结束"):
        actions.chase(campaign, list(campaign.owed.all()), by=office)


def test_mending_makes_a_numbered_edition_with_a_public_note(campaign, office, bureau, clerk, signer):
    first = published(bureau, clerk)
    actions.close_campaign(campaign, by=office, gaps_because="其余单位三月补报")
    with pytest.raises(Refused, match="对外公开"):
        actions.mend(first, by=clerk, reason=" ")
    second = actions.mend(first, by=clerk, reason="更正第三部分结转件数。")
    with pytest.raises(Refused, match="已经有后一版"):
        actions.mend(first, by=clerk, reason="再改")
    assert queries.public_report("finance", YEAR) == first
    assert queries.report_of(clerk, YEAR) == second
    builders.hand_in(second, clerk)
    actions.sign_off(second, by=signer)
    actions.publish(second, by=clerk)

    public = queries.public_report("finance", YEAR)
    assert (public, public.edition, public.mended_because) == (second, 2, "更正第三部分结转件数。")
    assert queries.public_report("finance", YEAR, edition=1) == first
    assert [one.edition for one in queries.editions_of(public)] == [2, 1]
    assert [one.pk for one in queries.public_reports(year=YEAR)] == [second.pk]
    assert [
        one.organ.code for one in queries.mended_since(campaign)
    ] == []  # the same figures, the same digest


def test_a_mended_figure_shows_in_the_closed_year(campaign, office, bureau, clerk, signer):
    first = published(bureau, clerk)
    actions.close_campaign(campaign, by=office, gaps_because="其余单位三月补报")
    second = actions.mend(first, by=clerk, reason="更正第五部分。")
    actions.write_section(second, "五", {"problems": "新的问题。"}, by=clerk)
    builders.hand_in(second, clerk)
    actions.sign_off(second, by=signer)
    actions.publish(second, by=clerk)

    assert [one.organ.code for one in queries.mended_since(campaign)] == ["finance"]


def test_standing_knows_every_colour():
    assert set(queries.TONES) == set(Standing)
