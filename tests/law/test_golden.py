"""The golden set of clocks, and what is taken from the calendar into account: versions, regions, channels."""

from datetime import date

import pytest

from gongkai.law.clock import EventRefused, due_date, run_clock
from gongkai.law.fees import fee_by_items, fee_by_pages
from gongkai.law.notices import Announced, Notice
from gongkai.law.receipt import receipt_date
from gongkai.law.workdays import WorkCalendar
from tests.law import golden
from tests.law.cases import day, event, received

TABLES = (
    golden.PLAIN,
    golden.PROVISIONAL,
    golden.SUPPLEMENTS,
    golden.CONSULTATIONS,
    golden.FEES,
    golden.ENDS,
)
WORKED = [row for table in TABLES for row in golden.worked(table)]
FUJIAN_TYPHOON = Notice(date(2026, 7, 14), {date(2026, 7, 15): False, date(2026, 7, 16): False}, "35")
YEAR_2027 = Notice(
    date(2026, 11, 25),
    {date(2027, 1, 1): False, date(2027, 1, 4): False, date(2027, 1, 9): True, date(2026, 12, 31): False},
    year=2027,
)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row.story)
def test_the_clock_stands_where_it_was_counted_by_hand(row):
    now = run_clock(row.events, today=row.today)

    assert (now.due, now.state) == (row.due, row.state)
    assert now.provisional is (row in golden.worked(golden.PROVISIONAL))
    assert due_date(row.events) == row.due


@pytest.mark.parametrize(("story", "events"), golden.refused(), ids=lambda value: value)
def test_the_last_event_is_refused_by_its_rule(story, events):
    with pytest.raises(EventRefused) as refused:
        run_clock(events, today=events[-1].on)

    assert (refused.value.rule, refused.value.event) == (story.split()[0], events[-1])


@pytest.mark.parametrize(
    ("story", "region", "announced", "on", "due"),
    [
        ("L-03 as known before the extension", None, (), "2020-01-20", "2020-02-21"),
        ("J-09 Hubei stayed closed longer", "420106", (), "2020-01-10", "2020-02-27"),
        ("J-09 Fujian did not", "350100", (), "2020-01-10", "2020-02-14"),
        ("J-09 a typhoon closes the offices", "350122", (FUJIAN_TYPHOON,), "2026-07-06", "2026-08-05"),
        ("J-09 elsewhere nothing changes", "360100", (FUJIAN_TYPHOON,), "2026-07-06", "2026-08-03"),
        ("J-10 the notice of 2027 comes out", None, (YEAR_2027,), "2026-12-14", "2027-01-13"),
    ],
)
def test_a_notice_moves_the_due_date_where_it_holds(story, region, announced, on, due):
    as_of = day("2020-01-20") if story.startswith("L-03") else None
    calendar = WorkCalendar(region=region, as_of=as_of, announced=Announced(announced))

    now = run_clock([received(on)], today=day(on), calendar=calendar)

    assert (now.due, now.provisional) == (day(due), False)


def test_an_entered_notice_was_not_known_before_its_day():
    before = WorkCalendar(as_of=date(2026, 11, 24), announced=Announced((YEAR_2027,)))

    assert before.is_provisional(date(2027, 1, 4)) and before.is_workday(date(2027, 1, 4))
    assert not WorkCalendar(announced=before.announced).is_provisional(date(2027, 1, 4))


def test_a_later_notice_has_the_last_word_and_a_narrower_one_over_it():
    friday = date(2026, 7, 17)
    country = Notice(date(2026, 7, 10), {friday: False})
    taken_back = Notice(date(2026, 7, 12), {friday: True})
    county = Notice(date(2026, 7, 1), {friday: False}, "350122")

    announced = Announced((county, taken_back, country))

    assert WorkCalendar(region="350100", announced=announced).is_workday(friday)
    assert not WorkCalendar(region="350122", announced=announced).is_workday(friday)


def test_what_was_recorded_in_time_stays_when_a_holiday_is_taken_back():
    """J-07: an extension on the last day, under days off that a later notice makes working days again."""
    off = {date(2026, 3, 30): False, date(2026, 3, 31): False}
    closed = WorkCalendar(announced=Announced((Notice(date(2026, 3, 1), off),)))
    events = [received("2026-03-02"), event("extended", "2026-04-01", days=5)]

    assert run_clock(events, today=day("2026-04-01"), calendar=closed).due == day("2026-04-09")
    assert due_date(events) == day("2026-04-07")
    assert run_clock(events, today=day("2026-04-01"), recorded=True).due == day("2026-04-07")
    with pytest.raises(EventRefused):
        run_clock(events, today=day("2026-04-01"))


@pytest.mark.parametrize(
    ("channel", "facts", "on", "due"),
    [
        ("in_person", {"submitted": "2026-05-09"}, "2026-05-09", "2026-06-05"),
        ("registered_post", {"submitted": "2026-05-06", "signed": "2026-05-09"}, "2026-05-09", "2026-06-05"),
        ("ordinary_post", {"signed": "2026-05-09", "confirmed": "2026-05-11"}, "2026-05-11", "2026-06-08"),
        ("online", {"submitted": "2026-05-09", "confirmed": "2026-05-09"}, "2026-05-09", "2026-06-05"),
        ("fax", {"submitted": "2026-05-09", "confirmed": "2026-05-11"}, "2026-05-11", "2026-06-08"),
        ("L-07 online", {"submitted": "2024-05-11", "confirmed": "2024-05-11"}, "2024-05-11", "2024-06-07"),
    ],
)
def test_the_channel_decides_from_which_day_the_clock_runs(channel, facts, on, due):
    receipt = receipt_date(channel.split()[-1], **{name: day(text) for name, text in facts.items()})

    assert receipt.on == day(on)
    assert run_clock([received(on)], today=day(on)).due == day(due)


@pytest.mark.parametrize(
    ("story", "charged", "yuan"),
    [
        ("L-12 45 items in March", lambda: fee_by_items(45).amount, 5500),
        ("L-12 ten items in March", lambda: fee_by_items(10).amount, 0),
        ("L-12 and ten on 1 April: a new month", lambda: fee_by_items(10).amount, 0),
        ("C-10 31 items", lambda: fee_by_items(31).amount, 2200),
        ("C-03 ten more after ten of the same month", lambda: fee_by_items(10, earlier=10).amount, 1000),
        ("L-13 250 pages", lambda: fee_by_pages(250).amount, 4700),
        ("L-13 twice thirty pages", lambda: 2 * fee_by_pages(30).amount, 0),
        ("C-10 31 pages", lambda: fee_by_pages(31).amount, 10),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_fee_is_what_was_counted_by_hand(story, charged, yuan):
    assert charged() == yuan
