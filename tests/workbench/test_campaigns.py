"""The year of reports at the desk: opened by the head, seen on a board, chased, looked at, closed."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import AnnualReport, Campaign
from tests import factories
from tests.annual_reports import builders
from tests.applications.builders import at
from tests.applications.desk import sign_in

YEAR = 2025
HERE = "/desk/reports/campaigns/"
BOARD = f"{HERE}{YEAR}/"
ASKED = {
    "year": YEAR,
    "department_due": "2026-01-20",
    "government_due": "2026-03-20",
    "instructions": "请写实",
}


@pytest.fixture(autouse=True)
def _january():
    with at(date(2026, 1, 5)):
        yield


@pytest.fixture
def city(db):
    city = factories.organ(factories.CITY)
    factories.organ()
    return city


@pytest.fixture
def office(city):
    return factories.actor(city, Duty.OFFICE_HEAD)


@pytest.fixture
def desk(client, office):
    return sign_in(client, office)


@pytest.fixture
def campaign(desk, city):
    desk.post(HERE, ASKED)
    return Campaign.objects.get()


@pytest.fixture
def clerk(city):
    return factories.actor(factories.organ(), Duty.REPORT_CLERK)


def text(response):
    return response.content.decode()


def unit(campaign, code="finance"):
    return f"{BOARD}units/{campaign.owed.get(organ__code=code).pk}/"


def signed(clerk):
    report = builders.report_submitted(factories.organ(), clerk)
    actions.sign_off(report, by=factories.actor(factories.organ(), Duty.SIGNER))
    return report


def test_the_year_is_opened_with_the_law_s_days_proposed(desk, city):
    page = text(desk.get(HERE))
    assert 'value="2026-01-31"' in page
    assert 'value="2026-03-31"' in page
    assert desk.post(HERE, ASKED)["Location"] == BOARD

    board = text(desk.get(BOARD))
    assert "2个机关中，0个已经办结" in board
    assert "青禾市财政局" in board
    assert "请写实" in board


def test_a_day_later_than_the_law_s_is_refused_with_what_was_typed(desk, city):
    page = text(desk.post(HERE, ASKED | {"department_due": "2026-02-28"}))

    assert "不能晚于法定的2026年1月31日" in page
    assert 'value="2026-02-28"' in page
    assert not Campaign.objects.exists()


def test_who_has_nobody_below_gathers_nothing(client, city):
    sign_in(client, factories.actor(factories.organ(), Duty.OFFICE_HEAD))

    assert client.get(HERE).status_code == 404
    assert "布置和汇总" not in text(client.get("/desk/reports/"))


def test_the_year_of_another_office_does_not_exist(client, campaign):
    sign_in(client, factories.actor(factories.organ(), Duty.OFFICE_HEAD))

    for way in (BOARD, unit(campaign), f"{unit(campaign)}files/pdf/"):
        assert client.get(way).status_code == 404


def test_the_clerk_is_told_and_reads_it(client, campaign, clerk):
    sign_in(client, clerk)
    page = client.get("/desk/reports/")
    assert "市政府：2025年度报告，2026-01-20前发布（开始编制）" in text(page)
    until = page.context["reminders"][0].pk
    assert client.post("/desk/reports/acknowledge/", {"until": until}).status_code == 302

    assert "前发布（" not in text(client.get("/desk/reports/"))
    actions.open_report(factories.organ(), YEAR, by=clerk)
    assert "请写实" in text(client.get(f"/desk/reports/{YEAR}/"))


def test_organs_are_ticked_and_chased(desk, campaign, clerk):
    owed = campaign.owed.get(organ__code="finance").pk
    told = text(desk.post(f"{BOARD}chase/", {"owed": [owed], "note": "请抓紧"}, follow=True))
    assert "已催办" in told
    again = text(desk.post(f"{BOARD}chase/", {"owed": [owed], "note": "请再抓紧"}))

    assert "每天最多一次" in again
    assert "请再抓紧" in again
    assert queries.unread_reminders(clerk).first().note == "请抓紧"


@pytest.mark.parametrize(
    ("act", "typed", "seen"),
    [
        ("extend-due", {"until": "2026-01-25", "reason": "机构改革"}, "机构改革"),
        ("exempt", {"reason": "垂直管理"}, "不需编制"),
    ],
)
def test_a_unit_gets_a_later_day_or_owes_nothing(act, typed, seen, desk, campaign):
    assert desk.post(f"{unit(campaign)}{act}/", typed)["Location"] == unit(campaign)
    assert seen in text(desk.get(unit(campaign)))


def test_what_cannot_be_is_said_beside_its_form(desk, campaign):
    page = text(desk.post(f"{unit(campaign)}extend-due/", {"until": "2026-02-25", "reason": "机构改革"}))

    assert "不能晚于法定的" in page
    assert "机构改革" in page


def test_a_signed_report_is_looked_at_and_approved_or_returned(desk, campaign, clerk):
    report = signed(clerk)
    page = text(desk.get(unit(campaign)))
    assert "审核通过" in page
    assert desk.get(f"{unit(campaign)}files/pdf/").content.startswith(b"%PDF")
    desk.post(f"{unit(campaign)}return/", {"seen": report.revision, "reason": "第五部分过于简单"})
    report.refresh_from_db()
    assert (report.state, report.returned_because) == ("draft", "第五部分过于简单")
    builders.hand_in(report, clerk)
    actions.sign_off(report, by=factories.actor(factories.organ(), Duty.SIGNER))
    desk.post(f"{unit(campaign)}approve/", {"seen": report.revision})

    report.refresh_from_db()
    assert report.state == "approved"


def test_the_board_is_narrowed_to_those_that_are_late(desk, campaign, clerk):
    with at(date(2026, 1, 22)):
        late = desk.get(BOARD, {"standing": "late"})
        begun = desk.get(BOARD, {"standing": "filling"})

    assert [one.organ.code for one, _standing, _tone in late.context["rows"]] == ["finance"]
    assert "没有这一进度的机关" in text(begun)


def test_the_year_is_closed_only_with_a_word_on_what_is_missing(desk, campaign, clerk):
    report = signed(clerk)
    actions.publish(report, by=clerk)
    refused = text(desk.post(f"{BOARD}close-campaign/", {"seen": campaign.revision, "gaps_because": ""}))
    assert "写明缺报的原因" in refused
    desk.post(f"{BOARD}close-campaign/", {"seen": campaign.revision, "gaps_because": "政府报告三月发布"})

    page = text(desk.get(BOARD))
    assert "已结束" in page
    assert "政府报告三月发布" in page
    assert "催办勾选的机关" not in page


def test_a_published_report_is_mended_by_its_clerk_and_both_editions_stay(client, campaign, clerk):
    report = signed(clerk)
    actions.publish(report, by=clerk)
    sign_in(client, clerk)
    way = f"/desk/reports/{YEAR}/"
    assert "更正已发布的报告" in text(client.get(way))
    client.post(f"{way}mend/", {"seen": report.revision, "reason": "更正结转件数。"})
    assert "第2版，更正说明：更正结转件数。" in text(client.get(way))
    public = f"/reports/finance/{YEAR}/"
    assert "更正结转件数" not in text(client.get(public))
    second = queries.report_of(clerk, YEAR)
    builders.hand_in(second, clerk)
    actions.sign_off(second, by=factories.actor(factories.organ(), Duty.SIGNER))
    actions.publish(second, by=clerk)

    assert "更正结转件数" in text(client.get(public))
    assert "这一版已经更正" in text(client.get(f"{public}editions/1/"))


def test_the_office_sees_which_text_was_taken_over_from_a_sister_unit(desk, campaign, clerk):
    signed(clerk)
    sister = factories.organ("water")
    AnnualReport.objects.create(
        organ=sister, year=YEAR, form="2021", state=queries.State.PUBLISHED, platform=builders.TEXT
    )

    assert f"“政府信息公开平台建设”有100%与{sister.name}{YEAR}年度的报告相同。" in text(
        desk.get(unit(campaign))
    )


@pytest.mark.parametrize("more", [0, 3])
def test_the_board_costs_the_same_with_more_organs(more, desk, campaign, django_assert_num_queries):
    for number in range(more):
        factories.organ(f"more-{number}")
    desk.get(BOARD)

    with django_assert_num_queries(8):
        desk.get(BOARD)
