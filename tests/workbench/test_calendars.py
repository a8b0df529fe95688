"""The working-day calendar at the desk: proposed, seen, applied, taken back; and the reminders."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.calendars import queries
from gongkai.calendars.queries import ChangedDay, State, Work
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import address, sign_in
from tests.calendars.builders import applied, keeper, listed, off, proposed
from tests.calendars.test_versions import FESTIVALS_2027

MONDAY = date(2025, 3, 3)
TYPED = {
    "title": "关于防御台风停工的通知",
    "issued_on": "2025-03-03",
    "off": "2025-03-12至2025-03-13\n2025-03-14",
    "worked": "2025-03-15",
}


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def top(db):
    return keeper()


@pytest.fixture
def desk(client, top):
    return sign_in(client, top)


def text(response):
    return response.content.decode()


def page(version):
    return reverse("workbench:calendar", args=[version.pk])


def test_a_notice_is_typed_and_nothing_moves_before_it_is_applied(desk):
    response = desk.post(reverse("workbench:propose_calendar"), TYPED, follow=True)

    (version,) = queries.versions()
    assert response.redirect_chain == [(page(version), 302)]
    expected = {12: False, 13: False, 14: False, 15: True}
    assert queries.changed_days(version) == [
        ChangedDay(date(2025, 3, number), works) for number, works in expected.items()
    ]
    assert "启用之前，期限不变" in text(response)


def test_a_year_is_uploaded_as_the_data_set_publishes_it(desk):
    days = [{"name": "放假", "date": day.isoformat(), "isOffDay": True} for day in FESTIVALS_2027]
    content = json.dumps({"year": 2027, "papers": ["https://www.gov.cn/2027"], "days": days}).encode()
    told = {
        "title": "2027年安排",
        "issued_on": "2025-03-03",
        "file": SimpleUploadedFile("2027.json", content),
    }

    desk.post(reverse("workbench:propose_calendar"), told)

    (version,) = queries.versions()
    assert (version.year, len(version.days), version.source) == (2027, 13, "https://www.gov.cn/2027")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"off": "三月十二日"}, "“三月十二日”不是日期"),
        ({"off": "2025-03-14至2025-03-12"}, "应从早到晚写"),
        ({"worked": "2025-03-14"}, "2025-03-14既放假又上班"),
        ({"off": "2025-03-15", "worked": ""}, "没有变动"),
        ({"file": SimpleUploadedFile("a.json", b"{")}, "不是有效的JSON"),
        ({"region": "福建省"}, "适用地区"),
    ],
)
def test_what_is_wrong_is_said_on_the_form(typed, words, desk):
    if "file" in typed:
        typed["file"].seek(0)
    response = desk.post(reverse("workbench:propose_calendar"), TYPED | typed)

    assert response.status_code == 200 and words in text(response)
    assert queries.versions().count() == 0


def test_the_page_lists_what_would_move_by_organ_and_applies(desk, top, organ, handler):
    one = builders.handling(organ, handler)
    version = listed(top, off(date(2025, 3, 12)))
    shown = text(desk.get(page(version)))
    assert "已核对 1 / 1 件，1 件变动" in shown and f"{organ.short_name}：1 件" in shown
    assert one.number not in shown  # another organ's case

    desk.post(reverse("workbench:apply_calendar", args=[version.pk]), {"seen": version.revision})

    version.refresh_from_db()
    assert (version.state, version.number) == (State.IN_FORCE, 1)


def test_the_handler_sees_the_own_cases_and_may_change_nothing(client, top, organ, handler):
    one = builders.handling(organ, handler)
    version = listed(top, off(date(2025, 3, 12)))
    sign_in(client, handler)

    shown = text(client.get(page(version)))
    refused = client.post(reverse("workbench:apply_calendar", args=[version.pk]), {"seen": version.revision})

    assert one.number in shown and "2025-04-01" in shown
    assert "件变动" in shown and f"{organ.short_name}：" not in shown
    assert "工作日历由最高一级机关" in text(refused)
    version.refresh_from_db()
    assert version.state == State.DRAFTED


def test_progress_is_asked_for_while_the_task_is_at_work_and_the_page_is_fresh_after_it(desk, top):
    version = proposed(top, off(date(2025, 3, 12)))
    waiting = desk.get(page(version), headers={"HX-Request": "true"})
    actions.list_moved_cases(version)
    over = desk.get(page(version), headers={"HX-Request": "true"})

    assert "every 2s" in text(waiting) and "HX-Refresh" not in waiting.headers
    assert "every 2s" not in text(over) and over.headers["HX-Refresh"] == "true"
    assert queries.version(version.pk).work == Work.LOOKED


def test_a_version_is_taken_back_with_a_reason(desk, top):
    version = applied(top, off(date(2025, 3, 12)))
    way = reverse("workbench:take_back_calendar", args=[version.pk])

    assert "这个字段是必填项" in text(desk.post(way, {"reason": ""}))
    desk.post(way, {"reason": "通知已作废"})

    assert queries.versions()[0].takes_back == version
    assert "撤回：关于临时放假的通知（通知已作废）" in text(desk.get(reverse("workbench:calendars")))


def test_who_has_nothing_to_do_with_applications_does_not_see_the_calendar(client, organ):
    sign_in(client, factories.actor(organ, Duty.SUBMITTER))

    assert client.get(reverse("workbench:calendars")).status_code == 403


def test_reminders_are_shown_and_read(client, top, organ, handler):
    one = builders.handling(organ, handler)
    actions.move_cases(applied(top, off(date(2025, 3, 12))))
    with at(date(2025, 4, 1)):
        actions.remind_of_cases()
        sign_in(client, handler)
        shown = client.get(reverse("workbench:case_reminders"))
        assert text(shown).count(one.number) == 4 and "1个工作日内到期" in text(shown)

        after = client.post(
            reverse("workbench:acknowledge_reminders"), shown.context["form"].initial, follow=True
        )

    assert "没有未读的提醒" in text(after)


def test_the_case_tells_which_notice_moved_its_day(client, top, organ, handler):
    one = builders.handling(organ, handler)
    actions.move_cases(applied(top, off(date(2025, 3, 12))))

    shown = text(sign_in(client, handler).get(address(one)))

    assert "2025-03-03 工作日历变动，答复期限由 2025-03-31 变为 2025-04-01" in shown
    assert "关于临时放假的通知" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_reminders_cost_the_same_for_one_case_and_for_three(
    count, client, organ, handler, django_assert_num_queries
):
    for _n in range(count):
        builders.handling(organ, handler)
    with at(date(2025, 3, 31)):
        actions.remind_of_cases()
        sign_in(client, handler)
        client.get(reverse("workbench:case_reminders"))
        with django_assert_num_queries(5):
            client.get(reverse("workbench:case_reminders"))
